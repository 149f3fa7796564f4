"""Networks: the whole graph, and its projections onto actors, claims and concerns.

The projection onto actors is that of discourse network analysis, under its own names (Leifeld
2017): two actors are in `congruence` over every claim that both put forward, in `conflict` over
every pair of claims of which one puts forward the one and the other its contrary; `subtract` is the
first less the second. A contrary is a claim that contradicts the other, or denies or doubts it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, product
from typing import TYPE_CHECKING, Final, Literal, get_args

from kg.errors import QueryError

if TYPE_CHECKING:
    import networkx as nx

    from kg.export.records import Records, Row

Projection = Literal["actors", "claims", "actor-concern", "actor-claim"]
Weight = Literal["congruence", "conflict", "subtract"]

_FOR: Final = frozenset({"asserts", "concedes", "promises", "predicts", "accuses"})
_AGAINST: Final = frozenset({"denies", "doubts"})
_STANDING: Final = frozenset({"candidate", "confirmed"})


def whole(records: Records) -> nx.MultiDiGraph[str]:
    """All nodes and what ties them, with typed attributes; ids are `kind:id`."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for kind, rows, names in (
        ("actor", records.actors, ("name", "kind", "aliases", "roles")),
        ("product", records.products, ("name", "aliases", "versions")),
        ("concern", records.concerns, ("label",)),
        ("document", records.documents, ("file", "headline", "published", "publisher", "language")),
        ("claim", records.claims, ("text", "polarity")),
    ):
        for row in rows:
            given = {name: _attribute(row[name]) for name in names if row[name] not in (None, [])}
            label = (
                given.get("name") or given.get("label") or given.get("text") or given.get("file")
            )
            sort = {"sort": given.pop("kind")} if "kind" in given else {}
            own = {name: value for name, value in given.items() if name not in ("label", "name")}
            graph.add_node(f"{kind}:{row['id']}", label=label, kind=kind, **sort, **own)
    for source, target, attributes in (*_utterance_ties(records), *_other_ties(records)):
        if source in graph and target in graph:
            given = {name: value for name, value in attributes.items() if value is not None}
            graph.add_edge(source, target, **given)
    return graph


_Tie = tuple[str, str, dict[str, object]]


def _utterance_ties(records: Records) -> Iterator[_Tie]:
    for row in records.utterances:
        actor = f"actor:{row['speaker_id']}"
        shared = {name: row[name] for name in ("said", "certainty", "form", "document")}
        for each in _dicts(row["claims"]):
            yield actor, f"claim:{each['claim']}", {"kind": row["stance"], **shared}
        for concern in _texts(row["concerns"]):
            yield actor, f"concern:{concern}", {"kind": "raises", **shared}


def _other_ties(records: Records) -> Iterator[_Tie]:
    for row in records.claims:
        claim = f"claim:{row['id']}"
        for about in _texts(row["about"]):
            yield claim, f"actor:{about}", {"kind": "about"}
            yield claim, f"product:{about}", {"kind": "about"}
        for concern in _texts(row["concerns"]):
            yield claim, f"concern:{concern}", {"kind": "touches"}
        for document in _texts(row["documents"]):
            yield claim, f"document:{document}", {"kind": "appears in"}
    for row in records.products:
        yield f"product:{row['id']}", f"actor:{row['maker_id']}", {"kind": "made by"}
    for row in records.documents:
        yield f"document:{row['id']}", f"document:{row['version_of']}", {"kind": "version of"}
    for row in records.relations:
        kind = "no conflict" if row["relation"] == "none" else row["relation"]
        more = {name: row[name] for name in ("score", "status", "why")}
        left, right = f"claim:{row['left']}", f"claim:{row['right']}"
        yield left, right, {"kind": kind, "sort": row["kind"], **more}


def projection(
    records: Records,
    onto: str,
    *,
    weight: str = "subtract",
    min_count: int = 1,
    statuses: frozenset[str] = _STANDING,
) -> nx.Graph[str]:
    """A network of one or two kinds of nodes.

    Args:
        records: the graph.
        onto: `actors` (edges with `congruence`, `conflict`, `subtract`), `claims` (a MultiDiGraph
            of relations), `actor-concern` or `actor-claim` (two modes, edges with `count`).
        weight: for `actors`, which of the three is the edges' `weight`.
        min_count: for `actors`, least number of claims that tie two; for two modes, of utterances.
        statuses: which relations count.

    Raises:
        QueryError: projection or weight is unknown.
    """
    if onto not in get_args(Projection):
        known = ", ".join(get_args(Projection))
        raise QueryError(f"there is no network of {onto!r}. Use one of {known}.")
    if weight not in get_args(Weight):
        raise QueryError(f"{weight!r} is no weight. Use one of {', '.join(get_args(Weight))}.")
    if onto == "actors":
        return _actors(records, weight=weight, min_count=min_count, statuses=statuses)
    if onto == "claims":
        return _claims(records, statuses=statuses)
    return _two_modes(records, onto, min_count=min_count)


