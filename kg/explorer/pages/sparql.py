"""The workbench: every shipped question, its parameters as fields, the SPARQL to change."""

from __future__ import annotations

import hashlib

import streamlit as st

from kg.errors import QueryError
from kg.explorer.address import text
from kg.explorer.components.answers import show_reply
from kg.explorer.components.choice import choice
from kg.explorer.components.parts import empty, header, show
from kg.explorer.data import Graph
from kg.queries import Question, bind, catalogue

_HEIGHT = 380


def page(graph: Graph) -> None:
    """Draw the workbench."""
    header(
        "SPARQL",
        "Ask the graph",
        "Start from a shipped question or write your own. Updates and SERVICE are refused.",
    )
    questions = {
        each.name: each for each in sorted(catalogue(), key=lambda each: (each.topic, each.title))
    }
    shown = {name: f"{each.topic}: {each.title}" for name, each in questions.items()}
    name = choice("Question", shown, name="question")
    asked = questions[name or next(iter(questions))]
    show(asked.summary, class_="kg-soft")
    try:
        start = text("query") or bind(asked, _values(asked))
    except QueryError as error:
        show(str(error).split(" Add --param")[0], class_="kg-soft")
        start = asked.query
    query = st.text_area(
        "SPARQL",
        start,
        height=_HEIGHT,
        key=f"editor-{hashlib.sha256(start.encode()).hexdigest()[:12]}",
        help="Ctrl+Enter runs what you changed.",
    )
    st.button("Run", icon=":material/play_arrow:")
    try:
        reply = graph.run(query)
    except QueryError as error:
        empty("The query was not run", str(error))
        return
    show_reply(reply, name=asked.name)


def _values(asked: Question) -> dict[str, str]:
    """A field for each parameter, side by side; what is left empty counts as not given."""
    if not asked.parameters:
        return {}
    columns = st.columns(min(3, len(asked.parameters)))
    given = {
        parameter.name: columns[number % len(columns)].text_input(
            f"{parameter.name}{' (required)' if parameter.required else ''}",
            key=f"p_{parameter.name}",
            bind="query-params",
            placeholder=parameter.default or parameter.kind,
            help=parameter.text,
        )
        for number, parameter in enumerate(asked.parameters)
    }
    return {name: value.strip() for name, value in given.items() if value.strip()}
