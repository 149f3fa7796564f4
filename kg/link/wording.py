"""What the guards look at in a proposition: its numbers, names, times, negations, directions."""

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

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_NAME: Final = re.compile(r"(?<![.!?\"“”'’]\s)(?<!^)(?<=\s)([A-Z][\w&-]*|\w+[A-Z]\w*)")


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
            for i, axis in enumerate(axes())
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
def axes() -> tuple[dict[str, Any], ...]:
    """The scales, each with an example and the words of its two poles."""
    return tuple(
        {"example": a["example"], "up": frozenset(a["up"]), "down": frozenset(a["down"])}
        for a in _read()["axis"]
    )


@cache
def _function_words() -> frozenset[str]:
    return frozenset(_read()["function"]["words"])
