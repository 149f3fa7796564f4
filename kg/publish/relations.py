"""How claims stand to one another: the quads of the relations graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import content_id
from kg.publish.nodes import Names, described, each, score, text
from kg.thresholds import NEIGHBOUR_FLOOR
from kg.vocabulary import AIF, KG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode, Quad

    from kg.model import Corpus, Neighbour, Relation, RelationKind


def relations_graph(corpus: Corpus, *, names: Names) -> Iterator[Quad]:
    """Relations with their reasons, and neighbours."""
    graph = names.graph("relations")
    classes = _classes()
    for relation in corpus.relations:
        yield from _relation(relation, classes[relation.relation], names, graph)
    for pair in corpus.neighbours:
        if pair.score < NEIGHBOUR_FLOOR:
            continue  # near by what they stand among, which relating looks at, not in meaning
        yield from _neighbour(pair, names, graph)


def _classes() -> dict[RelationKind, tuple[NamedNode, ...]]:
    return {
        "contradicts": (KG.Conflict, KG.ClaimRelation, AIF["CA-node"]),
        "undercuts": (KG.Undercut, KG.ClaimRelation, AIF["CA-node"]),
        "supports": (KG.Support, KG.ClaimRelation, AIF["RA-node"]),
        "equivalent": (KG.Equivalence, KG.ClaimRelation),
        "refines": (KG.Refinement, KG.ClaimRelation),
        "contrasts": (KG.Contrast, KG.ClaimRelation),
        "none": (KG.NonConflict, KG.ClaimRelation),
    }


def _relation(
    relation: Relation, types: tuple[NamedNode, ...], names: Names, graph: NamedNode
) -> Iterator[Quad]:
    return described(
        names.node("relation", relation.id),
        graph,
        types,
        (KG.left, names.node("claim", relation.left)),
        (KG.right, names.node("claim", relation.right)),
        (KG.kind, text(relation.kind)),
        (KG.score, score(relation.score)),
        (KG.reason, text(relation.why)),
        (KG.status, KG[relation.status]),
        *each(
            KG.leftEvidence, (names.extent(e.document, e.extent) for e in relation.left_evidence)
        ),
        *each(
            KG.rightEvidence, (names.extent(e.document, e.extent) for e in relation.right_evidence)
        ),
    )


def _neighbour(pair: Neighbour, names: Names, graph: NamedNode) -> Iterator[Quad]:
    return described(
        names.node("neighbour", content_id("neighbour", pair.left, pair.right)),
        graph,
        (KG.Neighbour,),
        (KG.left, names.node("claim", pair.left)),
        (KG.right, names.node("claim", pair.right)),
        (KG.score, score(pair.score)),
    )
