"""Which words of two sides to mark: those the relation rests on, or else numbers that differ."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from kg.explorer.components.markup import Markup, joined, tag

_NUMBER: Final = re.compile(r"(?<![\w.,])[-+$€£]?\d[\d.,]*\d?(?:\s?%|\b)")
_NAMED: Final = re.compile(r"'([^']{1,80})'(?!\w)|“([^”]{1,80})”|\"([^\"]{1,80})\"")
"""Words that a reason names, between quotation marks."""

_WHOLE: Final = 0.6
"""Evidence that covers more of a text than this points at all of it, and marks nothing."""


def marked(text: str, *, other: str, reason: str = "", evidence: Iterable[str] = ()) -> Markup:
    """The text with its clashing words marked, and those it shares with the other side underlined.

    Words that the reason names and both sides have are the common ground on which they clash.
    """
    named = [next(filter(None, found)) for found in _NAMED.findall(reason)]
    part = [words for words in evidence if len(words) < _WHOLE * len(text)]
    sought = [words for words in (*named, *part) if words.strip()]
    shared = [words for words in sought if _places(words, other)]
    places = [place for words in sought if words not in shared for place in _places(words, text)]
    clashing = _merged(places or _differing(text, other=other))
    common = _merged([place for words in shared for place in _places(words, text)])
    ground = [place for place in common if not any(_overlap(place, each) for each in clashing)]
    signed = [(*place, "kg-clash") for place in clashing] + [
        (*place, "kg-ground") for place in ground
    ]
    return joined(_pieces(text, sorted(signed)))


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _places(words: str, text: str) -> list[tuple[int, int]]:
    pattern = re.compile(rf"(?<!\w){re.escape(words.strip())}(?!\w)", re.IGNORECASE)
    return [found.span() for found in pattern.finditer(text)] if words.strip() else []


def _differing(text: str, *, other: str) -> list[tuple[int, int]]:
    """Numbers that the other side does not give; nothing where it gives none at all."""
    theirs = {found[0].strip(".,") for found in _NUMBER.finditer(other)}
    return [
        (found.start(), found.start() + len(found[0].rstrip(".,")))
        for found in _NUMBER.finditer(text)
        if theirs and found[0].strip(".,") not in theirs
    ]


def _merged(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pieces(text: str, places: list[tuple[int, int, str]]) -> Iterable[object]:
    at = 0
    for start, end, kind in places:
        yield text[at:start]
        yield tag("mark", text[start:end], class_=kind)
        at = end
    yield text[at:]
