"""The gate: what passes, what does not, and why."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.endpoint import admit
from kg.endpoint.tokens import tokens
from kg.errors import QueryError
from kg.queries import catalogue

OWN = "https://w3id.org/discourse-kg/graph/links"


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("SELECT * {?s ?p ?o}", "SELECT * {?s ?p ?o}\nLIMIT 100\n"),
        # a comment at the end must not swallow the limit
        ("SELECT * {?s ?p ?o} # all", "SELECT * {?s ?p ?o} # all\nLIMIT 100\n"),
        # VALUES comes after LIMIT in the grammar
        (
            "SELECT * {?s ?p ?o} VALUES ?s {<a:b>}",
            "SELECT * {?s ?p ?o} LIMIT 100\nVALUES ?s {<a:b>}",
        ),
        ("SELECT * {?s ?p ?o} limit 99999", "SELECT * {?s ?p ?o} limit 100"),
        ("SELECT * {?s ?p ?o} LIMIT 7 OFFSET 3", "SELECT * {?s ?p ?o} LIMIT 7 OFFSET 3"),
        # the limit of a subquery is not that of the query
        (
            "SELECT * {{SELECT * {?s ?p ?o} LIMIT 5}}",
            "SELECT * {{SELECT * {?s ?p ?o} LIMIT 5}}\nLIMIT 100\n",
        ),
        # nor is one in a string, or a brace in one the end of anything
        (
            "SELECT * {?s ?p 'LIMIT 5 }'}",
            "SELECT * {?s ?p 'LIMIT 5 }'}\nLIMIT 100\n",
        ),
        ("CONSTRUCT WHERE {?s ?p ?o}", "CONSTRUCT WHERE {?s ?p ?o}\nLIMIT 100\n"),
        ("ASK {?s ?p ?o}", "ASK {?s ?p ?o}"),
        ("DESCRIBE <a:b>", "DESCRIBE <a:b>"),
        (f"SELECT * FROM <{OWN}> {{?s ?p ?o}} LIMIT 1",
         f"SELECT * FROM <{OWN}> {{?s ?p ?o}} LIMIT 1"),
        # the word is no keyword in texts, variables and names
        (
            "PREFIX s: <s:> SELECT ?service {?service s:SERVICE 'customer service'} LIMIT 1",
            "PREFIX s: <s:> SELECT ?service {?service s:SERVICE 'customer service'} LIMIT 1",
        ),
        # line ends and escapes are made plain before anything is read
        ("SELECT *\r\n{?s ?p '\\u00e9'} LIMIT 1", "SELECT *\n{?s ?p 'é'} LIMIT 1"),
    ],
)  # fmt: skip
def test_reading_passes_with_a_limit(query: str, text: str) -> None:
    admitted = admit(query, limit=100)
    assert admitted.text == text
    assert bool(admitted.notes) is bool(re.search(r"(?i)limit 100\b", text))


@pytest.mark.parametrize("name", [each.name for each in catalogue()])
def test_every_shipped_question_passes(name: str) -> None:
    query = next(each.query for each in catalogue() if each.name == name)
    assert admit(query).kind == "SELECT"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * {SERVICE <http://x.example/> {?s ?p ?o}}", "line 1, column 11: SERVICE is"),
        ("SELECT *\n{{SELECT * {service silent ?x {?s ?p ?o}}}}", "line 2, column 13: SERVICE"),
        ("SELECT * {?s ?p ?o FILTER NOT EXISTS {SERVICE <a:b> {?s ?p ?o}}}", "SERVICE is refused"),
        ("SELECT (EXISTS {SERVICE <a:b> {?s ?p ?o}} AS ?e) {}", "SERVICE is refused"),
        # an escaped quotation mark that ends a string
        ("SELECT * {?s ?p 'x\\u0027 . SERVICE <a:b> {?s ?p 'y'}}", "SERVICE is refused"),
        # a carriage return ends a comment for one parser and not for the other
        ("SELECT * {# a\r SERVICE <a:b> {?s ?p ?o}\n}", "line 2, column 2: SERVICE"),
        # the keyword itself in escapes
        ("SELECT * {SERV\\u0049CE <a:b> {?s ?p ?o}}", "SERVICE is refused"),
        # an escape that makes an escape
        ("SELECT * {?s ?p '\\u005Cu0027'}", "escape within an escape"),
        ("SELECT * {?s ?p '\\UFFFFFFFF'}", "no character"),
        ("SELECT * {?s ?p '\\ud800'}", "no character"),
        ("SELECT * {?s ?p '\0'}", "null character"),
        ("INSERT DATA {<a:a> <a:b> <a:c>}", "line 1, column 1: INSERT is an update"),
        ("PREFIX a: <b:>\nDROP ALL", "line 2, column 1: DROP is an update"),
        ("DELETE WHERE {?s ?p ?o}", "DELETE is an update"),
        ("LOAD <http://x.example/>", "LOAD is an update"),
        ("SELECT * FROM <http://x.example/> {?s ?p ?o}", "FROM <http://x.example/> is refused"),
        ("PREFIX x: <http://x.example/> SELECT * FROM NAMED x:g {?s ?p ?o}", "http://x.example/g"),
        ("SELECT ?x WHER {?x a <a:b>}", "line 1, column 11: this is not SPARQL 1.1 from 'WHER'"),
        ("SELECT ?x {\n?x a kg:Claim}", "line 2, column 6: the prefix kg: is not declared. "
         "Add PREFIX kg: <https://w3id.org/discourse-kg/ontology#>"),
        ("SELECT * {?s ?p ?o", "the query ends too early"),
        ("", "line 1, column 1: the query ends too early"),
        ("SELECT * {} ; SELECT * {}", "not SPARQL 1.1 from ';'"),
        ("SELECT * {" * 400, "too many parts"),
        ("SELECT * {?s ?p '" + "x" * 60_000 + "'}", "60,0"),
    ],
)  # fmt: skip
def test_what_is_no_plain_reading_is_refused(query: str, message: str) -> None:
    with pytest.raises(QueryError) as error:
        admit(query)
    assert message in str(error.value)


@pytest.mark.parametrize("mark", ["'", '"'])
def test_an_escape_can_not_be_read_in_two_ways(mark: str) -> None:
    # one parser would see a string and SERVICE after it, the other a comment: the text that is
    # handed on has the comment for both
    query = f"SELECT * {{?s ?p {mark}x\\u{ord(mark):04x} # {mark}. SERVICE <a:b> {{}}\n}}"
    admitted = admit(query)
    assert f"{mark}x{mark} # {mark}. SERVICE" in admitted.text
    assert not any(token.is_word("SERVICE") for token in tokens(admitted.text))


def test_another_base_has_its_own_graphs() -> None:
    query = "SELECT * FROM <https://lab.example/graph/links> {?s ?p ?o}"
    assert admit(query, base="https://lab.example/").kind == "SELECT"
    with pytest.raises(QueryError, match="FROM"):
        admit(query)


@given(st.text(alphabet="{}'\"\\#<>?: \n\rSERVICEservice*.abLIMIT0123456789", max_size=60))
def test_nothing_passes_that_the_tokens_call_a_service(noise: str) -> None:
    try:
        admitted = admit(f"SELECT * {{ ?s ?p ?o {noise} }}", limit=10)
    except QueryError:
        return
    assert not any(token.is_word("SERVICE") for token in tokens(admitted.text))
    assert admit(admitted.text, limit=10).text == admitted.text


@given(st.text(max_size=80))
def test_tokens_never_fail_and_keep_their_places(text: str) -> None:
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
