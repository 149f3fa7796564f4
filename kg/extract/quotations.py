"""Where quotation marks open and close, whatever marks they are.

Curly, straight, doubled single (`''so''`) and backquoted marks; a quotation over several paragraphs
re-opens at each. Only the outermost marks count: what is quoted inside a quotation belongs to it.
A mark without a partner costs that quotation alone, and is told by `unclosed`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.model import Extent

SINGLE_REACH: Final = 400
"""Characters within which a single mark must close: beyond, it was an apostrophe."""

_PARAGRAPH: Final = re.compile(r"\n\s*\n|(?<=[.!?:\"”'’)])[^\S\n]*\n")
_DOUBLE: Final = re.compile(r"[“”„\"]|''|``|‘‘|’’")
_OPENS: Final = re.compile(r"[“„\"]|''|``|‘‘")
_SINGLE: Final = re.compile(r"(?<![\w’'.,!?])[‘'](?=[\w“\"…$£€])")
_SINGLE_CLOSE: Final = re.compile(r"(?<=[\w.,!?…)%])[’'](?!\w)")
_BEFORE_OPENING: Final = re.compile(r"[\s(\[{—–\-/‘'*_>]")
_ELISION: Final = re.compile(r"['‘’](?:\d\ds?|em|til|cause|tis|twas|round|n)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """The words between two marks, marks included; one extent for each paragraph."""

    pieces: tuple[Extent, ...]

    @property
    def start(self) -> int:
        """Where its first mark stands."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where its last mark ends."""
        return self.pieces[-1].end


def quotations(text: str, body: Extent) -> tuple[Quotation, ...]:
    """The quotations in the body, in order, none inside another."""
    return _read(text, body)[0]


def unclosed(text: str, body: Extent) -> tuple[int, ...]:
    """Offsets of marks that open a quotation which nothing closes."""
    return _read(text, body)[1]


def paragraphs(text: str, body: Extent) -> tuple[Extent, ...]:
    """The paragraphs of the body, in order, blank ones left out."""
    found, start = [], body.start
    for gap in _PARAGRAPH.finditer(text, body.start, body.end):
        found.append((start, gap.start()))
        start = gap.end()
    found.append((start, body.end))
    return tuple(Extent(a, b) for a, b in found if text[a:b].strip())


def _read(text: str, body: Extent) -> tuple[tuple[Quotation, ...], tuple[int, ...]]:
    found: list[Quotation] = []
    lost: list[int] = []
    carried: list[Extent] = []
    for paragraph in paragraphs(text, body):
        start, end = paragraph.start, paragraph.end
        if carried:
            lead = _first(text, start, end)
            if not _OPENS.match(text, lead):
                lost.append(carried[0].start)
                carried = []
        pieces, opened, stray = _paragraph(text, start, end)
        lost += stray
        if carried:
            if pieces:
                found.append(Quotation(pieces=(*carried, pieces[0])))
                pieces, carried = pieces[1:], []
            elif opened is not None:
                carried.append(Extent(opened, _last(text, start, end)))
                continue
        found += [Quotation(pieces=(piece,)) for piece in pieces]
        if opened is not None:
            carried = [Extent(opened, _last(text, start, end))]
    lost += [carried[0].start] if carried else []
    return tuple(sorted(found, key=lambda q: q.start)), tuple(sorted(lost))


def _paragraph(text: str, start: int, end: int) -> tuple[list[Extent], int | None, list[int]]:
    """Closed quotations of a paragraph, where one stays open, and marks that came to nothing."""
    pieces: list[Extent] = []
    stray: list[int] = []
    opened: int | None = None
    for mark in _DOUBLE.finditer(text, start, end):
        at, after = mark.start(), mark.end()
        opening = _opening(text, at, after, start, end)
        if opened is None:
            if opening:
                opened = at
        elif opening and text[at] != "”":
            if text[opened] in "“„" and text[at] in "\"'":
                continue  # other marks inside: a quotation in the quotation
            stray.append(opened)
            opened = at
        else:
            pieces.append(Extent(opened, after))
            opened = None
    doubtful = opened is not None and _first(text, start, end) != opened
    singles_from = end if doubtful else start
    return _with_singles(text, singles_from, end, pieces), opened, stray


def _opening(text: str, at: int, after: int, start: int, end: int) -> bool:
    """Whether a mark opens: a space or the like before it, none after it."""
    if text[at] in "”’":
        return False
    spaced = at == start or bool(_BEFORE_OPENING.match(text, at - 1))
    glued = after < end and not text[after].isspace()
    return (spaced and glued) or (text[at] in "“„`‘" and glued)


def _with_singles(text: str, start: int, end: int, doubles: list[Extent]) -> list[Extent]:
    """Doubles, and single-marked quotations outside of them."""
    pieces = list(doubles)
    taken = start
    for mark in _SINGLE.finditer(text, start, end):
        at = mark.start()
        if at < taken or _ELISION.match(text, at) or text[at + 1 : at + 2] == text[at]:
            continue
        if any(p.start <= at < p.end for p in doubles):
            continue
        closes = [
            m
            for m in _SINGLE_CLOSE.finditer(text, at + 1, min(end, at + SINGLE_REACH))
            if not any(p.start <= m.start() < p.end for p in doubles)
        ]
        close = next((m for m in closes if text[m.start() - 1] in ".,!?…"), None) or next(
            iter(closes), None
        )
        # A single mark that would take in double ones is an apostrophe more often than a quotation.
        if close is not None and not any(p.start < close.end() and at < p.end for p in doubles):
            taken = close.end()
            pieces.append(Extent(at, taken))
    return sorted(pieces)


def _first(text: str, start: int, end: int) -> int:
    return end - len(text[start:end].lstrip())


def _last(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
