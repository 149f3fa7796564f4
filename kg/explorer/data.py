"""All that the pages know comes through here: questions, asked of a store, with their answers kept.

What is kept is keyed on the graph's place, on its current build, and on the query as bound, so that
a rebuild shows at the next click and nothing shows that is older.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from kg.endpoint.gate import admit
from kg.explorer.apart import asked_apart
from kg.explorer.graphs import Source
from kg.export import export
from kg.queries import Question, Value, bind, question, write
from kg.store import Result, Store, current, open_local, open_remote
from kg.store.cells import result

Row = Mapping[str, object]
"""A row of an answer: what the pages read, and never change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question, the SPARQL that was run for it, and the rows that came back."""

    question: Question
    values: dict[str, str]
    query: str
    result: Result

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, in the order the question gives them."""
        return self.result.rows

    def csv(self) -> str:
        """The rows as CSV, for a spreadsheet."""
        return as_csv(self.result)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a query of one's own gave: rows, or yes or no, or a graph as Turtle.

    Attributes:
        notes: what the gate changed, in words.
    """

    result: Result | None = None
    truth: bool | None = None
    turtle: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """A graph to ask, as it stands in its current build."""

    source: Source
    build: str

    @classmethod
    def of(cls, source: Source) -> Graph:
        """The graph as it stands now; StoreError where there is none."""
        if source.remote:
            return cls(source=source, build="remote")
        return cls(source=source, build=current(Path(source.place)).name)

    def ask(self, name: str, /, **values: str | float | None) -> Answer:
        """The answer to a shipped question; values of None or "" count as not given."""
        asked = question(name)
        given = {key: value for key, value in values.items() if value not in (None, "")}
        query = bind(asked, dict[str, Value | None](given))
        result = _rows(self.source.place, self.build, query)
        shown = {key: str(value) for key, value in given.items()}
        return Answer(question=asked, values=shown, query=query, result=result)

    def iri(self, kind: str, ident: str | None) -> str | None:
        """The address of a node of this graph (`claim`, `0f3c…`); None without an id."""
        addresses = self.ask("address-of-nodes").rows
        return f"{addresses[0]['address']}{kind}/{ident}" if ident and addresses else None

    def run(self, text: str) -> Reply:
        """The answer to a query of one's own, through the gate; QueryError says where it fails."""
        return _reply(self.source.place, self.build, text)

    def export(self, format: str, *, without_text: bool = False) -> bytes:
        """The graph as a file of this format; the tables of csv come as a zip."""
        out = io.BytesIO()
        store = _store(self.source.place, self.build)
        export(store, format, out, without_text=without_text)
        return out.getvalue()


def as_csv(result: Result) -> str:
    """Rows as CSV with a head line; an unbound cell is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(result.variables)
    writer.writerows([_cell(row[name]) for name in result.variables] for row in result.rows)
    return out.getvalue()


def _cell(value: object) -> object:
    """The value, with an apostrophe before text that a spreadsheet would take for a formula."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return "" if value is None else value


@st.cache_resource(show_spinner=False, max_entries=8)
def _store(place: str, build: str) -> Store:
    if place.startswith(("http://", "https://")):
        return open_remote(place)
    return open_local(Path(place))


@st.cache_data(show_spinner=False, max_entries=500)
def _rows(place: str, build: str, query: str) -> Result:
    return _store(place, build).select(query)


@st.cache_data(show_spinner="Asking the graph …", max_entries=50)
def _reply(place: str, build: str, text: str) -> Reply:
    admitted = admit(text)
    if place.startswith(("http://", "https://")):
        kind = "table" if admitted.kind in ("CONSTRUCT", "DESCRIBE") else "json"
        answer = write(_store(place, build).results(admitted.text), kind)
    else:
        answer = asked_apart(Path(place), admitted.text, kind=admitted.kind)
    if admitted.kind in ("CONSTRUCT", "DESCRIBE"):
        return Reply(turtle=answer, notes=admitted.notes)
    return _read(answer, notes=admitted.notes)


def _read(answer: str, *, notes: tuple[str, ...]) -> Reply:
    """SPARQL JSON as a reply.

    In a frame of its own: what the parser of the gate raises and catches keeps the frames it was
    called from alive, and the engine's rows must go in the thread they were made in.
    """
    parsed = parse_query_results(answer, QueryResultsFormat.JSON)
    if isinstance(parsed, QuerySolutions):
        return Reply(result=result(parsed), notes=notes)
    return Reply(truth=bool(parsed), notes=notes)
