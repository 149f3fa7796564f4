"""A second voice that stands aside within a content: '…, a figure he suggested surpasses all'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract import cues
from kg.extract.forms import form
from kg.extract.quotations import Quotation
from kg.extract.voices import VOICED
from kg.model import Attribution, Extent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

SHORTEST: Final = 3
"""Words behind the cue that make a content: 'a figure he called low' has none."""


def apart(
    read: Sequence[Attribution], doc: Doc, quotes: tuple[Quotation, ...]
) -> list[Attribution]:
    """The same, with what stands aside as an utterance of its own and cut out of the other."""
    out: list[Attribution] = []
    for one in read:
        kept: list[Extent] = []
        inner: list[Attribution] = []
        for piece in one.content:
            span = doc.char_span(piece.start, piece.end, alignment_mode="expand")
            verb = next(_voices(span), None) if span is not None else None
            if verb is None or span is None:
                kept.append(piece)
                continue
            inner.append(_inner(verb, piece, quotes))
            before = doc[span.start : _first(verb.head)].text.rstrip(" ,–—-")
            if before:
                kept.append(Extent(piece.start, piece.start + len(before)))
        out += [replace(one, content=tuple(kept)), *inner] if kept and inner else [one]
    return out


def _voices(span: Span) -> Iterator[Token]:
    """Verbs of saying in a relative clause without pronoun, on a noun that a comma sets off."""
    doc = span.doc
    for token in span:
        entry = cues.verb(token) if token.dep_ == "relcl" else None
        if entry is None or entry.kind not in VOICED or token.head.i > token.i:
            continue
        first = _first(token.head)
        off = first == span.start or doc[first - 1].text == ","
        inside = span.start <= first and span.end - token.i > SHORTEST
        subject = _subject(token)
        if off and inside and subject is not None and _first(subject) == token.head.i + 1:
            yield token


def _first(noun: Token) -> int:
    """Where the phrase of a noun begins; a comma before it, which may hang on it, left out."""
    at = int(noun.left_edge.i)
    while noun.doc[at].is_punct and at < noun.i:
        at += 1
    return at


def _subject(verb: Token) -> Token | None:
    found = [c for c in verb.lefts if c.dep_ == "nsubj" and c.tag_ not in {"WDT", "WP"}]
    return found[0] if len(found) == 1 else None


def _inner(verb: Token, piece: Extent, quotes: tuple[Quotation, ...]) -> Attribution:
    subject = _subject(verb)
    content = (Extent(verb.doc[verb.i + 1].idx, piece.end),)
    source = None
    if subject is not None:
        last = subject.right_edge
        source = Extent(subject.doc[_first(subject)].idx, last.idx + len(last.text))
    return Attribution(
        content=content,
        form=form(content, quotes),
        cue=Extent(verb.idx, verb.idx + len(verb.text)),
        source=source,
    )
