"""What stands around a number: bounds ('at least'), hedges ('about') and the article for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.counted import token_at
from kg.extract.lexicon import lexicon
from kg.extract.pieces import Numeral, Piece, as_written
from kg.model import Bound

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WIDEST: Final = 6
"""Most words of a phrase before or behind a number."""
HALF: Final = ("and", "a", "half")
"""Behind a unit these add a half of it: 'an hour and a half'."""
_BETWEEN: Final = 2
"""Most words that may stand between such a phrase and its number ('more than just 30')."""
_ROUNDS: Final = 2
"""Phrases may stand two in a row ('at least about')."""
_TIMES: Final = frozenset(
    {"second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century"}
)
_BEFORE_OVER: Final = frozenset(
    {"for", "of", "just", "well", "by", "take", "last", "spend", "wait"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """How exactly a number is meant; `first` and `after` take in the words that say so."""

    bound: Bound = "exact"
    approximate: bool = False
    near: bool = False
    first: int
    after: int


def trailing(parts: Sequence[Piece], at: int) -> tuple[str, int] | None:
    """The phrase of the lexicon right behind a number or unit ('or so'), and where it ends."""
    for width in range(min(_WIDEST, len(parts) - at), 0, -1):
        text = _text(parts, at, at + width)
        if text in _bounds("after") or text in _guesses()["after"]:
            return text, at + width
    return None


def hedge(
    doc: Doc, parts: Sequence[Piece], first: int, after: int, *, unit: str, inner: int
) -> Hedge:
    """The bound and the hedge of a number that takes the pieces from `first` to `after`.

    Its unit is asked for since 'over' before a stretch of time mostly means during it; `inner` is
    where the numeral itself ends ('20 or more boats').
    """
    bound: Bound = "exact"
    approximate = near = False
    for _ in range(_ROUNDS):
        phrase = _left(doc, parts, first, unit)
        if phrase is None:
            break
        text, first = phrase
        bound = _bounds("before").get(text, bound) if bound == "exact" else bound
        approximate |= text in _guesses()["before"]
        near |= text in _guesses()["near"]
    for at in (inner, after):
        phrase = trailing(parts, at)
        if phrase is not None:
            bound = _bounds("after").get(phrase[0], bound)
            approximate |= phrase[0] in _guesses()["after"]
            after = max(after, phrase[1])
            break
    return Hedge(bound=bound, approximate=approximate, near=near, first=first, after=after)


def article(doc: Doc, parts: Sequence[Piece], at: int) -> Numeral | None:
    """'a' as the number one, before a unit of time that is bounded or whole: 'under a minute'."""
    if parts[at].lower not in {"a", "an"} or at + 1 >= len(parts):
        return None
    whole = parts[at + 1].lower in {"whole", "full"}
    noun = token_at(doc, parts[at + 1 + whole].start) if at + 1 + whole < len(parts) else None
    if noun is None or noun.lemma_.lower() not in _TIMES or noun.tag_ != "NN":
        return None
    if noun.dep_ == "compound":
        return None
    more = tuple(piece.lower for piece in parts[at + 2 : at + 5])
    if not whole and more != HALF and _left(doc, parts, at, noun.lemma_.lower()) is None:
        return None
    return Numeral(first=at, after=at + 1 + whole, low=1.0, high=1.0, kind="words")


def none(doc: Doc, parts: Sequence[Piece], at: int) -> Numeral | None:
    """'no' as the number zero, in 'there were no complaints': things that can be counted."""
    if parts[at].lower != "no":
        return None
    token = token_at(doc, parts[at].start)
    if token is None or token.dep_ != "det" or token.head.tag_ != "NNS":
        return None
    there = any(child.dep_ == "expl" for child in token.head.head.children)
    return Numeral(first=at, after=at + 1, low=0.0, high=0.0, kind="words") if there else None


def _left(doc: Doc, parts: Sequence[Piece], first: int, unit: str) -> tuple[str, int] | None:
    """The longest phrase of the lexicon that ends before a piece, and where it begins."""
    between = frozenset(lexicon("bounds")["between"]["words"])
    skip = 0
    while skip <= _BETWEEN:
        end = first - skip
        for width in range(min(_WIDEST, end), 0, -1):
            text = _text(parts, end - width, end)
            known = text in _bounds("before") or text in _guesses()["before"]
            if known and _meant(doc, parts, end - width, text, unit):
                return text, end - width
        if first - skip - 1 < 0 or parts[first - skip - 1].lower not in between:
            return None
        skip += 1
    return None


def _meant(doc: Doc, parts: Sequence[Piece], at: int, text: str, unit: str) -> bool:
    """Whether a word that has other uses is one of amount here."""
    token = token_at(doc, parts[at].start)
    if token is None:
        return True
    if text == "past":  # not 'the past three months'
        return bool(token.pos_ == "ADP")
    if text in {"over", "within"} and text == "over" and unit in _TIMES:
        before = token.nbor(-1) if token.i > 0 else None
        return before is not None and before.lemma_.lower() in _BEFORE_OVER
    if text == "some":
        return token.pos_ in {"DET", "ADV"}
    return True


def _text(parts: Sequence[Piece], start: int, end: int) -> str:
    return as_written(parts[start:end])


@cache
def _bounds(side: str) -> dict[str, Bound]:
    table: dict[str, list[str]] = lexicon("bounds")[side]
    forms: dict[str, Bound] = {}
    for bound in ("above", "below", "at-least", "at-most"):
        forms |= dict.fromkeys(table.get(bound, ()), bound)
    return forms


@cache
def _guesses() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in lexicon("bounds")["approximate"].items()}
