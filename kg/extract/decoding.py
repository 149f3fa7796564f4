"""From scores of words to spans and trees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

NEVER: Final = np.float32(-1e4)

Labelled = tuple[int, int, int]
"""A span: index of its kind, first word, last word."""


def barred(labels: int) -> tuple[Floats, Floats]:
    """What is forbidden among O, B, I, B, I, …: an inside that nothing of its kind precedes.

    The penalties of going from one label to the next, shape (labels, labels), and of starting.
    """
    steps = np.zeros((labels, labels), dtype=np.float32)
    for inside in range(2, labels, 2):
        steps[:, inside] = NEVER
        steps[inside - 1 : inside + 1, inside] = 0
    first = np.zeros(labels, dtype=np.float32)
    first[2::2] = NEVER
    return steps, first


def best_path(scores: Floats, steps: Floats, first: Floats) -> Ints:
    """The likeliest labels of a sequence (Viterbi, IEEE Trans. Inf. Theory 1967).

    `scores` is (words, labels), `steps` what each transition adds, `first` each first label.
    """
    back = np.empty(scores.shape, dtype=np.int64)
    best = first + scores[0]
    columns = np.arange(scores.shape[1])
    for at in range(1, len(scores)):
        through = best[:, None] + steps
        back[at] = through.argmax(axis=0)
        best = through[back[at], columns] + scores[at]
    path = np.empty(len(scores), dtype=np.int64)
    path[-1] = best.argmax()
    for at in range(len(scores) - 1, 0, -1):
        path[at - 1] = back[at, path[at]]
    return path


def spans(labels: Sequence[int] | Ints) -> list[Labelled]:
    """The spans that labels O, B, I, B, I, … spell, in order."""
    found: list[Labelled] = []
    for at, label in enumerate(labels):
        if label == 0:
            continue
        kind = int(label - 1) // 2
        goes_on = label % 2 == 0 and found and found[-1][0] == kind and found[-1][2] == at - 1
        if goes_on:
            found[-1] = (kind, found[-1][1], at)
        else:
            found.append((kind, at, at))
    return found


def tree(scores: Floats) -> Ints:
    """The head of each word of a sentence; the root is its own (spaCy's way of saying so).

    `scores[i, j]` is how well word j heads word i, `scores[i, i]` how well i is the root. Exactly
    one root: the word that gains most by it. The rest is the best tree under it (Chu and Liu 1965,
    Edmonds 1967).
    """
    root = int(np.argmax(np.diag(scores) - _second(scores)))
    scores = scores.copy()
    np.fill_diagonal(scores, NEVER)
    return _arborescence(scores, root)


def _arborescence(scores: Floats, root: int) -> Ints:
    heads = scores.argmax(axis=1)
    heads[root] = root
    circle = _circle(heads, root)
    if circle is None:
        return np.asarray(heads, dtype=np.int64)
    inside = np.array(sorted(circle))
    outside = np.array([i for i in range(len(heads)) if i not in circle])
    # the circle becomes one word, the last; to head one of its words costs the tie that this undoes
    enter = scores[np.ix_(inside, outside)] - scores[inside, heads[inside]][:, None]
    leave = scores[np.ix_(outside, inside)]
    smaller = np.full((len(outside) + 1, len(outside) + 1), NEVER, dtype=scores.dtype)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    smaller[-1, :-1] = enter.max(axis=0)
    smaller[:-1, -1] = leave.max(axis=1)
    solved = _arborescence(smaller, int(np.searchsorted(outside, root)))
    for place, word in enumerate(outside):
        chosen = int(solved[place])
        by_circle = chosen == len(outside)
        heads[word] = inside[leave[place].argmax()] if by_circle else outside[chosen]
    entered = int(solved[-1])
    heads[inside[enter[:, entered].argmax()]] = outside[entered]
    return np.asarray(heads, dtype=np.int64)


def _second(scores: Floats) -> Floats:
    others = scores.copy()
    np.fill_diagonal(others, NEVER)
    best: Floats = others.max(axis=1)
    return best


def _circle(heads: Ints, root: int) -> frozenset[int] | None:
    """The words of a circle, if there is one."""
    done = {root}
    for start in range(len(heads)):
        walked: dict[int, None] = {}
        at = start
        while at not in done and at not in walked:
            walked[at] = None
            at = int(heads[at])
        if at in walked and at not in done:
            order = list(walked)
            return frozenset(order[order.index(at) :])
        done.update(walked)
    return None
