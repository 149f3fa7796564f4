"""Sentences of a document, by their punctuation: which one a claim stands in, and how it opens."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from kg.model import Extent

_END: Final = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s)|\n\s*\n|\n(?=[^\n]{0,120}\n\n)")
_ABBREVIATED: Final = re.compile(
    r"(?:^|\W)(?:Mr|Mrs|Ms|Dr|Prof|St|No|Inc|Ltd|Co|vs|Jr|Sr|Gen|Sen|Rep|[A-Z])\.$"
)
_OPEN: Final = re.compile(r"[\s\"“‘'(\[*_#>-]+")


def sentences(text: str) -> tuple[Extent, ...]:
    """Half-open extents that cover the text, one per sentence; headings are sentences too."""
    found = []
    start = 0
    for match in _END.finditer(text):
        if _ABBREVIATED.search(text[start : match.end()]) and not match[0].isspace():
            continue
        if match.end() > start and text[start : match.end()].strip():
            found.append(Extent(start, match.end()))
            start = match.end()
    if text[start:].strip():
        found.append(Extent(start, len(text)))
    return tuple(found)


def number(at: int, found: Sequence[Extent]) -> int:
    """Index of the sentence that holds a place in the text."""
    return max(0, bisect_right([extent.start for extent in found], at) - 1)


def opening(extent: Extent, text: str) -> str:
    """The sentence's words in lower case, marks before the first left out."""
    return (
        _OPEN.sub("", extent.within(text), count=1).lower()
        if extent.within(text)[:1] in " \n\t\"“‘'([*_#>-"
        else extent.within(text).lower()
    )
