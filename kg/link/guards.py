"""What keeps two similar wordings from being one claim: each guard names what it saw.

Embeddings put 'profits rose' next to 'profits fell', and last year next to this year. Whoever
gathers claims by meaning needs a second witness against it; these look at words alone, and any one
of them is enough.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from kg.link.words import fits, words
from kg.model import Extent, Polarity, Quantity, Stance
from kg.thresholds import CLAIM_SWAP

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_NAME: Final = re.compile(r"(?<![.!?\"“”'’]\s)(?<!^)(?<=\s)([A-Z][\w&-]*|\w+[A-Z]\w*)")
_ATTITUDES: Final[dict[Stance, str]] = {"doubts": "a doubt", "asks": "a question or demand"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What the guards look at in one proposition.

    Attributes:
        numbers: ends of the quantities' intervals, and other numerals as written.
        names: actors and products named (ids), and other capitalised words, in order.
        speaker: actor id, "(article)" for the article, None if unknown.
        measured: of the numbers, those read as quantities.
        telling: stems of the words that carry meaning, numbers aside.
        poles: (axis, pole) pairs of the words on a scale.
        hanging: whether pronouns make it depend on who speaks.
    """

    polarity: Polarity
    stance: Stance
    numbers: frozenset[str]
    names: tuple[str, ...]
    speaker: str | None
    origin: str
    negated: bool
    future: bool
    demand: bool
    question: bool
    hanging: bool
    periods: frozenset[str]
    poles: frozenset[tuple[int, str]]
    measured: frozenset[str]
    telling: frozenset[str]
    utterance: str
    reported_by: str | None


def wording(  # noqa: PLR0913 - these are the facts of a proposition that its words do not give
    text: str,
    *,
    polarity: Polarity,
    stance: Stance,
    quantities: Sequence[Quantity] = (),
    unread: str | None = None,
    names: Sequence[tuple[str, str]] = (),
    speaker: str | None = None,
    origin: str = "",
    nesting: tuple[str, str | None] = ("", None),
) -> Wording:
    """The wording of a proposition.

    `names` pairs ids with the words that name them in the text; `unread` is the text without the
    places that were read as quantities, where numerals stand that were not (all of it if None);
    `nesting` is the id of the utterance and of the one that reports it.
    """
    low = [word.text.casefold().replace("’", "'") for word in words(text)]
    bare = [word.stem for word in words(text)]
    lists = _lists()
    kinds = ("negation", "future", "demand")
    hit = {kind: _any(lists[kind], low, bare) for kind in kinds}
    resolved = {extent for _, extent in _places(text, names)}
    return Wording(
        polarity=polarity,
        stance=stance,
        numbers=_numbers(text if unread is None else unread, quantities),
        names=_names(text, names),
        speaker=speaker,
        origin=origin,
        negated=hit["negation"] or any(word.endswith("n't") for word in low),
        future=hit["future"] or any(word.endswith("'ll") for word in low),
        demand=hit["demand"] or stance == "asks",
        question=text.rstrip("\"'”’ ").endswith("?"),
        hanging=any(
            word.text.casefold() in lists["pronouns"] and word.extent not in resolved
            for word in words(text)
        ),
        periods=_periods(low),
        poles=frozenset(
            (i, pole)
            for i, axis in enumerate(_axes())
            for pole in ("up", "down")
            if any(fits(word, axis[pole]) for word in low)
        ),
        utterance=nesting[0],
        reported_by=nesting[1],
        measured=_numbers("", quantities),
        telling=telling(text),
    )


