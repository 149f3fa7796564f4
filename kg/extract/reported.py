"""What is said in the reporter's words: verbs of saying and thinking with their complements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract import cues, subjects
from kg.extract.extents import merged, trimmed, without
from kg.extract.quotations import Quotation
from kg.model import Extent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE_MARKS: Final = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
_FINITE_TAGS: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PAIRED: Final = frozenset({"prep", "agent"})
_SPEAKER_ITSELF: Final = frozenset({"i", "we", "you", "one"})
"""Inside a quotation these are its speaker, or nobody in particular: no voice of their own."""
_REMARK: Final = frozenset({"advcl", "parataxis"})


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


def reported(document_text: str, doc: Doc, body: Extent, quotes: Sequence[Quotation]) -> list[Saying]:
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
    frame, ranges, cue_end = _complement(verb, entry, passive=passive)
    doc = verb.doc
    holder = subjects.quotation_at(doc[first].idx, quotes)
    if holder and (source is None or head is None or head.lower_ in _SPEAKER_ITSELF):
        return None
    around = [q for q in quotes if q is not holder]
    cue = Extent(doc[first].idx, _end(doc[max(last, cue_end)]))
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


def _end(token: Token) -> int:
    return token.idx + len(token)


def _span(first: Token, last: Token) -> tuple[int, int]:
    return first.idx, _end(last)


def _complement(
    verb: Token, entry: cues.Entry, *, passive: bool
) -> tuple[str, list[tuple[int, int]], int]:
    """The frame that applies, the ranges of its content, and the last token of its cue.

    Frames are tried in one order: the fuller construction before its part.
    """
    frames = entry.frames
    objects = [c for c in verb.children if c.dep_ in {"dobj", "attr"} and c.i > verb.i]
    for name, low, high, cue_end in _constructions(verb, objects, passive=passive):
        if name in frames:
            return name, [_span(low, high)], cue_end
    if "clause" in frames or "quote" in frames:
        remark = _remark(verb)
        if remark:
            return "clause", remark, -1
    if "clause" in frames and verb.dep_ in {"relcl", "ccomp"} and verb.i + 1 < verb.sent.end:
        after = verb.nbor()  # 'a price she said was fair': the clause around it lacks its subject
        if after.tag_ in _FINITE_TAGS and after.i not in {c.i for c in verb.children if c.dep_ == "prt"}:
            return "clause", [_span(after, after.right_edge)], -1
    return "", [], -1


def _constructions(
    verb: Token, objects: list[Token], *, passive: bool
) -> Iterator[tuple[str, Token, Token, int]]:
    """(frame, first token, last token, last token of the cue) for each complement."""
    children = list(verb.children)
    for c in children:
        if c.dep_ == "ccomp" and (_finite(c) or c.i < verb.i):
            yield "clause", c.left_edge, c.right_edge, -1
    for c in children:
        if c.dep_ == "xcomp" and c.i > verb.i and objects and objects[0].i < c.i and _to(c):
            yield "person-to", objects[0].left_edge, c.right_edge, -1
        if c.dep_ == "ccomp" and c.i > verb.i and not _finite(c):
            name = "person-to" if _to(c) else "small"
            yield name, c.left_edge, c.right_edge, -1
        if c.dep_ == "oprd" and c.i > verb.i:
            start = objects[0] if objects and objects[0].i < c.i else c
            yield "small", start.left_edge, c.right_edge, -1
    for c in children:
        if c.dep_ in {"xcomp", "advcl"} and c.i > verb.i and _to(c):
            mark = next((m for m in c.children if m.dep_ == "mark" and m.lower_ == "for"), None)
            if mark is not None and mark.i - verb.i <= 2 and mark.i < mark.doc[-1].i:
                yield "for", mark.nbor(), c.right_edge, mark.i
    for c in children:
        if c.dep_ == "xcomp" and c.i > verb.i:
            if _to(c):
                yield "infinitive", c.left_edge, c.right_edge, -1
            elif c.tag_ == "VBG":
                yield "gerund", c.left_edge, c.right_edge, -1
            else:
                yield "small", c.left_edge, c.right_edge, -1
    for o in objects[:1]:
        for p in o.rights:
            if p.dep_ == "prep":
                yield f"object-{p.lower_}", o.left_edge, o.right_edge, -1
    for p in children:
        if p.dep_ in _PAIRED and p.i > verb.i:
            if objects and objects[0].i < p.i:
                yield f"object-{p.lower_}", objects[0].left_edge, p.right_edge, -1
            inner = next((o for o in p.children if o.dep_ in {"pobj", "pcomp"}), None)
            if inner is not None and not passive and p.i - verb.i <= 4:
                role = next((r for r in children if r.lower_ == "as" and r.i > p.i), p)
                yield p.lower_, inner.left_edge, role.right_edge, p.i
    if objects and not passive:
        yield "object", objects[0].left_edge, objects[0].right_edge, -1
    for c in children:
        if c.dep_ == "ccomp" and c.tag_ == "VBG":
            yield "gerund", c.left_edge, c.right_edge, -1


def _to(token: Token) -> bool:
    return any(c.tag_ == "TO" for c in token.children)


def _finite(token: Token) -> bool:
    """Whether a clause has a subject and a finite verb, or is a question by its first word."""
    if token.pos_ not in {"VERB", "AUX"} or _to(token):
        return bool(token.pos_ in {"NOUN", "ADJ", "PROPN"} and _subject(token) and _marked(token))
    if token.tag_ in {"VBG"} and not any(c.dep_ == "aux" for c in token.children):
        return False
    return _subject(token) or token.tag_ in {"VBD", "VBZ", "VBP", "MD", "VBN"}


def _subject(token: Token) -> bool:
    return any(c.dep_ in _FINITE_MARKS for c in token.children)


def _marked(token: Token) -> bool:
    return any(c.dep_ == "mark" for c in token.children)


def _remark(verb: Token) -> list[tuple[int, int]]:
    """Content of a remark put beside a clause ('as she noted', '…, he said, …'): that clause."""
    if verb.dep_ not in _REMARK or verb.head.pos_ not in {"VERB", "AUX"}:
        return []
    as_remark = any(c.dep_ in {"mark", "advmod"} and c.lower_ == "as" for c in verb.children)
    bare = not any(c.dep_ in {"dobj", "xcomp", "ccomp"} for c in verb.children)
    if not (bare and (as_remark or verb.dep_ == "parataxis") and verb.tag_ != "VBG"):
        return []
    sent = verb.sent
    low, high = verb.left_edge.idx, _end(verb.right_edge)
    return without(sent.start_char, sent.end_char, [(low, high)])
