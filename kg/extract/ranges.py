"""Numbers that belong together: ranges made one, units shared, scores left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.extract.known_units import Unit
from kg.extract.measures import direction, governor
from kg.extract.numerals import Numeral, Piece, word

if TYPE_CHECKING:
    from spacy.tokens import Doc

_TO: Final = frozenset({"to", "-", "–", "—", "‐", "‑", "or", "-to-", "to-"})
_AGAINST: Final = frozenset({"from", "than", "against", "versus", "with", "to"})
"""Words before the second of two numbers that are compared in one unit."""
_FAR: Final = 6
"""Most words between two numbers that are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A numeral with its unit and the piece where it begins, money sign included."""

    number: Numeral
    unit: Unit
    first: int


def joined(doc: Doc, parts: Sequence[Piece], found: Sequence[Found]) -> tuple[Found, ...]:
    """The numbers, ranges made one and units shared; scores and the pronoun 'one' left out."""
    out: list[Found] = []
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


def _score(parts: Sequence[Piece], left: Found, right: Found) -> bool:
    """'won 2-1': two bare numbers glued by a hyphen that can't be a range."""
    gap = parts[left.number.after : right.first]
    glued = len(gap) == 1 and gap[0].text in {"-", "–", "‑"} and right.first == right.number.first
    if not glued or left.unit.found != "none" or right.unit.found in {"known", "money"}:
        return False
    return left.number.low >= right.number.low


def _range(doc: Doc, parts: Sequence[Piece], left: Found, right: Found) -> Found | None:
    """One interval, where two numbers are its ends.

    'Rose from 10 to 15' tells of a change between two levels, and 'rose by 10 to 15' names one
    change and one level: these stay two.
    """
    end = left.unit.after if left.unit.found != "none" else left.number.after
    between = [piece.lower for piece in parts[end : right.first]]
    before = word(parts, left.first - 1)
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
    return Found(number=number, unit=unit, first=first)


def _moves(doc: Doc, parts: Sequence[Piece], found: Found) -> bool:
    """Whether the verb over a number is one of change."""
    start, end = parts[found.number.first].start, parts[found.unit.after - 1].end
    verb = governor(doc.char_span(start, end, alignment_mode="expand"))[0]
    return verb is not None and direction(verb) is not None


def _compared(parts: Sequence[Piece], left: Found, right: Found) -> Found:
    """'39 boats, up from 24': a bare number in the unit of the one it is compared with."""
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


def _bare_one(parts: Sequence[Piece], number: Numeral, unit: Unit) -> bool:
    """'one' as a pronoun."""
    one = word(parts, number.first) == "one"
    return one and number.after == number.first + 1 and unit.found == "none"