def telling(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning, numbers and grammatical words aside."""
    return frozenset(w.stem for w in words(text) if not _is_number(w.stem)) - _function_words()


def weight(wording: Wording) -> int:
    """How many words and numbers there are to know a proposition by; negation is one more."""
    return len(wording.telling) + len(wording.numbers) + wording.negated


def denies(cue: str) -> bool:
    """Whether a cue turns what it governs into its opposite."""
    return any(fits(word.stem, _lists()["denial"]) for word in words(cue))


def apart(left: Wording, right: Wording) -> str | None:
    """The reason why the two can't be one claim; None where no guard objects.

    Symmetric: the order of the two makes no difference.
    """
    for guard in (
        _by_nesting,
        _by_sense,
        _by_numbers,
        _by_names,
        _by_time,
        _by_poles,
        _by_swap,
        _by_holder,
    ):
        reason = guard(left, right)
        if reason is not None:
            return reason
    return None


def _by_nesting(left: Wording, right: Wording) -> str | None:
    """That somebody said it and that it is so are two claims."""
    if right.utterance == left.reported_by or left.utterance == right.reported_by:
        return "one reports that the other was said"
    return None


def _by_sense(left: Wording, right: Wording) -> str | None:
    if left.polarity != right.polarity:
        return "one says so, the other says not so"
    if left.negated != right.negated and left.polarity == "positive":
        return "one is negated, the other is not"
    for stance, what in _ATTITUDES.items():
        if (left.stance == stance) != (right.stance == stance):
            return f"one is {what}, the other is not"
    if left.question != right.question:
        return "one is a question, the other is not"
    if left.demand != right.demand:
        return "one says what ought to be, the other what is"
    return None


def _by_numbers(left: Wording, right: Wording) -> str | None:
    if left.numbers == right.numbers:
        return None
    if not left.numbers or not right.numbers:
        return "one gives a number, the other gives none"
    if not (left.numbers <= right.numbers or right.numbers <= left.numbers):
        return "they give different numbers"
    return None


def _by_names(left: Wording, right: Wording) -> str | None:
    a, b = set(left.names), set(right.names)
    if a - b and b - a:
        return "each names somebody or something that the other does not"
    shared = a & b
    if [n for n in left.names if n in shared] != [n for n in right.names if n in shared]:
        return "they name the same in another order"
    return None


def _by_time(left: Wording, right: Wording) -> str | None:
    if left.future != right.future:
        return "one is a forecast, the other is not"
    if not (left.periods <= right.periods or right.periods <= left.periods):
        return "they speak of different times or parts"
    return None


def _by_poles(left: Wording, right: Wording) -> str | None:
    for i in range(len(_axes())):
        a = {pole for axis, pole in left.poles if axis == i}
        b = {pole for axis, pole in right.poles if axis == i}
        if a and b and not a & b:
            return f"they are at opposite ends of a scale, as in '{_axes()[i]['example']}'"
    return None


def _by_swap(left: Wording, right: Wording) -> str | None:
    """The same words but for one or two: 'the plan is bold', 'the plan is thin on detail'.

    Where most words are the same, those that are not are what the sentences differ in; paraphrases
    have fewer words in common.
    """
    shared = left.telling & right.telling
    mine = _unlike(left.telling - shared, right.telling - shared)
    yours = _unlike(right.telling - shared, left.telling - shared)
    fewest = min(len(left.telling), len(right.telling))
    one_word = len(mine) == len(yours) == 1 and len(shared) > 1
    if mine and yours and (one_word or len(shared) >= CLAIM_SWAP * fewest):
        return f"they differ in '{min(mine)}' and '{min(yours)}' and in little else"
    return None


def _unlike(mine: frozenset[str], yours: frozenset[str]) -> frozenset[str]:
    """Words that are no form of a word of the other side: 'promised' is one of 'promises'."""
    return frozenset(w for w in mine if not any(w[:5] == v[:5] for v in yours))


def _by_holder(left: Wording, right: Wording) -> str | None:
    if left.origin == right.origin and left.origin:
        return None
    if not (left.hanging or right.hanging):
        return None
    if left.speaker is None or left.speaker != right.speaker:
        return "who is meant by a pronoun depends on the speaker, and the speakers differ"
    return None


def _numbers(unread: str, quantities: Sequence[Quantity]) -> frozenset[str]:
    """Values as text: those read as quantities, and numerals and number words not read as such."""
    values = {
        f"{end:g}"
        for quantity in quantities
        for end in (quantity.low, quantity.high)
        if end is not None
    }
    values |= {match.replace(",", "") for match in _NUMBER.findall(unread)}
    spelt = _read()["numerals"]["values"]
    values |= {str(spelt[w.text.casefold()]) for w in words(unread) if w.text.casefold() in spelt}
    return frozenset(values)


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word in _read()["numerals"]["values"]


def _names(text: str, names: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Ids, and other capitalised words, in the order of the text; each once."""
    taken = _places(text, names)
    places = [(extent.start, ident) for ident, extent in taken]
    for match in _NAME.finditer(text):
        low = match[0].casefold()
        inside = any(e.start <= match.start() < e.end for _, e in taken)
        if not inside and low not in _lists()["period"] and low not in _lists()["pronouns"]:
            places.append((match.start(), low))
    return tuple(dict.fromkeys(ident for _, ident in sorted(places)))


def _places(text: str, names: Sequence[tuple[str, str]]) -> list[tuple[str, Extent]]:
    found = []
    for ident, name in names:
        match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        if match:
            found.append((ident, Extent(match.start(), match.end())))
    return found


def _periods(low: Sequence[str]) -> frozenset[str]:
    single = {word for word in low if word in _lists()["period"]}
    pairs = {f"{a} {b}" for a, b in pairwise(low) if a in _lists()["leading"]}
    return frozenset(single | pairs)


def _any(kind: frozenset[str], low: Sequence[str], bare: Sequence[str]) -> bool:
    return not kind.isdisjoint(low) or not kind.isdisjoint(bare)


@cache
def _read() -> dict[str, Any]:
    path = Path(__file__).parent / "lexicons" / "wording.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _lists() -> dict[str, frozenset[str]]:
    read = _read()
    kinds = ("negation", "future", "demand", "pronouns", "period", "denial")
    return {kind: frozenset(read[kind]["words"]) for kind in kinds} | {
        "leading": frozenset(read["period"]["leading"])
    }


@cache
def _axes() -> tuple[dict[str, Any], ...]:
    return tuple(
        {"example": a["example"], "up": frozenset(a["up"]), "down": frozenset(a["down"])}
        for a in _read()["axis"]
    )


@cache
def _function_words() -> frozenset[str]:
    return frozenset(_read()["function"]["words"])
