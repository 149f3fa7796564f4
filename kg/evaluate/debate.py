"""A whole graph against a debate that was annotated by hand."""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from kg.errors import GoldError
from kg.evaluate.debate_files import (
    Amount,
    Export,
    Found,
    Gold,
    GoldRelation,
    GoldUtterance,
    Named,
    read_export,
    read_gold,
)
from kg.evaluate.labels import plain
from kg.evaluate.metrics import (
    OVERLAP,
    Counts,
    bcubed,
    jaccard,
    macro_f1,
    matched,
    overlap,
    share,
    words,
)
from kg.evaluate.task import Figures, Task
from kg.model import ARTICLE

DIRECTED: Final = frozenset({"undercuts", "supports", "refines"})
"""Left undercuts, grounds, or is the more specific; the others run both ways."""
TOLERANCE: Final = 0.01
"""Share by which two values may differ and still be the same."""
_SHOWN: Final = 15
"""Most examples of what was missed; what `compared` misses is cut at _FEW."""
_FEW: Final = 10

Pairs = Mapping[int, int]


def score(gold: Gold, export: Export) -> Figures:
    """Figures for a graph: utterances, speakers, stance, names, quantities, claims, relations.

    Gold has an utterance for each proposition, so predicted ones come taken apart into the claims
    they express. They match one to one within a document when the words of their contents overlap
    (Jaccard at least 0.5).
    """
    pairs = _matches(gold.utterances, export.found)
    right = {i for i, j in pairs.items() if _speaker_right(gold, export, i, j)}
    voiced = [i for i, u in enumerate(gold.utterances) if u.voiced]
    attributed = [j for j, f in enumerate(export.found) if f.form != "authored"]
    hit = sum(export.found[j].form != "authored" for j in pairs.values())
    relations, total, sprung = _relations(gold, export, pairs)
    traps = {_key(t) for t in gold.traps}
    both = [(gold.utterances[i], export.found[j]) for i, j in pairs.items()]
    return {
        "utterances": {
            "p": _share(hit, len(attributed)),
            "r": share(sum(i in pairs for i in voiced), len(voiced)),
            "n": [len(pairs), len(export.found), len(gold.utterances)],
        },
        "missed": [
            [u.id, u.speakers[0], " … ".join(u.content)[:80]]
            for i, u in enumerate(gold.utterances)
            if i not in pairs
        ][:_SHOWN],
        "speaker_accuracy": _share(len(right), len(pairs)),
        "speakers_wrong": [
            [gold.utterances[i].speakers[0], export.found[j].speaker]
            for i, j in pairs.items()
            if i not in right
        ][:_SHOWN],
        "attributed": {
            "r": share(sum(i in right for i in voiced), len(voiced)),
            "n": [len(right), len(gold.utterances)],
        },
        "stance_macro_f1": macro_f1([(g.stance, f.stance) for g, f in both if g.stance]),
        "certainty_macro_f1": macro_f1(
            [(g.certainty, f.certainty) for g, f in both if g.certainty]
        ),
        "actors": compared(gold.actors, list(export.actors.values())),
        "products": compared(gold.products, export.products),
        "concerns": compared(gold.concerns, export.concerns),
        "quantities": _quantities(gold, export, pairs),
        "claims_bcubed": _claims(gold, export, pairs),
        "relations": relations,
        "relations_all": total.shares_with_counts(),
        "traps_sprung": [len(traps & sprung), len(traps)],
    }


def _share(part: int, whole: int) -> float:
    return share(part, whole) or 0.0


def _matches(gold: Sequence[GoldUtterance], found: Sequence[Found]) -> dict[int, int]:
    """Gold to predicted positions, in the order they were matched; of equals the earlier first."""
    in_gold = [words(" ".join(u.content)) for u in gold]
    in_found = [words(f.content) for f in found]
    by_document: defaultdict[str, list[int]] = defaultdict(list)
    for j, one in enumerate(found):
        by_document[one.document].append(j)
    scores = [
        (similar, -i, -j)
        for i, one in enumerate(gold)
        for j in by_document[one.document]
        if (similar := jaccard(in_gold[i], in_found[j])) >= OVERLAP
    ]
    return {-i: -j for i, j in matched(scores).items()}


def _speaker_right(gold: Gold, export: Export, i: int, j: int) -> bool:
    """Whether the predicted actor carries names of the gold actor and of no other."""
    found = export.found[j]
    have = export.actors.get(found.speaker_id or "", frozenset())
    holders = {name for name, own in gold.holders.items() if own & have}
    unnamed = found.speaker_id is None and found.speaker in {None, "", ARTICLE}
    return any(
        holders == {plain(who)} if who and who != ARTICLE else unnamed
        for who in gold.utterances[i].speakers
    )


def compared(gold: Sequence[Named], predicted: Sequence[frozenset[str]]) -> dict[str, Any]:
    """Named things found and rightly predicted: a name shared, or half of its words."""
    proposed = [names for names in predicted if names]
    found = [any(_same(one.names, names) for names in proposed) for one in gold]
    right = sum(any(_same(one.names, names) for one in gold) for names in proposed)
    recall = sum(found) / len(gold) if gold else 0.0
    precision = right / len(proposed) if proposed else 0.0
    total = precision + recall
    return {
        "p": round(precision, 3),
        "r": round(recall, 3),
        "f1": round(2 * precision * recall / total, 3) if total else 0.0,
        "n": [sum(found), len(gold), len(proposed)],
        "missed": [one.label for one, ok in zip(gold, found, strict=True) if not ok][:_FEW],
    }


