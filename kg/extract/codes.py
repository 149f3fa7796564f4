"""Numbers that are part of a code or a score: letters, dots or hyphens glued to the digits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from kg.extract.known_units import Unit, known_unit
from kg.extract.lexicon import lexicon
from kg.extract.pieces import Numeral, Piece, word

YEARS: Final = (1100, 2150)
"""Numbers of four digits between these may be years."""
_GROUPS: Final = 3
"""Numbers in a row, with nothing but space between, that make a code: '020 7946 0958'."""
_OPENING: Final = 3
"""Fewest pieces before a number that follows a name and a hyphened number, past a first word."""
_GAME: Final = 5
"""Most words from 'won' or 'beat' to the numbers of the score."""
HYPHENS: Final = frozenset({"-", "‐", "‑"})
_ALLOWED_BEFORE_HYPHEN: Final = frozenset(
    {"sub", "super", "minus", "plus", "about", "to", "now", "then"}
)
LEADING_ZERO: Final = re.compile(r"0\d")


def glued(parts: Sequence[Piece], number: Numeral, unit: Unit) -> bool:
    """Letters, dots or hyphens of a code around the digits: 'B52', 'XQ-4', '22nd', '1.2.3'."""
    if _digit_group(parts, number.first) or _score(parts, number.first):
        return True
    return _glued_before(parts, number) or _glued_behind(parts, number, unit)


def _glued_before(parts: Sequence[Piece], number: Numeral) -> bool:
    first = number.first
    if not touches(parts, first):
        return False
    mark = parts[first - 1]
    if mark.kind == "word" or mark.text in {"#", "_", "@", ".", ":", "&"}:
        return True
    if mark.text == "/" and first > 1 and parts[first - 2].kind != "number":
        return True
    if mark.text not in HYPHENS or not touches(parts, first - 1):
        return False
    if parts[first - 2].kind == "number":  # 'a Skyliner 737-800'
        return first > _OPENING and parts[first - 3].text[0].isupper()
    word_and_digits = parts[first - 2].kind == "word" and number.kind == "digits"
    return word_and_digits and word_before(parts, first, 2) not in _ALLOWED_BEFORE_HYPHEN


def _glued_behind(parts: Sequence[Piece], number: Numeral, unit: Unit) -> bool:
    first, after = number.first, number.after
    if number.kind != "digits" or not touches(parts, after):
        return False
    inner = after + 1 if parts[after].kind == "word" else after
    if touches(parts, inner) and parts[inner].kind == "number":
        return True  # '09T05:44', '5G2'
    if parts[after].text == "-" and word(parts, after + 1) in {"something", "somethings"}:
        return True  # 'the 20-something staff'
    low, high = YEARS
    if parts[after].text == "s" and (low <= number.low <= high or number.low % 10 == 0):
        return True  # 'the 1990s', 'in his 60s', and no seconds
    if (parts[first].text + parts[after].text).lower() in listed("codes"):
        return True
    if unit.found in {"known", "money"}:
        return False
    mark = parts[after]
    if mark.kind == "word":  # '22nd', '1990s', '5G', '747s'
        return True
    dotted = mark.text in {".", ":", "/", "_"} and touches(parts, after + 1)
    return dotted and after + 1 < len(parts) and parts[after + 1].kind == "number"


def _digit_group(parts: Sequence[Piece], at: int) -> bool:
    """Part of a telephone number, a date with slashes or the like: '555-0199', '24/7'."""
    for first, second in ((at - 2, at), (at, at + 2)):
        if first < 0 or second >= len(parts):
            continue
        mark = parts[first + 1].text
        digits = parts[first].kind == parts[second].kind == "number"
        glued = touches(parts, first + 1) and touches(parts, second)
        if digits and glued and (mark == "/" or (mark == "-" and _dated(parts, first, second))):
            return True
    begin = end = at
    while begin > 0 and parts[begin - 1].kind == "number":
        begin -= 1
    while end + 1 < len(parts) and parts[end + 1].kind == "number":
        end += 1
    return end - begin + 1 >= _GROUPS


def _score(parts: Sequence[Piece], at: int) -> bool:
    """Either number of 'won 2-1': glued by a hyphen, and no range since the second is no larger."""
    for first, second in ((at - 2, at), (at, at + 2)):
        if first < 0 or second >= len(parts) or parts[first + 1].text not in {"-", "–", "‑"}:
            continue
        whole = parts[first].text.isdecimal() and parts[second].text.isdecimal()
        glued = touches(parts, first + 1) and touches(parts, second)
        before = {piece.lower for piece in parts[max(0, first - _GAME) : first]}
        played = bool(before & listed("scores"))
        if whole and glued and (played or int(parts[first].text) >= int(parts[second].text)):
            following = parts[second].end
            return known_unit(parts, second + 1, glued_from=following) is None
    return False


def _dated(parts: Sequence[Piece], first: int, second: int) -> bool:
    """Whether one of two numbers has a leading zero, as in '2026-04-09' or '555-0199'."""
    return any(LEADING_ZERO.match(parts[at].text) for at in (first, second))


def word_before(parts: Sequence[Piece], at: int, back: int = 1) -> str:
    """A piece that stands so many places before another, in lower case; '' outside the text."""
    return word(parts, at - back)


def touches(parts: Sequence[Piece], at: int) -> bool:
    """Whether no space stands between a piece and the one before."""
    return 0 < at < len(parts) and parts[at - 1].end == parts[at].start


@cache
def listed(table: str, key: str = "words") -> frozenset[str]:
    """A list of the lexicon of numbers that name a thing."""
    return frozenset(lexicon("identifiers")[table][key])
