"""One actor: who it is, what it says, what others say of it, and whom it contradicts."""

from __future__ import annotations

import streamlit as st

from kg.explorer.address import asked, ident, link
from kg.explorer.components.behind import query_behind
from kg.explorer.components.markup import joined
from kg.explorer.components.paging import pager, part_of
from kg.explorer.components.parts import anchor, empty, facts, header
from kg.explorer.components.quotations import quotations, tail
from kg.explorer.components.sides import pairs
from kg.explorer.data import Answer, Graph

_SIZE = 40
_SHOWN = ("role", "also called", "account", "makes", "why one")


def page(graph: Graph) -> None:
    """Draw the page of the actor that the address names."""
    actor = graph.iri("actor", ident())
    if not asked():
        empty("No actor chosen", "Pick one from the list of", anchor("all actors", link("actors")))
        return
    card = graph.ask("actor-card", node=actor) if actor else None
    if card is None or not card.rows:
        empty(
            "No such actor in this graph",
            "The address may be of another graph, or of a build in which the names were taken "
            "apart or together differently. Search by name among",
            anchor("all actors", link("actors")),
        )
        return
    name = str(card.rows[0]["value"])
    kinds = ", ".join(str(each["value"]) for each in card.rows if each["aspect"] == "type")
    header(kinds or "actor", name)
    _facts(card)
    first, second, third = st.tabs(
        ["Quoted", "Spoken of", "In conflict"], key="tab", bind="query-params"
    )
    if second.open:
        of_it = graph.ask("utterances", subject=actor)
        with second:
            _listed(
                of_it,
                "Nobody speaks of it",
                f"No utterance names {name}.",
                actor=tail(actor),
                tab="Spoken of",
            )
            query_behind(card, of_it)
    elif third.open:
        own = graph.ask("conflicts-of-actor", actor=actor)
        clashes = graph.ask("relation-sides")
        here = {each["relation"] for each in own.rows}
        with third:
            pairs((each for each in clashes.rows if each["relation"] in here), prefix="conflict-")
            if not here:
                empty("In no conflict", f"Nothing that {name} says contradicts another claim.")
            query_behind(card, own, clashes)
    else:
        says = graph.ask("utterances", actor=actor)
        with first:
            _listed(says, "Never quoted", f"{name} is only spoken of.", actor=tail(actor))
            query_behind(card, says)


def _facts(card: Answer) -> None:
    entries: list[tuple[str, object]] = []
    for aspect in _SHOWN:
        values = [
            anchor(each["value"], link("concerns", tab="Products", subject=tail(each["other"])))
            if each["other"]
            else str(each["value"])
            for each in card.rows
            if each["aspect"] == aspect
        ]
        between = [part for value in values for part in ("; ", value)][1:]
        entries.append((aspect, joined(between)))
    facts(entries)


def _listed(
    answer: Answer, title: str, remedy: str, *, actor: str | None, tab: str | None = None
) -> None:
    if not answer.rows:
        empty(title, remedy)
    quotations(part_of(answer.rows, size=_SIZE))
    pager(len(answer.rows), size=_SIZE, page="actor", id=actor, tab=tab)
