"""All actors, to be narrowed down by name and kind."""

from __future__ import annotations

import streamlit as st

from kg.explorer.address import link
from kg.explorer.components.behind import query_behind
from kg.explorer.components.markup import Markup
from kg.explorer.components.paging import pager, part_of
from kg.explorer.components.parts import anchor, empty, header, row, rows
from kg.explorer.components.quotations import tail
from kg.explorer.data import Graph, Row
from kg.explorer.words import counted, definition

_SIZE = 60


def page(graph: Graph) -> None:
    """Draw the list of actors."""
    header("Actors", "Who speaks, and who is spoken of", definition("Actor"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input("Name or alias", key="name", bind="query-params", max_chars=80)
        kind = st.segmented_control(
            "Kind", ["person", "organisation", "group"], key="kind", bind="query-params"
        )
    answer = graph.ask("actors", name=name.strip(), kind=kind)
    if not answer.rows:
        empty(
            "Nobody answers to that",
            "Whole words of a name or an alias are looked for. Try a surname alone, or",
            anchor("see all actors", link("actors")),
        )
    rows(_line(each) for each in part_of(answer.rows, size=_SIZE))
    pager(len(answer.rows), size=_SIZE, page="actors", name=name, kind=kind)
    query_behind(answer)


def _line(each: Row) -> Markup:
    aliases = f"also {each['aliases']}" if each["aliases"] else ""
    return row(
        anchor(each["actorName"], link("actor", id=tail(each["actor"]))),
        note=" · ".join(str(part) for part in (each["type"], each["roles"], aliases) if part),
        count=each["utterances"],
        unit=f"said · named in {counted(each['mentionedIn'], 'utterance')}",
    )
