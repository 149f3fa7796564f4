"""The answer to a query: as a table, as a chart where it has something to chart, and as a file."""

from __future__ import annotations

import streamlit as st

from kg.explorer.address import link
from kg.explorer.components import charts
from kg.explorer.components.parts import empty, show
from kg.explorer.components.quotations import tail
from kg.explorer.data import Reply, as_csv
from kg.explorer.words import counted
from kg.queries import shortened
from kg.store import Iri, Result

_BARS = 40
"""Bars that can be read one under the other."""


def show_reply(reply: Reply, *, name: str) -> None:
    """Draw a reply of any kind; `name` is what its file is called."""
    for note in reply.notes:
        st.caption(note)
    if reply.truth is not None:
        show("Yes." if reply.truth else "No.", class_="kg-section")
    elif reply.turtle is not None:
        st.download_button(
            "Download Turtle",
            reply.turtle,
            f"{name}.ttl",
            "text/turtle",
            icon=":material/download:",
        )
        st.code(reply.turtle, language="turtle", wrap_lines=True)
    elif reply.result is not None:
        _rows(reply.result, name=name)


def _rows(result: Result, *, name: str) -> None:
    if not result:
        empty(
            "No rows",
            "The query is fine, and nothing fits it. A misspelt property gives no rows either: "
            "compare its name with the shipped questions.",
        )
        return
    charted = _chartable(result)
    st.caption(counted(len(result), "row"))
    tabs = st.tabs(["Table", "Chart"] if charted else ["Table"])
    with tabs[0]:
        _table(result)
    if charted:
        label, number = charted
        with tabs[1]:
            drawn = [{"": _shown(row[label]), number: row[number]} for row in result.rows[:_BARS]]
            st.altair_chart(
                charts.bars(drawn, label="", number=number, title=number), width="stretch"
            )
            if len(result) > _BARS:
                st.caption(f"The first {_BARS} rows.")
    st.download_button(
        "Download CSV", as_csv(result), f"{name}.csv", "text/csv", icon=":material/download:"
    )


def _table(result: Result) -> None:
    import pandas as pd

    frame = pd.DataFrame(
        [{name: _shown(row[name]) for name in result.variables} for row in result.rows]
    )
    st.dataframe(frame, hide_index=True, width="stretch", placeholder="")
    nodes = {
        cell: page
        for row in result.rows
        for cell in row.values()
        if isinstance(cell, Iri) and (page := _page(cell))
    }
    if nodes:
        with st.expander(f"Pages of the {counted(len(nodes), 'node')} in this answer"):
            from kg.explorer.components.parts import anchor, rows
            from kg.explorer.components.parts import row as line

            rows(line(anchor(shortened(node), page)) for node, page in list(nodes.items())[:200])


def _shown(cell: object) -> object:
    return shortened(cell) if isinstance(cell, Iri) else cell


def _page(iri: str) -> str | None:
    """The explorer's page of a node, where it has one."""
    kind = iri.rsplit("/", 2)[-2] if iri.count("/") > 1 else ""
    if kind in ("actor", "claim", "document"):
        return link(kind, id=tail(iri))
    if kind == "concern":
        return link("concerns", concern=tail(iri))
    return link("conflicts", relation=tail(iri)) if kind == "relation" else None


def _chartable(result: Result) -> tuple[str, str] | None:
    """The first column of words and the first of numbers, where each row has both."""

    def is_number(cell: object) -> bool:
        return isinstance(cell, int | float) and not isinstance(cell, bool)

    whole = [name for name in result.variables if all(row[name] is not None for row in result.rows)]
    numbers = [name for name in whole if all(is_number(row[name]) for row in result.rows)]
    words = [name for name in whole if not any(is_number(row[name]) for row in result.rows)]
    return (words[0], numbers[0]) if words and numbers else None
