"""Concerns and products: who raises what, how often, and the claims behind each number."""

from __future__ import annotations

import streamlit as st

from kg.explorer.address import link
from kg.explorer.components.behind import query_behind
from kg.explorer.components.choice import choice
from kg.explorer.components.matrix import matrix_of
from kg.explorer.components.paging import pager, part_of
from kg.explorer.components.parts import anchor, empty, header, row, rows, section, show
from kg.explorer.components.quotations import quotations, tail
from kg.explorer.data import Graph, Row
from kg.explorer.pages import products
from kg.explorer.words import definition, noun
from kg.explorer.words import speakers as speakers_named

_SIZE = 40


def page(graph: Graph) -> None:
    """Draw concerns and products."""
    header("Concerns & products", "What they worry about and speak of", definition("Concern"))
    first, second = st.tabs(["Concerns", "Products"], key="tab", bind="query-params")
    if second.open:
        with second:
            products.page(graph)
    else:
        with first:
            _concerns(graph)


def _concerns(graph: Graph) -> None:
    raised = graph.ask("concerns-by-reach")
    if not raised.rows:
        empty(
            "No concern is raised",
            "Concerns come from a scheme that you can extend: kg build --concerns FILE",
        )
        query_behind(raised)
        return
    names = {str(tail(each["concern"])): each for each in raised.rows}
    shown = {slug: str(each["concernName"]) for slug, each in names.items()}
    chosen = choice("Concern", shown, name="concern", placeholder="all")
    if chosen:
        _one(graph, names[chosen])
        return
    matrix = graph.ask("actor-concern-matrix")
    section("Who raises what", "Utterances in which an actor raises a concern; click one to read.")
    matrix_of(matrix.rows)
    section("All concerns raised")
    rows(
        row(
            anchor(each["concernName"], link("concerns", concern=tail(each["concern"]))),
            note=each["definition"] or "",
            count=each["utterances"],
            unit=f"{noun(each['utterances'], 'utterance')}, {speakers_named(each['speakers'])}",
        )
        for each in raised.rows
    )
    query_behind(raised, matrix)


def _one(graph: Graph, concern: Row) -> None:
    iri, slug = str(concern["concern"]), tail(concern["concern"])
    raisers = graph.ask("concerns-raised", concern=iri)
    by = {str(tail(each["speaker"])): each for each in raisers.rows if each["speaker"]}
    shown = {speaker: str(each["speakerName"]) for speaker, each in by.items()}
    chosen = choice("Raised by", shown, name="actor", placeholder="anybody")
    said = graph.ask("utterances", concern=iri, actor=str(by[chosen]["speaker"]) if chosen else "")
    section(str(concern["concernName"]).capitalize(), str(concern["definition"] or ""))
    show(anchor("← all concerns", link("concerns")))
    quotations(part_of(said.rows, size=_SIZE))
    pager(len(said.rows), size=_SIZE, page="concerns", concern=slug, actor=chosen)
    query_behind(said, raisers, graph.ask("concern-evidence", concern=iri))
