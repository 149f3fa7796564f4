"""Content as characters: trimmed, merged, freed of the words that bring it in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from kg.extract.quotations import Quotation
from kg.model import Extent

_LOOSE: Final = " \t\r\n\u00a0.,;:!?–—-…"
_LOOSE_START: Final = " \t\r\n\u00a0,;:.–—-)"
_CLOSING: Final = '”"'
_BARELY: Final = 2
"""Characters of a quotation at the end of a piece that are no more than its mark."""
_BRACKETS: Final = {")": "(", "]": "["}


def trimmed(text: str, start: int, end: int, quotes: Sequence[Quotation]) -> Extent | None:
    """The piece without loose punctuation at its ends, whole quotations kept with their marks.

    A quotation that the piece enters near its edge is taken in whole; one that it touches only
    with its mark is left out.
    """
    near = touching(quotes, start, end)
    start, end = _stripped(text, start, end)
    for quote in near:
        if quote.start < start < quote.end:
            start = quote.start
        if quote.start < end < quote.end:
            barely = end - max(quote.start, start) <= _BARELY and quote.start > start
            end = quote.start if barely else quote.end
    if end > start:
        end = _stripped(text, start, end)[1]
    if start >= end:
        return None
    last = text[end - 1]
    unopened = last in _BRACKETS and _BRACKETS[last] not in text[start:end]
    if unopened or (last in _CLOSING and not any(q.end == end for q in near)):
        end -= 1
    return Extent(start, end) if text[start:end].strip() else None


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _LOOSE_START:
        start += 1
    while end > start and text[end - 1] in _LOOSE:
        end -= 1
    return start, end


def touching(quotes: Sequence[Quotation], start: int, end: int) -> Sequence[Quotation]:
    """The quotations that share a character with a range or end where it ends."""
    first = max(0, bisect_right(quotes, start, key=lambda q: q.start) - 1)
    return [
        q for q in quotes[first : bisect_right(quotes, end, key=lambda q: q.start)] if q.end > start
    ]


def merged(pieces: Iterable[Extent], text: str) -> tuple[Extent, ...]:
    """The pieces in order, those that overlap or have only a space between them put together."""
    found: list[Extent] = []
    for piece in sorted(pieces):
        if found and (
            piece.start <= found[-1].end or not text[found[-1].end : piece.start].strip()
        ):
            found[-1] = Extent(found[-1].start, max(found[-1].end, piece.end))
        else:
            found.append(piece)
    return tuple(found)


def without(start: int, end: int, holes: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of a range when the holes are taken out."""
    pieces, at = [], start
    for a, b in sorted(holes):
        if b <= at or a >= end:
            continue
        if a > at:
            pieces.append((at, a))
        at = max(at, b)
    if at < end:
        pieces.append((at, end))
    return pieces


def size(pieces: Iterable[Extent]) -> int:
    """Characters in all."""
    return sum(p.end - p.start for p in pieces)


def overlap(left: Iterable[Extent], right: Sequence[Extent]) -> int:
    """Characters that two contents share."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
