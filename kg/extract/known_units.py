"""Units and money that the lexicons know, by word and by symbol."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final, Literal

from kg.extract.lexicon import flattened, lexicon
from kg.extract.pieces import Piece

_LONGEST: Final = 6
"""Most pieces that a unit of the lexicon has ('parts per million', 'lb-ft')."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit, where its words end and of what sort it is.

    Attributes:
        after: first piece behind the unit (and its denominator).
        head: spaCy index of the noun that is counted, where there is one.
        found: `known` from the lexicon, `money`, `noun` read off the parse, `none`.
    """

    name: str = ""
    per: str | None = None
    after: int
    head: int | None = None
    found: Literal["known", "money", "noun", "none"] = "none"


def currency_before(
    parts: Sequence[Piece], at: int, *, priced: bool = False
) -> tuple[str, int] | None:
    """The code of the money sign or code right before a number, and the piece it starts at.

    `priced` tells that the number is written as prices are and names of things hardly ever; a
    doubtful sign asks for that.
    """
    symbols: dict[str, str] = lexicon("currencies")["symbols"]
    doubtful: dict[str, str] = lexicon("currencies")["doubtful"]
    sign = parts[at - 1] if at > 0 else None
    if sign is not None and sign.text in doubtful and sign.end == parts[at].start and priced:
        return doubtful[sign.text], at - 1
    for width in (3, 2, 1):
        first = at - width
        if first < 0:
            continue
        glued = all(parts[i].end == parts[i + 1].start for i in range(first, at - 1))
        near = parts[at].start - parts[at - 1].end <= 1
        text = "".join(piece.text for piece in parts[first:at])
        spaced = _spaced_dollar(parts, first, at)
        if near and text in symbols and (glued or spaced):
            return symbols[text], first
    return None


def _spaced_dollar(parts: Sequence[Piece], first: int, at: int) -> bool:
    """'HK $2 billion': a country's letters set off from the sign by one space."""
    return at - first == 2 and parts[at - 1].text == "$" and parts[first].text.isupper()


@cache
def unit_words() -> dict[str, str]:
    """Units by each of their words, plurals included."""
    forms = _prefixed() | flattened(lexicon("units")["words"])
    plurals = {f"{form}s": name for form, name in forms.items() if form[-1].isalpha()}
    return plurals | forms


def _prefixed() -> dict[str, str]:
    """Metric units under their prefixes: 'kilovolt', 'microsecond'."""
    table: dict[str, list[str]] = lexicon("units")["prefixes"]
    names = (prefix + unit for prefix in table["words"] for unit in table["units"])
    return {name: name.replace("-", " ") for name in names}


@cache
def _symbols() -> dict[str, str]:
    return flattened(lexicon("units")["symbols"])


@cache
def money_words() -> dict[str, str]:
    """Codes of money by each word or sign that may follow a number."""
    words: dict[str, str] = lexicon("currencies")["words"]
    symbols: dict[str, str] = lexicon("currencies")["symbols"]
    plurals = {f"{word}s": code for word, code in words.items()}
    return plurals | words | {k: v for k, v in symbols.items() if not k.isalpha() or k.isupper()}


def known_unit(parts: Sequence[Piece], at: int, *, glued_from: int) -> Unit | None:
    """The longest unit of the lexicon that begins at a piece.

    Symbols count glued to the number or after one space ('5 W', '7.8 g').
    """
    rates: dict[str, list[str]] = lexicon("units")["rates"]
    for width in range(min(_LONGEST, len(parts) - at), 0, -1):
        run = parts[at : at + width]
        text = _joined(run)
        lower = text.lower()
        if lower in rates:
            name, per = rates[lower]
            return Unit(name=name, per=per, after=at + width, found="known")
        if text in _symbols() and _stands(parts, at, width, glued_from):
            return Unit(name=_symbols()[text], after=at + width, found="known")
        for form in (lower, lower.replace("-", " ")):
            if form in money_words() or text in money_words():
                return Unit(
                    name=money_words().get(form) or money_words()[text],
                    after=at + width,
                    found="money",
                )
            if form in unit_words():
                return Unit(name=unit_words()[form], after=at + width, found="known")
    return None


def _stands(parts: Sequence[Piece], at: int, width: int, glued_from: int) -> bool:
    text = _joined(parts[at : at + width])
    gap = parts[at].start - glued_from
    if text == "%" or text.startswith("°"):
        return gap in {0, 1}
    if text in {"p", "in", "x"}:
        return gap == 0
    if text in {"'", "′", "″"}:
        after = at + width
        return gap == 0 and (after >= len(parts) or parts[after].start > parts[after - 1].end)
    return gap in {0, 1}


def _joined(run: Sequence[Piece]) -> str:
    out = run[0].text
    for before, piece in pairwise(run):
        out += (" " if piece.start > before.end else "") + piece.text
    return out
