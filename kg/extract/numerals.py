"""Numbers in a text, in digits and in words: where each stands and what it is worth.

Knows the grammar of numerals alone. Whether a numeral counts anything, and what, is decided in
`quantities`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from kg.extract.lexicon import lexicon
from kg.extract.number_words import scales, small, words
from kg.extract.pieces import Kind, Numeral, Piece, skip_join, tidy, word
from kg.extract.shares import share

_LARGEST: Final = 100
"""Largest power of ten that is read as one."""
_VAGUE_LOW: Final = 1
_VAGUE_HIGH: Final = 10
"""'hundreds of' runs from one hundred to the next scale, ten times up, as in CQE (EMNLP 2023):
wide enough that no count is taken to contradict it for being small."""
_PARTS: Final = frozenset({"2", "3", "4", "5", "8"})
"""Below the stroke of a fraction in digits, as in '2 3/4 inches'."""


def numeral(parts: Sequence[Piece], at: int) -> Numeral | None:
    """The longest numeral that begins with the piece at that position."""
    return share(parts, at) or _vague(parts, at) or _plain(parts, at)


@cache
def _sure() -> dict[str, float]:
    return {name: float(v) for name, v in lexicon("numbers")["suffixes"]["sure"].items()}


def _plain(parts: Sequence[Piece], at: int) -> Numeral | None:
    piece = parts[at]
    if piece.kind == "number":
        value, after = _power(parts, *_digits(parts, at))
        return _scaled(parts, at, after, value, "digits")
    characters: dict[str, float] = lexicon("numbers")["characters"]
    if piece.text in characters:
        return _scaled(parts, at, at + 1, characters[piece.text], "digits")
    others: dict[str, int] = lexicon("numbers")["others"]
    if piece.lower in others:
        value = float(others[piece.lower])
        return Numeral(first=at, after=at + 1, low=value, high=value, kind="words")
    return _fold(parts, at) or words(parts, at)


def _fold(parts: Sequence[Piece], at: int) -> Numeral | None:
    """'sixfold', as six times."""
    count = small().get(parts[at].lower.removesuffix("fold"))
    if count is None or not parts[at].lower.endswith("fold"):
        return None
    return Numeral(first=at, after=at + 1, low=count, high=count, kind="words", fold=True)


def _digits(parts: Sequence[Piece], at: int) -> tuple[float, int]:
    value = float(parts[at].text.replace(",", ""))
    characters: dict[str, float] = lexicon("numbers")["characters"]
    mixed = at + 1
    if mixed < len(parts) and parts[mixed].text in characters:
        return value + characters[parts[mixed].text], mixed + 1
    if mixed + 2 < len(parts) and parts[mixed].start == parts[at].end + 1:  # '2 1/2 inches'
        over, stroke, under = parts[mixed : mixed + 3]
        glued = over.end == stroke.start and stroke.end == under.start and stroke.text == "/"
        if glued and over.text.isdecimal() and under.text in _PARTS and over.text < under.text:
            return value + int(over.text) / int(under.text), mixed + 3
    return value, at + 1


def _power(parts: Sequence[Piece], value: float, after: int) -> tuple[float, int]:
    """With a power of ten that follows: '3×10^8', '2.5×10−9' as extracted text has it."""
    if (word(parts, after), word(parts, after + 1)) != ("×", "10"):
        return value, after
    at = after + 2
    at += word(parts, at) == "^"
    minus = word(parts, at) in {"-", "−", "–"}
    at += minus
    if not word(parts, at).isdecimal() or int(word(parts, at)) > _LARGEST:
        return value, after
    return tidy(value * 10.0 ** (int(word(parts, at)) * (-1 if minus else 1))), at + 1


def _scaled(
    parts: Sequence[Piece], at: int, after: int, value: float, kind: Kind
) -> Numeral | None:
    """The number with what scales it: 'million', 'bn', 'k', 'hundred thousand'."""
    doubtful: float | None = None
    factor = 1.0
    while (step := skip_join(parts, after)) < len(parts):
        glued = parts[step].start == parts[after - 1].end
        text = parts[step].text
        if parts[step].lower in scales():
            factor *= scales()[parts[step].lower]
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


@cache
def _plural() -> dict[str, float]:
    return {f"{name}s": value for name, value in scales().items()} | {"tens": 10.0}


def _vague(parts: Sequence[Piece], at: int) -> Numeral | None:
    """'dozens of', 'tens of thousands of', 'millions of', 'a couple of hundred'."""
    at_couple = at + (word(parts, at) == "a")
    if (word(parts, at_couple), word(parts, at_couple + 1)) == ("couple", "of"):
        pair = 2 * scales().get(word(parts, at_couple + 2), 0.0)
        return (
            Numeral(first=at, after=at_couple + 3, low=pair, high=pair, kind="vague")
            if pair
            else None
        )
    plural = _plural()
    first = word(parts, at)
    if first not in plural:
        return None
    scale, after = plural[first], at + 1
    if word(parts, after) == "of" and word(parts, after + 1) in plural:
        scale, after = scale * plural[word(parts, after + 1)], after + 2
    elif first == "tens":
        return None
    low, high = tidy(scale * _VAGUE_LOW), tidy(scale * _VAGUE_HIGH)
    return Numeral(first=at, after=after, low=low, high=high, kind="vague")
