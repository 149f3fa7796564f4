"""Content as characters: trimmed, merged, freed of the words that bring it in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from kg.extract.quotations import Quotation
from kg.model import Extent

_LOOSE: Final = " \t\r\n\u00a0.,;:!?–—-…"
_LOOSE_START: Final = " \t\r\n\u00a0,;:.–—-)"
_CLOSING: Final = "”\"'’"
_BRACKETS: Final = {")": "(", "]": "["}


def trimmed(text: str, start: int, end: int, quotes: Sequence[Quotation]) -> Extent | None:
    """The piece without loose punctuation at its ends, whole quotations kept with their marks.

    A quotation that the piece enters near its edge is taken in whole; one that it touches only
    with its mark is left out.
    """
    while start < end and text[start] in _LOOSE_START:
        start += 1
    while end > start and text[end - 1] in _LOOSE:
        end -= 1
    for quote in quotes:
        if quote.end <= start or quote.start >= end:
            continue
        if quote.start < start < quote.end:
            start = quote.start if start - quote.start <= 1 + quote.end - start else start
        if quote.start < end < quote.end:
            inside = end - max(quote.start, start)
            if inside <= 2 and quote.start > start:
                end = quote.start
            else:
                end = quote.end
    while end > start and text[end - 1] in _LOOSE:
        end -= 1
    if start >= end:
        return None
    if text[end - 1] in _BRACKETS and _BRACKETS[text[end - 1]] not in text[start:end]:
        end -= 1
    last = text[end - 1 : end]
    if last in _CLOSING and not any(start <= q.start < q.end == end or q.end == end for q in quotes):
        if last in '”"':
            end -= 1
    return Extent(start, end) if start < end and text[start:end].strip() else None


def merged(pieces: Iterable[Extent], text: str) -> tuple[Extent, ...]:
    """The pieces in order, those that overlap or have only a space between them put together."""
    found: list[Extent] = []
    for piece in sorted(pieces):
        if found and (piece.start <= found[-1].end or not text[found[-1].end : piece.start].strip()):
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
    return sum(
        max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right
    )
