"""The built corpus conforms; each shape catches what it is there for."""

# ruff: noqa: E501 - the table is read across

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from corpora import harbour, harbour_quads
from pyoxigraph import Literal, NamedNode, Quad

from kg.publish import Finding, validate
from kg.publish.shacl import targets
from kg.store import in_memory
from kg.vocabulary import ITSRDF, KG, NIF, OA, PROV, QUDT, RDF, SCHEMA, SKOS

BASE = "https://w3id.org/discourse-kg/"
DOUBLE = NamedNode("http://www.w3.org/2001/XMLSchema#double")
Change = Callable[[list[Quad]], Iterable[Quad]]


def broken(change: Change) -> tuple[Finding, ...]:
    return validate(in_memory(change(harbour_quads()))).findings


def of(quads: list[Quad], kind: NamedNode, *, without: NamedNode | None = None) -> NamedNode:
    """The first node of a class, in the order of IRIs, that lacks a property."""
    lacking = {q.subject for q in quads if q.predicate == without}
    nodes = {q.subject for q in quads if q.predicate == RDF.type and q.object == kind}
    return min((n for n in nodes if n not in lacking), key=str)


def drop(kind: NamedNode, predicate: NamedNode, *, without: NamedNode | None = None) -> Change:
    """Take a property off one node of a class."""

    def change(quads: list[Quad]) -> Iterable[Quad]:
        node = of(quads, kind, without=without)
        kept = [q for q in quads if (q.subject, q.predicate) != (node, predicate)]
        assert len(kept) < len(quads)
        return kept

    return change


def put(
    kind: NamedNode,
    predicate: NamedNode,
    value: NamedNode | Literal,
    *,
    without: NamedNode | None = None,
    keep: bool = False,
) -> Change:
    """Give one node of a class another value, instead of its own or besides."""

    def change(quads: list[Quad]) -> Iterable[Quad]:
        node = of(quads, kind, without=without)
        graph = next(q.graph_name for q in quads if q.subject == node)
        kept = [q for q in quads if keep or (q.subject, q.predicate) != (node, predicate)]
        return [*kept, Quad(node, predicate, value, graph)]

    return change


def same_sides(kind: NamedNode) -> Change:
    def change(quads: list[Quad]) -> Iterable[Quad]:
        node = of(quads, kind)
        left = next(q.object for q in quads if (q.subject, q.predicate) == (node, KG.left))
        return put(kind, KG.right, left)(quads)

    return change


def test_a_corpus_as_published_conforms() -> None:
    report = validate(in_memory(harbour_quads()))
    assert report.findings == ()
    assert report.conforms
    assert report.nodes > 200


def iri(path: str) -> NamedNode:
    return NamedNode(BASE + path)


NUMBER = {"datatype": DOUBLE}
AN_ACTOR = next(iter(sorted(actor.id for actor in harbour().actors)))

