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
SENTENCE: Final = 4
"""Words from which a quotation on its own can be an utterance rather than a term in marks."""


def quoted(
    text: str, quotes: Sequence[Quotation], sayings: Sequence[Saying]
) -> tuple[list[Saying], list[Quotation]]:
    """The sayings with their quotations joined to their content, and quotations left over.

    A quotation that lies in the content of a saying is part of it already. Each of the others goes
    to the cue that follows in its sentence, else to the one before, else, at the start of a sentence,
    to the cue of the sentence before in the same paragraph.
    """
    outside = [s for s in sayings if not any(q.start < s.cue.start < q.end for q in quotes)]
    outside.sort(key=lambda s: s.cue.start)
    starts = [s.cue.start for s in outside]
    joined: dict[int, list[Extent]] = {}
    left: list[Quotation] = []
    previous: tuple[int, int] | None = None  # (cue's token, where its words end)
    for n, quote in enumerate(quotes):
        following = quotes[n + 1].start if n + 1 < len(quotes) else len(text)
        before = quotes[n - 1].end if n else 0
        holder = (
            _after(text, quote, outside, starts, following)
            or _around(quote, outside)
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
    if inner in ".!?…" and not (gap.lstrip()[:1].islower() or gap[:1] == ","):
        if inner == ".":
            return None
    stop = _STOP.search(text, quote.end, min(len(text), quote.end + AFTER))
    end = min(stop.start() if stop else quote.end + AFTER, following)
    n = bisect_left(starts, quote.end)
    if n < len(sayings) and sayings[n].cue.start < end and "quote" in sayings[n].entry.frames:
        saying = sayings[n]
        if saying.frame == "" or saying.content and saying.content[0].start < saying.cue.start:
            between = text[quote.end : saying.cue.start]
            subject = saying.source
            if subject and subject.start >= quote.end:
                if subject.start < saying.cue.start:
                    between = text[quote.end : subject.start] + text[subject.end : saying.cue.start]
                return saying if len(between.split()) <= 3 else None
            return saying if len(between.split()) <= 5 and inner in ",?!—-" else None
        if saying.frame and saying.source and saying.source.start >= quote.end and inner in ",?!":
            return saying
    return None


def _around(quote: Quotation, sayings: list[Saying]) -> Saying | None:
    """The innermost cue whose content holds the quotation."""
    holders = [s for s in sayings if s.content and _inside(quote, s)]
    return min(holders, key=lambda s: s.content[-1].end - s.content[0].start, default=None)


def _before(
    text: str, quote: Quotation, sayings: list[Saying], starts: list[int], before: int
) -> Saying | None:
    """The cue earlier in the sentence: 'she said: "…"', 'he said it was "…"'."""
    n = bisect_left(starts, quote.start) - 1
    while n >= 0 and quote.start - sayings[n].cue.end <= BEFORE:
        saying = sayings[n]
        between = text[saying.cue.end : quote.start]
        if re.search(r"[.!?;](?=\s)", between) or saying.cue.end < before and '"' in between:
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
