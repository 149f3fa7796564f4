"""The terms of the graph, read from `ontology/kg.ttl`: a misspelt one raises, none is coined here.

    >>> KG.speaker
    <NamedNode value=https://w3id.org/discourse-kg/ontology#speaker>
    >>> AIF["I-node"]
    <NamedNode value=http://www.arg.dundee.ac.uk/aif#I-node>

The file is read at the first term asked for, with pyoxigraph, in a few milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import VocabularyError
from kg.resources import DEFAULT_BASE, ontology

if TYPE_CHECKING:
    from collections.abc import Mapping

BASE: Final = DEFAULT_BASE
"""Where the IRIs of instances start, unless a build is given another base."""
ONTOLOGY: Final = "https://w3id.org/discourse-kg/ontology"
"""IRI of the ontology itself; terms add `#` and their name."""

_LABEL: Final = "http://www.w3.org/2000/01/rdf-schema#label"
_DEFINITION: Final = "http://www.w3.org/2004/02/skos/core#definition"
_SCOPE_NOTE: Final = "http://www.w3.org/2004/02/skos/core#scopeNote"


@cache
def _read() -> tuple[tuple[Quad, ...], Mapping[str, str]]:
    parser = parse(path=str(ontology("kg.ttl")), format=RdfFormat.TURTLE)
    return tuple(parser), MappingProxyType(dict(parser.prefixes))


def statements() -> tuple[Quad, ...]:
    """The triples of the ontology, as they stand in the file."""
    return _read()[0]


def prefixes() -> Mapping[str, str]:
    """Prefix to namespace, for queries, exports and screen: those of the ontology file."""
    return _read()[1]


@cache
def _annotations(*predicates: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for quad in statements():
        if quad.predicate.value in predicates and isinstance(quad.object, Literal):
            found[quad.subject.value] = quad.object.value  # type: ignore[union-attr]
    return MappingProxyType(found)


def labels() -> Mapping[str, str]:
    """IRI to label, for every term declared or reused."""
    return _annotations(_LABEL)


def definitions() -> Mapping[str, str]:
    """IRI to definition (own terms) or to what it is used for here (reused ones)."""
    return _annotations(_DEFINITION, _SCOPE_NOTE)


def terms(prefix: str) -> Mapping[str, NamedNode]:
    """Local name to term, for the terms of one prefix that the ontology declares or reuses."""
    return _terms().get(prefix, MappingProxyType({}))


@cache
def _terms() -> Mapping[str, Mapping[str, NamedNode]]:
    longest_first = sorted(prefixes().items(), key=lambda item: -len(item[1]))
    found: dict[str, dict[str, NamedNode]] = {}
    for iri in labels():
        for prefix, namespace in longest_first:
            if iri.startswith(namespace) and len(iri) > len(namespace):
                found.setdefault(prefix, {})[iri[len(namespace) :]] = NamedNode(iri)
                break
    return MappingProxyType({prefix: MappingProxyType(names) for prefix, names in found.items()})


@dataclass(frozen=True, slots=True)
class Namespace:
    """The terms of one prefix as attributes, or as items where the name is no identifier."""

    _prefix: str  # underscored, since oa:prefix is a term

    def __getitem__(self, name: str) -> NamedNode:
        term = terms(self._prefix).get(name)
        if term is None:
            near = get_close_matches(name, terms(self._prefix), n=1)
            hint = f"did you mean {self._prefix}:{near[0]}?" if near else "declare it there first."
            raise VocabularyError(f"{self._prefix}:{name} is not in ontology/kg.ttl; {hint}")
        return term

    def __getattr__(self, name: str) -> NamedNode:
        if name.startswith("__"):  # asked by copy, pickle and the like
            raise AttributeError(name)
        return self[name]


KG: Final = Namespace("kg")
AIF: Final = Namespace("aif")
DCTERMS: Final = Namespace("dcterms")
FACT: Final = Namespace("fact")
GAF: Final = Namespace("gaf")
GRASP: Final = Namespace("grasp")
ITSRDF: Final = Namespace("itsrdf")
NIF: Final = Namespace("nif")
OA: Final = Namespace("oa")
PROV: Final = Namespace("prov")
QUDT: Final = Namespace("qudt")
RDF: Final = Namespace("rdf")
RDFS: Final = Namespace("rdfs")
SCHEMA: Final = Namespace("schema")
SIOC: Final = Namespace("sioc")
SKOS: Final = Namespace("skos")


def shortened(iri: str) -> str:
    """The IRI with its prefix (`kg:speaker`), or unchanged where no prefix fits."""
    for prefix, namespace in sorted(prefixes().items(), key=lambda item: -len(item[1])):
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
