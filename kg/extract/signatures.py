"""Posts: embedded in an article, told by the line that signs them, or a document of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from kg.extract.extents import overlap
from kg.extract.quotations import paragraphs
from kg.model import Attribution, Document, Extent, normalised

if TYPE_CHECKING:
    from spacy.tokens import Doc

RENAMED: Final = date(2023, 7, 24)
"""From this day on, Twitter is called X."""
SHORTEST: Final = 4
"""Words from which a sentence of a post is taken for a statement."""
WIDE: Final = 3
"""Line ends between the paragraphs of one post, where articles have two."""

_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2},?\s+\d{4}"
_SIGNATURE: Final = re.compile(
    r"(?:[—–]|--)\s*(?P<source>(?P<name>[^\s()@—–][^\n()@—–]{0,80}?)"
    r"\s*\(@(?P<handle>\w{1,30})\))(?:,?\s*(?P<day>" + _MONTH + r"))?"
)
_SHARED: Final = re.compile(
    r"A post shared by "
    r"(?P<source>(?P<name>[^\n()@]{1,80}?)\s*\(@(?P<handle>[\w.]{1,30})\))(?P<day>)"
)
_PICTURE: Final = re.compile(r"\bpic\.(?:twitter|x)\.com/\w+")
_CARD: Final = re.compile(r"<[^<>\n]{0,80}>|https?://\S+|\bpic\.\w+\.com/\w+|\bt\.co/\w+")
_TAIL: Final = re.compile(r"[^\w.!?…\"”’')]+$")


def posts(document: Document, body: Extent) -> list[Attribution]:
    """The posts embedded in the body, in order, each up to the line that signs it.

    A signature gives name, handle and day; a picture's address without one, a post without author.
    """
    text = document.text
    blocks = paragraphs(text, body)
    found = []
    for n, block in enumerate(blocks):
        signed = _SIGNATURE.search(text, block.start, block.end) or _SHARED.search(
            text, block.start, block.end
        )
        picture = _PICTURE.search(text, block.start, block.end)
        if signed is None and picture is None:
            continue
        ends = [m.start() for m in (signed, picture) if m is not None]
        pieces = _pieces(text, blocks, n, min(ends))
        if not pieces:
            continue
        day = _day(signed["day"]) if signed else None
        found.append(
            Attribution(
                content=tuple(pieces),
                form="post",
                source=Extent(*signed.span("source")) if signed else None,
                said=day,
                author=" ".join(signed["name"].split()) if signed else None,
                handle=signed["handle"] if signed else None,
                platform=_platform(text[block.start : block.end], day or document.published),
            )
        )
    return found


def _pieces(text: str, blocks: Sequence[Extent], n: int, end: int) -> list[Extent]:
    """The paragraphs of the post that ends in this block: back to where the article's gaps begin.

    A paragraph that stands there twice is the preview of the post's text, and counts once.
    """
    pieces = [_clean(text, blocks[n].start, end)]
    above = n - 1
    while above >= 0:
        gap = text[blocks[above].end : blocks[above + 1].start].count("\n")
        doubled = above > 0 and _same(text, blocks[above - 1], blocks[above])
        if gap < WIDE and not doubled:
            break
        pieces.append(_clean(text, blocks[above].start, blocks[above].end))
        above -= 2 if doubled else 1
        if doubled:
            break
    return sorted(p for p in pieces if p is not None)


def _same(text: str, one: Extent, other: Extent) -> bool:
    return normalised(one.within(text)) == normalised(other.within(text))


def _clean(text: str, start: int, end: int) -> Extent | None:
    for card in _CARD.finditer(text, start, end):
        if not re.search(r"\w", text[start : card.start()]):
            start = card.end()
        else:
            end = card.start()
            break
    while start < end and text[start].isspace():
        start += 1
    end = start + len(_TAIL.sub("", text[start:end].rstrip(" —–-\n")))
    return Extent(start, end) if re.search(r"\w", text[start:end]) else None


def _day(words: str | None) -> date | None:
    for form in ("%b %d %Y", "%B %d %Y"):
        try:
            return datetime.strptime(re.sub(r"[.,]", "", words or ""), form).date()
        except ValueError:
            continue
    return None


def _platform(words: str, day: date | None) -> str | None:
    if "A post shared by" in words:
        return "Instagram"
    if re.search(r"pic\.(?:twitter|x)\.com|t\.co/|twitter\.com", words):
        return "X" if day is None or day >= RENAMED else "Twitter"
    return None


def own_words(
    document: Document, doc: Doc, body: Extent, others: Sequence[Attribution]
) -> list[Attribution]:
    """The statements of a document that is itself a post, what it reports of others left out."""
    text = document.text
    source = None
    if document.handle:
        at = text.find("@" + document.handle.lstrip("@"), 0, body.end)
        source = Extent(at, at + 1 + len(document.handle.lstrip("@"))) if at >= 0 else None
    found = []
    taken = sorted(_whole(a) for a in others)
    for sentence in doc.sents:
        if not body.start <= sentence.start_char < body.end:
            continue
        piece = _clean(text, sentence.start_char, min(sentence.end_char, body.end))
        if piece is None or len(piece.within(text).split()) < SHORTEST:
            continue
        if overlap([piece], [t for t in taken if t.overlaps(piece)]) * 2 > piece.end - piece.start:
            continue
        found.append(
            Attribution(
                content=(piece,),
                form="post",
                source=source,
                said=document.published,
                handle=document.handle.lstrip("@") if document.handle else None,
                platform=document.platform,
                author=document.authors[0] if len(document.authors) == 1 else None,
            )
        )
    return found


def _whole(one: Attribution) -> Extent:
    """From the first to the last of source, cue and content."""
    parts = [p for p in (*one.content, one.cue, one.source) if p is not None]
    return Extent(min(p.start for p in parts), max(p.end for p in parts))
