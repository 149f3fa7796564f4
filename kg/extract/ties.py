"""Which cue a content goes with, and which source a cue: the classes of where candidates stand."""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[int, int]
"""First and last word."""


def gap(one: Span, other: Span) -> int:
    """Words between two spans."""
    return max(other[0] - one[1] - 1, one[0] - other[1] - 1, 0)


def placed(
    of: Span, candidates: Sequence[Span], distances: Sequence[int], crowd: int
) -> list[tuple[int, int]]:
    """For each candidate the class of its distance, and that of how many stand between.

    `distances` are the lower bounds of the classes of distance, used once for candidates that
    follow and once more for those before; `crowd` is the number of classes of the other.
    """
    found = []
    for one in candidates:
        low, high = (of[1], one[0]) if one[0] > of[1] else (one[1], of[0])
        between = sum(low < c[0] and c[1] < high for c in candidates if c != one)
        words = max(i for i, least in enumerate(distances) if least <= gap(of, one))
        before = len(distances) if one[0] < of[0] else 0
        found.append((before + words, min(between, crowd - 1)))
    return found
