"""Records to quads: what stands in which graph, the same bytes each time, nothing lost."""

# ruff: noqa: E501 - queries are read in one line

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from corpora import CONCERNS, harbour, harbour_quads, harbour_store
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from kg.errors import InputError
from kg.model import Corpus, Document, Extent, Extraction, Quantity, Utterance, content_id
from kg.publish import provenance, quads
from kg.publish.units import unit
from kg.store import Iri, LocalStore, in_memory

KG = "PREFIX kg: <https://w3id.org/discourse-kg/ontology#>\n"
PREFIXES = (
    KG + "PREFIX schema: <https://schema.org/>\nPREFIX oa: <http://www.w3.org/ns/oa#>\n"
    "PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>\n"
    "PREFIX prov: <http://www.w3.org/ns/prov#>\nPREFIX qudt: <http://qudt.org/schema/qudt/>\n"
    "PREFIX itsrdf: <http://www.w3.org/2005/11/its/rdf#>\n"
    "PREFIX dcterms: <http://purl.org/dc/terms/>\n"
)
GOLDEN = Path(__file__).parent / "golden" / "post.ttl"


@pytest.fixture(scope="module")
def store() -> LocalStore:
    return harbour_store()


def column(store: LocalStore, query: str) -> list[object]:
    result = store.select(PREFIXES + query)
    return [row[result.variables[0]] for row in result]


def lines(found: list[Quad]) -> bytes:
    data = serialize(found, format=RdfFormat.N_QUADS)
    assert data is not None
    return data


def test_one_document_as_turtle() -> None:
    """The graph of the post, for people to read; to renew it, write what the test compares."""
    from rdflib import Graph

    post = harbour().extractions[2].document.id
    own = [quad for quad in harbour_quads() if quad.graph_name.value.endswith(f"document/{post}")]
    graph = Graph()
    for prefix, namespace in prefixes().items():
        graph.bind(prefix, namespace, replace=True)
    graph.parse(data=lines([Quad(q.subject, q.predicate, q.object) for q in own]), format="nt")
    assert graph.serialize(format="turtle") == GOLDEN.read_text(encoding="utf-8")


def prefixes() -> dict[str, str]:
    from kg import vocabulary

    base = vocabulary.BASE
    kinds = ("document", "utterance", "proposition", "mention", "attribution")
    return dict(vocabulary.prefixes()) | {kind: f"{base}{kind}/" for kind in kinds}


def test_the_same_corpus_gives_the_same_bytes_in_another_process() -> None:
    # another process has another hash seed, and with it another order of sets
    code = (
        "import sys; sys.path[:0] = [sys.argv[1], sys.argv[2]]\n"
        "from corpora import harbour_quads; from pyoxigraph import serialize, RdfFormat\n"
        "sys.stdout.buffer.write(serialize(harbour_quads(), format=RdfFormat.N_QUADS))"
    )
    here = Path(__file__).resolve().parents[1]
    other = subprocess.run(
        [sys.executable, "-c", code, str(here), str(here.parent)], capture_output=True, check=True
    )
    assert other.stdout == lines(harbour_quads())


def test_no_statement_stands_in_two_graphs() -> None:
    # the union of graphs is a bag in Oxigraph: counts would take such a statement twice
    seen = Counter((q.subject, q.predicate, q.object) for q in set(harbour_quads()))
    assert [statement for statement, times in seen.items() if times > 1] == []


def test_nothing_is_a_blank_node() -> None:
    ends = {type(end) for quad in harbour_quads() for end in (quad.subject, quad.graph_name)}
    assert ends == {NamedNode}


def test_a_document_graph_depends_on_its_document_alone() -> None:
    # dropping a document is dropping its graph, so links and relations must not leak into it
    whole = harbour()
    lone = Corpus(
        extractions=whole.extractions[:1],
        propositions=tuple(
            p for p in whole.propositions if p.document == whole.extractions[0].document.id
        ),
    )
    name = f"document/{whole.extractions[0].document.id}"

    def own(corpus: Corpus) -> set[Quad]:
        found = {q for q in quads(corpus) if q.graph_name.value.endswith(name)}
        return {q for q in found if "/extent/" not in q.subject.value}

    assert own(lone) == own(whole)


def test_every_kind_of_node_is_published(store: LocalStore) -> None:
    declared = column(
        store,
        "PREFIX owl: <http://www.w3.org/2002/07/owl#> SELECT ?c { ?c a owl:Class }",
    )
    used = set(column(store, "SELECT DISTINCT ?c { ?s a ?c }"))
    assert {c for c in declared if c not in used} == {
        Iri("https://w3id.org/discourse-kg/ontology#Run")  # a run has quads of its own
    }


