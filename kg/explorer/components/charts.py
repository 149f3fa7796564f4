"""The few charts, drawn by Altair in the colours of the theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import altair

Row = Mapping[str, object]


def bars(rows: Iterable[Row], *, label: str, number: str, title: str) -> altair.Chart:
    """A bar for each row, the longest on top."""
    import altair as alt
    import pandas as pd

    frame = pd.DataFrame([{label: row[label], number: row[number]} for row in rows])
    return (
        alt.Chart(frame)
        .mark_bar(height={"band": 0.7})
        .encode(
            x=alt.X(f"{number}:Q", title=title, axis=alt.Axis(tickMinStep=1, format=",d")),
            y=alt.Y(f"{label}:N", title=None, sort=None, axis=alt.Axis(labelLimit=220)),
            tooltip=[f"{label}:N", f"{number}:Q"],
        )
        .properties(height=alt.Step(26))
    )


def days(rows: Iterable[Row], *, period: str, number: str, title: str) -> altair.Chart:
    """A column for each period, in order."""
    import altair as alt
    import pandas as pd

    frame = pd.DataFrame([{period: str(row[period]), number: row[number]} for row in rows])
    return (
        alt.Chart(frame)
        .mark_bar(width={"band": 0.6})
        .encode(
            x=alt.X(f"{period}:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            y=alt.Y(f"{number}:Q", title=title, axis=alt.Axis(tickMinStep=1, format=",d")),
            tooltip=[f"{period}:O", f"{number}:Q"],
        )
        .properties(height=180)
    )


def heat_map(rows: Iterable[Row], *, across: str, down: str, number: str) -> altair.LayerChart:
    """A cell for each pair, with its number written in it, so that the shade is not the only sign."""
    import altair as alt
    import pandas as pd

    frame = pd.DataFrame([{key: row[key] for key in (across, down, number)} for row in rows])
    most = max((int(value) for value in frame[number]), default=1)
    base = alt.Chart(frame).encode(
        x=alt.X(
            f"{across}:N",
            title=None,
            axis=alt.Axis(orient="top", labelAngle=-40, labelLimit=170, domain=False, ticks=False),
        ),
        y=alt.Y(f"{down}:N", title=None, axis=alt.Axis(labelLimit=190, domain=False, ticks=False)),
        tooltip=[f"{down}:N", f"{across}:N", f"{number}:Q"],
    )
    cells = base.mark_rect(cornerRadius=2).encode(
        color=alt.Color(f"{number}:Q", legend=None, scale=alt.Scale(domain=[0, most]))
    )
    return (cells + _numbers(base, number=number, most=most)).properties(
        width=alt.Step(46), height=alt.Step(30)
    )


def _numbers(base: altair.Chart, *, number: str, most: int) -> altair.Chart:
    """The count in each cell; a heavy stroke of the ground keeps it legible on any shade."""
    import altair as alt

    return base.mark_text(fontSize=12, fontWeight=600).encode(
        text=alt.Text(f"{number}:Q", format=",d"),
        opacity=alt.value(1),
        color=alt.condition(f"datum['{number}'] > {0.6 * most}", alt.value("white"), alt.value("#1d1c1a")),
    )
