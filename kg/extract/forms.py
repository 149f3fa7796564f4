"""The form of an utterance: how much of it stands between quotation marks."""

from __future__ import annotations

from kg.extract.extents import overlap, size, touching
from kg.extract.quotations import Quotation
from kg.model import Extent, Form


def form(content: tuple[Extent, ...], quotes: tuple[Quotation, ...]) -> Form:
    """Direct where all is quoted, indirect where nothing is, else mixed."""
    near = touching(quotes, content[0].start, content[-1].end)
    pieces = [p for q in near for p in q.pieces]
    inside = overlap(content, pieces)
    if inside == 0:
        return "indirect"
    return "direct" if inside >= size(content) - 2 * len(content) else "mixed"