# query, what the first column must be
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # speakers, and those that have none: the article's own voice is not unattributed
        (
            "SELECT DISTINCT ?n { ?u kg:speaker/schema:name ?n } ORDER BY ?n",
            ["Jonas Reek", "Lindmark Port Authority", "Maren Holt", "Osprey Ferries", "the harbour council"],
        ),
        ("SELECT DISTINCT ?t { ?u kg:unattributed true ; schema:text ?t }", ["A court case may follow"]),
        (
            "SELECT DISTINCT ?t { ?u kg:form kg:authored ; schema:text ?t MINUS { ?u kg:unattributed ?x } }",
            ["The harbour is the busiest on the coast"],
        ),
        # direct speech is a quotation in schema.org's terms, without its quotation marks
        (
            "SELECT DISTINCT ?t { ?u a schema:Quotation ; schema:text ?t }",
            ["It uses 40 percent less fuel than any ferry of its size"],
        ),
        # the evidence has them
        (
            "SELECT DISTINCT ?t { ?u a schema:Quotation ; kg:evidence/oa:hasSelector/oa:exact ?t }",
            ["“It uses 40 percent less fuel than any ferry of its size,”"],
        ),
        # what is outside the extent, at most 32 characters of it
        (
            "SELECT ?t { ?u a schema:Quotation ; kg:evidence/oa:hasSelector/oa:suffix ?t } LIMIT 1",
            [" said Maren Holt, chief engineer"],
        ),
        # nesting
        (
            "SELECT DISTINCT ?n { ?u kg:reportedBy/kg:speaker/schema:name ?n }",
            ["Maren Holt"],
        ),
        # a misspelt name leads to the product, by its own mention
        (
            "SELECT DISTINCT ?n { ?m nif:anchorOf 'Tidewaker 3' ; itsrdf:taIdentRef/schema:name ?n }",
            ["Tidewalker 3"],
        ),
        ("SELECT ?n { ?p a kg:Product ; schema:manufacturer/schema:name ?n }", ["Osprey Ferries"]),
        # an actor is an agent of one of three sorts
        ("SELECT ?n { ?a a kg:Group, kg:Actor ; schema:name ?n }", ["the harbour council"]),
        # at most 90: open below, no exact value
        (
            "SELECT DISTINCT ?max { ?q a kg:Quantity ; kg:bound 'at-most' ; schema:maxValue ?max "
            "MINUS { ?q schema:minValue ?min } MINUS { ?q qudt:numericValue ?v } }",
            [90.0],
        ),
        # a percentage and money have QUDT units; passengers a trip have none
        (
            "SELECT DISTINCT ?u { ?q qudt:hasUnit ?u } ORDER BY ?u",
            ["http://qudt.org/vocab/unit/CCY_EUR", "http://qudt.org/vocab/unit/PERCENT"],
        ),
        # two wordings in two documents, one claim, one origin
        (
            "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?c schema:text 'The figures are difficult to check' "
            "; schema:appearance ?d . ?d kg:origin ?o }",
            [1],
        ),
        (
            "SELECT (COUNT(DISTINCT ?m) AS ?n) { ?c a kg:Claim ; schema:text 'The figures are difficult to check' "
            "; kg:member ?m }",
            [2],
        ),
        # the later version is one of the same article
        (
            "SELECT ?f { ?d prov:wasRevisionOf ?e ; kg:file ?f ; prov:specializationOf ?a . "
            "?e prov:specializationOf ?a }",
            ["ferry-update.txt"],
        ),
        # each member's id that is not the claim's own leads to it
        (
            "SELECT (COUNT(*) AS ?n) { ?old dcterms:isReplacedBy ?c . ?c kg:member ?m }",
            [14],
        ),
        # relations: reason, status, and the two sides' characters
        (
            "SELECT ?t { ?r a kg:Conflict ; kg:kind 'numeric' ; kg:rightEvidence/oa:hasSelector/oa:exact ?t }",
            ["90 passengers"],
        ),
        ("SELECT ?s { ?r a kg:Conflict ; kg:kind 'numeric' ; kg:score ?s }", [0.931]),
        ("SELECT ?s { ?r a kg:Neighbour ; kg:score ?s } ORDER BY ?s", [0.813, 0.9]),
        # concerns bring their labels
        (
            "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
            "SELECT DISTINCT ?l { ?u kg:raises/skos:prefLabel ?l } ORDER BY ?l",
            ["lawsuits", "noise"],
        ),
        # what was not read is kept, and said to be
        ("SELECT ?f { ?d kg:wasRead false ; kg:file ?f }", ["leserbrief.txt"]),
        # one graph per coder, names as they come
        (
            "SELECT ?g { GRAPH ?g { ?j a kg:Judgement } } ORDER BY ?g",
            [
                "https://w3id.org/discourse-kg/graph/judgements/ida%20k.",
                "https://w3id.org/discourse-kg/graph/judgements/per",
            ],
        ),
    ],
)  # fmt: skip
def test_what_the_graph_says(store: LocalStore, query: str, expected: list[object]) -> None:
    assert column(store, query) == expected


def test_another_base_holds_for_instances_and_not_for_terms() -> None:
    base = "https://press.example/graph#"
    found = list(quads(harbour(), base=base, concerns=(CONCERNS,)))
    ours = {q.subject.value for q in found if "ontology" not in q.graph_name.value}
    assert all(iri.startswith(base) for iri in ours)
    assert len(found) == len(harbour_quads())


