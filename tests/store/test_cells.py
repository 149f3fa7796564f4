"""Terms to Python values, the odd ones too."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode

from kg.store import Iri
from kg.store.cells import cell

XSD = "http://www.w3.org/2001/XMLSchema#"


def typed(value: str, kind: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + kind))


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (None, None),
        (NamedNode("https://a.example/b"), Iri("https://a.example/b")),
        (Literal("plain"), "plain"),
        (Literal("tagged", language="en"), "tagged"),
        (Literal(True), True),
        (typed("0", "boolean"), False),
        (Literal(7), 7),
        (typed("7", "nonNegativeInteger"), 7),
        (typed("0.50", "decimal"), 0.5),
        (typed("5E13", "double"), 5e13),
        (typed("INF", "double"), float("inf")),
        (typed("2026-03-02", "date"), date(2026, 3, 2)),
        (typed("2026-03-02T10:00:00Z", "dateTime"), datetime(2026, 3, 2, 10, tzinfo=UTC)),
        # what its datatype does not allow, or Python can't hold, keeps its text
        (typed("soon", "date"), "soon"),
        (typed("-0044-03-15", "date"), "-0044-03-15"),
        (typed("maybe", "boolean"), "maybe"),
        (typed("many", "integer"), "many"),
        (typed("about 1", "decimal"), "about 1"),
        # a datatype that is not ours
        (typed("P1D", "duration"), "P1D"),
        (BlankNode("b1"), "_:b1"),
    ],
)
def test_cells(term: object, expected: object) -> None:
    found = cell(term)  # type: ignore[arg-type]
    assert (found, type(found)) == (expected, type(expected))


@given(st.floats(allow_nan=False) | st.integers() | st.booleans() | st.dates())
def test_values_come_back(value: object) -> None:
    kinds = {float: "double", int: "integer", bool: "boolean", date: "date"}
    text = {bool: str(value).lower()}.get(type(value), str(value))  # type: ignore[call-overload]
    assert cell(typed(text, kinds[type(value)])) == value


def test_an_iri_is_a_string_that_knows_what_it_is() -> None:
    iri = Iri("https://a.example/b")
    assert iri == "https://a.example/b"
    assert isinstance(pickle.loads(pickle.dumps(iri)), Iri)
