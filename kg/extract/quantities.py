"""Quantities: numbers as intervals with unit, denominator, bound, hedge, change and measure.

Rules and lexicons only. Numbers that name a thing and count nothing (models, versions, years,
clock times, addresses) are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.extract.bounds import Hedge, article, hedge, none
from kg.extract.identifiers import is_age, names_a_thing
from kg.extract.measures import change, direction, governor, measure
from kg.extract.lexicon import lexicon
from kg.extract.numerals import Numeral, Piece, numeral, pieces
from kg.extract.units import Unit, currency_before, token_at, unit_after, with_per, within_period
from kg.model import Bound, Extent, Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_TO: Final = frozenset({"to", "-", "–", "—", "‐", "‑", "or", "-to-", "to-", "upto"})
_AGAINST: Final = frozenset({"from", "than", "against", "versus", "with", "to"})
"""Words before the second of two numbers that are compared in one unit."""
_FAR: Final = 6
"""Most words between two numbers that are compared."""
_COMPARED: Final = frozenset({"more", "less", "fewer", "higher", "lower", "larger", "smaller"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A numeral with its unit and the piece where it begins, money sign included."""

    number: Numeral
    unit: Unit
    first: int


def quantities(span: Span) -> tuple[Quantity, ...]:
    """The quantities whose numbers stand in a span, in the order of the text."""
    if not len(span):
        return ()
    doc = span.doc
    # bounds, denominators and changes may stand outside the span
    parts = pieces(doc.text, span[0].sent.start_char, span[-1].sent.end_char)
    found = _joined(doc, parts, _scan(doc, parts))
    return tuple(_quantity(doc, parts, one) for one in found if _inside(parts, one, span))


def _inside(parts: Sequence[Piece], found: _Found, span: Span) -> bool:
    start, end = parts[found.number.first].start, parts[found.number.after - 1].end
    return bool(span.start_char <= start and end <= span.end_char)


def _scan(doc: Doc, parts: Sequence[Piece]) -> tuple[_Found, ...]:
    """Every numeral that is an amount, with its unit."""
    out: list[_Found] = []
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


def _read(doc: Doc, parts: Sequence[Piece], number: Numeral) -> _Found | None:
    """The numeral with sign, money and unit; None where it is no amount."""
    first, number = _sign(parts, number)
    money = currency_before(parts, first)
    number = _settled(doc, parts, number, money is not None)
    unit = unit_after(doc, parts, number)
    if money is not None:
        code, first = money
        unit = _priced(doc, parts, number, code)
    elif names_a_thing(doc, parts, number, unit):
        return None
    if _ordinal(doc, parts, number):
        return None
    if unit.found == "none" and is_age(doc, parts, number):
        unit = replace(unit, name="year", found="known")
    return _Found(number=number, unit=within_period(doc, parts, unit), first=first)


def _sign(parts: Sequence[Piece], number: Numeral) -> tuple[int, Numeral]:
    """'-5 yards', 'minus-130 degrees': the minus sign is glued to its number, and to nothing before."""
    first = number.first
    if first == 0:
        return first, number
    mark = parts[first - 1]
    glued = mark.end == parts[first].start
    alone = first == 1 or parts[first - 2].end < mark.start or parts[first - 2].text in "($£€"
    if mark.text in {"-", "−"} and glued and alone and number.kind == "digits":
        return first - 1, number.times(-1.0)
    back = 2 if mark.text == "-" and glued else 1
    if first >= back and parts[first - back].lower == "minus":
        return first - back, number.times(-1.0)
    return first, number


def _settled(doc: Doc, parts: Sequence[Piece], number: Numeral, money: bool) -> Numeral:
    """'2.7m' as millions with money or before a plural noun; else the letter stays a unit."""
    if number.doubtful is None:
        return number
    scaled = replace(number.times(number.doubtful), after=number.after + 1, doubtful=None)
    unit = unit_after(doc, parts, scaled)
    plural = unit.head is not None and doc[unit.head].tag_ in {"NNS", "NNPS"}
    counted = plural or unit.found in {"known", "money"} or _word(parts, scaled.after) == "of"
    return scaled if money or counted else number


def _word(parts: Sequence[Piece], at: int) -> str:
    return parts[at].lower if 0 <= at < len(parts) else ""


def _priced(doc: Doc, parts: Sequence[Piece], number: Numeral, code: str) -> Unit:
    """The unit of a number with money before it; 'a day' and 'per barrel' may still follow."""
    return with_per(doc, parts, Unit(name=code, after=number.after, found="money"))