def test_a_base_that_names_would_run_into_is_refused() -> None:
    with pytest.raises(InputError, match="Let it end in"):
        next(quads(harbour(), base="https://press.example"))


def test_a_scheme_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "mine.ttl"
    broken.write_text("concern:x a skos:Concept .")
    with pytest.raises(InputError, match=r"mine\.ttl.*Turtle"):
        list(quads(harbour(), concerns=(broken,)))


def test_a_concern_without_an_iri_is_refused(tmp_path: Path) -> None:
    nameless = tmp_path / "mine.ttl"
    nameless.write_text("[] a <http://www.w3.org/2004/02/skos/core#Concept> .")
    with pytest.raises(InputError, match="IRI"):
        list(quads(harbour(), concerns=(nameless,)))


def test_a_run_is_the_same_for_the_same_build_and_stands_alone() -> None:
    def run(minute: int) -> list[Quad]:
        began = datetime(2026, 3, 9, 12, minute, tzinfo=UTC)
        ended = datetime(2026, 3, 9, 12, minute + 1, tzinfo=UTC)
        return list(
            provenance(harbour(), began=began, ended=ended, reader="f00d", encoder="minilm")
        )

    first, second = run(1), run(2)
    assert {q.graph_name for q in first} == {q.graph_name for q in second}
    assert "/graph/run/" in first[0].graph_name.value
    store = in_memory(first)
    assert column(store, "SELECT ?t { ?r a kg:Run ; prov:startedAtTime ?t }") == [
        datetime(2026, 3, 9, 12, 1, tzinfo=UTC)
    ]
    assert column(store, "SELECT (COUNT(*) AS ?n) { ?r prov:used ?d }") == [4]
    versions = column(store, "SELECT ?v { ?a schema:name 'encoder' ; schema:softwareVersion ?v }")
    assert versions == ["minilm"]


# what a quantity says, its QUDT unit
@pytest.mark.parametrize(
    ("name", "per", "expected"),
    [
        ("percent", None, "PERCENT"),
        ("minute", None, "MIN"),
        ("USD", None, "CCY_USD"),
        ("kilometre", "hour", "KiloM-PER-HR"),
        # 'kilometres a day' are not kilometres
        ("kilometre", "day", None),
        # a word that QUDT has no unit for, and one that is three units
        ("token", None, None),
        ("ton", None, None),
        # three capitals are no currency yet
        ("GPU", None, None),
        ("", None, None),
    ],
)
def test_units(name: str, per: str | None, expected: str | None) -> None:
    found = unit(name, per)
    assert (found and found.value.rpartition("/")[2]) == expected


# everything Unicode can hold but surrogates, which are no characters; odd ones more often
TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs",)),
        st.sampled_from("“”\"'\\\n\r\t …é\u0301\u200d🛥{}<>?$\u2028\ufeff\x00\x7f"),
    ),
    min_size=1,
    max_size=60,
)


@settings(max_examples=60, deadline=None)
@given(
    text=TEXT,
    cut=st.tuples(st.integers(0, 59), st.integers(1, 60)),
    low=st.floats(allow_nan=False, allow_infinity=False),
    said=st.none() | st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 1, 1)),
)
def test_what_goes_in_comes_out(
    text: str, cut: tuple[int, int], low: float, said: date | None
) -> None:
    start = min(cut[0], len(text) - 1)
    extent = Extent(start, min(len(text), start + cut[1]))
    doc = Document.of(text, file=text)
    utterance = Utterance(
        id=content_id("utterance", text),
        document=doc.id,
        form="indirect",
        content=(extent,),
        text=extent.within(text),
        said=said,
        quantities=(Quantity(extent=extent, low=low, high=low, unit=text),),
    )
    corpus = Corpus(extractions=(Extraction(document=doc, utterances=(utterance,)),))
    found = [q for q in quads(corpus) if "/ontology" not in q.graph_name.value]

    for held in (found, list(parse(lines(found), RdfFormat.N_QUADS))):
        row = (
            in_memory(held)
            .select(
                PREFIXES
                + """SELECT * {
                ?u a kg:Utterance ; schema:text ?said ; kg:inDocument ?d ; kg:evidence ?e ;
                  kg:quantity/schema:minValue ?low ; kg:quantity/kg:unitText ?unit .
                OPTIONAL { ?u kg:said ?day }
                ?d nif:isString ?text ; kg:file ?file .
                ?e oa:hasSelector ?p, ?q . ?p oa:start ?start ; oa:end ?end .
                ?q oa:exact ?exact ; oa:prefix ?before ; oa:suffix ?after }"""
            )
            .rows[0]
        )
        assert (row["text"], row["file"], row["unit"]) == (text, text, text)
        assert row["said"] == row["exact"] == extent.within(text)
        assert (row["start"], row["end"]) == (extent.start, extent.end)
        assert row["before"] == text[max(0, extent.start - 32) : extent.start]
        assert row["after"] == text[extent.end : extent.end + 32]
        assert (row["low"], row["day"]) == (low, said)
