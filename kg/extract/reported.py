"""What is said in the reporter's words: verbs of saying and thinking with their complements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract import cues, subjects
from kg.extract.extents import merged, trimmed, without
from kg.extract.frames import complement, ended
from kg.extract.quotations import Quotation
from kg.model import Extent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SPEAKER_ITSELF: Final = frozenset({"i", "we", "you", "one"})
"""Inside a quotation these are its speaker, or nobody in particular: no voice of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A cue found at a verb, with what it brings in.

    Attributes:
        at: index of the cue's token.
        frame: the construction that brought the content in; "" where a quotation did alone.
        source: None where nobody is named.
        content: pieces in order; empty where only a quotation can give it.
    """

    at: int
    entry: cues.Entry
    cue: Extent
    source: Extent | None
    content: tuple[Extent, ...]
    frame: str
    region: Extent
    """The words that bring the content in: source, cue and what stands between."""


def reported(
    document_text: str, doc: Doc, body: Extent, quotes: Sequence[Quotation]
) -> list[Saying]:
    """Each verb of the lexicon that brings in content by one of its frames, in order of cues."""
    found = []
    for token in doc:
        if not body.start <= token.idx < body.end:
            continue
        entry = cues.verb(token)
        if entry is None:
            continue
        saying = _saying(document_text, token, entry, quotes)
        if saying:
            found.append(saying)
    return found


def _saying(
    text: str, verb: Token, entry: cues.Entry, quotes: Sequence[Quotation]
) -> Saying | None:
    if verb.dep_ in {"amod", "compound", "auxpass", "aux"}:
        return None
    first, last = cues.verb_group(verb)
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)
    head = None if entry.kind == "seeming" else subjects.subject(verb)
    source = subjects.phrase(head, without=first) if head is not None else None
    frame, ranges, cue_end = complement(verb, entry, passive=passive)
    doc = verb.doc
    holder = subjects.quotation_at(doc[first].idx, quotes)
    if holder and (source is None or head is None or head.lower_ in _SPEAKER_ITSELF):
        return None
    around = [q for q in quotes if q is not holder]
    cue = Extent(doc[first].idx, ended(doc[max(last, cue_end)]))
    region = _region(text, cue, source)
    pieces: list[Extent] = []
    for a, b in ranges:
        if holder:
            a, b = max(a, holder.start + 1), min(b, holder.end - 1)
        for x, y in without(a, b, [(region.start, region.end), (cue.start, cue.end)]):
            piece = trimmed(text, x, y, around)
            if piece:
                pieces.append(piece)
    if not frame and "quote" not in entry.frames:
        return None
    return Saying(
        at=verb.i,
        entry=entry,
        cue=cue,
        source=source,
        content=merged(pieces, text),
        frame=frame,
        region=region,
    )


def _region(text: str, cue: Extent, source: Extent | None) -> Extent:
    """Cue and source as one range where they stand next to one another, else the cue alone."""
    if source is None:
        return cue
    between = text[min(cue.end, source.end) : max(cue.start, source.start)]
    if len(between) > 60 or "\n" in between:
        return cue
    return Extent(min(cue.start, source.start), max(cue.end, source.end))
