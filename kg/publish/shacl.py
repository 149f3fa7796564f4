"""SHACL: core constraints by pySHACL on a slice of a graph, SPARQL constraints by the store itself.

pySHACL parses and runs a SPARQL constraint anew for each focus node; the store's engine answers it
for all of them at once, some hundred times as fast. The shapes file is plain SHACL all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.resources import ontology

if TYPE_CHECKING:
    import rdflib

    from kg.store import Store


_SH: Final = "http://www.w3.org/ns/shacl#"
_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One result of SHACL; `path` and `value` are "" where there is none."""

    focus: str
    path: str
    message: str
    value: str


@cache
def targets() -> tuple[str, ...]:
    """The IRIs of the classes that shapes are for, sorted."""
    found = parse(path=str(ontology("shapes.ttl")), format=RdfFormat.TURTLE)
    classes = {q.object for q in found if q.predicate.value == _SH + "targetClass"}
    return tuple(sorted(node.value for node in classes if isinstance(node, NamedNode)))


def core_violations(quads: Iterable[Quad]) -> Iterator[Violation]:
    """What the core constraints say of these quads, taken as one graph."""
    import pyshacl
    from rdflib import SH

    conforms, results, _ = pyshacl.validate(
        _graph(quads), shacl_graph=_core_shapes(), inference="none", inplace=True
    )
    if conforms:
        return
    for node in results.subjects(SH.focusNode):
        said = {str(predicate): str(value) for predicate, value in results.predicate_objects(node)}
        yield Violation(
            focus=said[str(SH.focusNode)],
            path=said.get(str(SH.resultPath), ""),
            message=said[str(SH.resultMessage)],
            value=said.get(str(SH.value), ""),
        )


def sparql_violations(store: Store) -> Iterator[Violation]:
    """What the SPARQL constraints say of all their focus nodes in a store."""
    for query, message in _constraints():
        for row in store.select(query):
            said = message
            for name, value in row.items():
                said = said.replace(f"{{?{name}}}", str(value))
            yield Violation(
                focus=str(row["this"]), path="", message=said, value=str(row.get("value", ""))
            )


@cache
def _constraints() -> tuple[tuple[str, str], ...]:
    """Query and message of each SPARQL constraint, `$this` bound to the class its shape is for."""
    from rdflib import RDF, SH

    found = []
    shapes = _shapes()
    for shape, constraint in sorted(shapes.subject_objects(SH.sparql)):
        prefixes = [
            f"PREFIX {shapes.value(item, SH.prefix)}: <{shapes.value(item, SH.namespace)}>"
            for holder in shapes.objects(constraint, SH.prefixes)
            for item in shapes.objects(holder, SH.declare)
        ]
        focus = f"$this <{RDF.type}> <{shapes.value(shape, SH.targetClass)}> ."
        select = str(shapes.value(constraint, SH.select))
        query = select.replace("WHERE {", f"WHERE {{ {focus}", 1)
        message = str(shapes.value(constraint, SH.message))
        found.append(("\n".join([*sorted(prefixes), query]), message))
    return tuple(sorted(found))


@cache
def _shapes() -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(ontology("shapes.ttl"), format="turtle")


@cache
def _core_shapes() -> rdflib.Graph:
    import rdflib
    from rdflib import SH

    core = rdflib.Graph()
    core += _shapes()
    core.remove((None, SH.sparql, None))
    return core


def _graph(quads: Iterable[Quad]) -> rdflib.Graph:
    import rdflib

    iris: dict[str, rdflib.URIRef] = {}

    def iri(value: str) -> rdflib.URIRef:
        return iris.get(value) or iris.setdefault(value, rdflib.URIRef(value))

    def term(value: Term) -> rdflib.term.Identifier:
        if isinstance(value, NamedNode):
            return iri(value.value)
        if not isinstance(
            value, Literal
        ):  # a graph of ours has neither blank nodes nor triple terms
            return rdflib.BNode(str(value))
        if value.language is not None:
            return rdflib.Literal(value.value, lang=value.language)
        kind = value.datatype.value
        return rdflib.Literal(value.value, datatype=None if kind == _STRING else iri(kind))

    graph = rdflib.Graph()
    graph.addN(
        (term(quad.subject), term(quad.predicate), term(quad.object), graph) for quad in quads
    )
    return graph
