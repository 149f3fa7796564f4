"""Numbers in a text, in digits and in words: where each stands and what it is worth.

Knows the grammar of numerals alone. Whether a numeral counts anything, and what, is decided in
`quantities`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from kg.extract.lexicon import lexicon

Kind = Literal["digits", "words", "share", "vague"]

_PIECE: Final = re.compile(
    r"(?P<number>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)"
    r"|(?P<word>(?:[^\W\d_½⅓⅔¼¾⅛])+(?:['’][^\W\d_]+)?)|(?P<mark>\S)"
)
_JOINS: Final = frozenset({"-", "‐", "‑"})
_TENTHS: Final = 1
"""Digits kept of a share in words: 'a third' is 33.3 percent, and meant no more exactly."""
_VAGUE_LOW: Final = 2
_VAGUE_HIGH: Final = 10
"""'hundreds of' is at least two hundred and less than the next scale, ten times up."""


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


def tidy(value: float) -> float:
    """The value without the dust of binary fractions (2.4 * 1e6 is 2400000.0)."""
    return float(f"{value:.12g}")


def numeral(parts: Sequence[Piece], at: int) -> Numeral | None:
    """The longest numeral that begins with the piece at that position."""
    return _share(parts, at) or _vague(parts, at) or _plain(parts, at)


@cache
def _small() -> dict[str, float]:
    return {**lexicon("numbers")["small"], **lexicon("numbers")["tens"]}


@cache
def _scales() -> dict[str, float]:
    return {name: float(value) for name, value in lexicon("numbers")["scales"].items()}


@cache
def _sure() -> dict[str, float]:
    return {name: float(v) for name, v in lexicon("numbers")["suffixes"]["sure"].items()}


def _word(parts: Sequence[Piece], at: int) -> str:
    return parts[at].lower if 0 <= at < len(parts) else ""


def _skip_join(parts: Sequence[Piece], at: int) -> int:
    """Past a hyphen that is glued on both sides."""
    if _word(parts, at) in _JOINS and 0 < at < len(parts) - 1:
        before, mark, after = parts[at - 1], parts[at], parts[at + 1]
        if before.end == mark.start and mark.end == after.start:
            return at + 1
    return at


def _plain(parts: Sequence[Piece], at: int) -> Numeral | None:
    piece = parts[at]
    if piece.kind == "number":
        value, after = _digits(parts, at)
        return _scaled(parts, at, after, value, "digits")
    characters: dict[str, float] = lexicon("numbers")["characters"]
    if piece.text in characters:
        return _scaled(parts, at, at + 1, characters[piece.text], "digits")
    others: dict[str, int] = lexicon("numbers")["others"]
    if piece.lower in others:
        value = float(others[piece.lower])
        return Numeral(first=at, after=at + 1, low=value, high=value, kind="words")
    return _fold(parts, at) or _words(parts, at)


def _fold(parts: Sequence[Piece], at: int) -> Numeral | None:
    """'sixfold', as six times."""
    count = _small().get(parts[at].lower.removesuffix("fold"))
    if count is None or not parts[at].lower.endswith("fold"):
        return None
    return Numeral(first=at, after=at + 1, low=count, high=count, kind="words", fold=True)


def _digits(parts: Sequence[Piece], at: int) -> tuple[float, int]:
    value = float(parts[at].text.replace(",", ""))
    characters: dict[str, float] = lexicon("numbers")["characters"]
    mixed = at + 1
    if mixed < len(parts) and parts[mixed].text in characters:
        return value + characters[parts[mixed].text], mixed + 1
    return value, at + 1


def _scaled(
    parts: Sequence[Piece], at: int, after: int, value: float, kind: Kind
) -> Numeral | None:
    """The number with what scales it: 'million', 'bn', 'k', 'hundred thousand'."""
    doubtful: float | None = None
    factor = 1.0
    while (step := _skip_join(parts, after)) < len(parts):
        glued = parts[step].start == parts[after - 1].end
        text = parts[step].text
        if parts[step].lower in _scales():
            factor *= _scales()[parts[step].lower]
        elif factor == 1.0 and step == after and (text in _sure() or parts[step].lower in _sure()):
            factor = _sure().get(text) or _sure()[parts[step].lower]
        elif factor == 1.0 and step == after and (glued or text in {"M", "B"}):
            doubtful = lexicon("numbers")["suffixes"]["doubtful"].get(text)
            break
        else:
            break
        after = step + 1
    value = tidy(value * factor)
    return Numeral(
        first=at, after=after, low=value, high=value, kind=kind, doubtful=doubtful, factor=factor
    )  # fmt: skip


def _words(parts: Sequence[Piece], at: int) -> Numeral | None:
    """'twenty-seven', 'two hundred and five', 'a dozen', 'two and a half million', 'half a dozen'."""
    if _word(parts, at) in {"a", "an"} and _word(parts, at + 1) not in _scales():
        return None
    total, current, after, scaled = 0.0, 0.0, at, False
    smallest = float("inf")
    while (step := _skip_join(parts, after)) < len(parts) or after == at:
        word = _word(parts, step)
        joined = step
        if word == "and" and after > at:
            half = (_word(parts, step + 1), _word(parts, step + 2)) == ("a", "half")
            if half and 0 < current < _scales()["hundred"]:
                current, after = current + 0.5, step + 3
                continue
            if not scaled or _word(parts, step + 1) not in _small():
                break
            joined = step + 1
            word = _word(parts, joined)
        if word in {"a", "an"} and after == at:
            after = at + 1
            continue
        if word in _small():
            if not _fits(current, _small()[word]):
                break
            current += _small()[word]
        elif word in _scales():
            scale = _scales()[word]
            if scale <= _scales()["hundred"]:
                current = (current or 1.0) * scale
            elif scale < smallest:
                total, current, smallest = total + (current or 1.0) * scale, 0.0, scale
            else:
                break
            scaled = True
        else:
            break
        after = joined + 1
    if after == at:
        return None
    value = tidy(total + current)
    factor = smallest if smallest < float("inf") and not current else 1.0
    return Numeral(first=at, after=after, low=value, high=value, kind="words", factor=factor)


def _fits(current: float, value: float) -> bool:
    """Whether a small number may follow: 'twenty' before 'seven', 'hundred' before 'twelve'."""
    tens = 10
    if current == 0:
        return True
    if value == 0:
        return False
    if current % 100 == 0:
        return True
    return value < tens and current % tens == 0 and current % 100 >= 2 * tens


def _vague(parts: Sequence[Piece], at: int) -> Numeral | None:
    """'dozens of', 'tens of thousands of', 'millions of'."""
    plural = {f"{name}s": value for name, value in _scales().items()} | {"tens": 10.0}
    word = _word(parts, at)
    if word not in plural:
        return None
    scale, after = plural[word], at + 1
    if _word(parts, after) == "of" and _word(parts, after + 1) in plural:
        scale, after = scale * plural[_word(parts, after + 1)], after + 2
    elif word == "tens":
        return None
    low, high = tidy(scale * _VAGUE_LOW), tidy(scale * _VAGUE_HIGH)
    return Numeral(first=at, after=after, low=low, high=high, kind="vague")


def _share(parts: Sequence[Piece], at: int) -> Numeral | None:
    """'half', 'two thirds', 'a quarter of', 'one in three', '4 out of 5', in percent; 'half a dozen'."""
    fractions: dict[str, int] = lexicon("numbers")["fractions"]
    first = _word(parts, at)
    whole = _count(parts, at)
    if whole is None and first not in {"half", "a", "an"}:
        return None
    if first == "half" and _word(parts, at + 1) in {"a", "an"}:
        scaled = _words(parts, at + 1)
        if scaled is not None:
            return replace(scaled, first=at, low=scaled.low / 2, high=scaled.high / 2)
        return Numeral(first=at, after=at + 2, low=0.5, high=0.5, kind="words")
    if first == "half":
        return _percent(at, at + 1, 1, 2)
    count, after = whole if whole is not None else (1.0, at + 1)
    step = _skip_join(parts, after)
    part = fractions.get(_word(parts, step)) or fractions.get(_word(parts, step).removesuffix("s"))
    if part is not None and count < part:
        if _word(parts, step + 1) == "of" and _word(parts, step + 2) == "a":
            scaled = _words(parts, step + 2)
            if scaled is not None:
                value = tidy(scaled.low * count / part)
                return replace(scaled, first=at, low=value, high=value)
        return _percent(at, step + 1, count, part)
    if whole is None:
        return None
    for link in (("in", "every"), ("out", "of", "every"), ("out", "of"), ("in",)):
        following = tuple(_word(parts, after + i) for i in range(len(link)))
        of = _count(parts, after + len(link)) if following == link else None
        if of is not None and count < of[0] and (link != ("in",) or of[0] <= 1000):  # noqa: PLR2004
            return _percent(at, of[1], count, of[0])
    return None


def _count(parts: Sequence[Piece], at: int) -> tuple[float, int] | None:
    """A whole number below a thousand or so, in digits or words, as part of a share."""
    if at >= len(parts):
        return None
    if parts[at].kind == "number" and parts[at].text.isdigit():
        return float(parts[at].text), at + 1
    found = (
        _words(parts, at)
        if _word(parts, at) in _small() or _word(parts, at + 1) in _scales()
        else None
    )
    return (found.low, found.after) if found is not None else None


def _percent(first: int, after: int, count: float, of: float) -> Numeral:
    value = round(100 * count / of, _TENTHS)
    return Numeral(first=first, after=after, low=value, high=value, kind="share")
