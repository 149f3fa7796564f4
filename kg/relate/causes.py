"""What a claim says brings something about, and what it says does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.relate.lexicon import lexicon, listed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What is said to bring something about, or expressly not to.

    Attributes:
        words: lemmas of the nouns and names in the cause.
    """

    words: frozenset[str]
    excluded: bool = False


def causes(doc: Doc) -> Iterator[Cause]:
    """The causes a claim names, in order: subjects of causal verbs, what follows 'because of'."""
    low = doc.text.lower().replace("’", "'")
    for pattern in lexicon("causes")["excluded"]["patterns"]:
        for match in re.finditer(pattern, low):
            yield Cause(
                words=_content(doc, match.start("cause"), match.end("cause")), excluded=True
            )
    for pattern in lexicon("causes")["given"]["patterns"]:
        for match in re.finditer(pattern, low):
            yield Cause(words=_content(doc, match.start("cause"), match.end("cause")))
    for token in doc:
        if token.pos_ == "VERB" and _causal(token):
            subject = next((c for c in token.children if c.dep_ in {"nsubj", "csubj"}), None)
            if subject is None and token.dep_ == "acl" and _has_object(token):
                # 'A cracked valve set off the fire', read as a valve that was set off
                yield Cause(words=_content(doc, token.head.left_edge.idx, token.idx))
            if subject is not None and subject.pos_ != "PRON":
                negated = any(c.dep_ == "neg" for c in token.children)
                start, end = subject.left_edge.idx, subject.right_edge.idx + len(subject.right_edge)
                yield Cause(words=_content(doc, start, end), excluded=negated)


def _has_object(token: Token) -> bool:
    return any(c.dep_ == "dobj" for c in token.children)


def _causal(token: Token) -> bool:
    lemma = token.lemma_.lower()
    if lemma in listed("causes", "verbs"):
        return True
    particles = {f"{lemma} {c.lower_}" for c in token.children if c.dep_ in {"prt", "prep"}}
    return bool(particles & listed("causes", "verbs", "with_particle"))


def _content(doc: Doc, start: int, end: int) -> frozenset[str]:
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return frozenset()
    return frozenset(
        t.lower_ if t.pos_ == "PROPN" else t.lemma_.lower()
        for t in span
        if t.pos_ in {"NOUN", "PROPN", "VERB", "ADJ"} and not t.is_stop
    )
