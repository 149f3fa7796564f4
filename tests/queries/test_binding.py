"""Values into questions: whatever they hold, they stay values."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from corpora import harbour_store
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import QueryError
from kg.queries import bind, question
from kg.queries.catalogue import read

ECHO = read(
    "#+ title: Echo\n#+ parameters:\n#+   own (string, optional): o.\n"
    "#+   after (string, optional): a.\n\n"
    "SELECT ?own ?after WHERE {\n  VALUES ?own { UNDEF }\n  ?s <p:p> ?after .\n}\n",
    name="echo",
)


def echoed(value: str) -> list[tuple[str | None, str]]:
    store = Store()
    for text in (value, "other"):
        store.add(Quad(NamedNode("s:s"), NamedNode("p:p"), Literal(text)))
    found = store.query(bind(ECHO, {"own": value, "after": value}))
    return [(row["own"].value, row["after"].value) for row in found]  # type: ignore[union-attr]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_any_text_comes_back_as_it_was(value: str) -> None:
    assert echoed(value) == [(value, value)]


@pytest.mark.parametrize(
    "value",
    [
        # out of the literal and on with the query
        '" } UNION { ?s ?p ?o } #',
        "' }} SERVICE <http://attacker.example/> {{ ?s ?p ?o",
        # into another line's VALUES
        "\n  VALUES ?own { UNDEF }\n",
        # a backslash that could eat the closing quotation mark
        "\\",
        '\\"',
        # escapes of the replacement function, had it been a template
        "\\1 \\g<0>",
        "\\u0022 } #",
        "tab\tnull\0bell\a",
    ],
)
def test_no_value_becomes_a_part_of_the_query(value: str) -> None:
    assert echoed(value) == [(value, value)]


@pytest.mark.parametrize(
    "value",
    [
        "http://x.example/> } DROP ALL #",
        "http://x.example/a b",
        'http://x.example/"',
        "no-scheme",
        "http://x.example/\\u003e",
        "",
        "12",
    ],
)
def test_what_is_no_iri_is_refused(value: str) -> None:
    with pytest.raises(QueryError, match="must be an IRI"):
        bind(question("claim-card"), {"claim": value})


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ("claim:0f3c", "<https://w3id.org/discourse-kg/claim/0f3c>"),
        ("<https://x.example/c>", "<https://x.example/c>"),
        ("https://x.example/é", "<https://x.example/é>"),
        (NamedNode("urn:x"), "<urn:x>"),
    ],
)
def test_iris_are_taken_as_results_print_them(value: str | NamedNode, term: str) -> None:
    assert f"VALUES ?claim {{ {term} }}" in bind(question("claim-card"), {"claim": value})


@pytest.mark.parametrize(
    ("value", "lexical"),
    [
        ("2026-02-13", "2026-02-13"),
        (" 2026-02-13 ", "2026-02-13"),
        (date(2026, 2, 13), "2026-02-13"),
        (datetime(2026, 2, 13, 9, 30), "2026-02-13"),
    ],
)
def test_days(value: str | date, lexical: str) -> None:
    text = bind(question("claims-over-time"), {"from": value})
    assert f'VALUES ?from {{ "{lexical}"^^<http://www.w3.org/2001/XMLSchema#date> }}' in text


@pytest.mark.parametrize("value", ["yesterday", "2026-02-30", "13.2.2026", 2026, ""])
def test_what_is_no_day_is_refused(value: str | int) -> None:
    with pytest.raises(QueryError, match="must be a day such as"):
        bind(question("claims-over-time"), {"from": value})


@given(st.one_of(st.integers(-(10**9), 10**9), st.floats(allow_nan=False, allow_infinity=False)))
def test_numbers_keep_their_value(value: float) -> None:
    text = bind(question("conflicts"), {"min_score": value})
    found = re.search(r'VALUES \?min_score \{ "([^"]+)"\^\^<[^>]+#(integer|double)> \}', text)
    if found:
        assert float(found[1]) == value
    else:  # pyoxigraph writes integers short
        short = re.search(r"VALUES \?min_score \{ (\S+) \}", text)
        assert short and float(short[1]) == value


@pytest.mark.parametrize("value", ["much", "nan", "inf", "1e999", True, ""])
def test_what_is_no_number_is_refused(value: str | bool) -> None:
    with pytest.raises(QueryError, match=r"must be a number such as 0\.5"):
        bind(question("conflicts"), {"min_score": value})


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("claims-about", {"nam": "x"}, "Did you mean name?"),
        ("claims-about", {"nonsense": "x"}, "it takes name, from, to"),
        ("documents", {"name": "x"}, "takes no parameters"),
        ("claim-card", {}, "claim-card needs claim"),
        ("claims-about", {"name": "  "}, "must be some text"),
        ("claims-about", {"name": "\ud800"}, "must be some text"),
    ],
)
def test_a_wrong_parameter_says_what_to_do(name: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError) as error:
        bind(question(name), values)
    assert message in str(error.value)


def test_none_counts_as_not_given() -> None:
    asked = question("claims-about")
    assert bind(asked, {"name": None}) == bind(asked, {})


def test_a_value_may_hold_what_looks_like_another_parameter() -> None:
    text = bind(
        question("claims-about"), {"name": "\n  VALUES ?from { UNDEF }\n", "from": "2026-01-01"}
    )
    assert len(harbour_store().select(text)) == 0


@pytest.mark.parametrize(
    ("value", "term"),
    [("<urn:a>", "<urn:a>"), ("a", '"a"'), (2, "2"), (date(2026, 1, 2), '"2026-01-02"^^')],
)
def test_a_query_of_ones_own_takes_values_after_it(value: object, term: str) -> None:
    text = bind("SELECT * { ?s ?p ?o } # end", {"o": value})  # type: ignore[dict-item]
    assert text.startswith("SELECT * { ?s ?p ?o } # end\nVALUES (?o) { (")
    assert term in text
    Store().query(text)


def test_the_name_of_a_variable_is_no_way_in() -> None:
    with pytest.raises(QueryError, match="no name of a variable"):
        bind("SELECT * {}", {"x) {}} #": "y"})
