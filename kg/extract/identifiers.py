"""Numbers that name a thing and count nothing: models, versions, years, clock times, addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.counted import token_at
from kg.extract.known_units import Unit, known_unit
from kg.extract.lexicon import lexicon
from kg.extract.numerals import Numeral, Piece, as_written

if TYPE_CHECKING:
    from spacy.tokens import Doc

_YEARS: Final = (1100, 2150)
_DAYS: Final = 31
_GROUPS: Final = 3
"""Numbers in a row, with nothing but space between, that make a code: '020 7946 0958'."""
_GAME: Final = 5
"""Most words from 'won' or 'beat' to the numbers of the score."""
_AGES: Final = (5, 115)
_HYPHENS: Final = frozenset({"-", "‐", "‑"})
_ALLOWED_BEFORE_HYPHEN: Final = frozenset(
    {"sub", "super", "minus", "plus", "about", "to", "now", "then"}
)
_LEADING_ZERO: Final = re.compile(r"0\d")
_CLOCK: Final = re.compile(r"(?:[01]?\d|2[0-3])[.:][0-5]\d")


def names_a_thing(doc: Doc, parts: Sequence[Piece], number: Numeral, unit: Unit) -> bool:
    """Whether a numeral is a name or a date and no amount.

    The unit is what was read behind the number. One with money before it is an amount, and is
    never asked about here.
    """
    if number.kind in {"share", "vague"}:
        return False
    return (
        _glued(parts, number, unit)
        or _date(parts, number)
        or _clock(parts, number, unit)
        or _year(doc, parts, number, unit)
        or _named(doc, parts, number, unit)
        or _address(parts, number)
        or _idiom(parts, number)
    )


def _before(parts: Sequence[Piece], at: int, back: int = 1) -> str:
    return parts[at - back].lower if at - back >= 0 else ""


def _after(parts: Sequence[Piece], at: int) -> str:
    return parts[at].lower if at < len(parts) else ""


def _touches(parts: Sequence[Piece], at: int) -> bool:
    """Whether no space stands between a piece and the one before."""
    return 0 < at < len(parts) and parts[at - 1].end == parts[at].start


def _glued(parts: Sequence[Piece], number: Numeral, unit: Unit) -> bool:
    """Letters, dots or hyphens of a code around the digits: 'B52', 'XQ-4', '22nd', '1.2.3'."""
    first, after = number.first, number.after
    if _digit_group(parts, first) or _score(parts, first):
        return True
    if _touches(parts, first):
        mark = parts[first - 1]
        if mark.kind == "word" or mark.text in {"#", "_", "@", ".", ":", "&"}:
            return True
        if mark.text == "/" and first > 1 and parts[first - 2].kind != "number":
            return True
        code = mark.text in _HYPHENS and _touches(parts, first - 1)
        if code and parts[first - 2].kind == "number" and first > 2:
            return parts[first - 3].text[0].isupper() and first > 3  # 'a Skyliner 737-800'
        if code and _before(parts, first, 2) not in _ALLOWED_BEFORE_HYPHEN:
            return parts[first - 2].kind == "word" and number.kind == "digits"
    if number.kind != "digits" or not _touches(parts, after):
        return False
    inner = after + 1 if parts[after].kind == "word" else after
    if _touches(parts, inner) and parts[inner].kind == "number":
        return True  # '09T05:44', '5G2'
    if parts[after].text == "-" and _after(parts, after + 1) in {"something", "somethings"}:
        return True  # 'the 20-something staff'
    low, high = _YEARS
    if parts[after].text == "s" and (low <= number.low <= high or number.low % 10 == 0):
        return True  # 'the 1990s', 'in his 60s', and no seconds
    if (parts[first].text + parts[after].text).lower() in _listed("codes"):
        return True
    if unit.found in {"known", "money"}:
        return False
    mark = parts[after]
    if mark.kind == "word":  # '22nd', '1990s', '5G', '747s'
        return True
    dotted = mark.text in {".", ":", "/", "_"} and _touches(parts, after + 1)
    return dotted and after + 1 < len(parts) and parts[after + 1].kind == "number"


def _digit_group(parts: Sequence[Piece], at: int) -> bool:
    """Part of a telephone number, a date with slashes or the like: '555-0199', '24/7'."""
    for first, second in ((at - 2, at), (at, at + 2)):
        if first < 0 or second >= len(parts):
            continue
        mark = parts[first + 1].text
        digits = parts[first].kind == parts[second].kind == "number"
        glued = _touches(parts, first + 1) and _touches(parts, second)
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
        glued = _touches(parts, first + 1) and _touches(parts, second)
        before = {piece.lower for piece in parts[max(0, first - _GAME) : first]}
        played = bool(before & _listed("scores"))
        if whole and glued and (played or int(parts[first].text) >= int(parts[second].text)):
            following = parts[second].end
            return known_unit(parts, second + 1, glued_from=following) is None
    return False


def _dated(parts: Sequence[Piece], first: int, second: int) -> bool:
    """Whether one of two numbers has a leading zero, as in '2026-04-09' or '555-0199'."""
    return any(_LEADING_ZERO.match(parts[at].text) for at in (first, second))


@cache
def _listed(table: str, key: str = "words") -> frozenset[str]:
    return frozenset(lexicon("identifiers")[table][key])


def _date(parts: Sequence[Piece], number: Numeral) -> bool:
    """'8 September', 'Sept. 14', 'the 5 of May'."""
    whole = number.low == int(number.low) and 0 < number.low <= _DAYS
    if not whole or number.factor != 1.0:
        return False
    first, after = number.first, number.after
    back = 2 if _before(parts, first) == "." else 1
    month_before = _before(parts, first, back) in _listed("months")
    if month_before and parts[first - back].text[0].isupper():
        return True
    return _after(parts, after) in _listed("months") and parts[after].text[0].isupper()


def _clock(parts: Sequence[Piece], number: Numeral, unit: Unit) -> bool:
    """'5am', '10.45 pm', '17:22', 'at 04.10', 'six o'clock'."""
    text, after = parts[number.first].text, number.after
    following = {_after(parts, after), _after(parts, after) + "." + _after(parts, after + 2)}
    if following & _listed("clock", "after"):
        return True
    if (_before(parts, number.first) == ":" and _touches(parts, number.first)) or (
        _after(parts, after) == ":" and _touches(parts, after + 1)
    ):
        return True
    if unit.found != "none" or number.kind != "digits":
        return False
    if _LEADING_ZERO.match(text):
        return True
    return _before(parts, number.first) == "at" and bool(_CLOCK.fullmatch(text))


