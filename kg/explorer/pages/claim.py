"""One claim: every wording, who holds what, how it stands to others, and how to cite it."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from kg.explorer import words
from kg.explorer.address import asked, ident, link
from kg.explorer.components.behind import query_behind
from kg.explorer.components.chips import chip, chips
from kg.explorer.components.markup import joined
from kg.explorer.components.parts import anchor, empty, facts, header, row, rows, section, show
from kg.explorer.components.quotations import quotations, tail
from kg.explorer.data import Answer, Graph

_NAMES = {
    "contradicts": "Conflict",
    "undercuts": "Undercut",
    "supports": "Support",
    "equivalent": "Equivalence",
    "refines": "Refinement",
    "contrasts": "Contrast",
    "none": "NonConflict",
}


def page(graph: Graph) -> None:
    """Draw the page of the claim that the address names."""
    claim = graph.iri("claim", ident())
    if not asked():
        empty("No claim chosen", "Pick one from the list of", anchor("all claims", link("claims")))
        return
    card = graph.ask("claim-card", claim=claim) if claim else None
    if claim is None or card is None or not card.rows:
        _missing(graph, claim)
        return
    said = graph.ask("utterances", claim=claim)
    relations = graph.ask("relations-of-claim", claim=claim)
    header("Claim", str(card.rows[0]["value"]))
    _facts(card)
    section("Who says it", "Every utterance that puts this claim forward, the earliest first.")
    quotations(said.rows, claim=tail(claim))
    section("How it stands to other claims")
    _relations(relations)
    if not relations.rows:
        show("No relation to another claim was found.", class_="kg-soft")
    section("To cite it", "The address of this claim follows from its words and their document.")
    st.code(claim, language=None)
    query_behind(card, said, relations, graph.ask("evidence-of-claim", claim=claim))


def _facts(card: Answer) -> None:
    pages = {"about": ("actor", "id"), "concern": ("concerns", "concern")}
    entries: list[tuple[str, object]] = []
    for aspect in ("about", "concern", "why gathered"):
        values: dict[object, object] = {}
        for each in (found for found in card.rows if found["aspect"] == aspect):
            to, key = pages.get(aspect, ("", ""))
            if "/product/" in str(each["node"]):
                to, key = "concerns", "subject"
            extra = {"tab": "Products"} if key == "subject" else {}
            address = link(to, **{key: tail(each["node"])}, **extra) if to else None
            values[each["value"]] = anchor(each["value"], address) if address else each["value"]
        entries.append((aspect, joined([p for v in values.values() for p in ("; ", v)][1:])))
    facts(entries)


def _relations(answer: Answer) -> None:
    for kind, group in groupby(answer.rows, key=lambda each: str(each["type"])):
        term = _NAMES[kind]
        distinct = {str(each["relation"]): each for each in group}
        show(chips(chip(term)), class_="kg-relation")
        rows(
            row(
                anchor(each["otherText"], link("claim", id=tail(each["other"]))),
                note=f"{_direction(kind, each)}{each['why']}",
                count=f"{float(str(each['score'])):.0%}",
                unit=words.label(str(each["status"])),
            )
            for each in distinct.values()
        )


def _direction(kind: str, each: dict[str, object]) -> str:
    if kind not in ("undercuts", "supports", "refines"):
        return ""
    outward = each["direction"] == "to the other"
    return f"This claim {kind} that one. " if outward else f"That claim {kind} this one. "


def _missing(graph: Graph, claim: str | None) -> None:
    successors = graph.ask("successor-of-claim", claim=claim).rows if claim else ()
    if successors:
        empty(
            "This claim now has another address",
            "An earlier wording of it was found since:",
            *(anchor(each["claimText"], link("claim", id=tail(each["successor"]))) for each in successors),
        )
        return
    empty(
        "No such claim in this graph",
        "The address may be of another graph, or the document that held it has changed. Look among",
        anchor("all claims", link("claims")),
    )
