"""The front page: how much there is, where it clashes, who speaks, and what worries them."""

from __future__ import annotations

import streamlit as st

from kg.explorer.address import link
from kg.explorer.components import charts
from kg.explorer.components.behind import query_behind
from kg.explorer.components.parts import anchor, empty, figures, header, row, rows, section, show
from kg.explorer.components.quotations import tail
from kg.explorer.components.relations import bearings_of
from kg.explorer.components.sides import pairs
from kg.explorer.data import Answer, Graph
from kg.explorer.words import counted, noun, speakers

_FIRST = 3
_LISTED = 8
_FIGURES = {
    "documents": ("document", "documents"),
    "utterances": ("utterance", "claims"),
    "claims": ("claim", "claims"),
    "actors": ("actor", "actors"),
    "conflicts": ("conflict", "conflicts"),
}


def page(graph: Graph) -> None:
    """Draw the front page."""
    counts = graph.ask("corpus-counts")
    documents = graph.ask("documents")
    origins = {each["origin"] or each["document"] for each in documents.rows}
    number = {str(each["what"]): int(str(each["number"])) for each in counts.rows}
    header(
        graph.source.name,
        "Who said what, and where it clashes",
        f"{counted(number['utterances'], 'utterance')} by {counted(number['actors'], 'actor')} in "
        f"{counted(number['documents'], 'document')} of {counted(len(origins), 'origin')}, "
        "each with the characters it was read from.",
    )
    if not number["documents"]:
        empty("This graph holds no documents", "Build it from a folder: kg build FOLDER")
        return
    figures(
        (f"{number[what]:,}", noun(number[what], caption), link(to))
        for what, (caption, to) in _FIGURES.items()
    )
    conflicts = graph.ask("relation-sides")
    bearings = graph.ask("support-and-undercut")
    best = list(dict.fromkeys(str(each["relation"]) for each in conflicts.rows))[:_FIRST]
    if best:
        section("Clearest conflicts", "Two claims that can’t both be true, the surest first.")
        pairs((each for each in conflicts.rows if each["relation"] in best), prefix="conflict-")
        show(anchor(f"All {counted(number['conflicts'], 'conflict')}", link("conflicts")))
    elif bearings.rows:
        section("How the claims bear on one another", "No two of them were found to conflict.")
        bearings_of(bearings.rows[:_LISTED])
    else:
        empty("No two claims conflict", "Pairs that only look like it are under near misses.")
    left, right = st.columns(2, gap="large")
    with left:
        actors = _speakers(graph)
    with right:
        concerns = _concerns(graph)
    over_time = graph.ask("claims-over-time", by="day")
    if over_time.rows:
        section("When it was said")
        said = {"period": "period", "number": "utterances", "title": "utterances"}
        st.altair_chart(charts.days(over_time.rows, **said), width="stretch")
    query_behind(counts, documents, conflicts, bearings, actors, concerns, over_time)


def _speakers(graph: Graph) -> Answer:
    answer = graph.ask("actors")
    section("Who speaks most")
    rows(
        row(
            anchor(each["actorName"], link("actor", id=tail(each["actor"]))),
            note=each["roles"] or each["type"],
            count=each["utterances"],
        )
        for each in answer.rows[:_LISTED]
        if each["utterances"]
    )
    return answer


def _concerns(graph: Graph) -> Answer:
    answer = graph.ask("concerns-by-reach")
    section("What they are concerned about")
    rows(
        row(
            anchor(each["concernName"], link("concerns", concern=tail(each["concern"]))),
            note=f"raised by {speakers(each['speakers'])}",
            count=each["utterances"],
        )
        for each in answer.rows[:_LISTED]
    )
    return answer
