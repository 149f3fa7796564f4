"""Numbers that belong together: ranges made one, units shared, scores left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.extract.known_units import Unit
from kg.extract.measures import direction, governor
from kg.extract.pieces import Numeral, Piece, word

if TYPE_CHECKING:
    from spacy.tokens import Doc

_HYPHENS: Final = frozenset({"-", "–", "—", "‐", "‑"})
_TO: Final = _HYPHENS | {"to", "upto", "or", "-to-", "to-"}
_AGAINST: Final = frozenset({"from", "than", "against", "versus", "with", "to"})
"""Words before the second of two numbers that are compared in one unit."""
_COMPARING: Final = frozenset(
    {("compared", "with"), ("compared", "to"), ("up", "from"), ("down", "from"), ("more", "than")}
)
_MEANS: Final = (["an", "average", "of"], ["a", "total", "of"])
_SHARES: Final = frozenset({"percent", "percentage point", "basis point"})
_FAR: Final = 6
"""Most words between two numbers that are compared."""
_FARTHEST: Final = 14
"""The same, where the words say that two figures are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A numeral with its unit and the piece where it begins, money sign included."""

    number: Numeral
    unit: Unit
    first: int


def joined(doc: Doc, parts: Sequence[Piece], found: Sequence[Found]) -> tuple[Found, ...]:
    """The numbers, ranges made one and units shared; scores and the pronoun 'one' left out."""
    out: list[Found] = []
    for one in _tight(doc, parts, found):
        left = out[-1] if out else None
        if left is None:
            out.append(one)
        elif (whole := _range(doc, parts, left, one)) is not None:
            out[-1] = whole
        else:
            out[-1] = _paired(parts, left, one)
            out.append(_compared(parts, left, one))
    return tuple(one for one in out if not _bare_one(parts, one.number, one.unit))


def _tight(doc: Doc, parts: Sequence[Piece], found: Sequence[Found]) -> list[Found]:
    """With the ranges made one that a hyphen makes: 'from 12 to 20-25' has these before 'to'."""
    out: list[Found] = []
    for one in found:
        hyphen = out and "".join(_between(parts, out[-1], one)) in _HYPHENS
        whole = _range(doc, parts, out[-1], one) if hyphen else None
        out[-1:] = [whole] if whole is not None else [*out[-1:], one]
    return out


def _range(doc: Doc, parts: Sequence[Piece], left: Found, right: Found) -> Found | None:
    """One interval, where two numbers are its ends.

    'Rose from 10 to 15' tells of a change between two levels, and 'rose by 10 to 15' names one
    change and one level: these stay two. So do '30 or 70', while 'two or three' is a guess.
    """
    between = _between(parts, left, right)
    before = word(parts, left.first - 1)
    span = before == "between" and between == ["and"]
    linked = "".join(between) in _TO
    if not span and not linked:
        return None
    either = left.unit.found != "none" or right.unit.found == "none"
    level = "to" in between and (
        before == "from" or (before == "by" and either) or left.unit.found != "none"
    )
    if level and _moves(doc, parts, left):
        return None
    same = left.unit.name == right.unit.name or "none" in {left.unit.found, right.unit.found}
    low = _same_scale(left.number, right.number)
    if not same or left.number.low != left.number.high:
        return None
    if "or" in between and right.number.low - low.low != right.number.factor:
        return None
    ends = sorted((low.low, right.number.high))
    falling = low.low > right.number.high
    if falling and (before not in {"of", "between"} or left.unit.found != "known"):
        return None
    number = replace(right.number, first=left.number.first, low=ends[0], high=ends[1])
    first = left.first - 1 if span else left.first
    shared = right.unit.found == "none" and left.unit.found != "none"
    unit = replace(left.unit, after=right.unit.after, head=None) if shared else right.unit
    return Found(number=number, unit=unit, first=first)


def _between(parts: Sequence[Piece], left: Found, right: Found) -> list[str]:
    end = left.unit.after if left.unit.found != "none" else left.number.after
    return [piece.lower for piece in parts[end : right.first]]


def _paired(parts: Sequence[Piece], left: Found, right: Found) -> Found:
    """'from 4 to 6 percent', '30k or 70k euros': the first of two in the unit of the second."""
    if left.unit.found != "none" or right.unit.found not in {"known", "money"}:
        return left
    link = "".join(_between(parts, left, right))
    before = word(parts, left.first - 1)
    if link != "or" and (link, before) not in {("to", "from"), ("upto", "from"), ("from", "to")}:
        return left
    unit = replace(right.unit, after=left.unit.after, head=None)
    return replace(left, number=_same_scale(left.number, right.number), unit=unit)


def _moves(doc: Doc, parts: Sequence[Piece], found: Found) -> bool:
    """Whether the verb over a number is one of change."""
    start, end = parts[found.number.first].start, parts[found.unit.after - 1].end
    verb = governor(doc.char_span(start, end, alignment_mode="expand"))[0]
    return verb is not None and direction(verb) is not None


def _compared(parts: Sequence[Piece], left: Found, right: Found) -> Found:
    """'39 boats, up from 24': a bare number in the unit of the one it is compared with."""
    if right.unit.found != "none" or left.unit.found == "none":
        return right
    gap = [piece.lower for piece in parts[left.unit.after : right.first]]
    if gap[-3:] in _MEANS:
        gap = gap[:-3]
    far = _FARTHEST if tuple(gap[-2:]) in _COMPARING else _FAR
    if not gap or len(gap) > far or gap[-1] not in _AGAINST:
        return right
    if gap[-1] == "to" and left.unit.name in _SHARES and word(parts, left.first - 1) != "from":
        return right  # 'climbed 3 percent to 812'
    per = right.unit.per or left.unit.per
    return replace(right, unit=replace(left.unit, per=per, after=right.unit.after, head=None))


def _same_scale(left: Numeral, right: Numeral) -> Numeral:
    """'10 to 15 million', '$1 to $2 billion': the scale of the second holds for the first."""
    if left.factor == 1.0 and right.factor > 1.0 and left.low < right.low / right.factor:
        return left.times(right.factor)
    return left


def _bare_one(parts: Sequence[Piece], number: Numeral, unit: Unit) -> bool:
    """'one' as a pronoun."""
    one = word(parts, number.first) == "one"
    return one and number.after == number.first + 1 and unit.found == "none"
