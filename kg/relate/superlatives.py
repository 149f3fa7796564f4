"""Who a claim puts at the top: 'the biggest', 'nobody earns as much as', 'holds the record'."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.relate.lexicon import lexicon, listed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NAMED = frozenset({"PROPN"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """A superlative: who is said to be first of its kind.

    Attributes:
        holder: names of the one at the top, lower-cased; the speaker's for 'ours'.
        quality: lemma of what it is the most of ('big').
        place: characters of the superlative itself.
    """

    holder: frozenset[str]
    quality: str
    place: tuple[int, int]


def peak(doc: Doc, *, speaker: frozenset[str]) -> Peak | None:
    """The only superlative of a claim, with who holds it; None where there is none or several."""
    found = [p for p in (_unequalled(doc), _record(doc, speaker)) if p is not None]
    tops = [t for t in doc if _is_top(t)]
    if not found and len(tops) == 1:
        holder = _holder(tops[0], speaker)
        if holder:
            top = tops[0]
            found.append(
                Peak(holder=holder, quality=_quality(top), place=(top.idx, top.idx + len(top)))
            )
    return found[0] if len(found) == 1 and found[0].holder else None


def topmost(doc: Doc) -> bool:
    """Whether there is a superlative that puts something at the top."""
    return any(_is_top(token) for token in doc)


def _is_top(token: Token) -> bool:
    if token.tag_ not in {"JJS", "RBS"} or token.lower_ in listed("superlatives", "none"):
        return False
    if token.lower_ in {"most", "least"}:  # 'most of them', 'at least': amounts
        return token.dep_ == "advmod" and token.head.pos_ in {"ADJ", "ADV", "VERB"}
    return True


def _quality(top: Token) -> str:
    if top.lower_ in {"most", "least"}:
        return f"{top.lower_} {top.head.lemma_.lower()}"
    lemma: str = top.lemma_.lower()
    return lemma


def _holder(top: Token, speaker: frozenset[str]) -> frozenset[str]:
    """Names at the other end of 'is', 'has' or 'belongs to' from the superlative."""
    at = top
    while at.head.i != at.i and (at.pos_ not in {"VERB", "AUX"} or at.dep_ == "amod"):
        at = at.head
    sides: list[Token] = [
        child
        for child in at.children
        if child.dep_ in {"nsubj", "nsubjpass", "attr", "dobj", "prep", "dative", "oprd"}
        and not (child.left_edge.i <= top.i <= child.right_edge.i)
    ]
    for child in sorted(sides, key=lambda c: (c.dep_ not in {"nsubj", "nsubjpass"}, c.i)):
        if child.dep_ == "prep" and child.lower_ != "to":
            continue
        own = any(t.lower_ in listed("frames", "self") for t in child.subtree)
        names = _names(child.subtree)
        if own:
            return names | speaker
        if names:
            return names
    return frozenset()


def _unequalled(doc: Doc) -> Peak | None:
    """'Nobody earns as much as Ann Roe', 'no ward has air as bad as Pell Ward's'."""
    for pattern in lexicon("superlatives")["unequalled"]["patterns"]:
        match = re.search(pattern, doc.text, re.IGNORECASE)
        if match:
            span = doc.char_span(
                match.start("holder"), match.end("holder"), alignment_mode="expand"
            )
            names = _names(span) if span is not None else frozenset()
            if names:
                return Peak(
                    holder=names, quality=match["quality"].lower(), place=match.span("quality")
                )
    return None


def _record(doc: Doc, speaker: frozenset[str]) -> Peak | None:
    match = re.search(lexicon("superlatives")["record"]["pattern"], doc.text, re.IGNORECASE)
    if match is None:
        return None
    token = next((t for t in doc if t.idx >= match.start()), None)
    if token is None:
        return None
    subject = next((c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None:
        return None
    own = any(t.lower_ in listed("frames", "self") for t in subject.subtree)
    names = _names(subject.subtree) | (speaker if own else frozenset())
    tops = [t for t in doc if _is_top(t)]
    quality = _quality(tops[0]) if len(tops) == 1 else "record"
    return Peak(holder=names, quality=quality, place=match.span()) if names else None


def _names(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(
        t.lower_ for t in tokens if t.text[:1].isupper() and not t.is_stop and t.text[0].isalpha()
    )
