"""The ontology is the one list of terms: what is used is declared, what is declared is used."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from pyoxigraph import NamedNode

from kg import model, vocabulary
from kg.errors import VocabularyError
from kg.resources import ontology
from kg.vocabulary import KG, OA, shortened

PROJECT = Path(__file__).resolve().parent.parent
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

QUERIES = sorted((PROJECT / "kg" / "queries").glob("*.rq"))
CODE = sorted((PROJECT / "kg").rglob("*.py"))
PREFIXES = "|".join(p for p in vocabulary.prefixes() if p not in {"xsd", "owl", "unit", "time"})
TERM = re.compile(rf"(?<![\w<\"/-])({PREFIXES}):([A-Za-z][\w-]*)")


def objects(subject: str, predicate: str) -> set[str]:
    return {
        quad.object.value
        for quad in vocabulary.statements()
        if quad.subject.value == subject and quad.predicate.value == predicate
    }


def own_terms() -> list[str]:
    return sorted(node.value for node in vocabulary.terms("kg").values())


def of_type(*types: str) -> set[str]:
    return {term for term in own_terms() if objects(term, RDF_TYPE) & set(types)}


def terms_in(text: str) -> set[tuple[str, str]]:
    """The prefixed names of a query or a Turtle file, comments and literals left out."""
    bare = re.sub(r'"""[\s\S]*?"""|"[^"\n]*"|<[^>\s]*>|(?m:(?:^|(?<=\s))#[^\n]*$)', " ", text)
    return {(m[1], m[2].rstrip("-")) for m in TERM.finditer(bare)}


def test_every_term_has_label_and_definition() -> None:
    everything = {q.subject.value for q in vocabulary.statements()} - {vocabulary.ONTOLOGY}
    assert len(everything) > 190
    assert {term for term in everything if not vocabulary.labels().get(term)} == set()
    assert {term for term in everything if not vocabulary.definitions().get(term)} == set()


def test_every_own_term_is_of_one_kind() -> None:
    kinds = {
        OWL + "Class", OWL + "ObjectProperty", OWL + "DatatypeProperty",
        SKOS + "Concept", SKOS + "ConceptScheme",
    }  # fmt: skip
    unclear = [t for t in own_terms() if len(objects(t, RDF_TYPE) & kinds) != 1]
    assert unclear == []


def test_the_header_gives_version_licence_and_description() -> None:
    header = vocabulary.ONTOLOGY
    assert objects(header, OWL + "versionInfo")
    assert objects(header, "http://purl.org/dc/terms/license")
    assert objects(header, "http://purl.org/dc/terms/description")


@pytest.mark.parametrize("path", [*QUERIES, ontology("shapes.ttl")], ids=lambda path: path.name)
def test_terms_of_questions_and_shapes_are_declared(path: Path) -> None:
    found = terms_in(path.read_text(encoding="utf-8"))
    if path.suffix == ".ttl":  # whose header has terms that no graph of ours uses
        found = {pair for pair in found if pair[0] != "dcterms"}
    assert {f"{p}:{name}" for p, name in found if name not in vocabulary.terms(p)} == set()


def test_the_reader_of_terms_reads() -> None:
    found = {pair for path in QUERIES for pair in terms_in(path.read_text(encoding="utf-8"))}
    assert {("kg", "speaker"), ("schema", "text"), ("oa", "exact")} <= found
    text = 'SELECT * { ?s kg:speaker ?o } # kg:comment\n"kg:literal" <x/kg:iri> kg:last-one'
    assert terms_in(text) == {("kg", "speaker"), ("kg", "last-one")}


def test_terms_of_the_code_are_declared() -> None:
    # SPARQL in Python strings: a misspelt term there answers nothing, in silence
    for path in CODE:
        found = re.findall(
            r"(?<![\w<\"'/`-])kg:([a-z][A-Za-z]+|[A-Z]\w+)\b", path.read_text("utf-8")
        )
        assert {name for name in found if name not in vocabulary.terms("kg")} == set(), path


def test_every_own_term_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in CODE)
    used = set(re.findall(r'\bKG\.(\w+)|\bKG\["([\w-]+)"\]', code))
    named = {name for pair in used for name in pair if name}
    values = {name for name, _ in schemes_and_literals()}
    for scheme in values:
        named.add(scheme)
        named.update(member.removeprefix(vocabulary.ONTOLOGY + "#") for member in members(scheme))
    assert {t.removeprefix(vocabulary.ONTOLOGY + "#") for t in own_terms()} - named == set()


def schemes_and_literals() -> list[tuple[str, object]]:
    return [
        ("Forms", model.Form),
        ("StanceKinds", model.Stance),
        ("Certainties", model.Certainty),
        ("Polarities", model.Polarity),
        ("Statuses", model.Status),
        ("ConflictKinds", model.ConflictKind),
        ("NonConflictReasons", model.NonConflictReason),
    ]


def members(scheme: str) -> set[str]:
    return {
        q.subject.value
        for q in vocabulary.statements()
        if q.predicate.value == SKOS + "inScheme" and q.object == KG[scheme]
    }


@pytest.mark.parametrize(("scheme", "literal"), schemes_and_literals())
def test_schemes_and_records_have_the_same_values(scheme: str, literal: object) -> None:
    notations = [n for m in members(scheme) for n in objects(m, SKOS + "notation")]
    assert sorted(notations) == sorted(get_args(literal))


@pytest.mark.parametrize(
    ("scheme", "literal"),
    [
        ("Forms", model.Form),
        ("StanceKinds", model.Stance),
        ("Certainties", model.Certainty),
        ("Polarities", model.Polarity),
        ("Statuses", model.Status),
    ],
)
def test_values_are_terms_by_their_own_name(scheme: str, literal: object) -> None:
    # publishing writes KG[utterance.form] and the like
    assert {KG[value].value for value in get_args(literal)} == members(scheme)


def test_shapes_allow_the_values_of_the_schemes() -> None:
    import rdflib
    from rdflib.collection import Collection

    shapes = rdflib.Graph().parse(ontology("shapes.ttl"), format="turtle")
    allowed = {
        frozenset(str(item) for item in Collection(shapes, head))
        for head in shapes.objects(None, rdflib.SH["in"])
    }
    for scheme, literal in schemes_and_literals():
        by_iri, by_word = frozenset(members(scheme)), frozenset(get_args(literal))
        assert by_iri in allowed or by_word in allowed, scheme
    assert frozenset(get_args(model.Bound)) in allowed


def test_relations_have_one_class_each() -> None:
    from kg.publish.relations import _classes

    classes = _classes()
    assert set(classes) == set(get_args(model.RelationKind))
    for types in classes.values():
        above = objects(types[0].value, "http://www.w3.org/2000/01/rdf-schema#subClassOf")
        # every superclass is stated in the data, since no store reasons for us
        assert above == {node.value for node in types[1:]}


def test_prefixes_of_questions_are_those_of_the_ontology() -> None:
    declared = re.compile(r"PREFIX (\w+): <([^>]+)>")
    for path in QUERIES:
        for prefix, namespace in declared.findall(path.read_text(encoding="utf-8")):
            assert vocabulary.prefixes().get(prefix) == namespace, path.name


# a misspelling, a term of another vocabulary, a method that objects often have
@pytest.mark.parametrize("name", ["speeker", "isString", "lower"])
def test_a_term_that_is_not_declared_raises(name: str) -> None:
    with pytest.raises(VocabularyError, match=f"kg:{name}"):
        getattr(KG, name)


def test_a_misspelt_term_is_told_its_neighbour() -> None:
    with pytest.raises(VocabularyError, match="did you mean kg:speaker"):
        _ = KG.speeker


def test_terms_are_reached_by_attribute_and_by_name() -> None:
    assert KG.speaker == KG["speaker"] == NamedNode(vocabulary.ONTOLOGY + "#speaker")
    # oa:prefix shares its name with what a namespace has inside
    assert OA.prefix.value == "http://www.w3.org/ns/oa#prefix"


def test_shortened_takes_the_longest_namespace() -> None:
    assert shortened("http://groundedannotationframework.org/grasp/factuality#certain") == (
        "fact:certain"
    )
    assert shortened("https://elsewhere.example/x") == "https://elsewhere.example/x"
