"""A corpus as quads: one graph per document, then links, relations, judgements and the words."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg import vocabulary
from kg.errors import InputError
from kg.publish.documents import document_graph
from kg.publish.judgements import judgement_graphs
from kg.publish.links import links_graph
from kg.publish.nodes import Names
from kg.publish.relations import relations_graph
from kg.resources import ontology
from kg.vocabulary import BASE, KG, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kg.model import Corpus, Extent, Proposition


def quads(corpus: Corpus, *, base: str = BASE, concerns: Sequence[Path] = ()) -> Iterator[Quad]:
    """Everything known of a corpus, document by document: the same corpus gives the same quads.

    Args:
        corpus: what was read, linked and related.
        base: where the IRIs of instances start; it must end in `/` or `#`.
        concerns: Turtle files of concerns, besides those that ship with the package.

    Raises:
        InputError: the base is not an IRI to build on, or a scheme can't be read.
    """
    if not base.endswith(("/", "#")):
        raise InputError(base, "is no base for IRIs", "Let it end in / or #.")
    names = Names(base=base)
    propositions: dict[str, list[Proposition]] = {}
    for item in corpus.propositions:
        propositions.setdefault(item.document, []).append(item)
    cited = _cited(corpus)
    for extraction in corpus.extractions:
        ident = extraction.document.id
        yield from document_graph(
            extraction, propositions.get(ident, ()), cited.get(ident, ()), names=names
        )
    yield from links_graph(corpus, names=names)
    yield from relations_graph(corpus, names=names)
    yield from judgement_graphs(corpus.judgements, names=names)
    yield from ontology_graph(names=names, concerns=concerns)


def _cited(corpus: Corpus) -> dict[str, set[Extent]]:
    """Per document the extents that concern mentions and relations point at."""
    document_of = {u.id: e.document.id for e in corpus.extractions for u in e.utterances}
    found: dict[str, set[Extent]] = {}
    for link in corpus.concerns:
        found.setdefault(document_of[link.utterance], set()).add(link.evidence)
    for relation in corpus.relations:
        for evidence in chain(relation.left_evidence, relation.right_evidence):
            found.setdefault(evidence.document, set()).add(evidence.extent)
    return found


def ontology_graph(*, names: Names, concerns: Sequence[Path] = ()) -> Iterator[Quad]:
    """The ontology and the concerns, so that a graph brings its own labels and definitions."""
    graph = names.graph("ontology")
    for quad in vocabulary.statements():
        yield Quad(quad.subject, quad.predicate, quad.object, graph)
    for path in (ontology("concerns.ttl"), *concerns):
        for quad in _scheme(path):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)
            if (quad.predicate, quad.object) == (RDF.type, SKOS.Concept):
                yield Quad(quad.subject, RDF.type, KG.Concern, graph)


def _scheme(path: Path) -> list[Quad]:
    try:
        found = list(parse(path=str(path), format=RdfFormat.TURTLE))
    except (OSError, SyntaxError) as error:
        raise InputError(
            str(path), f"is no scheme of concerns ({error})", "Write it in Turtle with SKOS terms."
        ) from error
    if any(not isinstance(quad.subject, NamedNode) for quad in found):
        raise InputError(
            str(path), "has a node without an IRI", "Give each concern an IRI, so it can be cited."
        )
    return found
