"""What the tagger has read, and what the rules add to it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.component import SPOKEN, SURE
from kg.extract.extents import merged
from kg.extract.forms import form
from kg.extract.quotations import Quotation, paragraphs
from kg.model import Attribution, Extent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ENDED: Final = re.compile(r"[.!?:;…,\"'”’)\]]\s*$")
"""How a paragraph ends that is no heading."""
_DASHES: Final = re.compile(r"[-–—―]+")
_WORDS: Final = re.compile(r"[.!?]\s+\w+\s")
"""A sentence that begins between a cue and a quotation, which then is not of the same breath."""


def spoken(doc: Doc) -> tuple[Attribution, ...] | None:
    """The attributions that the tagger read; None where the parse is not the tagger's."""
    return getattr(doc._, SPOKEN) if doc.has_extension(SPOKEN) else None


def sure(token: Token) -> Mapping[str, float] | None:
    """How likely the name that starts here is of each kind.

    None where none starts, and where the parse is not the tagger's.
    """
    told = getattr(token.doc._, SURE) if token.doc.has_extension(SURE) else None
    return None if told is None else told.get(token.idx)


def tagged(
    read: Sequence[Attribution], text: str, body: Extent, quotes: tuple[Quotation, ...]
) -> list[Attribution]:
    """Those of the body, each with its form; without headings, which stand before what is said."""
    found = []
    titles = [p for p in paragraphs(text, body) if not _ENDED.search(p.within(text))]
    for one in read:
        own = merged([c for c in one.content if not _title(c, one.cue, titles)], text)
        if own and body.start <= own[0].start and own[-1].end <= body.end:
            found.append(replace(one, content=own, form=form(own, quotes)))
    return found


def _title(piece: Extent, cue: Extent | None, titles: Sequence[Extent]) -> bool:
    """Whether words are a heading, which belongs to nobody who speaks below it."""
    return any(t.contains(piece) and not (cue and t.contains(cue)) for t in titles)


def signed(read: Sequence[Attribution], text: str) -> list[Attribution]:
    """The same, a dash with a name behind it signing what stands before it on its line.

    '“So.” ― Ida Vane' and '“Not so.” ― Ivo Lent' below it: each name stands as near to the other's
    words as to its own.
    """
    signing = [one for one in read if one.cue and _DASHES.fullmatch(one.cue.within(text))]
    loose = [p for one in read if one in signing or one.cue is None for p in one.content]
    own: dict[Attribution, tuple[Extent, ...]] = {}
    for one in signing:
        if one.cue is None or one.source is None or one.source.start < one.cue.end:
            continue
        ends = [o.source.end for o in signing if o.source and o.source.end <= one.cue.start]
        first = max(text.rfind("\n", 0, one.cue.start) + 1, *ends, 0)
        before = sorted({p for p in loose if first <= p.start and p.end <= one.cue.start})
        if before and not text[before[-1].end : one.cue.start].strip():
            own[one] = tuple(before)
    taken = {p for pieces in own.values() for p in pieces}
    out = []
    for one in read:
        left = tuple(p for p in one.content if p not in taken)
        if one in own:
            out.append(replace(one, content=own[one]))
            one = replace(one, cue=None, source=None)
        if left:
            out.append(replace(one, content=left))
    return out


def completed(
    read: list[Attribution], text: str, body: Extent, quotes: Sequence[Quotation]
) -> list[Attribution]:
    """The same, with what else is quoted of it: no quotation has two speakers.

    Further paragraphs of a quotation, and quotations that follow in its paragraph before anybody
    else is mentioned as speaking ('“So,” she said. “And so.”').
    """
    out = [one for one in read if one.cue is not None]
    for quotation in quotes:
        bare = [p for p in quotation.pieces if not _touched(p, out)]
        if not bare:
            continue
        if len(bare) < len(quotation.pieces):
            owner = _owner(quotation, out)
        else:
            owner = _before(quotation, text, body, out)
        if owner is not None:
            one = out[owner]
            out[owner] = replace(one, content=merged(sorted((*one.content, *bare)), text))
    # a content without a cue stays where nobody has turned out to say it
    taken = [c for one in out for c in one.content]
    out += [
        one
        for one in read
        if one.cue is None and not any(c.overlaps(t) for c in one.content for t in taken)
    ]
    return sorted(out, key=lambda one: one.content[0].start)


def _touched(piece: Extent, read: Sequence[Attribution]) -> bool:
    return any(
        piece.overlaps(part)
        for one in read
        for part in (*one.content, one.cue, one.source)
        if part is not None
    )


def _owner(quotation: Quotation, read: Sequence[Attribution]) -> int | None:
    """Whose content the quotation's other pieces are, if one's alone."""
    owners = {
        n
        for n, one in enumerate(read)
        if any(p.overlaps(c) for p in quotation.pieces for c in one.content)
    }
    return owners.pop() if len(owners) == 1 else None


def _before(
    quotation: Quotation, text: str, body: Extent, read: Sequence[Attribution]
) -> int | None:
    """Whose quoted words end last before it in its paragraph; None if another voice is nearer."""
    start = next(
        (p.start for p in reversed(paragraphs(text, body)) if p.start <= quotation.start), 0
    )
    behind = [
        (part.end, n)
        for n, one in enumerate(read)
        for part in (*one.content, one.cue, one.source)
        if part is not None and start <= part.start and part.end <= quotation.start
    ]
    if not behind:
        return None
    last = max(n_end for n_end in behind)[1]
    one = read[last]
    quoted = one.form != "indirect" and one.cue is not None and one.cue.start >= start
    clear = not _WORDS.search(text[one.cue.end : quotation.start]) if one.cue is not None else False
    return last if quoted and clear else None


def joined(read: list[Attribution], ruled: Mapping[Attribution, bool]) -> list[Attribution]:
    """What was read, with voices within voices, and what the rules alone see somebody say.

    `ruled` tells of each of theirs whether it has a voice of its own, without which it can't be one
    within another.
    """
    inner = [one for one, voice in ruled.items() if voice and _inner(one, read)]
    return [*read, *inner, *(one for one in ruled if _overlooked(one, read))]


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
    """Whether nothing that was read touches it."""
    if one.cue is None or one.source is None:
        return False
    parts = (*one.content, one.cue)
    return not any(
        part.overlaps(other)
        for part in parts
        for found in read
        for other in (*found.content, found.cue)
        if other is not None
    )
