"""All that the pages know comes through here: questions, asked of a store, with their answers kept.

What is kept is keyed on the graph's place, on its current build, and on the query as bound, so that
a rebuild shows at the next click and nothing shows that is older.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from kg.explorer.graphs import Source
from kg.queries import Question, Value, bind, question
from kg.store import Result, Store, current, open_local, open_remote

if TYPE_CHECKING:
    from kg.store import Row


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

    def ask(self, name: str, **values: str | float | None) -> Answer:
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

    def store(self) -> Store:
        """The store itself, shared by all who look at it: to be read, never written."""
        return _store(self.source.place, self.build)


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
def _store(place: str, build: str) -> Store:  # noqa: ARG001 - the build is part of the key
    if place.startswith(("http://", "https://")):
        return open_remote(place)
    return open_local(Path(place))


@st.cache_data(show_spinner=False, max_entries=500)
def _rows(place: str, build: str, query: str) -> Result:
    return _store(place, build).select(query)
