"""What must hold of a graph as a whole, asked of the store in SPARQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.publish.shacl import Violation
from kg.vocabulary import KG, QUDT, RDF, labels, prefixes, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store import Store

SHOWN: Final = 20
"""Examples of one fault that are listed: the rest would say the same."""


def whole_graph(store: Store) -> Iterator[Violation]:
    """Undeclared terms, references that lead nowhere, and statements that stand in two graphs."""
    ontology = _ontology_graphs(store)
    yield from _undeclared(store, ontology)
    yield from _dangling(store, ontology)
    yield from _doubled(store)


def _ontology_graphs(store: Store) -> str:
    """A filter that leaves out the graph of the words themselves, which say other things."""
    asked = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ {KG.Utterance} ?p ?o }} }}"
    graphs = ", ".join(f"<{row['g']}>" for row in store.select(asked))
    return f"FILTER (?g NOT IN ({graphs}))" if graphs else ""


def _undeclared(store: Store, elsewhere: str) -> Iterator[Violation]:
    known = labels()
    spaces = tuple(prefixes().values())
    predicates = store.select(
        "SELECT ?term (SAMPLE(?s) AS ?node) WHERE { GRAPH ?g { ?s ?term ?o } "
        f"{elsewhere} }} GROUP BY ?term ORDER BY ?term"
    )
    classes = store.select(
        f"SELECT ?term (SAMPLE(?s) AS ?node) WHERE {{ GRAPH ?g {{ ?s {RDF['type']} ?term }} "
        f"{elsewhere} }} GROUP BY ?term ORDER BY ?term"
    )
    for row in (*predicates, *classes):
        term = str(row["term"])
        if term not in known:
            where = "in ontology/kg.ttl" if term.startswith(spaces) else "there, with its prefix"
            yield Violation(
                focus=str(row["node"]),
                path=term,
                message=f"{shortened(term)} is not declared. Correct it, or declare it {where}.",
                value="",
            )


def _dangling(store: Store, elsewhere: str) -> Iterator[Violation]:
    rows = store.select(
        f"""
        SELECT DISTINCT ?s ?p ?o WHERE {{
          GRAPH ?g {{ ?s ?p ?o }} {elsewhere}
          FILTER (ISIRI(?o) && ?p NOT IN ({RDF.type}, {QUDT.hasUnit}))
          FILTER NOT EXISTS {{ ?o ?any ?thing }}
        }} ORDER BY ?s ?p ?o LIMIT {SHOWN}
        """
    )
    for row in rows:
        yield Violation(
            focus=str(row["s"]),
            path=str(row["p"]),
            message="A reference leads to a node of which nothing is said.",
            value=str(row["o"]),
        )


def _doubled(store: Store) -> Iterator[Violation]:
    """Statements in two graphs: over their union, an engine may count each twice.

    One of the two is looked for outside the documents' graphs only, which say nothing of each
    other's nodes and make up most of a graph.
    """
    asked = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?d a {KG.Document} }} }}"
    documents = {str(row["g"]) for row in store.select(asked)}
    others = " ".join(f"<{graph}>" for graph in store.graphs() if graph not in documents)
    rows = store.select(
        f"""
        SELECT DISTINCT ?s ?p ?o WHERE {{
          VALUES ?one {{ {others} }}
          GRAPH ?one {{ ?s ?p ?o }} GRAPH ?two {{ ?s ?p ?o }} FILTER (?one != ?two)
        }} ORDER BY ?s ?p ?o LIMIT {SHOWN}
        """
    )
    for row in rows:
        yield Violation(
            focus=str(row["s"]),
            path=str(row["p"]),
            message="A statement stands in two graphs, so that counts take it twice.",
            value=str(row["o"]),
        )
