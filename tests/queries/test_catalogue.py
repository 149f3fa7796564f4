"""The shipped questions: readable, valid, answered, and the same on two engines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from corpora import harbour_store
from extended import extended_quads, extended_store
from pyoxigraph import Literal, NamedNode, RdfFormat, serialize

from kg.errors import QueryError
from kg.queries import bind, catalogue, listing, question, text_of
from kg.queries.catalogue import read
from kg.store import LocalStore

NAMES = [each.name for each in catalogue()]

# What the plain ferry corpus rightly has no rows for; the extended one has them all.
EMPTY_ON_THE_PLAIN_CORPUS = {
    "agreement": "no two of its actors put forward one claim",
    "corroboration": "its only copies go back to one origin",
    "position-changes": "nobody in it contradicts herself",
    "runs": "it is published without a run",
}


@pytest.fixture(scope="module")
def store() -> LocalStore:
    return extended_store()


def test_there_are_enough_questions_and_each_is_a_file() -> None:
    folder = Path(read.__code__.co_filename).parent
    assert len(NAMES) >= 25
    assert {file.stem for file in folder.glob("*.rq")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_question_says_what_it_asks(name: str) -> None:
    asked = question(name)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert asked.title and asked.summary.endswith(".") and asked.topic != "Other"
    declared = {parameter.name for parameter in asked.parameters}
    own = dict(re.findall(r"^\s*VALUES \?(\w+) \{ (.*) \}$", asked.query, re.MULTILINE))
    for parameter in asked.parameters:
        # a parameter that occurs nowhere would be taken and do nothing
        assert re.search(rf"\?{parameter.name}\b", asked.query)
        # the default that help shows is the one the query has
        assert own.get(parameter.name, "UNDEF") == (parameter.default or "UNDEF")
    assert {line for line, value in own.items() if value == "UNDEF"} <= declared


@pytest.mark.parametrize("name", NAMES)
def test_every_order_is_total(name: str) -> None:
    # otherwise the same question gives its rows in another order each time
    assert re.search(r"^ORDER BY ", question(name).query, re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_every_question_has_an_answer(name: str, store: LocalStore) -> None:
    # a misspelt predicate is silence, not an error
    assert store.select(question(name).query)


@pytest.mark.parametrize("name", NAMES)
def test_what_has_no_answer_on_the_plain_corpus_is_known(name: str) -> None:
    rows = harbour_store().select(question(name).query)
    assert bool(rows) is (name not in EMPTY_ON_THE_PLAIN_CORPUS)


@pytest.mark.parametrize(
    "name",
    [
        *("claims-about", "claims-of-actor", "contested-claims", "conflicts", "actors", "products"),
        *("concerns-raised", "utterances-of-document", "corpus-counts", "reporting-chains"),
        *(
            "stances",
            "who-contradicts-whom",
            "certainty-by-actor",
            "claims-over-time",
            "judgements",
        ),
    ],
)
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib, of its own parser
def test_two_engines_answer_alike(name: str, store: LocalStore) -> None:
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    data = serialize(extended_quads(), format=RdfFormat.N_QUADS)
    dataset.parse(data=data, format="nquads")
    query = question(name).query
    solutions = store.results(query)
    ours = [tuple(_value(term) for term in row) for row in solutions]  # type: ignore[union-attr]
    theirs = [
        tuple(None if term is None else str(term) for term in row) for row in dataset.query(query)
    ]
    assert ours == theirs


def _value(term: object) -> str | None:
    return term.value if isinstance(term, NamedNode | Literal) else None


def first(store: LocalStore, asked: str, **values: str) -> dict[str, object]:
    return dict(next(iter(store.select(bind(question(asked), values)))))


@pytest.mark.parametrize(
    ("name", "values", "column", "expected"),
    [
        # an alias, in another case
        ("claims-of-actor", {"name": "HOLT"}, "speakerName", {"Maren Holt"}),
        # a misspelling leads to the product's right name
        ("claims-about", {"name": "tidewaker 3"}, "subjectName", {"Tidewalker 3"}),
        # whole words only: 'port' is a word of 'Lindmark Port Authority', not of 'Transport'
        ("actors", {"name": "port"}, "actorName", {"Lindmark Port Authority"}),
        ("actors", {"name": "por"}, "actorName", set()),
        ("actors", {"kind": "group"}, "actorName", {"the harbour council"}),
        ("conflicts", {"kind": "numeric"}, "kind", {"numeric"}),
        ("conflicts", {"min_score": "0.9"}, "kind", {"numeric"}),
        ("numbers-claimed", {"unit": "percent"}, "low", {40.0}),
        ("quotations", {"form": "direct"}, "formName", {"direct"}),
        ("support-and-undercut", {"relation_type": "undercut"}, "type", {"Undercut"}),
        ("claims-over-time", {"by": "year"}, "period", {"2026"}),
        ("claims-over-time", {"from": "2026-04-01"}, "period", {"2026-04"}),
        ("corroboration", {"min_origins": "3"}, "origins", set()),
    ],
)
def test_parameters_narrow_down(
    store: LocalStore, name: str, values: dict[str, str], column: str, expected: set[object]
) -> None:
    rows = store.select(bind(question(name), values))
    assert {row[column] for row in rows} == expected


def test_a_claim_is_followed_by_the_id_its_row_shows(store: LocalStore) -> None:
    claim = first(store, "conflicts", kind="negation")["left"]
    card = store.select(bind(question("claim-card"), {"claim": str(claim)}))
    assert {row["claim"] for row in card} == {claim}
    assert {"wording", "speaker", "stance", "conflict"} <= {row["aspect"] for row in card}
    evidence = store.select(bind(question("evidence-of-claim"), {"claim": str(claim)}))
    assert all(row["end"] - row["start"] == len(row["words"]) for row in evidence)  # type: ignore


def test_rejected_conflicts_contest_nothing(store: LocalStore) -> None:
    statuses = {row["status"] for row in store.select(question("contested-claims").query)}
    assert statuses <= {"candidate", "confirmed", None, ""}


def test_the_earlier_position_comes_first(store: LocalStore) -> None:
    row = first(store, "position-changes", name="Holt")
    assert row["change"] == "position change"
    assert str(row["earlierSaid"]) < str(row["laterSaid"])
    assert "40 percent" in str(row["earlierText"])


def test_nested_words_lead_to_their_reporter(store: LocalStore) -> None:
    row = first(store, "reporting-chains")
    assert (row["speakerName"], row["reporterName"], row["steps"]) == (
        "the harbour council",
        "Maren Holt",
        1,
    )


def test_underscores_will_do_and_a_slip_is_answered_with_a_name() -> None:
    assert question("claims_about") is question("claims-about")
    with pytest.raises(QueryError, match="Did you mean claims-about"):
        question("claim-about")
    with pytest.raises(QueryError, match="lists all questions"):
        question("zzz")


def test_listing_names_every_question_and_parameter() -> None:
    page = listing()
    for each in catalogue():
        assert each.name in page and each.title in page
        assert all(parameter.text in page for parameter in each.parameters)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * {}", "no title"),
        ("#+ title: x\n#+ parameters:\n#+   who: somebody\n", "line 3: a parameter is written"),
        ("#+ title: x\n#+ parameters:\n#+   who (url, optional): y\n", "'url' is no type"),
    ],
)
def test_a_header_that_can_not_be_read_says_where(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        read(text, name="mine")


def test_a_file_of_ones_own_is_a_question_or_plain_sparql(tmp_path: Path) -> None:
    mine = tmp_path / "mine.rq"
    mine.write_text("#+ title: Mine\n#+ parameters:\n#+   n (number, required): n.\nSELECT ?n {}\n")
    asked = text_of(str(mine))
    assert not isinstance(asked, str) and asked.title == "Mine"
    mine.write_text("SELECT * { ?s ?p ?o }")
    assert text_of(str(mine)) == "SELECT * { ?s ?p ?o }"
    assert text_of("ASK { ?s ?p ?o }") == "ASK { ?s ?p ?o }"
    with pytest.raises(QueryError, match="there is no file"):
        text_of(str(tmp_path / "absent.rq"))
    (tmp_path / "bytes.rq").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(QueryError, match="UTF-8"):
        text_of(str(tmp_path / "bytes.rq"))
