from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kg.extract.decoding import barred, best_path, spans, tree

SCORES = st.floats(-5, 5, width=32)


@given(arrays(np.float32, (4, 5), elements=SCORES), arrays(np.float32, (5, 5), elements=SCORES))
def test_the_best_path_is_the_best_of_all(scores, steps):
    first = np.zeros(5, dtype=np.float32)

    def worth(path):
        moves = sum(steps[a, b] for a, b in pairwise(path))
        return moves + sum(scores[at, label] for at, label in enumerate(path))

    best = max(worth(path) for path in product(range(5), repeat=4))
    assert worth(best_path(scores, steps, first).tolist()) == pytest.approx(best, abs=1e-3)


@given(arrays(np.float32, (12, 7), elements=SCORES))
def test_no_span_begins_inside(scores):
    path = best_path(scores, *barred(7)).tolist()
    for before, label in zip([0, *path], path, strict=False):
        assert label == 0 or label % 2 == 1 or before in {label - 1, label}


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([], []),
        ([0, 0], []),
        ([1, 2, 2], [(0, 0, 2)]),
        # two of a kind that touch
        ([1, 1, 2], [(0, 0, 0), (0, 1, 2)]),
        # another kind follows at once
        ([1, 2, 3, 4], [(0, 0, 1), (1, 2, 3)]),
        # gold may start with an inside
        ([0, 2, 2], [(0, 1, 2)]),
        ([1, 4], [(0, 0, 0), (1, 1, 1)]),
    ],
)
def test_spans_of_labels(labels, expected):
    assert spans(labels) == expected


@given(st.integers(1, 9).flatmap(lambda n: arrays(np.float32, (n, n), elements=SCORES)))
def test_a_tree_has_one_root_and_no_circle(scores):
    heads = tree(scores)
    roots = [n for n, head in enumerate(heads) if head == n]
    assert len(roots) == 1
    for start in range(len(heads)):
        at = start
        for _ in range(len(heads)):
            at = heads[at]
        assert at == roots[0]


def test_a_tree_takes_the_best_heads_where_they_make_one():
    scores = np.full((4, 4), -3, dtype=np.float32)
    for word, head in enumerate([1, 1, 3, 1]):
        scores[word, head] = 3
    assert tree(scores).tolist() == [1, 1, 3, 1]


@given(arrays(np.float32, (4, 4), elements=SCORES))
def test_the_tree_is_the_best_under_its_root(scores):
    heads = tree(scores)
    root = next(n for n, head in enumerate(heads) if head == n)

    def worth(given):
        return sum(scores[n, head] for n, head in enumerate(given) if n != root)

    def whole(given):
        for at in range(4):
            for _ in range(4):
                at = given[at]
            if at != root:
                return False
        return given[root] == root

    best = max(worth(given) for given in product(range(4), repeat=4) if whole(given))
    assert worth(heads.tolist()) == pytest.approx(best, abs=1e-3)


def test_of_a_circle_the_weakest_tie_is_undone():
    scores = np.full((3, 3), -5, dtype=np.float32)
    scores[0, 0] = 9
    scores[1, 2], scores[2, 1] = 4, 4
    scores[1, 0], scores[2, 0] = 1, 3
    assert tree(scores).tolist() == [0, 2, 0]
