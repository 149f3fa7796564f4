"""Measures of agreement between predictions and gold, each a function of counts or pairs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

_WORD: Final = re.compile(r"\w+")
OVERLAP: Final = 0.5
"""Jaccard index from which two extents or contents are taken for the same (the house's scorers)."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many were found rightly, how many were predicted, how many there are."""

    hit: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            hit=self.hit + other.hit,
            predicted=self.predicted + other.predicted,
            gold=self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 0 where nothing was predicted."""
        return self.hit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that was found; 0 where there is none."""
        return self.hit / self.gold if self.gold else 0.0

    def f(self, *, scale: int = 1) -> float:
        """Harmonic mean of both, times `scale`."""
        p, r = self.precision, self.recall
        return 2 * scale * p * r / (p + r) if p + r else 0.0

    def percent(self) -> dict[str, float]:
        """Precision, recall and F1 in percent, one decimal."""
        return {
            "p": round(100 * self.precision, 1),
            "r": round(100 * self.recall, 1),
            "f1": round(self.f(scale=100), 1),
        }

    def shares(self) -> dict[str, Any]:
        """The same as shares of 1, three decimals."""
        return {
            "p": round(self.precision, 3),
            "r": round(self.recall, 3),
            "f1": round(self.f(), 3),
        }

    def shares_with_counts(self) -> dict[str, Any]:
        """Shares, and `n`: hit, predicted, gold."""
        return {**self.shares(), "n": [self.hit, self.predicted, self.gold]}


def overlap(gold: frozenset[Item], predicted: frozenset[Item]) -> Counts:
    """Counts for two sets of the same kind of thing."""
    return Counts(hit=len(gold & predicted), predicted=len(predicted), gold=len(gold))


def part(hit: int, whole: int) -> Counts:
    """Counts of which precision, recall and F1 are all that share of a whole."""
    return Counts(hit=hit, predicted=whole, gold=whole)


def touching(gold: Iterable[frozenset[int]], predicted: Iterable[frozenset[int]]) -> Counts:
    """Counts for sets of positions paired one to one, best Jaccard first, that share any."""
    left, right = sorted(gold, key=sorted), sorted(predicted, key=sorted)
    pairs = matched(
        ((jaccard(a, b), -i, -j) for i, a in enumerate(left) for j, b in enumerate(right) if a & b),
        least=0.0,
    )
    return Counts(hit=len(pairs), predicted=len(right), gold=len(left))


def jaccard(left: frozenset[Item], right: frozenset[Item]) -> float:
    """Shared members over all members; two empty sets are the same."""
    return len(left & right) / len(left | right) if left | right else 1.0


def words(text: str) -> frozenset[str]:
    """The different words of a text in lower case."""
    return frozenset(word.lower() for word in _WORD.findall(text))


def share(part: int, whole: int) -> float | None:
    """A part of a whole, three decimals; None where there is no whole."""
    return round(part / whole, 3) if whole else None


def macro_f1(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Mean F1 over the values that gold has, each counting the same, of (gold, predicted) pairs."""
    names = {gold for gold, _ in pairs}
    scores = [
        2 * sum(g == p == name for g, p in pairs)
        / (sum(g == name for g, _ in pairs) + sum(p == name for _, p in pairs))
        for name in names
    ]  # fmt: skip
    return round(sum(sorted(scores)) / len(scores), 3) if scores else None


def bcubed(items: Sequence[tuple[Hashable, Hashable]]) -> dict[str, float | int] | None:
    """B-cubed of two ways to put items into groups, given as (gold group, predicted group).

    For each item, which share of its predicted group belongs to its gold group, and the reverse
    (Bagga and Baldwin 1998).
    """
    if not items:
        return None
    both: dict[tuple[Hashable, Hashable], int] = defaultdict(int)
    gold: dict[Hashable, int] = defaultdict(int)
    predicted: dict[Hashable, int] = defaultdict(int)
    for g, p in items:
        both[g, p] += 1
        gold[g] += 1
        predicted[p] += 1
    p_sum = r_sum = 0.0
    for g, p in items:
        p_sum += both[g, p] / predicted[p]
        r_sum += both[g, p] / gold[g]
    p_mean, r_mean = p_sum / len(items), r_sum / len(items)
    f1 = 2 * p_mean * r_mean / (p_mean + r_mean)
    return {"p": round(p_mean, 3), "r": round(r_mean, 3), "f1": round(f1, 3), "n": len(items)}


def average_precision(scored: Iterable[tuple[float, bool]], *, total: int) -> float | None:
    """Area under precision over recall for (score, right) pairs; equal scores count together.

    `total` is how many right ones there are, whether scored or not.
    """
    groups: dict[float, list[bool]] = defaultdict(list)
    for score, right in scored:
        groups[score].append(right)
    hits = seen = 0
    precisions: list[float] = []
    for score in sorted(groups, reverse=True):
        rights = sum(groups[score])
        hits, seen = hits + rights, seen + len(groups[score])
        precisions += [hits / seen] * rights
    return round(sum(precisions) / total, 3) if total else None


def matched(scores: Iterable[tuple[float, int, int]], *, least: float = OVERLAP) -> dict[int, int]:
    """One-to-one pairs, best score first, of (score, gold, predicted) with at least that score.

    Returns:
        gold to predicted, in the order in which they were matched. Of equal scores, the one that
        was given with the greater key is taken first: pass negated positions to prefer early ones.
    """
    found: dict[int, int] = {}
    taken: set[int] = set()
    for score, gold, predicted in sorted(scores, reverse=True):
        if score >= least and gold not in found and predicted not in taken:
            found[gold] = predicted
            taken.add(predicted)
    return found


def calibration(scored: Sequence[tuple[float, bool]], *, bins: int = 10) -> dict[str, Any]:
    """How far scores in [0, 1] are the shares of what is right.

    `bins` has for each bin of equal width that holds any: mean score, share right, number. `ece` is
    the mean distance of the first two, weighted by the third (expected calibration error; Naeini et
    al., AAAI 2015).
    """
    held: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, right in scored:
        held[min(int(score * bins), bins - 1)].append((score, right))
    rows = [
        (sum(s for s, _ in one) / len(one), sum(r for _, r in one) / len(one), len(one))
        for _, one in sorted(held.items())
    ]
    apart = sum(n * abs(score - right) for score, right, n in rows)
    return {
        "ece": round(apart / len(scored), 3) if scored else None,
        "bins": [[round(score, 3), round(right, 3), n] for score, right, n in rows],
    }


def curve(scored: Sequence[tuple[float, bool]], *, total: int) -> list[list[float]]:
    """Score, and precision and recall of all that score at least that, for each score."""
    found = []
    for least in sorted({score for score, _ in scored}, reverse=True):
        kept = [right for score, right in scored if score >= least]
        counts = Counts(hit=sum(kept), predicted=len(kept), gold=total)
        found.append([least, round(counts.precision, 3), round(counts.recall, 3)])
    return found
