"""Numbers that name a thing and count nothing: models, versions, years, clock times, addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kg.extract.codes import HYPHENS, LEADING_ZERO, YEARS, glued, listed, touches, word_before
from kg.extract.counted import token_at
from kg.extract.known_units import Unit
from kg.extract.pieces import Numeral, Piece, as_written, word

if TYPE_CHECKING:
    from spacy.tokens import Doc

_DAYS: Final = 31
_AGES: Final = (5, 115)
_CLOCK: Final = re.compile(r"(?:[01]?\d|2[0-3])[.:][0-5]\d")


def names_a_thing(doc: Doc, parts: Sequence[Piece], number: Numeral, unit: Unit) -> bool:
    """Whether a numeral is a name or a date and no amount.

    The unit is what was read behind the number. One with money before it is an amount, and is
    never asked about here.
    """
    if number.kind in {"share", "vague"}:
        return False
    return (
        glued(parts, number, unit)
        or _date(parts, number)
        or _clock(parts, number, unit)
        or _year(doc, parts, number, unit)
        or _named(doc, parts, number, unit)
        or _address(parts, number)
        or _idiom(parts, number)
    )


def _date(parts: Sequence[Piece], number: Numeral) -> bool:
    """'8 September', 'Sept. 14', 'the 5 of May'."""
    whole = number.low == int(number.low) and 0 < number.low <= _DAYS
    if not whole or number.factor != 1.0:
        return False
    first, after = number.first, number.after
    back = 2 if word_before(parts, first) == "." else 1
    month_before = word_before(parts, first, back) in listed("months")
    if month_before and parts[first - back].text[0].isupper():
        return True
    return word(parts, after) in listed("months") and parts[after].text[0].isupper()


def _clock(parts: Sequence[Piece], number: Numeral, unit: Unit) -> bool:
    """'5am', '10.45 pm', '17:22', 'at 04.10', 'six o'clock'."""
    text, after = parts[number.first].text, number.after
    following = {word(parts, after), word(parts, after) + "." + word(parts, after + 2)}
    if following & listed("clock", "after"):
        return True
    if (word_before(parts, number.first) == ":" and touches(parts, number.first)) or (
        word(parts, after) == ":" and touches(parts, after + 1)
    ):
        return True
    if unit.found != "none" or number.kind != "digits":
        return False
    if LEADING_ZERO.match(text):
        return True
    return word_before(parts, number.first) == "at" and bool(_CLOCK.fullmatch(text))


def _year(doc: Doc, parts: Sequence[Piece], number: Numeral, unit: Unit) -> bool:
    """A bare four-digit number in the span of years, unless it plainly counts something."""
    text = parts[number.first].text
    low, high = YEARS
    if word(parts, number.after) in {"ad", "bc", "bce", "ce"} and number.kind == "digits":
        return True
    if [word_before(parts, number.first, back) for back in (1, 2, 4)] == [".", "d", "a"]:
        return True  # 'A.D. 1100'
    if word_before(parts, number.first, 2) in listed("years", "totals"):  # 'an average of 1500'
        return False
    if number.after != number.first + 1 or not text.isdigit() or not low <= number.low <= high:
        return False
    if word_before(parts, number.first) in listed("months") or _datebefore(parts, number.first):
        return True
    if unit.found in {"known", "money"}:
        return False
    if word_before(parts, number.first) in listed("years", "before"):
        return True
    head = doc[unit.head] if unit.head is not None else None
    counts = head is not None and head.tag_ in {"NNS", "NNPS"} and head.text.islower()
    return not counts


def _datebefore(parts: Sequence[Piece], first: int) -> bool:
    """'October 1 2019', 'Aug. 14, 2019'."""
    back = 2 if word_before(parts, first) == "," else 1
    return word_before(parts, first, back + 1) in listed("months") | {"."}


def _named(doc: Doc, parts: Sequence[Piece], number: Numeral, unit: Unit) -> bool:
    """A number right after a name or a word such as 'version': 'Skyliner 737', 'chapter two'."""
    first = number.first
    if first > 1 and parts[first - 1].text in HYPHENS and touches(parts, first):
        first -= 1  # 'Virus -19', as tokenised text has it
        if parts[first - 1].text[0].isupper():
            return True
    if first == 0 or unit.found in {"known", "money"} or number.factor != 1.0:
        return False
    piece = parts[first - 1]
    if piece.text == ".":  # 'No. 5'
        return word_before(parts, first, 2) in {"no", "nos", "vol", "fig", "pp"}
    if piece.kind != "word":
        return False
    capital = piece.text[0].isupper()
    token = token_at(doc, piece.start)
    if token is None:
        return False
    if piece.lower in listed("before"):
        needs_capital = piece.lower in listed("before", "capital")
        noun = token.pos_ in {"NOUN", "PROPN", "INTJ", "DET", "ADV", "X"}
        return noun and (capital or not needs_capital)
    mixed = not piece.text.isupper() and any(c.isupper() for c in piece.text[1:])  # 'eKettle 14'
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
    if word_before(parts, number.first) in {"aged", "age"}:
        return True
    before = [piece.lower for piece in parts[max(0, number.first - 4) : number.first]]
    if before[-2:] == ["age", "of"]:
        return True
    following = word(parts, number.after)
    if before and before[-1] in {"is", "was", "be", "turned", "turns", "turning"}:
        return bool({"he", "she"} & set(before)) and following in listed("ages", "after") | {""}
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
        if step > 0 and parts[at].lower in listed("streets"):
            return True
    return False


def _idiom(parts: Sequence[Piece], number: Numeral) -> bool:
    """'one of the', 'no one', 'one day': number words that count nothing."""
    if number.kind != "words":
        return False
    phrases = listed("idioms", "phrases")
    around = parts[max(0, number.first - 3) : number.after + 3]
    own = number.first - max(0, number.first - 3)
    length = number.after - number.first
    for start in range(own + 1):
        for end in range(own + length, len(around) + 1):
            if as_written(around[start:end]) in phrases:
                return True
    return False
