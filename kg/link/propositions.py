"""What each utterance puts forward: one proposition, or several where the text parts them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from kg.link.wording import denies
from kg.model import Extent, Extraction, Polarity, Proposition, Utterance, normalised
from kg.thresholds import SENTENCES_APART

QUOTES: Final = "\"“”„«»‘’'"
_SPACE: Final = " \t\r\n\u00a0"
_COORDINATED: Final = re.compile(r",?\s+(?:and|but|or)\s+(?=that\s)")
_SEMICOLON: Final = re.compile(r";\s+(?:and\s+|but\s+)?(?=\w+\s+\w+\s+\w+)")
_SENTENCE: Final = re.compile(r"(?<=[.!?…])[\"”’']?\s+(?=[\"“‘']?[A-Z0-9])")
_ABBREVIATED: Final = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|Inc|Ltd|Co|[A-Z]))\.$")
_JOINED: Final = re.compile(r"[,;:—–\s-]*\b(?:and|but|yet|so)\b[,\s]*$", re.IGNORECASE)
_LEADING: Final = re.compile(r"^(?:(?:and|but|or)\s+)?(?:that\s+)?", re.IGNORECASE)


def propositions(extraction: Extraction) -> tuple[Proposition, ...]:
    """One proposition or more per utterance, in order of the utterances; no targets yet.

    Parted are: clauses that each have their own 'that', clauses on both sides of a semicolon, and
    sentences of long direct speech and posts; and a sentence that direct speech begins after its
    reporting clause. Nothing is parted at a bare 'and', which joins nouns as
    often as clauses.
    """
    text = extraction.document.text
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for utterance in extraction.utterances:
        for content in parts(utterance, text):
            wording = worded(content, text)
            if not normalised(wording):
                continue
            sign = sign_of(utterance, text)
            key = (sign, normalised(wording))
            found.append(
                Proposition(
                    id=Proposition.ident(extraction.document.id, sign, wording, seen[key]),
                    utterance=utterance.id,
                    document=extraction.document.id,
                    text=wording,
                    polarity=sign,
                    content=content,
                )
            )
            seen[key] += 1
    return tuple(found)


def sign_of(utterance: Utterance, text: str) -> Polarity:
    """Polarity of what is put forward: that of the content, turned round by a cue that denies.

    A denial that lies in the content alone ('We took nothing') has turned its polarity already.
    """
    if utterance.stance != "denies":
        return utterance.polarity
    cue = utterance.cue.within(text) if utterance.cue else ""
    if denies(cue) and utterance.polarity == "negative":
        return "positive"
    return "negative"


def parts(utterance: Utterance, text: str) -> tuple[tuple[Extent, ...], ...]:
    """The content, piece by piece, put together into what belongs to one proposition."""
    found: list[list[Extent]] = []
    before: Extent | None = None
    for piece in utterance.content:
        for n, extent in enumerate(_cut(piece, utterance, text)):
            fresh = n > 0 or before is None or _ended(before, piece, utterance, text)
            fresh = fresh or _begins(piece, utterance, text)
            if fresh or not found:
                found.append([extent])
            else:
                found[-1].append(extent)
        before = piece
    return tuple(tuple(extents) for extents in found)


def worded(content: Sequence[Extent], text: str) -> str:
    """The pieces as one string: quotation marks around them and a leading 'that' left out."""
    pieces = [" ".join(extent.within(text).split()) for extent in content]
    joined = " … ".join(piece for piece in pieces if piece)
    stripped = _LEADING.sub("", joined)
    return stripped or joined


def _cut(piece: Extent, utterance: Utterance, text: str) -> Iterator[Extent]:
    """The piece cut where its own punctuation parts clauses, quotation marks trimmed."""
    whole = piece.within(text)
    cuts = [match.span() for match in _SEMICOLON.finditer(whole)]
    if whole.lstrip(_SPACE + QUOTES).lower().startswith("that "):
        cuts += [match.span() for match in _COORDINATED.finditer(whole)]
    if _is_long(utterance, text):
        cuts += [
            match.span()
            for match in _SENTENCE.finditer(whole)
            if not _ABBREVIATED.search(whole[: match.start()])
        ]
    if _parted(utterance, text):
        cuts += [
            (match.start(), at - piece.start)
            for at in utterance.clauses
            if piece.start < at < piece.end
            if (match := _JOINED.search(whole[: at - piece.start])) and match.start()
        ]
    start = 0
    for left, right in [*sorted(cuts), (len(whole), len(whole))]:
        if left < start:
            continue
        extent = _trimmed(whole, start, left, quoted=utterance.form in ("direct", "post"))
        if extent is not None:
            yield Extent(piece.start + extent.start, piece.start + extent.end)
        start = right


def _parted(utterance: Utterance, text: str) -> bool:
    """Whether coordinate clauses are propositions of their own: not in a breath of speech."""
    return utterance.form not in ("direct", "post") or _is_long(utterance, text)


def _begins(piece: Extent, utterance: Utterance, text: str) -> bool:
    """Whether a piece begins with a further clause: '“…” and she expects more'."""
    return _parted(utterance, text) and any(
        piece.start < at < piece.end and (match := _JOINED.search(text[piece.start : at]))
        and not match.start()
        for at in utterance.clauses
    )  # fmt: skip


def _is_long(utterance: Utterance, text: str) -> bool:
    """Whether direct words are too many for one proposition."""
    if utterance.form not in ("direct", "post"):
        return False
    return sum(len(p.within(text).split()) for p in utterance.content) > SENTENCES_APART


def _trimmed(whole: str, start: int, end: int, *, quoted: bool) -> Extent | None:
    around = _SPACE + QUOTES if quoted else _SPACE
    while start < end and whole[start] in around:
        start += 1
    while end > start and whole[end - 1] in around:
        end -= 1
    return Extent(start, end) if start < end else None


def _ended(before: Extent, after: Extent, utterance: Utterance, text: str) -> bool:
    """Whether a sentence ends between two pieces: '…,' she said. '…' are two."""
    if utterance.form != "direct" and not _is_long(utterance, text):
        return False
    gap = text[before.end : after.start]
    said = before.within(text).rstrip(_SPACE + QUOTES)
    return bool(re.search(r"[.!?]", gap)) or said.endswith((".", "!", "?"))
