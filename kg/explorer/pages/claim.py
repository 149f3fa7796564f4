"""One claim: every wording, who holds what, how it stands to others, and how to cite it."""

from __future__ import annotations

import streamlit as st

from kg.explorer.address import asked, ident, link
from kg.explorer.components.behind import query_behind
from kg.explorer.components.markup import joined
from kg.explorer.components.parts import anchor, empty, facts, header, section, show
from kg.explorer.components.quotations import quotations, tail
from kg.explorer.components.relations import relations_of
from kg.explorer.data import Answer, Graph


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
    relations_of(relations)
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


def _missing(graph: Graph, claim: str | None) -> None:
    successors = graph.ask("successor-of-claim", claim=claim).rows if claim else ()
    if successors:
        empty(
            "This claim now has another address",
            "An earlier wording of it was found since:",
            *(
                anchor(each["claimText"], link("claim", id=tail(each["successor"])))
                for each in successors
            ),
        )
        return
    empty(
        "No such claim in this graph",
        "The address may be of another graph, or the document that held it has changed. Look among",
        anchor("all claims", link("claims")),
    )
