"""All that holds the words sought: actors, products, concerns and claims."""

from __future__ import annotations

import streamlit as st

from kg.explorer.components.behind import query_behind
from kg.explorer.components.paging import pager, part_of
from kg.explorer.components.parts import empty, header, row, rows
from kg.explorer.components.search_box import found_link, kind
from kg.explorer.data import Graph
from kg.explorer.words import counted

_SIZE = 80


def page(graph: Graph) -> None:
    """Draw the finds."""
    header("Search", "Find a claim, an actor, a product, a concern")
    sought = st.text_input("Words", key="words", bind="query-params", max_chars=120).strip()
    if not sought:
        empty(
            "Nothing to look for yet",
            "Give one word or several, in their order; the start of a word will do.",
        )
        return
    answer = graph.ask("find", words=sought)
    if not answer.rows:
        empty(
            f"Nothing holds “{sought}”", "Use fewer words, or the start of one: elect for election."
        )
    else:
        st.caption(counted(len(answer.rows), "find"))
    rows(row(found_link(each), note=kind(each)) for each in part_of(answer.rows, size=_SIZE))
    pager(len(answer.rows), size=_SIZE, page="search", words=sought)
    query_behind(answer)
