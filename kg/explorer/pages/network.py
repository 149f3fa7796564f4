"""Networks of actors, drawn for an overview; the list below is what one navigates by."""

from __future__ import annotations

import streamlit as st

from kg.explorer.address import link
from kg.explorer.components.behind import query_behind
from kg.explorer.components.drawing import address_of, page_of
from kg.explorer.components.markup import Markup, joined
from kg.explorer.components.parts import anchor, empty, header, row, rows, section, show
from kg.explorer.components.quotations import tail
from kg.explorer.components.ties import TIES, Tie, ties_of
from kg.explorer.data import Graph
from kg.explorer.words import counted

_MOST = 150
"""Ties drawn at once: beyond that the drawing takes tens of seconds and shows a ball of wool."""
_HEIGHT = 560
_LISTED = 60


def page(graph: Graph) -> None:
    """Draw the network that is chosen."""
    header(
        "Network",
        "Who stands with and against whom",
        "For the overall shape. A single tie is only as good as the claims behind it.",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.segmented_control(
            "A tie means",
            list(TIES),
            key="ties",
            bind="query-params",
            default="Conflict",
            required=True,
            wrap=True,
        )
        least = st.number_input(
            "At least so often", 1, 99, 1, key="least", bind="query-params", width=150
        )
    meaning = TIES[str(wanted)]
    answer = graph.ask(meaning.question)
    ties = [tie for tie in ties_of(answer.rows, meaning=meaning) if tie.weight >= least]
    if not ties:
        empty(
            "No tie of this kind",
            "Choose another meaning of a tie, or lower how often it must occur.",
        )
    else:
        _drawn(ties)
        section("The ties, the strongest first")
        rows(_line(tie, meaning.noun) for tie in ties[:_LISTED])
    query_behind(answer)


def _drawn(ties: list[Tie]) -> None:
    if len(ties) > _MOST:
        show(
            f"The {_MOST} strongest of {counted(len(ties), 'tie')}: the eye can’t part more. "
            "Raise how often a tie must occur, or take the whole network to Gephi (page Export).",
            class_="kg-soft",
        )
    dark = st.context.theme.type == "dark"
    html = page_of(ties[:_MOST], dark=dark, height=_HEIGHT)
    st.iframe(address_of(html), height=_HEIGHT + 10)


def _line(tie: Tie, noun: str) -> Markup:
    other = (
        link("concerns", concern=tail(tie.other))
        if tie.mixed
        else link("actor", id=tail(tie.other))
    )
    names = (anchor(tie.one_name, link("actor", id=tail(tie.one))), anchor(tie.other_name, other))
    return row(
        joined((names[0], " ≠ " if tie.against else " — ", names[1])),
        note=tie.note,
        count=tie.weight,
        unit=noun if tie.weight == 1 else f"{noun}s",
    )