CASES: list[tuple[NamedNode, Change, str]] = [
    # documents
    (KG.Document, drop(KG.Document, KG.file), "names its file"),
    (KG.Document, drop(KG.Document, KG.sha256), "SHA-256"),
    (KG.Document, put(KG.Document, KG.sha256, Literal("f00d")), "64 hexadecimal digits"),
    (KG.Document, drop(KG.Document, NIF.isString), "has its text"),
    (KG.Document, put(KG.Document, NIF.isString, Literal("Another text"), keep=True), "has its text"),
    (KG.Document, drop(KG.Document, KG.wasRead), "whether it was read"),
    (KG.Document, put(KG.Document, SCHEMA.datePublished, Literal("March 2")), "day of publication"),
    (KG.Document, drop(KG.Document, PROV.specializationOf), "exactly one article"),
    # evidence: the text changed under it, an offset moved, a selector went
    (KG.Document, put(KG.Document, NIF.isString, Literal("Another text")), "quoted words are not"),
    (OA.SpecificResource, put(OA.TextPositionSelector, OA.start, Literal(1)), "quoted words are not"),
    (OA.SpecificResource, put(OA.TextPositionSelector, OA.end, Literal(0)), "starts before it ends"),
    (OA.SpecificResource, put(OA.TextQuoteSelector, OA.exact, Literal("x")), "quoted words are not"),
    (OA.SpecificResource, drop(OA.TextQuoteSelector, OA.exact), "selector by quote"),
    (OA.SpecificResource, drop(OA.TextPositionSelector, OA.end), "selector by position"),
    (OA.SpecificResource, drop(OA.SpecificResource, OA.hasSelector), "selector by position"),
    (OA.SpecificResource, drop(OA.SpecificResource, OA.hasSource), "exactly one document"),
    # mentions
    (KG.Mention, put(KG.Mention, NIF.anchorOf, Literal("x")), "words of the mention"),
    (KG.Mention, put(KG.Mention, NIF.beginIndex, Literal(999)), "begins before it ends"),
    (KG.Mention, drop(KG.Mention, NIF.endIndex), "its begin, its end"),
    (KG.Mention, drop(KG.Mention, NIF.referenceContext), "exactly one document"),
    (KG.Mention, put(KG.Mention, ITSRDF.taIdentRef, iri(f"actor/{AN_ACTOR}"), keep=True), "one actor or product at most"),
    # utterances: nobody, two speakers, a speaker and nobody, an article that is somebody
    (KG.Utterance, drop(KG.Utterance, KG.speaker), "exactly one speaker"),
    (KG.Utterance, put(KG.Utterance, KG.speaker, iri("actor/two"), keep=True), "exactly one speaker"),
    (KG.Utterance, put(KG.Utterance, KG.unattributed, Literal(True)), "exactly one speaker"),
    (KG.Utterance, put(KG.Utterance, KG.form, KG.authored, without=KG.unattributed), "exactly one speaker"),
    (KG.Utterance, put(KG.Utterance, KG.unattributed, Literal(False), without=KG.speaker), "exactly one speaker"),
    (KG.Utterance, drop(KG.Utterance, KG.inDocument), "exactly one document"),
    (KG.Utterance, drop(KG.Utterance, SCHEMA.text), "has its words"),
    (KG.Utterance, drop(KG.Utterance, KG.evidence), "characters it was read from"),
    (KG.Utterance, put(KG.Utterance, KG.form, KG.asserts), "forms of speech"),
    (KG.Utterance, put(KG.Utterance, KG.stanceKind, KG.certain), "kinds of stance"),
    (KG.Utterance, drop(KG.Utterance, KG.certainty), "degrees of certainty"),
    (KG.Utterance, put(KG.Utterance, KG.polarity, KG.certain), "one polarity"),
    (KG.Utterance, put(KG.Utterance, KG.said, Literal("yesterday")), "one day at most"),
    (KG.Utterance, put(KG.Utterance, KG.reportedBy, Literal("an utterance")), "reported inside one other"),
    # quantities
    (KG.Quantity, lambda qs: [q for q in qs if q.predicate not in {SCHEMA.minValue, SCHEMA.maxValue}], "least or a greatest"),
    (KG.Quantity, put(KG.Quantity, SCHEMA.maxValue, Literal("-1.0", **NUMBER)), "not above its greatest"),
    (KG.Quantity, put(KG.Quantity, SCHEMA.maxValue, Literal("many")), "one greatest value"),
    (KG.Quantity, put(KG.Quantity, SCHEMA.minValue, Literal("few")), "one least value"),
    (KG.Quantity, put(KG.Quantity, QUDT.numericValue, Literal("some")), "one exact value"),
    (KG.Quantity, put(KG.Quantity, KG.bound, Literal("roughly")), "how its number is bounded"),
    (KG.Quantity, drop(KG.Quantity, KG.evidence), "points at its characters"),
    # propositions, claims, stances
    (KG.Proposition, drop(KG.Proposition, KG.memberOf), "exactly one claim"),
    (KG.Proposition, drop(KG.Proposition, KG.inDocument), "exactly one document"),
    (KG.Proposition, drop(KG.Proposition, SCHEMA.text), "has its words"),
    (KG.Proposition, drop(KG.Proposition, KG.polarity), "one polarity"),
    (KG.Proposition, drop(KG.Proposition, KG.evidence), "characters it was read from"),
    (KG.Proposition, lambda qs: [q for q in qs if q.predicate != KG.expresses], "expressed by an utterance"),
    (KG.Claim, drop(KG.Claim, KG.member), "has a member"),
    (KG.Claim, drop(KG.Claim, SCHEMA.text), "has its words"),
    (KG.Claim, drop(KG.Claim, KG.polarity), "one polarity"),
    (KG.Claim, drop(KG.Claim, SCHEMA.firstAppearance), "one first appearance"),
    (KG.Claim, drop(KG.Claim, SCHEMA.appearance), "appears in a document"),
    (KG.Stance, drop(KG.Stance, KG.holder), "exactly one holder"),
    (KG.Stance, drop(KG.Stance, KG.toward), "exactly one claim"),
    (KG.Stance, put(KG.Stance, KG.stanceKind, KG.direct), "one of the kinds"),
    (KG.Stance, drop(KG.Stance, KG.basis), "rests on an utterance"),
    # actors, products, concerns
    (KG.Actor, drop(KG.Actor, SCHEMA.name), "one name"),
    (KG.Actor, put(KG.Actor, RDF.type, KG.Actor), "a person, an organisation or a group"),
    (KG.Product, drop(KG.Product, SCHEMA.name), "one name"),
    (KG.Product, put(KG.Product, SCHEMA.manufacturer, Literal("a yard")), "one maker"),
    (KG.Concern, drop(KG.Concern, SKOS.prefLabel), "has a label"),
    (KG.Concern, drop(KG.Concern, SKOS.definition), "has a definition"),
    (KG.Concern, drop(KG.Concern, SKOS.inScheme), "belongs to a scheme"),
    (KG.ConcernMention, drop(KG.ConcernMention, KG.inUtterance), "exactly one utterance"),
    (KG.ConcernMention, drop(KG.ConcernMention, KG.concern), "exactly one concern"),
    (KG.ConcernMention, drop(KG.ConcernMention, KG.evidence), "the words that show it"),
    (KG.ConcernMention, put(KG.ConcernMention, KG.score, Literal("1.5", **NUMBER)), "a score of 1 at most"),
    # relations
    (KG.ClaimRelation, drop(KG.ClaimRelation, KG.left), "exactly one left"),
    (KG.ClaimRelation, drop(KG.ClaimRelation, KG.right), "exactly one right"),
    (KG.ClaimRelation, same_sides(KG.ClaimRelation), "two different claims"),
    (KG.ClaimRelation, drop(KG.ClaimRelation, KG.reason), "has its reason"),
    (KG.ClaimRelation, drop(KG.ClaimRelation, KG.status), "one of the statuses"),
    (KG.ClaimRelation, put(KG.ClaimRelation, KG.status, KG.certain), "one of the statuses"),
    (KG.ClaimRelation, put(KG.ClaimRelation, KG.score, Literal("1.01", **NUMBER)), "a score from 0 to 1"),
    (KG.ClaimRelation, put(KG.ClaimRelation, KG.score, Literal("-0.01", **NUMBER)), "a score from 0 to 1"),
    (KG.ClaimRelation, put(KG.ClaimRelation, RDF.type, KG.ClaimRelation), "one of the seven classes"),
    (KG.Conflict, put(KG.Conflict, KG.kind, Literal("same-origin")), "kinds of conflict"),
    (KG.NonConflict, put(KG.NonConflict, KG.kind, Literal("numeric")), "reasons why it is none"),
    (KG.Neighbour, same_sides(KG.Neighbour), "two different claims"),
    (KG.Neighbour, drop(KG.Neighbour, KG.right), "exactly one right"),
    (KG.Neighbour, drop(KG.Neighbour, KG.score), "a score of 1 at most"),
    # judgements
    (KG.Judgement, drop(KG.Judgement, PROV.wasAttributedTo), "exactly one coder"),
    (KG.Judgement, drop(KG.Judgement, KG.verdict), "exactly one verdict"),
    (KG.Judgement, put(KG.Judgement, KG.subject, Literal("taste")), "what kind of finding"),
    (KG.Judgement, drop(KG.Judgement, KG.on), "what it is about"),
    (KG.Judgement, drop(KG.Judgement, KG.made), "the day on which it was made"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "change", "message"),
    CASES,
    ids=[
        f"{i}-{kind.value.rpartition('#')[2].rpartition('/')[2]}"
        for i, (kind, _, _) in enumerate(CASES)
    ],
)
def test_what_is_broken_is_found(kind: NamedNode, change: Change, message: str) -> None:
    found = broken(change)
    assert any(message in finding.message for finding in found), found
    assert len(found) < 30  # the fault and what follows from it, not the whole graph


