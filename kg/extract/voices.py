"""One voice within another: what stays, what is the same voice, and what stands aside."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.extents import merged, without
from kg.extract.reported import Saying
from kg.model import Extent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

VOICED: Final = frozenset({"speech", "evidence"})
_FULL: Final = frozenset({"clause", "", "according"})
"""Frames whose content is a clause of its own."""
_LOOSE: Final = frozenset({"appos", "npadvmod"})


def voices(sayings: Sequence[Saying], text: str, doc: Doc) -> list[Saying]:
    """The sayings, each with its own words only, in order of their cues.

    What stands beside a content ('…, adding that …', '…, a figure he called low') is taken out of
    it; a cue inside a content that brings in no other voice ('she said she thinks') is dropped.
    """
    ordered = sorted(sayings, key=lambda s: s.cue)
    asides = [(s, _aside(doc[s.at])) for s in ordered]
    cut = []
    starts = [s.cue.start for s in ordered]
    for outer in ordered:
        holes = [
            (a.start, a.end)
            for s, a in asides[_within(starts, outer)]
            if a is not None and s is not outer and not a.contains(outer.cue) and _holds(outer, s)
        ]
        cut.append(_less(outer, holes, text) if holes else outer)
    holders: dict[int, list[Saying]] = {}
    for outer in cut:
        for n in range(*_within(starts, outer).indices(len(cut))):
            if cut[n] is not outer and _holds(outer, cut[n]):
                holders.setdefault(n, []).append(outer)
    return [s for n, s in enumerate(cut) if not _same(s, holders.get(n, []), doc)]


def voiced(saying: Saying) -> bool:
    """Whether somebody is said to have said or shown a clause of its own, not to want a thing."""
    return saying.entry.kind in VOICED and saying.frame in _FULL


def _within(starts: list[int], outer: Saying) -> slice:
    if not outer.content:
        return slice(0, 0)
    return slice(
        bisect_left(starts, outer.content[0].start), bisect_left(starts, outer.content[-1].end)
    )


def _holds(outer: Saying, inner: Saying) -> bool:
    return any(p.contains(inner.cue) for p in outer.content)


def _aside(verb: Token) -> Extent | None:
    """The words that stand beside a clause with this cue in them, from their comma on."""
    first = None
    if verb.dep_ == "advcl" and verb.tag_ == "VBG":
        first = verb.left_edge
    elif verb.dep_ == "relcl" and verb.head.dep_ in _LOOSE:
        first = verb.head.left_edge
    if first is None or first.i == 0 or verb.doc[first.i - 1].text != ",":
        return None
    if first.i > verb.i:
        return None
    return Extent(first.idx, max(verb.sent.end_char, verb.idx + len(verb)))


def _less(outer: Saying, holes: list[tuple[int, int]], text: str) -> Saying:
    pieces = []
    for piece in outer.content:
        for a, b in without(piece.start, piece.end, holes):
            while b > a and text[b - 1] in " ,;\n":
                b -= 1
            if b > a:
                pieces.append(Extent(a, b))
    return replace(outer, content=merged(pieces, text)) if pieces else outer


def _same(inner: Saying, holders: Sequence[Saying], doc: Doc) -> bool:
    """Whether a cue inside what somebody says brings in no other voice."""
    if not holders:
        return False
    if inner.source is None or inner.entry.kind not in VOICED:
        return True
    if any(h.source == inner.source for h in holders):
        return True
    span = doc.char_span(inner.source.start, inner.source.end, alignment_mode="expand")
    return span is None or span.root.pos_ == "PRON" or inner.frame not in _FULL
