"""What a number counts: a unit or a noun behind it, and per what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.bounds import trailing
from kg.extract.counted import counted_noun, token_at
from kg.extract.denominators import with_per
from kg.extract.known_units import Unit, known_unit
from kg.extract.numerals import numeral
from kg.extract.pieces import Numeral, Piece

if TYPE_CHECKING:
    from spacy.tokens import Doc

_HYPHENS: Final = frozenset({"-", "‐", "‑"})
_AGED: Final = 4
"""Most words from 'aged' to the last number of an age."""
_OWNER: Final = 4
"""Most words of an owner ('the late Anna Roth's')."""


def unit_after(doc: Doc, parts: Sequence[Piece], number: Numeral) -> Unit:
    """The unit of a number, or one called 'none' where nothing countable follows."""
    at = number.after
    if number.fold:
        return Unit(name="time", after=at, found="known")
    start = _skip_hyphen(parts, at)
    known = known_unit(parts, start, glued_from=parts[number.after - 1].end)
    phrase = trailing(parts, at) or trailing(parts, start)
    if known is None and phrase is not None:  # '20 or more boats', '200-odd boats', '30+ boats'
        beyond = _skip_hyphen(parts, phrase[1])
        known = known_unit(parts, beyond, glued_from=-1) if beyond < len(parts) else None
        word = beyond < len(parts) and parts[beyond].kind == "word" and parts[beyond].lower != "of"
        noun = counted_noun(doc, parts, beyond) if word and known is None else None
        if noun is not None or known is not None:
            return with_per(doc, parts, known or noun or Unit(after=at))
    if known is not None and number.kind != "share":
        return with_per(doc, parts, known)
    if start < len(parts) and parts[start].lower == "to":  # '5-to-80'
        return Unit(after=at)
    if _people(parts, number, start):
        return Unit(name="person", after=at, found="noun")
    if start < len(parts) and parts[start].lower == "of" and number.kind in {"share", "vague"}:
        return _of(doc, parts, number, start)
    if number.kind == "share":
        return with_per(doc, parts, Unit(name="percent", after=at, found="known"))
    if start < len(parts) and parts[start].lower == "of":
        return _of(doc, parts, number, start)
    if start < len(parts) and parts[start].kind == "word":
        noun = counted_noun(doc, parts, start)
        if noun is not None:
            return with_per(doc, parts, noun)
    return with_per(doc, parts, Unit(after=at))


def _skip_hyphen(parts: Sequence[Piece], at: int) -> int:
    hyphen = at < len(parts) and parts[at].text in _HYPHENS and at + 1 < len(parts)
    return at + 1 if hyphen and parts[at].end == parts[at + 1].start else at


def _people(parts: Sequence[Piece], number: Numeral, at: int) -> bool:
    """'3,500 who have left': persons, but not 'women aged 18 to 34 who'."""
    if at >= len(parts) or parts[at].lower != "who" or number.low <= 1:
        return False
    before = {piece.lower for piece in parts[max(0, number.first - _AGED) : number.first]}
    return not before & {"aged", "age", "ages"}


def _of(doc: Doc, parts: Sequence[Piece], number: Numeral, at: int) -> Unit:
    """'hundreds of letters', 'eleven of his pupils', 'a third of the staff'."""
    if number.kind == "share":
        return Unit(name="percent", after=number.after, found="known")
    start = at + 1
    while start < len(parts) and _is_determiner(doc, parts[start]):
        start += 1
    start = _past_owner(parts, start)
    if start >= len(parts):
        return Unit(after=number.after)
    known = known_unit(parts, start, glued_from=-1)
    if known is not None:
        return with_per(doc, parts, known)
    whole = numeral(parts, start)
    if whole is not None and whole.kind != "share":  # 'four of the five judges' are judges
        of = unit_after(doc, parts, whole)
        return (
            replace(of, after=number.after, head=None)
            if of.found == "noun"
            else Unit(after=number.after)
        )
    noun = counted_noun(doc, parts, start) if parts[start].kind == "word" else None
    if noun is None or (number.low == number.high == 1 and not _is_plural(doc, noun)):
        return Unit(after=number.after)  # 'one of the family' is no count of families
    return with_per(doc, parts, noun)


def _past_owner(parts: Sequence[Piece], start: int) -> int:
    """Past whose things are counted: 'Anna Roth's' in 'two of Anna Roth's pupils'; and 'most'."""
    for at in range(start, min(start + _OWNER, len(parts))):
        if parts[at].kind != "word":
            break
        if parts[at].lower.endswith(("'s", "’s")):
            start = at + 1
            break
    return start + 1 if start < len(parts) and parts[start].lower in {"most", "more"} else start


def _is_plural(doc: Doc, noun: Unit) -> bool:
    return noun.head is not None and doc[noun.head].tag_ in {"NNS", "NNPS"}


def _is_determiner(doc: Doc, piece: Piece) -> bool:
    token = token_at(doc, piece.start)
    return token is not None and (token.pos_ == "DET" or token.tag_ in {"PRP$", "POS"})