def _ordinal(doc: Doc, parts: Sequence[Piece], number: Numeral) -> bool:
    """'the first half', 'a third man': parts of an order."""
    if number.kind != "share":
        return False
    ordinals: list[str] = lexicon("identifiers")["ordinals"]["words"]
    last = _word(parts, number.after - 1)
    if number.after - number.first == 1:
        return _word(parts, number.first - 1) in ordinals or _compound(doc, parts, number)
    if last in lexicon("numbers")["fractions"] and _word(parts, number.first) in {"a", "an"}:
        token = token_at(doc, parts[number.after].start) if number.after < len(parts) else None
        noun = token is not None and token.pos_ in {"NOUN", "PROPN", "ADJ"}
        return noun and _word(parts, number.after) not in _COMPARED
    return False


def _compound(doc: Doc, parts: Sequence[Piece], number: Numeral) -> bool:
    """'half-time', 'half price': half as a part of another word."""
    following = parts[number.after] if number.after < len(parts) else None
    if following is None:
        return False
    token = token_at(doc, following.start)
    singular = token is not None and token.tag_ == "NN"
    return following.text == "-" or singular


def _bare_one(parts: Sequence[Piece], number: Numeral, unit: Unit) -> bool:
    """'one' as a pronoun."""
    word = _word(parts, number.first)
    return word == "one" and number.after == number.first + 1 and unit.found == "none"


def _joined(doc: Doc, parts: Sequence[Piece], found: Sequence[_Found]) -> tuple[_Found, ...]:
    """The numbers with ranges made one and units shared; scores ('2-1') and the pronoun 'one' out."""
    out: list[_Found] = []
    for one in found:
        left = out[-1] if out else None
        if left is None:
            out.append(one)
        elif _score(parts, left, one):
            out.pop()
        elif (whole := _range(doc, parts, left, one)) is not None:
            out[-1] = whole
        else:
            out.append(_compared(parts, left, one))
    return tuple(one for one in out if not _bare_one(parts, one.number, one.unit))


def _score(parts: Sequence[Piece], left: _Found, right: _Found) -> bool:
    """'won 2-1': two bare numbers glued by a hyphen that can't be a range."""
    gap = parts[left.number.after : right.first]
    glued = len(gap) == 1 and gap[0].text in {"-", "–", "‑"} and right.first == right.number.first
    if not glued or left.unit.found != "none" or right.unit.found in {"known", "money"}:
        return False
    return left.number.low >= right.number.low


def _range(doc: Doc, parts: Sequence[Piece], left: _Found, right: _Found) -> _Found | None:
    """One interval, where two numbers are its ends.

    'Rose from 10 to 15' tells of a change between two levels, and 'rose by 10 to 15' names one
    change and one level: these stay two.
    """
    end = left.unit.after if left.unit.found != "none" else left.number.after
    between = [piece.lower for piece in parts[end : right.first]]
    before = _word(parts, left.first - 1)
    span = before == "between" and between == ["and"]
    linked = "".join(between) in _TO
    if not span and not linked:
        return None
    level = "to" in between and (before in {"from", "by"} or left.unit.found != "none")
    if level and _moves(doc, parts, left):
        return None
    same = left.unit.name == right.unit.name or "none" in {left.unit.found, right.unit.found}
    low = _same_scale(left.number, right.number)
    if not same or low.low > right.number.high or left.number.low != left.number.high:
        return None
    number = replace(right.number, first=left.number.first, low=low.low)
    first = left.first - 1 if span else left.first
    shared = right.unit.found == "none" and left.unit.found != "none"
    unit = replace(left.unit, after=right.unit.after, head=None) if shared else right.unit
    return _Found(number=number, unit=unit, first=first)


def _moves(doc: Doc, parts: Sequence[Piece], found: _Found) -> bool:
    """Whether the verb over a number is one of change."""
    token = token_at(doc, parts[found.number.first].start)
    verb = governor(doc[token.i : token.i + 1])[0] if token is not None else None
    return verb is not None and direction(verb) is not None


def _compared(parts: Sequence[Piece], left: _Found, right: _Found) -> _Found:
    """'3.9 million headsets, up from 2.4 million': a bare number in the unit it is compared with."""
    if right.unit.found != "none" or left.unit.found == "none" or right.unit.per is not None:
        return right
    gap = [piece.lower for piece in parts[left.unit.after : right.first]]
    if not gap or len(gap) > _FAR or gap[-1] not in _AGAINST:
        return right
    return replace(right, unit=replace(left.unit, after=right.unit.after, head=None))


def _same_scale(left: Numeral, right: Numeral) -> Numeral:
    """'10 to 15 million', '$1 to $2 billion': the scale of the second holds for the first."""
    if left.factor == 1.0 and right.factor > 1.0 and left.low < right.low / right.factor:
        return left.times(right.factor)
    return left


def _quantity(doc: Doc, parts: Sequence[Piece], found: _Found) -> Quantity:
    number, unit = found.number, found.unit
    around = hedge(doc, parts, found.first, unit.after, unit=unit.name)
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