def _holders(records: Records) -> dict[str, set[str]]:
    """Claim to the actors who put it forward; a denial puts forward the contrary of its target."""
    found: dict[str, set[str]] = {}
    for row in records.utterances:
        for each in _dicts(row["claims"]):
            holds = row["stance"] in _FOR or (row["stance"] in _AGAINST and each["target"])
            if holds and row["speaker_id"] is not None:
                found.setdefault(str(each["claim"]), set()).add(str(row["speaker_id"]))
    return found


def _contraries(records: Records, statuses: frozenset[str]) -> set[tuple[str, str]]:
    """Pairs of claims that can't both be held, by what a denial aims at or by a relation."""
    pairs = {
        (str(each["claim"]), str(each["target"]))
        for row in records.utterances
        if row["stance"] in _AGAINST
        for each in _dicts(row["claims"])
        if each["target"] is not None
    }
    pairs |= {
        (str(row["left"]), str(row["right"]))
        for row in records.relations
        if row["relation"] == "contradicts" and row["status"] in statuses
    }
    return {(min(pair), max(pair)) for pair in pairs}


def _actors(
    records: Records, *, weight: str, min_count: int, statuses: frozenset[str]
) -> nx.Graph[str]:
    import networkx as nx

    held = _holders(records)
    congruence: Counter[tuple[str, str]] = Counter()
    for actors in held.values():
        congruence.update(combinations(sorted(actors), 2))
    conflict: Counter[tuple[str, str]] = Counter()
    for left, right in _contraries(records, statuses):
        pairs = product(held.get(left, ()), held.get(right, ()))
        conflict.update({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    graph: nx.Graph[str] = nx.Graph()
    for row in records.actors:
        graph.add_node(str(row["id"]), label=row["name"], kind="actor", sort=row["kind"])
    for one, other in sorted({*congruence, *conflict}):
        agreed, clashed = congruence[one, other], conflict[one, other]
        if agreed + clashed >= min_count and one in graph and other in graph:
            counts = {"congruence": agreed, "conflict": clashed, "subtract": agreed - clashed}
            graph.add_edge(one, other)
            graph.edges[one, other].update({**counts, "weight": counts[weight]})
    return graph


def _claims(records: Records, *, statuses: frozenset[str]) -> nx.MultiDiGraph[str]:
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in records.claims:
        graph.add_node(str(row["id"]), label=row["text"], kind="claim", polarity=row["polarity"])
    for row in records.relations:
        if row["status"] in statuses and row["relation"] != "none":
            more = {"sort": row["kind"], "score": row["score"], "why": row["why"]}
            graph.add_edge(str(row["left"]), str(row["right"]), kind=row["relation"], **more)
    return graph


def _two_modes(records: Records, onto: str, *, min_count: int) -> nx.Graph[str]:
    import networkx as nx

    other = onto.removeprefix("actor-")
    rows = records.concerns if other == "concern" else records.claims
    labels = {str(row["id"]): row["label" if other == "concern" else "text"] for row in rows}
    names = {str(row["id"]): row for row in records.actors}
    counts: dict[tuple[str, str], int] = {}
    for row in records.utterances:
        found = _texts(row["concerns"])
        if other == "claim":
            found = [str(each["claim"]) for each in _dicts(row["claims"])]
        for target in sorted(set(found) & labels.keys()):
            if row["speaker_id"] is not None:
                pair = (str(row["speaker_id"]), target)
                counts[pair] = counts.get(pair, 0) + 1
    graph: nx.Graph[str] = nx.Graph()
    for (actor, target), count in sorted(counts.items()):
        if count >= min_count and actor in names:
            row = names[actor]
            graph.add_node(actor, label=row["name"], kind="actor", sort=row["kind"], bipartite=0)
            graph.add_node(target, label=labels[target], kind=other, bipartite=1)
            graph.add_edge(actor, target, count=count, weight=count)
    return graph


def _dicts(value: object) -> list[Row]:
    return value if isinstance(value, list) else []


def _texts(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _attribute(value: object) -> object:
    return "; ".join(str(each) for each in value) if isinstance(value, list) else value