def test_every_shape_has_a_case() -> None:
    tried = {kind.value for kind, _, _ in CASES}
    elsewhere = {KG.Run.value}  # below: a run has quads of its own
    assert set(targets()) - tried == elsewhere


def test_a_finding_says_where() -> None:
    found = broken(put(OA.TextQuoteSelector, OA.exact, Literal("x")))
    assert [(f.document, f.path) for f in found] == [("posts.csv#1", "")]
    assert found[0].value.startswith(BASE + "extent/")
    (finding,) = broken(put(KG.ClaimRelation, KG.score, Literal("1.01", **NUMBER)))
    assert (finding.path, finding.value, finding.document) == ("kg:score", "1.01", "")
    assert finding.focus.startswith(BASE + "relation/")


def test_a_report_is_written_for_the_eye_and_for_programs() -> None:
    import json

    whole = validate(in_memory(harbour_quads()))
    assert whole.table() == f"The graph conforms: {whole.nodes} nodes checked, nothing found.\n"
    assert json.loads(whole.json()) == {"conforms": True, "nodes": whole.nodes, "findings": []}

    changed = put(OA.TextQuoteSelector, OA.exact, Literal("x"))(harbour_quads())
    changed = put(KG.ClaimRelation, KG.score, Literal("1.01", **NUMBER))(list(changed))
    report = validate(in_memory(changed))
    told = json.loads(report.json())
    assert [f["document"] for f in told["findings"]] == ["", "posts.csv#1"]
    lines = report.table().splitlines()
    assert lines[0].startswith("2 found in ")
    assert lines[2:4] == ["(the graph as a whole)", "  A relation has a score from 0 to 1."]
    assert lines[4].endswith(" · kg:score · found 1.01")
    assert lines[6:8] == [
        "posts.csv#1",
        "  The quoted words are not those at the offsets of the extent.",
    ]


