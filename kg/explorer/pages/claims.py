"""All claims, to be narrowed down by words, concern and whether they are contested."""

from __future__ import annotations

import streamlit as st

from kg.explorer.address import link
from kg.explorer.components.behind import query_behind
from kg.explorer.components.choice import choice
from kg.explorer.components.markup import Markup
from kg.explorer.components.paging import pager, part_of
from kg.explorer.components.parts import anchor, empty, header, row, rows
from kg.explorer.components.quotations import tail
from kg.explorer.data import Graph, Row
from kg.explorer.words import counted, day, definition, noun

_SIZE = 50


def page(graph: Graph) -> None:
    """Draw the list of claims."""
    header("Claims", "What is being claimed", definition("Claim"))
    concerns = {str(tail(each["concern"])): each for each in graph.ask("concerns-by-reach").rows}
    shown = {slug: str(each["concernName"]) for slug, each in concerns.items()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sought = st.text_input("Words", key="words", bind="query-params", max_chars=120)
        concern = choice("Concern", shown, name="concern", placeholder="any")
        contested = st.toggle("Contested only", key="contested", bind="query-params")
    answer = graph.ask(
        "find-claims",
        words=sought.strip(),
        concern=str(concerns[concern]["concern"]) if concern else None,
        min_conflicts=1 if contested else None,
    )
    if not answer.rows:
        empty(
            "No claim fits",
            "Words are looked for in the order given, each at the start of a word. Use fewer, or",
            anchor("see all claims", link("claims")),
        )
    rows(_line(each) for each in part_of(answer.rows, size=_SIZE))
    pager(
        len(answer.rows),
        size=_SIZE,
        page="claims",
        words=sought,
        concern=concern,
        contested="true" if contested else None,
    )
    query_behind(answer)


def _line(each: Row) -> Markup:
    parts = [
        counted(each["speakers"], "speaker") if each["speakers"] else "no speaker named",
        counted(each["origins"], "origin"),
        f"first said {day(each['firstSaid'])}" if each["firstSaid"] else "",
        f"≠ {counted(each['conflicts'], 'conflict')}" if each["conflicts"] else "",
    ]
    return row(
        anchor(each["claimText"], link("claim", id=tail(each["claim"]))),
        note=" · ".join(filter(None, parts)),
        count=each["utterances"],
        unit=noun(each["utterances"], "time"),
    )
