"""The few charts, drawn by Altair in the colours of the theme."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from kg.explorer.data import Row

if TYPE_CHECKING:
    import altair


_SHADES: Final = {
    False: (["#eef1f2", "#8fb0ca"], "#1d1c1a"),
    True: (["#1d2832", "#38658c"], "#ebe7de"),
}
"""Lightest and strongest shade, and the ink legible on both; for the dark theme where True."""


def bars(rows: Iterable[Row], *, label: str, number: str, title: str) -> altair.Chart:
    """A bar for each row, the longest on top."""
    import altair as alt
    import pandas as pd

    frame = pd.DataFrame([{label: row[label], number: row[number]} for row in rows])
    drawn: altair.Chart = (
        alt.Chart(frame)
        .mark_bar(height={"band": 0.7})
        .encode(
            x=alt.X(f"{number}:Q", title=title, axis=alt.Axis(tickMinStep=1, format=",d")),
            y=alt.Y(f"{label}:N", title=None, sort=None, axis=alt.Axis(labelLimit=220)),
            tooltip=[f"{label}:N", f"{number}:Q"],
        )
        .properties(height=alt.Step(26))
    )
    return drawn


def days(rows: Iterable[Row], *, period: str, number: str, title: str) -> altair.Chart:
    """A column for each period, in order."""
    import altair as alt
    import pandas as pd

    frame = pd.DataFrame([{period: str(row[period]), number: row[number]} for row in rows])
    drawn: altair.Chart = (
        alt.Chart(frame)
        .mark_bar(width={"band": 0.6})
        .encode(
            x=alt.X(f"{period}:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            y=alt.Y(f"{number}:Q", title=title, axis=alt.Axis(tickMinStep=1, format=",d")),
            tooltip=[f"{period}:O", f"{number}:Q"],
        )
        .properties(height=180)
    )
    return drawn


def heat_map(
    rows: Iterable[Row], *, across: str, down: str, number: str, href: str, dark: bool
) -> altair.LayerChart:
    """A cell for each pair, with its number written in it, so that the shade is not the only sign.

    `href` is the column with the address that a click on the cell leads to.
    """
    import altair as alt
    import pandas as pd

    frame = pd.DataFrame([{key: row[key] for key in (across, down, number, href)} for row in rows])
    shades, ink = _SHADES[dark]
    across_axis = alt.Axis(
        orient="top", labelAngle=-40, labelLimit=170, labelOverlap=False, labelColor=ink
    )
    down_axis = alt.Axis(labelLimit=190, labelOverlap=False, labelColor=ink)
    base = alt.Chart(frame).encode(
        x=alt.X(
            f"{across}:N",
            title=None,
            axis=across_axis,
        ),
        y=alt.Y(f"{down}:N", title=None, axis=down_axis),
        tooltip=[f"{down}:N", f"{across}:N", f"{number}:Q"],
        href=f"{href}:N",
    )
    cells = base.mark_rect(cornerRadius=2).encode(
        color=alt.Color(f"{number}:Q", legend=None, scale=alt.Scale(range=shades, zero=True))
    )
    counts = base.mark_text(fontSize=13, color=ink).encode(
        text=alt.Text(f"{number}:Q", format=",d")
    )
    drawn: altair.LayerChart = (cells + counts).properties(width=alt.Step(46), height=alt.Step(30))
    plain: altair.LayerChart = drawn.configure_axis(domain=False, ticks=False, labelFontSize=13)
    return plain
