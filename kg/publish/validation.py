"""Whether a graph is as it should be: shapes over its nodes, and what spans the whole of it.

pySHACL knows only graphs in memory and would need gigabytes for a whole corpus, so the shapes' core
constraints are checked slice by slice: each document's graph with what linking says of its nodes,
then the nodes of every further class that a shape is for, a thousand at a time. SPARQL constraints,
and what no slice can show, are asked of the store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Quad

from kg.publish.integrity import whole_graph
from kg.publish.report import Finding, Report
from kg.publish.shacl import Violation, core_violations, sparql_violations, targets
from kg.vocabulary import KG, OA, PROV, RDF, RDFS, shortened, statements

if TYPE_CHECKING:
    from kg.store import Store

PAGE: Final = 1000
"""Nodes checked at once, outside documents: enough to pay for setting up, and some MB at most."""

Slices = Iterable["Slice"]
Progress = Callable[[Slices, int, str], Slices]
"""Wraps the slices, their number known, to show how far validation is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """What is checked at once: one document's graph, or some nodes that stand in none."""

    graph: str = ""
    nodes: tuple[str, ...] = ()


def _silent(slices: Slices, number: int, label: str) -> Slices:
    return slices


def validate(store: Store, *, progress: Progress = _silent) -> Report:
    """Hold a graph against shapes and ontology; StoreError where it can't be read."""
    files = {
        str(row["g"]): str(row["file"] or "")
        for row in store.select(
            f"SELECT ?g ?file WHERE {{ GRAPH ?g {{ ?document a {KG.Document} "
            f"OPTIONAL {{ ?document {KG.file} ?file }} }} }} ORDER BY ?g"
        )
    }
    slices = [*(Slice(graph=graph) for graph in files), *_pages(store)]
    links = [
        str(row["g"])
        for row in store.select(
            f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?d {PROV.specializationOf} ?article }} }}"
        )
    ]
    violations: list[Violation] = []
    nodes = 0
    for part in progress(slices, len(slices), "Validating"):
        held = _held(store, part, links)
        nodes += len({quad.subject for quad in held})
        violations.extend(core_violations(held))
    violations.extend(sparql_violations(store))
    violations.extend(whole_graph(store))
    found = {_finding(item, _file(store, item.focus, files)) for item in violations}
    ordered = sorted(found, key=lambda f: (f.document, f.focus, f.path, f.message, f.value))
    return Report(findings=tuple(ordered), nodes=nodes)


def _file(store: Store, focus: str, files: Mapping[str, str]) -> str:
    """The file of the document in whose graph a node stands, "" where it stands in none."""
    node = NamedNode(focus)
    rows = store.select(
        f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ {node} a ?class }} }} ORDER BY ?g"
    )
    return next((files[str(row["g"])] for row in rows if str(row["g"]) in files), "")


def _finding(item: Violation, document: str) -> Finding:
    return Finding(
        focus=item.focus,
        path=shortened(item.path) if item.path else "",
        message=item.message,
        value=item.value,
        document=document,
    )


def _in_documents() -> tuple[NamedNode, ...]:
    """The classes whose nodes stand in the documents' own graphs."""
    return (
        KG.Document, KG.Mention, KG.Proposition, KG.Utterance, KG.Quantity, OA.SpecificResource,
    )  # fmt: skip


def _pages(store: Store) -> Iterator[Slice]:
    """The nodes of all other classes, each once: a subclass's are those of its superclass."""
    inside = {term.value for term in _in_documents()}
    above = {
        quad.subject: quad.object
        for quad in statements()
        if quad.predicate == RDFS.subClassOf and str(quad.object).strip("<>") in targets()
    }
    nodes: set[str] = set()
    for target in targets():
        if target not in inside and NamedNode(target) not in above:
            rows = store.select(f"SELECT DISTINCT ?node WHERE {{ ?node a <{target}> }}")
            nodes.update(str(row["node"]) for row in rows)
    ordered = sorted(nodes)
    for start in range(0, len(ordered), PAGE):
        yield Slice(nodes=tuple(ordered[start : start + PAGE]))


def _held(store: Store, part: Slice, links: Sequence[str]) -> list[Quad]:
    """The quads of a slice: those of nodes that a shape is for, and of no other."""
    if part.nodes:
        nodes = " ".join(f"<{node}>" for node in part.nodes)
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {nodes} }} ?s ?p ?o }}"
        return list(store.construct(query))
    classes = set(targets())
    own = list(store.quads(part.graph))
    focus = {
        quad.subject
        for quad in own
        if quad.predicate == RDF.type and str(quad.object).strip("<>") in classes
    }
    linked = " ".join(str(term) for term in _in_documents()[:4])
    said = (
        store.construct(
            "CONSTRUCT { ?s ?p ?o } WHERE { "
            f"VALUES ?class {{ {linked} }} GRAPH <{part.graph}> {{ ?s a ?class }} "
            f"GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        )
        for graph in links
    )
    return [quad for quad in own if quad.subject in focus] + [q for quads in said for q in quads]
