"""Words of a text with their places, plurals brought back to singulars."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.model import Extent

_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word as it stands, its stem for comparison, and where it is."""

    text: str
    stem: str
    extent: Extent


@cache
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order."""
    return tuple(
        Word(text=m[0], stem=stem(m[0]), extent=Extent(m.start(), m.end()))
        for m in _WORD.finditer(text)
    )


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words in order."""
    return tuple(word.stem for word in words(text))


@cache
def stem(word: str) -> str:
    """Lower case, without possessive and plural endings.

    Harman's S-stemmer ('How effective is suffixing?', JASIS 1991): three rules, the first that fits
    wins. More would bring together what differs ('organ', 'organisation').
    """
    low = word.casefold().replace("’", "'")
    low = low.removesuffix("'s").removesuffix("'")
    if len(low) > 4 and low.endswith("ies") and low[-4] not in "ae":
        return low[:-3] + "y"
    if low.endswith("es") and len(low) > 3 and low[-3] not in "aeo":
        return low[:-1]
    if low.endswith("s") and len(low) > 3 and low[-2] not in "us":
        return low[:-1]
    return low


@cache
def fits(word: str, patterns: frozenset[str]) -> bool:
    """Whether a word is among the patterns, of which an asterisk ends those for any ending."""
    return word in patterns or any(word[:i] + "*" in patterns for i in range(2, len(word) + 1))
