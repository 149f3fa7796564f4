"""Pieces of a text: words, numbers and marks; and the numeral that some of them write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

Kind = Literal["digits", "words", "share", "vague"]
_PIECE: Final = re.compile(
    r"(?P<number>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)"
    r"|(?P<word>(?:[^\W\d_½⅓⅔¼¾⅛])+(?:['’][^\W\d_]+)?)|(?P<mark>\S)"
)
_JOINS: Final = frozenset({"-", "‐", "‑"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A word, a number in digits or another character, with its place in the text."""

    text: str
    start: int
    end: int
    kind: str

    @property
    def lower(self) -> str:
        """The piece in lower case."""
        return self.text.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number and the pieces that write it.

    Attributes:
        first, after: half-open range of pieces.
        low, high: differ for a vague one ('dozens of') and, once joined, for a range.
        doubtful: value of a suffix that may as well be a unit ('m', 't'), else None.
        factor: what a word or sign of scale multiplies it by ('million', 'bn'); 1 without one.
        fold: whether it is a multiple in one word ('sixfold').
    """

    first: int
    after: int
    low: float
    high: float
    kind: Kind
    doubtful: float | None = None
    factor: float = 1.0
    fold: bool = False

    def times(self, factor: float) -> Numeral:
        """The numeral on another scale ('10 to 15 million' makes the 10 a million too)."""
        return replace(
            self, low=tidy(self.low * factor), high=tidy(self.high * factor), factor=factor
        )


def pieces(text: str, start: int, end: int) -> tuple[Piece, ...]:
    """The words, numbers and marks of a text between two places."""
    return tuple(
        Piece(text=m.group(), start=m.start(), end=m.end(), kind=m.lastgroup or "mark")
        for m in _PIECE.finditer(text, start, end)
    )


def word(parts: Sequence[Piece], at: int) -> str:
    """A piece in lower case; '' outside the text."""
    return parts[at].lower if 0 <= at < len(parts) else ""


def as_written(run: Sequence[Piece]) -> str:
    """Pieces in lower case, with one space where any stands."""
    out = run[0].lower if run else ""
    for before, piece in pairwise(run):
        out += (" " if piece.start > before.end else "") + piece.lower
    return out


def tidy(value: float) -> float:
    """The value without the dust of binary fractions (2.4 * 1e6 is 2400000.0)."""
    return float(f"{value:.12g}")


def skip_join(parts: Sequence[Piece], at: int) -> int:
    """Past a hyphen that is glued on both sides."""
    if word(parts, at) in _JOINS and 0 < at < len(parts) - 1:
        before, mark, after = parts[at - 1], parts[at], parts[at + 1]
        if before.end == mark.start and mark.end == after.start:
            return at + 1
    return at