def test_a_run_is_held_against_its_shape() -> None:
    node, graph = iri("run/1"), iri("graph/run/1")
    found = broken(lambda quads: [*quads, Quad(node, RDF.type, KG.Run, graph)])
    assert {f.path for f in found} == {"prov:startedAtTime", "prov:wasAssociatedWith"}


@pytest.mark.parametrize(
    ("quad", "message"),
    [
        # a property nobody declared
        (Quad(iri("claim/x"), NamedNode(KG.file.value + "name"), Literal("x"), iri("graph/links")), "kg:filename is not declared"),
        # nor one of another vocabulary, however real
        (Quad(iri("claim/x"), NamedNode("https://schema.org/award"), Literal("x"), iri("graph/links")), "schema:award is not declared"),
        # a class likewise
        (Quad(iri("claim/x"), RDF.type, NamedNode(KG.Claim.value + "s"), iri("graph/links")), "kg:Claims is not declared"),
        # a claim that is not there
        (Quad(iri("stance/x"), KG.toward, iri("claim/nowhere"), iri("graph/links")), "nothing is said"),
    ],
)  # fmt: skip
def test_faults_across_the_graph_are_found(quad: Quad, message: str) -> None:
    found = broken(lambda quads: [*quads, quad])
    assert [message in finding.message for finding in found] == [True]


def test_a_statement_in_two_graphs_is_found() -> None:
    def doubled(quads: list[Quad]) -> list[Quad]:
        one = next(q for q in quads if q.predicate == KG.form)
        return [*quads, Quad(one.subject, one.predicate, one.object, iri("graph/links"))]

    (finding,) = broken(doubled)
    assert "two graphs" in finding.message
    assert finding.document == "ferry.txt"


def test_progress_is_told_the_number_of_slices() -> None:
    told = []

    def progress(slices, number, label):  # type: ignore[no-untyped-def]
        told.append((number, label))
        return list(slices)

    validate(in_memory(harbour_quads()), progress=progress)
    assert told == [(told[0][0], "Validating")]
    assert told[0][0] > 4


def test_shapes_are_sound_shacl() -> None:
    # any other engine must be able to read them
    import pyshacl
    import rdflib

    from kg.resources import ontology

    shapes = rdflib.Graph().parse(ontology("shapes.ttl"), format="turtle")
    conforms, _, said = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, said


def test_pyshacl_alone_agrees_on_the_sparql_constraints() -> None:
    # they are run by the store here; a plain SHACL engine must find the same
    import pyshacl
    from rdflib import Graph

    from kg.resources import ontology

    def whole(quads: Iterable[Quad]) -> Graph:
        text = "\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in quads)
        return Graph().parse(data=text, format="turtle")

    changed = put(OA.TextQuoteSelector, OA.exact, Literal("x"))(harbour_quads())
    changed = put(KG.Utterance, KG.unattributed, Literal(True))(list(changed))
    shapes = Graph().parse(ontology("shapes.ttl"), format="turtle")
    conforms, _, said = pyshacl.validate(whole(changed), shacl_graph=shapes)
    assert not conforms
    assert "The quoted words are not those at the offsets" in said
    assert "exactly one speaker" in said
    assert said.count("Constraint Violation") == len(validate(in_memory(changed)).findings)
