"""Per what: 'a day', 'per oven per hour', '/s', 'each year', 'daily'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.counted import singular, token_at
from kg.extract.known_units import Unit, known_unit, unit_words
from kg.extract.lexicon import lexicon
from kg.extract.pieces import Piece

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORDS: Final = frozenset({"a", "an", "per", "each", "every", "/"})
_REACH: Final = 4
"""Most words of what is measured between a unit and its denominator."""


def with_per(doc: Doc, parts: Sequence[Piece], unit: Unit) -> Unit:
    """The unit with the denominator that follows it; of several that of time."""
    if unit.per is not None or unit.after >= len(parts):
        return unit
    found: list[tuple[str, int]] = []
    at = _past_of(doc, parts, unit)
    while (step := _denominator(doc, parts, at)) is not None:
        found.append(step)
        at = step[1]
    if not found:
        return unit
    times = [name for name, _ in found if name in _times()]
    return Unit(name=unit.name, per=times[0] if times else found[0][0], after=found[-1][1],
                head=unit.head, found=unit.found)  # fmt: skip


def within_period(doc: Doc, parts: Sequence[Piece], unit: Unit) -> Unit:
    """What was done in one period: 'served 5,000 meals last year' as meals a year."""
    if unit.head is None or unit.per is not None or unit.found == "money" or unit.name in _times():
        return unit
    verb = doc[unit.head].head
    if doc[unit.head].dep_ != "dobj" or verb.pos_ != "VERB" or verb.lemma_ == "have":
        return unit
    periods = [
        c.lemma_.lower() for c in verb.children
        if c.dep_ == "npadvmod" and c.lemma_.lower() in _times()
        and any(d.lower_ in {"last", "this", "that"} for d in c.children)
    ]  # fmt: skip
    return replace(unit, per=periods[0]) if len(periods) == 1 else unit


def _past_of(doc: Doc, parts: Sequence[Piece], unit: Unit) -> int:
    """Past 'of sand' in '200 tonnes of sand a year', where a denominator follows."""
    at = unit.after
    if parts[at].lower != "of" or unit.found == "none":
        return at
    for step in range(at + 1, min(at + 1 + _REACH, len(parts))):
        token = token_at(doc, parts[step].start)
        if step > at + 1 and _denominator(doc, parts, step) is not None:
            return step
        if token is None or token.pos_ not in {"NOUN", "ADJ", "PROPN"}:
            break
    return at


@cache
def _times() -> frozenset[str]:
    return frozenset(lexicon("units")["denominators"]["time"])


def _denominator(doc: Doc, parts: Sequence[Piece], at: int) -> tuple[str, int] | None:
    adverbs: dict[str, str] = lexicon("units")["adverbs"]
    hyphen = at < len(parts) and parts[at].text == "-"
    if hyphen:  # 'a 300-loaf-a-day oven'
        at += 1
    if at >= len(parts):
        return None
    word = parts[at].lower
    if word in adverbs:
        token = token_at(doc, parts[at].start)
        return (adverbs[word], at + 1) if token is not None and token.pos_ == "ADV" else None
    if word not in _WORDS or at + 1 >= len(parts):
        return None
    start = at + 2 if parts[at + 1].text == "-" and at + 2 < len(parts) else at + 1
    if word == "/":
        known = known_unit(parts, start, glued_from=parts[start].start)
        return (known.name, known.after) if known is not None and known.found == "known" else None
    token = token_at(doc, parts[start].start)
    if token is None or parts[start].kind != "word":
        return None
    moments = lexicon("units")["moments"]["words"]
    if start + 1 < len(parts) and parts[start + 1].lower in moments and word in {"a", "an"}:
        return None
    name = unit_words().get(parts[start].lower) or singular(token)
    named = {*_times(), *lexicon("units")["denominators"]["other"]}
    if word == "per" and parts[start].lower in lexicon("numbers")["scales"]:
        many = token_at(doc, parts[start + 1].start) if start + 1 < len(parts) else None
        if many is not None and many.pos_ in {"NOUN", "PROPN"}:  # '$2 per million tokens'
            return f"{parts[start].lower} {singular(many)}", start + 2
    if word == "per":
        known = known_unit(parts, start, glued_from=parts[start].start)
        return (known.name, known.after) if known is not None else (name, start + 1)
    return (name, start + 1) if name in named else None
