"""Quantities: numbers as intervals with unit, denominator, bound, hedge, change and measure.

Rules and lexicons only. Numbers that name a thing and count nothing (models, versions, years,
clock times, addresses) are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.bounds import HALF, Hedge, article, hedge, none
from kg.extract.counted import token_at
from kg.extract.denominators import with_per, within_period
from kg.extract.identifiers import is_age, names_a_thing
from kg.extract.known_units import Unit, currency_before
from kg.extract.lexicon import lexicon
from kg.extract.measures import change, measure
from kg.extract.numerals import numeral
from kg.extract.phrases import text_of
from kg.extract.pieces import Numeral, Piece, pieces, word
from kg.extract.ranges import Found, joined
from kg.extract.units import unit_after
from kg.model import Bound, Extent, Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_TEMPERATURES: Final = frozenset({"degree", "celsius", "fahrenheit"})
_COMPARED: Final = frozenset({"more", "less", "fewer", "higher", "lower", "larger", "smaller"})


def quantities(span: Span) -> tuple[Quantity, ...]:
    """The quantities whose numbers stand in a span, in the order of the text."""
    if not len(span):
        return ()
    doc = span.doc
    # bounds, denominators and changes may stand outside the span
    around = doc[span[0].sent.start : span[-1].sent.end]
    parts = pieces(text_of(doc), around.start_char, around.end_char)
    found = joined(doc, parts, _scan(doc, parts))
    return tuple(_quantity(doc, parts, one) for one in found if _inside(parts, one, span))


def _inside(parts: Sequence[Piece], found: Found, span: Span) -> bool:
    start, end = parts[found.number.first].start, parts[found.number.after - 1].end
    return bool(span.start_char <= start and end <= span.end_char)


def _scan(doc: Doc, parts: Sequence[Piece]) -> tuple[Found, ...]:
    """Every numeral that is an amount, with its unit."""
    out: list[Found] = []
    at = 0
    while at < len(parts):
        number = numeral(parts, at) or article(doc, parts, at) or none(doc, parts, at)
        if number is None:
            at += 1
            continue
        found = _read(doc, parts, number)
        if found is not None:
            out.append(found)
        at = max(number.after, found.unit.after if found is not None else 0)
    return tuple(out)


def _read(doc: Doc, parts: Sequence[Piece], number: Numeral) -> Found | None:
    """The numeral with sign, money and unit; None where it is no amount."""
    first, number = _sign(parts, number)
    money = currency_before(parts, first, priced=_priced_so(parts, number))
    number = _settled(doc, parts, number, money is not None)
    unit = unit_after(doc, parts, number)
    if money is not None:
        code, first = money
        unit = _priced(doc, parts, number, code)
    elif names_a_thing(doc, parts, number, unit):
        return None
    if _ordinal(doc, parts, number):
        return None
    number, unit = _below_zero(parts, *_and_a_half(parts, number, unit))
    if unit.found == "none" and is_age(doc, parts, number):
        unit = replace(unit, name="year", found="known")
    return Found(number=number, unit=within_period(doc, parts, unit), first=first)


def _and_a_half(parts: Sequence[Piece], number: Numeral, unit: Unit) -> tuple[Numeral, Unit]:
    """'two hours and a half'."""
    behind = tuple(word(parts, unit.after + step) for step in range(len(HALF)))
    if unit.found != "known" or behind != HALF:
        return number, unit
    more = replace(number, low=number.low + 0.5, high=number.high + 0.5)
    return more, replace(unit, after=unit.after + len(HALF))


def _below_zero(parts: Sequence[Piece], number: Numeral, unit: Unit) -> tuple[Numeral, Unit]:
    """'12 degrees below zero' as one number, and a negative one."""
    behind = (word(parts, unit.after), word(parts, unit.after + 1))
    if unit.name not in _TEMPERATURES or behind not in {("below", "zero"), ("above", "zero")}:
        return number, unit
    unit = replace(unit, after=unit.after + 2)
    return (number.times(-1.0) if behind[0] == "below" else number), unit


def _sign(parts: Sequence[Piece], number: Numeral) -> tuple[int, Numeral]:
    """'-5 degrees', 'minus-40 degrees': the sign is glued to its number, and to nothing before."""
    first = number.first
    if first == 0:
        return first, number
    mark = parts[first - 1]
    glued = mark.end == parts[first].start
    alone = first == 1 or parts[first - 2].end < mark.start or parts[first - 2].text in "($£€"
    if mark.text in {"-", "−"} and glued and alone and number.kind == "digits":
        return first - 1, number.times(-1.0)
    back = 2 if mark.text == "-" and glued else 1
    if [word(parts, first - step) for step in (1, 2, 3)] == ["minus", "or", "plus"]:
        return first, number
    if first >= back and parts[first - back].lower == "minus":
        return first - back, number.times(-1.0)
    return first, number


def _settled(doc: Doc, parts: Sequence[Piece], number: Numeral, money: bool) -> Numeral:
    """'3.1m' as millions with money or before a plural noun; else the letter stays a unit."""
    if number.doubtful is None:
        return number
    scaled = replace(number.times(number.doubtful), after=number.after + 1, doubtful=None)
    unit = unit_after(doc, parts, scaled)
    plural = unit.head is not None and doc[unit.head].tag_ in {"NNS", "NNPS"}
    counted = plural or unit.found in {"known", "money"} or word(parts, scaled.after) == "of"
    return scaled if money or counted else number


def _priced_so(parts: Sequence[Piece], number: Numeral) -> bool:
    """Two digits or more, a fraction or a scale, as prices have and numbers of models seldom do."""
    scaled = number.factor != 1.0 or number.doubtful is not None
    return scaled or len(parts[number.first].text) > 1


def _priced(doc: Doc, parts: Sequence[Piece], number: Numeral, code: str) -> Unit:
    """The unit of a number with money before it; 'a day' and 'per barrel' may still follow."""
    return with_per(doc, parts, Unit(name=code, after=number.after, found="money"))


def _ordinal(doc: Doc, parts: Sequence[Piece], number: Numeral) -> bool:
    """'the first half', 'a third man': parts of an order."""
    if number.kind != "share":
        return False
    ordinals: list[str] = lexicon("identifiers")["ordinals"]["words"]
    last = word(parts, number.after - 1)
    if number.after - number.first == 1:
        return word(parts, number.first - 1) in ordinals or _compound(doc, parts, number)
    if last in lexicon("numbers")["fractions"] and word(parts, number.first) in {"a", "an"}:
        token = token_at(doc, parts[number.after].start) if number.after < len(parts) else None
        noun = token is not None and token.pos_ in {"NOUN", "PROPN", "ADJ"}
        return noun and word(parts, number.after) not in _COMPARED
    return False


def _compound(doc: Doc, parts: Sequence[Piece], number: Numeral) -> bool:
    """'half-time', 'half price': half as a part of another word."""
    following = parts[number.after] if number.after < len(parts) else None
    if following is None:
        return False
    token = token_at(doc, following.start)
    singular = token is not None and token.tag_ == "NN"
    return following.text == "-" or singular


def _quantity(doc: Doc, parts: Sequence[Piece], found: Found) -> Quantity:
    number, unit = found.number, found.unit
    around = hedge(doc, parts, found.first, unit.after, unit=unit.name, inner=number.after)
    ranged = number.low != number.high
    bound: Bound = "below" if around.near else around.bound
    bound = "range" if ranged else bound
    low: float | None = number.low
    high: float | None = number.high
    if not ranged and not around.near:
        low = None if bound in {"below", "at-most"} else low
        high = None if bound in {"above", "at-least"} else high
    amount = _tokens(doc, parts, around, unit)
    moved = change(amount, unit=unit.name)
    counted = doc[unit.head] if unit.head is not None else None
    return Quantity(
        extent=Extent(parts[around.first].start, parts[around.after - 1].end),
        low=low,
        high=high,
        unit=unit.name,
        per=unit.per,
        bound=bound,
        approximate=around.approximate or number.kind == "vague",
        change=moved,
        measure=measure(amount, name=unit.name, counted=counted, moved=moved),
    )


def _tokens(doc: Doc, parts: Sequence[Piece], around: Hedge, unit: Unit) -> Span:
    start, end = parts[around.first].start, parts[max(around.after, unit.after) - 1].end
    return doc.char_span(start, end, alignment_mode="expand")
