"""Which cue a quotation belongs to: after it, before it, around it, or in the sentence before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.extract.extents import merged
from kg.extract.quotations import Quotation
from kg.extract.reported import Saying
from kg.model import Extent

AFTER: Final = 160
"""Characters within which a cue must follow the quotation that it brings in."""
BEFORE: Final = 120
"""Characters within which a quotation must follow its cue, in one sentence."""

_STOP: Final = re.compile(r"\n|[.!?;:](?=\s)")
_SPOKEN: Final = re.compile(r"\w+")
CLOSE: Final = 3
"""Words between a quotation and its cue besides the speaker: '"…," the mayor then said'."""
LOOSE: Final = 5
"""The same where no speaker could be found after the quotation, so that they may be the speaker."""


def quoted(
    text: str, quotes: Sequence[Quotation], sayings: Sequence[Saying]
) -> tuple[list[Saying], list[Quotation]]:
    """The sayings with their quotations joined to their content, and quotations left over.

    A quotation goes to the cue that follows in its sentence, else to that whose content holds it,
    else to the one before, else, at the start of a sentence, to the cue of the sentence before in
    the same paragraph.
    """
    outside = [s for s in sayings if not any(q.start < s.cue.start < q.end for q in quotes)]
    outside.sort(key=lambda s: s.cue.start)
    starts = [s.cue.start for s in outside]
    around = _around(quotes, outside)
    joined: dict[int, list[Extent]] = {}
    left: list[Quotation] = []
    previous: tuple[int, int] | None = None  # (cue's token, where its words end)
    for n, quote in enumerate(quotes):
        following = quotes[n + 1].start if n + 1 < len(quotes) else len(text)
        before = quotes[n - 1].end if n else 0
        holder = (
            _after(text, quote, outside, starts, following)
            or around.get(quote.start)
            or _before(text, quote, outside, starts, before)
        )
        at = holder.at if holder else None
        if at is None and previous and _continues(text, quote, previous[1]):
            at = previous[0]
        if at is None:
            left.append(quote)
            continue
        if holder is None or not _inside(quote, holder):
            joined.setdefault(at, []).extend(quote.pieces)
        end = max([quote.end, *([holder.cue.end] if holder else [])])
        previous = (at, end)
    out = []
    for saying in sayings:
        extra = joined.get(saying.at, [])
        if extra:
            own = () if _replaced(saying, extra, text) else saying.content
            out.append(replace(saying, content=merged([*own, *extra], text)))
        elif saying.content and saying.frame:
            out.append(saying)
    return out, left


def _replaced(saying: Saying, extra: list[Extent], text: str) -> bool:
    """Whether a complement is only the parser's reading of a quotation that stands apart."""
    if saying.frame in {"clause", "small"}:
        return all(any(e.contains(p) for e in extra) for p in saying.content)
    return True


def _inside(quote: Quotation, saying: Saying) -> bool:
    return all(any(c.contains(p) for c in saying.content) for p in quote.pieces)


def _speaks(saying: Saying) -> bool:
    return "quote" in saying.entry.frames or "clause" in saying.entry.frames


def _after(
    text: str, quote: Quotation, sayings: list[Saying], starts: list[int], following: int
) -> Saying | None:
    """The cue in the rest of the sentence: '"…," she said'."""
    gap = text[quote.end : quote.end + 3]
    inner = text[quote.end - 2 : quote.end - 1]
    if inner == "." and not (gap.lstrip()[:1].islower() or gap[:1] == ","):
        return None
    stop = _STOP.search(text, quote.end, min(len(text), quote.end + AFTER))
    end = min(stop.start() if stop else quote.end + AFTER, following)
    n = bisect_left(starts, quote.end)
    if n >= len(sayings) or sayings[n].cue.start >= end or "quote" not in sayings[n].entry.frames:
        return None
    saying = sayings[n]
    named = saying.source if saying.source and saying.source.start >= quote.end else None
    if saying.frame and not (saying.content and saying.content[0].start < saying.cue.start):
        return saying if named and inner in ",?!" else None
    between = text[quote.end : saying.cue.start]
    if named is None:
        return saying if len(between.split()) <= LOOSE and inner in ",?!—-" else None
    if named.start < saying.cue.start:
        between = text[quote.end : named.start] + text[named.end : saying.cue.start]
    return saying if len(between.split()) <= CLOSE else None


def _around(quotes: Sequence[Quotation], sayings: Sequence[Saying]) -> dict[int, Saying]:
    """For each quotation inside a content, by its start, the cue of the innermost such content."""
    found: dict[int, Saying] = {}
    begins = [q.start for q in quotes]
    for saying in sayings:
        for piece in saying.content:
            for n in range(bisect_left(begins, piece.start), bisect_left(begins, piece.end)):
                if not _inside(quotes[n], saying):
                    continue
                older = found.get(begins[n])
                if older is None or _length(saying) < _length(older):
                    found[begins[n]] = saying
    return found


def _length(saying: Saying) -> int:
    return saying.content[-1].end - saying.content[0].start


def _before(
    text: str, quote: Quotation, sayings: list[Saying], starts: list[int], before: int
) -> Saying | None:
    """The cue earlier in the sentence: 'she said: "…"', 'he said it was "…"'."""
    n = bisect_left(starts, quote.start) - 1
    while n >= 0 and quote.start - sayings[n].cue.end <= BEFORE:
        saying = sayings[n]
        between = text[saying.cue.end : quote.start]
        if re.search(r"[.!?;](?=\s)", between) or (saying.cue.end < before and '"' in between):
            return None
        if _speaks(saying):
            colon = between.rstrip().endswith(":")
            if "\n" in between and not colon:
                return None
            if colon or len(_SPOKEN.findall(between)) <= 5:
                return saying if "quote" in saying.entry.frames or saying.frame else None
            return None
        n -= 1
    return None


def _continues(text: str, quote: Quotation, end: int) -> bool:
    """Whether a quotation begins the sentence after the words of the last cue, in its paragraph."""
    between = text[end : quote.start]
    return (
        "\n" not in between
        and bool(re.fullmatch(r"[^.!?]{0,200}[.!?]?[”\"’']?\s*", between))
        and (between.rstrip()[-1:] in ".!?" if between.strip() else True)
    )
