"""Measures of agreement on examples small enough to count by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate.metrics import (
    Counts,
    average_precision,
    bcubed,
    jaccard,
    macro_f1,
    matched,
    overlap,
    part,
    share,
    touching,
    words,
)


def test_counts_add_up_and_give_shares() -> None:
    total = Counts(hit=1, predicted=2, gold=4) + Counts(hit=1, predicted=2, gold=0)
    assert total == Counts(hit=2, predicted=4, gold=4)
    assert total.percent() == {"p": 50.0, "r": 50.0, "f1": 50.0}
    assert total.shares_with_counts() == {"p": 0.5, "r": 0.5, "f1": 0.5, "n": [2, 4, 4]}


def test_nothing_found_is_zero_and_no_error() -> None:
    assert Counts().percent() == {"p": 0.0, "r": 0.0, "f1": 0.0}
    assert Counts(gold=3).shares() == {"p": 0.0, "r": 0.0, "f1": 0.0}


def test_sets() -> None:
    assert overlap(frozenset("abc"), frozenset("bcd")) == Counts(hit=2, predicted=3, gold=3)
    assert jaccard(frozenset("abc"), frozenset("bcd")) == 0.5
    assert jaccard(frozenset(), frozenset()) == 1.0
    assert words("The bridge, the BRIDGE") == {"the", "bridge"}
    assert (share(1, 3), share(0, 0)) == (0.333, None)


def test_a_part_has_one_figure_three_times() -> None:
    assert part(1, 4).percent() == {"p": 25.0, "r": 25.0, "f1": 25.0}
    assert part(0, 0) == Counts()


def test_sets_that_touch_are_paired_one_to_one() -> None:
    first, second = frozenset({1, 2, 3}), frozenset({6, 7})
    # one set that reaches over both serves but one of them
    assert touching([first, second], [frozenset(range(9))]) == Counts(hit=1, predicted=1, gold=2)
    # the nearer is taken first, so that the other is left for the second
    assert touching([first, second], [frozenset({3, 4, 5, 6}), frozenset({1, 2})]).hit == 2
    assert touching([first], [second]) == Counts(hit=0, predicted=1, gold=1)
    assert touching([], []) == Counts()


def test_macro_f1_weighs_rare_values_like_frequent_ones() -> None:
    # yes: 3 of 4 predicted right, all found, 6/7; no: never found, 0
    pairs = [("yes", "yes")] * 3 + [("no", "yes")]
    assert macro_f1(pairs) == round((6 / 7 + 0) / 2, 3)
    # a value that gold does not have makes no class of its own
    assert macro_f1([("yes", "maybe"), ("yes", "yes")]) == round(2 / 3, 3)
    assert macro_f1([]) is None


def test_bcubed() -> None:
    assert bcubed([]) is None
    assert bcubed([("a", 1), ("a", 1), ("b", 2)]) == {"p": 1.0, "r": 1.0, "f1": 1.0, "n": 3}
    # everything in one group: all found, a third to two thirds of it right
    lumped = bcubed([("a", 1), ("a", 1), ("b", 1)])
    assert lumped == {"p": round((2 / 3 + 2 / 3 + 1 / 3) / 3, 3), "r": 1.0, "f1": 0.714, "n": 3}


def test_average_precision_counts_equal_scores_together() -> None:
    assert average_precision([(0.9, True), (0.5, False), (0.1, True)], total=2) == round(
        (1 + 2 / 3) / 2, 3
    )
    # the order of equals does not show
    assert average_precision([(0.5, True), (0.5, False)], total=1) == 0.5
    # what was not scored is missed
    assert average_precision([(0.9, True)], total=2) == 0.5
    assert average_precision([], total=0) is None


def test_matching_takes_the_best_pair_first_and_each_side_once() -> None:
    pairs = [(0.6, 0, 0), (0.9, 0, 1), (0.8, 1, 1), (0.4, 1, 0)]
    # 0.9 takes 0 and 1; what is left of gold 1 lies under the least
    assert matched(pairs) == {0: 1}
    assert matched(pairs, least=0.3) == {0: 1, 1: 0}


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), st.integers(0, 6))))
def test_matching_is_one_to_one(scores: list[tuple[float, int, int]]) -> None:
    found = matched(scores)
    assert len(set(found.values())) == len(found)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1))
def test_bcubed_is_a_share_and_perfect_only_for_the_same_groups(
    items: list[tuple[int, int]],
) -> None:
    found = bcubed(items)
    assert found is not None
    assert 0 < found["p"] <= 1
    assert 0 < found["r"] <= 1
    same = bcubed([(gold, gold) for gold, _ in items])
    assert same == {"p": 1.0, "r": 1.0, "f1": 1.0, "n": len(items)}


@pytest.mark.parametrize("hit", [0, 1, 5])
def test_f1_lies_between_precision_and_recall(hit: int) -> None:
    counts = Counts(hit=hit, predicted=5, gold=10)
    assert counts.recall <= counts.f() <= counts.precision
