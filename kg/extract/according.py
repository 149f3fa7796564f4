"""'According to', and hearsay: words that attribute the whole clause they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract import cues, subjects
from kg.extract.extents import merged, trimmed, without
from kg.extract.lexicon import lexicon
from kg.extract.phrases import text_of
from kg.extract.quotations import Quotation
from kg.extract.reported import Saying
from kg.model import Extent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def according(text: str, doc: Doc, body: Extent, quotes: Sequence[Quotation]) -> list[Saying]:
    """Each 'according to …' with the rest of its clause, in order."""
    phrases = lexicon("cue_phrases")["according"]["asserts"]
    pattern = re.compile("|".join(rf"\b{p}\b" for p in phrases), re.IGNORECASE)
    found = []
    for match in pattern.finditer(text, body.start, body.end):
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is None or subjects.quotation_at(match.start(), quotes):
            continue
        head = next((c for c in span[-1].rights if c.dep_ in {"pobj", "pcomp"}), None)
        if head is None:
            continue
        source = subjects.phrase(head)
        region = Extent(match.start(), max(source.end, match.end()))
        content = _rest(text, doc, region, span[0], quotes)
        if content:
            found.append(
                Saying(
                    at=span[0].i,
                    entry=_ACCORDING,
                    cue=Extent(match.start(), match.end()),
                    source=source,
                    content=content,
                    frame="according",
                    region=region,
                )
            )
    return found


_ACCORDING = cues.Entry(
    name="according to", kind="speech", stance="asserts", frames=frozenset({"quote"})
)
_HEARSAY = cues.Entry(name="reportedly", kind="hearsay", stance="reports", frames=frozenset())


def _rest(
    text: str, doc: Doc, region: Extent, first: Token, quotes: Sequence[Quotation]
) -> tuple[Extent, ...]:
    """The clause around a phrase, the phrase itself left out."""
    sent = first.sent
    low, high = sent.start_char, sent.end_char
    if not text[low : region.start].strip(" \n\t\"“'‘"):  # the phrase opens the sentence
        high = max(high, region.end)
        quote = subjects.quotation_at(high - 1, quotes) if high > region.end else None
        high = quote.end if quote else high
    else:
        low, high = _clause(doc, first, low, high)
        if text[region.end : region.end + 1] == "," and not text[region.end : high].strip(" ,.\n"):
            high = region.end
    pieces = (
        trimmed(text, a, b, quotes) for a, b in without(low, high, [(region.start, region.end)])
    )
    return merged([p for p in pieces if p], text)


def _clause(doc: Doc, first: Token, low: int, high: int) -> tuple[int, int]:
    """The part of the sentence that the phrase hangs on: up to a semicolon, dash or main clause."""
    text = text_of(doc)
    for mark in re.finditer(r"[;—–]|, (?:and|but) ", text[low : first.idx]):
        rest = text[low + mark.end() : first.idx]
        if len(rest.split()) > 4 and mark.group()[0] in ";—–":
            low += mark.end()
            break
    return low, high


def hearsay(text: str, doc: Doc, body: Extent, quotes: Sequence[Quotation]) -> list[Saying]:
    """Each 'reportedly' and the like with the clause that it stands in, source unnamed."""
    words = frozenset(lexicon("cue_phrases")["hearsay"]["asserts"])
    found = []
    for word in doc:
        if word.lower_ not in words or not body.start <= word.idx < body.end:
            continue
        if subjects.quotation_at(word.idx, quotes):
            continue
        content = _predication(text, word, quotes)
        if content:
            cue = cues.extent(word)
            found.append(
                Saying(
                    at=word.i,
                    entry=_HEARSAY,
                    cue=cue,
                    source=None,
                    content=content,
                    frame="hearsay",
                    region=cue,
                )
            )
    return found


def _predication(text: str, word: Token, quotes: Sequence[Quotation]) -> tuple[Extent, ...]:
    """The clause of the word that an adverb modifies, without the adverb."""
    head = word.head
    if head.pos_ not in {"VERB", "AUX"}:
        first, last = head.left_edge, head.right_edge
    else:
        while head.dep_ in {"aux", "auxpass"}:
            head = head.head
        first, last = head.left_edge, head.right_edge
        if head.dep_ in {"relcl", "acl", "conj", "advcl"}:
            first = word
    low, high = first.idx, last.idx + len(last)
    dash = re.search(r"\s[—–]\s|;", text[word.idx : high])
    high = word.idx + dash.start() if dash else high
    pieces = (
        trimmed(text, a, b, quotes)
        for a, b in without(low, high, [(word.idx, word.idx + len(word))])
    )
    return merged([p for p in pieces if p], text)
