"""How far a figure would have moved on other documents: percentile bootstrap over units of gold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kg.evaluate.metrics import Counts

RESAMPLES: Final = 1000
SEED: Final = 1993
_TAILS: Final = (2.5, 97.5)
"""Percentiles between which 95 percent of the resampled figures lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Counts over all units, and the 95 percent interval of their F1.

    Attributes:
        interval: lower and upper end as shares of 1; None where no resample had anything to count.
    """

    counts: Counts
    interval: tuple[float, float] | None

    def percent(self) -> dict[str, Any]:
        """Precision, recall, F1 and `ci95` in percent, one decimal."""
        return {**self.counts.percent(), "ci95": self._ends(scale=100, digits=1)}

    def shares_with_counts(self) -> dict[str, Any]:
        """The same as shares of 1, three decimals, and `n`: hit, predicted, gold."""
        return {**self.counts.shares_with_counts(), "ci95": self._ends(scale=1, digits=3)}

    def _ends(self, *, scale: int, digits: int) -> list[float] | None:
        return self.interval and [round(scale * end, digits) for end in self.interval]


def estimates(
    units: Sequence[Mapping[str, Counts]], *, levels: Iterable[str]
) -> dict[str, Estimate]:
    """Each level's counts over all units, with the interval of its F1.

    Units (documents, or sentences that stand by themselves) are drawn with replacement, as many as
    there are, `RESAMPLES` times from a fixed seed; the ends are percentiles 2.5 and 97.5 of the F1
    of the drawn (Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13). The same
    draws serve all levels. Draws without anything predicted or in gold at a level have no F1 there
    and are left out. Ten units or fewer give intervals that are too narrow.

    Args:
        units: counts by level; a level that a unit lacks counts as nothing.
        levels: those wanted, in the order of the result.
    """
    import numpy as np

    names = tuple(levels)
    totals = {name: sum((unit.get(name, _NOTHING) for unit in units), _NOTHING) for name in names}
    if not units or not names:
        return {name: Estimate(counts=totals[name], interval=None) for name in names}
    # (units, levels, 2): twice the hits, and what they are a share of
    table = np.array(
        [[_ratio(unit.get(name, _NOTHING)) for name in names] for unit in units], dtype=np.int64
    )
    many = len(units)
    # how often each unit is drawn is all that matters: (resamples, units)
    draws = np.random.default_rng(SEED).multinomial(many, np.full(many, 1 / many), size=RESAMPLES)
    sums = np.tensordot(draws, table, axes=1)
    found = {}
    for level, name in enumerate(names):
        above, below = sums[:, level, 0], sums[:, level, 1]
        counted = below > 0
        interval = None
        if counted.any():
            low, high = np.percentile(above[counted] / below[counted], _TAILS)
            interval = (float(low), float(high))
        found[name] = Estimate(counts=totals[name], interval=interval)
    return found


_NOTHING: Final = Counts()


def _ratio(counts: Counts) -> tuple[int, int]:
    """F1 as a fraction of whole numbers."""
    return 2 * counts.hit, counts.predicted + counts.gold