def _same(left: frozenset[str], right: frozenset[str]) -> bool:
    if left & right:
        return True
    return any(jaccard(words(a), words(b)) >= OVERLAP for a in left for b in right)


def _quantities(gold: Gold, export: Export, pairs: Pairs) -> list[int]:
    """How many of gold's quantities were found in the matched utterance, of how many."""
    wanted = [(i, u.amounts) for i, u in enumerate(gold.utterances) if u.amounts is not None]
    found = sum(
        i in pairs and _agrees(amounts, export.found[pairs[i]].amounts) for i, amounts in wanted
    )
    return [found, len(wanted)]


def _agrees(gold: frozenset[Amount], predicted: frozenset[Amount]) -> bool:
    return any(
        abs(value - wanted) <= TOLERANCE * abs(wanted) and (unit, per) == (of, each)
        for value, unit, per in predicted
        for wanted, of, each in gold
    )


def _claims(gold: Gold, export: Export, pairs: Pairs) -> dict[str, float | int] | None:
    """B-cubed over matched utterances that are no copies and share their claim with another."""
    fresh = [
        (gold.utterances[i].claim, export.found[j].claim or f"?{j}")
        for i, j in pairs.items()
        if not gold.utterances[i].copied
    ]
    count = Counter(claim for claim, _ in fresh)
    return bcubed([item for item in fresh if count[item[0]] > 1])


def _key(relation: GoldRelation) -> tuple[str, str]:
    sides = (relation.left, relation.right)
    if relation.kind in DIRECTED:
        return sides
    first, second = sorted(sides)
    return first, second


def _relations(
    gold: Gold, export: Export, pairs: Pairs
) -> tuple[dict[str, Any], Counts, frozenset[tuple[str, str]]]:
    """Figures by kind, their sum, and the pairs of gold claims that were said to contradict.

    A predicted claim stands for the gold claim that most of its matched utterances have.
    `p_with_outside` counts as false what is said of attributed claims that gold has nothing on.
    """
    stands_for = _stands_for(gold, export, pairs)
    wanted: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    optional: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for relation in gold.relations:
        (optional if relation.optional else wanted)[relation.kind].add(_key(relation))
    attributed = {f.claim for f in export.found if f.form not in {"authored", "post"}}
    proposed: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    outside: Counter[str] = Counter()
    for relation in export.relations:
        left, right = stands_for.get(relation.left), stands_for.get(relation.right)
        if left and right:
            known = GoldRelation(kind=relation.kind, left=left, right=right)
            proposed[relation.kind].add(_key(known))
        elif {relation.left, relation.right} <= attributed:
            outside[relation.kind] += 1
    figures: dict[str, Any] = {}
    total = Counts()
    for kind in sorted({*wanted, *proposed, *outside} - {"equivalent"}):
        counts = overlap(frozenset(wanted[kind]), frozenset(proposed[kind] - optional[kind]))
        total += counts
        figures[kind] = {
            **counts.shares_with_counts(),
            "outside_gold": outside[kind],
            "p_with_outside": share(counts.hit, counts.predicted + outside[kind]),
        }
    return figures, total, frozenset(proposed["contradicts"])


def _stands_for(gold: Gold, export: Export, pairs: Pairs) -> dict[str, str]:
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for i, j in pairs.items():
        votes[export.found[j].claim or f"?{j}"][gold.utterances[i].claim] += 1
    return {claim: count.most_common(1)[0][0] for claim, count in votes.items()}


def run(gold: Path, *, predicted: Path | None = None) -> Figures:
    """The figures for a debate, of an export or of a graph built anew from the texts by gold."""
    wanted = read_gold(gold)
    if predicted is not None:
        return score(wanted, read_export(predicted))
    with tempfile.TemporaryDirectory(prefix="kg-evaluate-") as folder:
        return score(wanted, read_export(_exported(documents(gold), Path(folder))))


def documents(gold: Path) -> tuple[Path, ...]:
    """The texts beside a debate's gold.

    Raises:
        GoldError: there are none.
    """
    folder = gold if gold.is_dir() else gold.parent
    found = tuple(sorted(folder.glob("*.txt")))
    if not found:
        raise GoldError(
            f"{folder}: no .txt beside the gold. Put the debate's documents there, or give an "
            "export with --predicted."
        )
    return found


def _exported(inputs: Sequence[Path], folder: Path) -> Path:
    """The JSON Lines export of a graph built from those files, inside a folder."""
    from kg.export import export
    from kg.pipeline import build
    from kg.store import open_local

    build(inputs, to=folder / "graph")
    place = folder / "export.jsonl"
    with open_local(folder / "graph") as store:
        export(store, "jsonl", place)
    return place


TASK: Final = Task(
    name="debate",
    title="A whole graph against an annotated debate",
    summary="Builds the graph from the texts beside GOLD and compares utterances, speakers, "
    "stance, certainty, actors, products, concerns, quantities, claims and relations.",
    gold="the gold.json of a debate, its texts beside it",
    predicted="what `kg export --format jsonl` printed",
    run=run,
)
