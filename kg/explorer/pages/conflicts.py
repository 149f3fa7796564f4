"""Conflicts side by side with their quotations, and beside them what only looks like one."""

from __future__ import annotations

import streamlit as st

from kg.explorer import words
from kg.explorer.address import asked, ident, link
from kg.explorer.components.behind import query_behind
from kg.explorer.components.choice import choice
from kg.explorer.components.paging import pager, part_of
from kg.explorer.components.parts import anchor, empty, header, show
from kg.explorer.components.sides import pairs
from kg.explorer.data import Answer, Graph

_SIZE = 20
_NONE = "none"
"""Stands for an id in the address that can't be one, so that nothing is found by it."""
_STATUSES = ("candidate", "confirmed", "rejected", "superseded")


def page(graph: Graph) -> None:
    """Draw conflicts and near misses."""
    header(
        "Conflicts",
        "Where claims clash",
        "Each pair with both sides in their own words, what clashes marked, and the reason. "
        "A machine found them: until a person has judged a pair, it is a candidate.",
    )
    alone = (ident("relation") or _NONE) if asked("relation") else None
    relation = graph.iri("relation", alone)
    clashes, near = st.tabs(["Conflicts", "Near misses"], key="tab", bind="query-params")
    if near.open:
        with near:
            _tab(graph, "nonconflict", relation=relation, kinds=graph.ask("near-miss-counts"))
    else:
        with clashes:
            _tab(graph, "conflict", relation=relation, kinds=graph.ask("conflict-kinds"))


def _tab(graph: Graph, type_: str, *, relation: str | None, kinds: Answer) -> None:
    calm = type_ == "nonconflict"
    tab = "Near misses" if calm else None
    show(words.definition("NonConflict" if calm else "Conflict"), class_="kg-soft")
    if relation:
        show(anchor("← all pairs", link("conflicts", tab=tab)))
    kind, status = (None, None) if relation else _filters(type_, kinds)
    answer = graph.ask(
        "relation-sides",
        **({"class": "kg:NonConflict"} if calm else {}),
        kind=kind,
        status=status,
        relation=relation,
    )
    found = list(dict.fromkeys(each["relation"] for each in answer.rows))
    if not found:
        empty(
            "No such pair",
            "No two claims of this graph were found to stand so."
            if not (kind or status or relation)
            else anchor("Take the filters off", link("conflicts", tab=tab)),
        )
    here = set(part_of(found, size=_SIZE))
    pairs((each for each in answer.rows if each["relation"] in here), prefix=f"{type_}-", calm=calm)
    pager(
        len(found),
        size=_SIZE,
        page="conflicts",
        tab=tab,
        **{f"{type_}_kind": kind, f"{type_}_status": status},
    )
    query_behind(answer)


def _filters(type_: str, kinds: Answer) -> tuple[str | None, str | None]:
    shown = {kind: words.label(f"{type_}-{kind}") for kind in sorted(_kinds(kinds))}
    with st.container(horizontal=True):
        kind = choice("Kind", shown, name=f"{type_}_kind", placeholder="any")
        status = choice(
            "Status",
            {status: status for status in _STATUSES},
            name=f"{type_}_status",
            placeholder="any",
            help=words.definition("status"),
        )
    return kind, status


def _kinds(answer: Answer) -> set[str]:
    return {str(each["kind"]) for each in answer.rows}