def _year(doc: Doc, parts: Sequence[Piece], number: Numeral, unit: Unit) -> bool:
    """A bare four-digit number in the span of years, unless it plainly counts something."""
    text = parts[number.first].text
    low, high = _YEARS
    if _after(parts, number.after) in {"ad", "bc", "bce", "ce"} and number.kind == "digits":
        return True
    if [_before(parts, number.first, back) for back in (1, 2, 4)] == [".", "d", "a"]:
        return True  # 'A.D. 1100'
    if _before(parts, number.first, 2) in _listed("years", "totals"):  # 'an average of 1500'
        return False
    if number.after != number.first + 1 or not text.isdigit() or not low <= number.low <= high:
        return False
    if _before(parts, number.first) in _listed("months") or _date_before(parts, number.first):
        return True
    if unit.found in {"known", "money"}:
        return False
    if _before(parts, number.first) in _listed("years", "before"):
        return True
    head = doc[unit.head] if unit.head is not None else None
    counts = head is not None and head.tag_ in {"NNS", "NNPS"} and head.text.islower()
    return not counts


def _date_before(parts: Sequence[Piece], first: int) -> bool:
    """'October 1 2019', 'Aug. 14, 2019'."""
    back = 2 if _before(parts, first) == "," else 1
    return _before(parts, first, back + 1) in _listed("months") | {"."}


def _named(doc: Doc, parts: Sequence[Piece], number: Numeral, unit: Unit) -> bool:
    """A number right after a name or a word such as 'version': 'Skyliner 737', 'chapter two'."""
    first = number.first
    if first > 1 and parts[first - 1].text in _HYPHENS and _touches(parts, first):
        first -= 1  # 'Virus -19', as tokenised text has it
        if parts[first - 1].text[0].isupper():
            return True
    if first == 0 or unit.found in {"known", "money"} or number.factor != 1.0:
        return False
    word = parts[first - 1]
    if word.text == ".":  # 'No. 5'
        return _before(parts, first, 2) in {"no", "nos", "vol", "fig", "pp"}
    if word.kind != "word":
        return False
    capital = word.text[0].isupper()
    token = token_at(doc, word.start)
    if token is None:
        return False
    if word.lower in _listed("before"):
        needs_capital = word.lower in _listed("before", "capital")
        noun = token.pos_ in {"NOUN", "PROPN", "INTJ", "DET", "ADV", "X"}
        return noun and (capital or not needs_capital)
    mixed = not word.text.isupper() and any(c.isupper() for c in word.text[1:])  # 'eKettle 14'
    named = capital and token.pos_ == "PROPN"
    # 'Engine 4 failed', 'the Engine 4 crew', 'Quillmate 3 stores notes'
    bare = capital and token.pos_ == "NOUN" and (unit.found == "none" or number.kind == "digits")
    return mixed or named or bare


def is_age(doc: Doc, parts: Sequence[Piece], number: Numeral) -> bool:
    """'Anna Roth, 46, said', 'women aged 18 to 34': a bare whole number for years of life."""
    low, high = _AGES
    whole = number.low == int(number.low) and low <= number.low <= high
    if not whole or number.factor != 1.0:
        return False
    if _before(parts, number.first) in {"aged", "age"}:
        return True
    before = [piece.lower for piece in parts[max(0, number.first - 4) : number.first]]
    if before[-2:] == ["age", "of"]:
        return True
    following = _after(parts, number.after)
    if before and before[-1] in {"is", "was", "be", "turned", "turns", "turning"}:
        return bool({"he", "she"} & set(before)) and following in _listed("ages", "after") | {""}
    if number.first < 2 or before[-1] != ",":
        return False
    token = token_at(doc, parts[number.first - 2].start)
    closed = number.after < len(parts) and parts[number.after].text in {",", ".", ";"}
    return closed and token is not None and token.pos_ == "PROPN"


def _address(parts: Sequence[Piece], number: Numeral) -> bool:
    """'14 Oyster Row': capitalised words up to one for a street."""
    for step in range(4):
        at = number.after + step
        if at >= len(parts) or not parts[at].text[0].isupper():
            return False
        if step > 0 and parts[at].lower in _listed("streets"):
            return True
    return False


def _idiom(parts: Sequence[Piece], number: Numeral) -> bool:
    """'one of the', 'no one', 'one day': number words that count nothing."""
    if number.kind != "words":
        return False
    phrases = _listed("idioms", "phrases")
    around = parts[max(0, number.first - 3) : number.after + 3]
    own = number.first - max(0, number.first - 3)
    length = number.after - number.first
    for start in range(own + 1):
        for end in range(own + length, len(around) + 1):
            if as_written(around[start:end]) in phrases:
                return True
    return False
