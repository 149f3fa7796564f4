"""Intervals of figures against those that can be worked out."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate.bootstrap import Estimate, estimates
from kg.evaluate.metrics import Counts

HIT, MISS = Counts(hit=1, predicted=1, gold=1), Counts(predicted=1, gold=1)


def interval(units: list[Counts]) -> tuple[float, float]:
    found = estimates([{"level": unit} for unit in units], levels=["level"])["level"].interval
    assert found is not None
    return found


def binomial_percentile(n: int, p: float, percentile: float) -> float:
    """Share of right ones below which that part of all draws of n lies."""
    total = 0.0
    for k in range(n + 1):
        total += comb(n, k) * p**k * (1 - p) ** (n - k)
        if total >= percentile:
            return k / n
    return 1.0


@pytest.mark.parametrize(("right", "wrong"), [(50, 50), (180, 20), (3, 37)])
def test_units_of_one_are_drawn_as_the_binomial_says(right: int, wrong: int) -> None:
    n = right + wrong
    low, high = interval([HIT] * right + [MISS] * wrong)
    # a thousand draws reach the ends to within two of the units
    assert low == pytest.approx(binomial_percentile(n, right / n, 0.025), abs=2 / n)
    assert high == pytest.approx(binomial_percentile(n, right / n, 0.975), abs=2 / n)


def test_documents_are_drawn_whole() -> None:
    # as many hits and misses as above, but all of one kind in each of two documents
    together = [Counts(hit=50, predicted=50, gold=50), Counts(predicted=50, gold=50)]
    assert interval(together) == (0.0, 1.0)
    low, high = interval([HIT] * 50 + [MISS] * 50)
    assert 0.35 < low < 0.5 < high < 0.65


def test_units_all_alike_leave_nothing_open() -> None:
    assert interval([Counts(hit=2, predicted=3, gold=5)] * 7) == (0.5, 0.5)
    assert interval([HIT]) == (1.0, 1.0)


def test_precision_and_recall_go_into_f1() -> None:
    # all of the predicted right, a third of gold found: 2 / (1 + 3)
    assert interval([Counts(hit=1, predicted=1, gold=3)] * 4) == (0.5, 0.5)


def test_draws_without_the_level_are_left_out() -> None:
    # one unit of ten has it: a third of the draws have it not, and say nothing of how well it went
    assert interval([HIT, *[Counts()] * 9]) == (1.0, 1.0)


def test_nothing_to_count_has_no_interval() -> None:
    assert estimates([], levels=["a"])["a"] == Estimate(counts=Counts(), interval=None)
    found = estimates([{"a": HIT}, {}], levels=["b", "a"])
    assert list(found) == ["b", "a"]
    assert found["b"].percent() == {"p": 0.0, "r": 0.0, "f1": 0.0, "ci95": None}
    assert found["a"].counts == HIT


def test_the_same_draws_every_time_and_for_every_level() -> None:
    units = [{"a": HIT, "b": HIT}, {"a": MISS, "b": MISS}, {"a": HIT, "b": HIT}] * 5
    first = estimates(units, levels=["a", "b"])
    assert first == estimates(units, levels=["a", "b"])
    assert first["a"] == first["b"]
    assert estimates(units, levels=["b"])["b"] == first["b"]


def test_printed_in_percent_or_as_shares_with_counts() -> None:
    one = Estimate(counts=Counts(hit=1, predicted=2, gold=4), interval=(0.12345, 0.98765))
    assert one.percent() == {"p": 50.0, "r": 25.0, "f1": 33.3, "ci95": [12.3, 98.8]}
    assert one.shares_with_counts() == {
        "p": 0.5,
        "r": 0.25,
        "f1": 0.333,
        "n": [1, 2, 4],
        "ci95": [0.123, 0.988],
    }


counts = st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)).map(
    lambda three: Counts(hit=three[0], predicted=three[0] + three[1], gold=three[0] + three[2])
)


@given(st.lists(counts, min_size=1, max_size=12))
def test_ends_lie_between_the_worst_and_the_best_unit(units: list[Counts]) -> None:
    found = estimates([{"a": unit} for unit in units], levels=["a"])["a"]
    told = [unit.f() for unit in units if unit.predicted + unit.gold]
    if not told:
        assert found.interval is None
    else:
        assert found.interval is not None
        low, high = found.interval
        assert min(told) - 1e-9 <= low <= high <= max(told) + 1e-9
