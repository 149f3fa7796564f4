"""Turtle, TriG, N-Quads, JSON-LD and RDF/XML, written by pyoxigraph.

Turtle and RDF/XML hold triples, so graphs are joined in them; TriG, N-Quads and JSON-LD keep them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.export.characters import xml_characters
from kg.queries import prefixes

_NAMESPACE: Final = re.compile(r".*[/#]")


def turtle(quads: Sequence[Quad]) -> bytes:
    """Turtle of the union of all graphs."""
    return _with_sorted_prefixes(_triples(quads), RdfFormat.TURTLE)


def trig(quads: Sequence[Quad]) -> bytes:
    """TriG, one block per named graph."""
    return _with_sorted_prefixes(quads, RdfFormat.TRIG)


def nquads(quads: Sequence[Quad]) -> bytes:
    """N-Quads, one per line, sorted."""
    lines = sorted((serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True))
    return b"".join(lines)


def jsonld(quads: Sequence[Quad]) -> bytes:
    """JSON-LD in expanded form (no context to be fetched), one array of graphs."""
    return (serialize(quads, format=RdfFormat.JSON_LD) or b"").rstrip() + b"\n"


def rdfxml(quads: Sequence[Quad]) -> bytes:
    """RDF/XML of the union of all graphs; characters that XML has no way to write become U+FFFD."""
    triples = [_for_xml(triple) for triple in _triples(quads)]
    used = _used_prefixes(triples)
    data = (serialize(triples, format=RdfFormat.RDF_XML, prefixes=used) or b"").decode()
    start = data.index("<rdf:RDF")
    end = data.index(">", start)
    attributes = sorted(data[start + len("<rdf:RDF") : end].split())
    head = "".join(f"\n\t{attribute}" for attribute in attributes)
    return f"{data[:start]}<rdf:RDF{head}{data[end:].rstrip()}\n".encode()


def _triples(quads: Iterable[Quad]) -> list[Triple]:
    """The triples of all graphs, each once, in order of subject."""
    unique = dict.fromkeys(quad.triple for quad in quads)
    return sorted(unique, key=lambda triple: str(triple.subject))


def _for_xml(triple: Triple) -> Triple:
    value = triple.object
    if not isinstance(value, Literal) or value.value == xml_characters(value.value):
        return triple
    text = xml_characters(value.value)
    if value.language is not None:
        return Triple(triple.subject, triple.predicate, Literal(text, language=value.language))
    return Triple(triple.subject, triple.predicate, Literal(text, datatype=value.datatype))


def _with_sorted_prefixes(statements: Sequence[Quad] | Sequence[Triple], form: RdfFormat) -> bytes:
    """The engine writes prefixes in the order of a hash map, which differs from run to run."""
    data = serialize(statements, format=form, prefixes=_used_prefixes(statements)) or b""
    lines = data.decode().split("\n")
    count = next((i for i, line in enumerate(lines) if not line.startswith("@prefix ")), 0)
    return "\n".join([*sorted(lines[:count]), *lines[count:]]).encode()


def _used_prefixes(statements: Iterable[Quad | Triple]) -> dict[str, str]:
    namespaces: set[str] = set()
    for statement in statements:
        graph = getattr(statement, "graph_name", None)
        for term in (statement.subject, statement.predicate, statement.object, graph):
            if isinstance(term, Literal):
                namespaces.add(_namespace(term.datatype.value))
            elif isinstance(term, NamedNode):
                namespaces.add(_namespace(term.value))
    return {prefix: iri for prefix, iri in prefixes().items() if iri in namespaces}


def _namespace(iri: str) -> str:
    found = _NAMESPACE.match(iri)
    return found[0] if found else ""
