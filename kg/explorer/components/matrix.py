"""Actors against concerns as a heat map: the busiest of both, each cell leading to its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from kg.explorer.address import link
from kg.explorer.components import charts
from kg.explorer.components.parts import show
from kg.explorer.components.quotations import tail
from kg.explorer.data import Row

_ACROSS, _DOWN = 14, 18
"""Concerns and actors in the heat map: more than that, and the labels can't be read."""


def matrix_of(rows: Sequence[Row]) -> None:
    """Draw the rows of the question `actor-concern-matrix`."""
    cells = busiest(rows, keys=("concern", "speaker"), number="utterances", sizes=(_ACROSS, _DOWN))
    if not cells:
        show("Nobody who is named raises one.", class_="kg-soft")
        return
    linked = [
        {**cell, "to": link("concerns", concern=tail(cell["concern"]), actor=tail(cell["speaker"]))}
        for cell in cells
    ]
    chart = charts.heat_map(
        linked,
        across="concernName",
        down="speakerName",
        number="utterances",
        href="to",
        dark=st.context.theme.type == "dark",
    )
    st.altair_chart(chart, width="content")
    if len(cells) < len(rows):
        show(f"The {_ACROSS} concerns and {_DOWN} actors with most utterances.", class_="kg-soft")


def busiest(
    rows: Sequence[Row], *, keys: tuple[str, str], number: str, sizes: tuple[int, int]
) -> list[Row]:
    """The cells whose row and column are both among the `sizes` heaviest by sum of `number`."""
    kept = []
    for key, size in zip(keys, sizes, strict=True):
        sums: Counter[str] = Counter()
        for row in rows:
            sums[str(row[key])] += int(str(row[number]))
        heaviest = sorted(sums, key=lambda name: (-sums[name], name))
        kept.append((key, set(heaviest[:size])))
    return [row for row in rows if all(str(row[key]) in names for key, names in kept)]
