"""What the tagger has read, and what the rules add to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.component import SPOKEN
from kg.extract.forms import form
from kg.extract.quotations import Quotation
from kg.model import Attribution, Extent

if TYPE_CHECKING:
    from spacy.tokens import Doc


def spoken(doc: Doc) -> tuple[Attribution, ...] | None:
    """The attributions that the tagger read; None where the parse is not the tagger's."""
    return getattr(doc._, SPOKEN) if doc.has_extension(SPOKEN) else None


def tagged(
    read: Sequence[Attribution], body: Extent, quotes: tuple[Quotation, ...]
) -> list[Attribution]:
    """Those of the body, each with its form."""
    return [
        replace(one, form=form(one.content, quotes))
        for one in read
        if body.start <= one.content[0].start and one.content[-1].end <= body.end
    ]


def joined(read: list[Attribution], ruled: list[Attribution]) -> list[Attribution]:
    """What was read, with voices within voices, and quotations with a cue that were overlooked."""
    return [*read, *(one for one in ruled if _inner(one, read) or _overlooked(one, read))]


def _inner(one: Attribution, read: Sequence[Attribution]) -> bool:
    """Whether an attribution lies within what somebody else says."""
    if one.cue is None or one.source is None:
        return False
    parts = (*one.content, one.cue, one.source)
    return any(
        all(any(piece.contains(part) for piece in outer.content) for part in parts)
        for outer in read
    )


def _overlooked(one: Attribution, read: Sequence[Attribution]) -> bool:
    """Whether nothing that was read touches a quotation."""
    if one.form != "direct" or one.cue is None:
        return False
    parts = (*one.content, one.cue)
    return not any(
        part.overlaps(other)
        for part in parts
        for found in read
        for other in (*found.content, found.cue)
        if other is not None
    )
