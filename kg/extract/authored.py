"""Claims of the article's own voice: assertions worth checking, nobody's but the writer's.

They are few by intent. A sentence qualifies by what it asserts (a rank, an amount with a
judgement, a cause, an evaluation, a forecast by 'may' or 'could'), and only where nobody else is
said to say it. The content is the clause that asserts it, not the whole sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.extents import trimmed
from kg.extract.lexicon import lexicon
from kg.extract.quantities import quantities
from kg.extract.quotations import Quotation
from kg.model import Attribution, Extent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

WORDS: Final = (5, 40)
"""Least and most words of a clause: below, a fragment; above, the parse has run on."""
WORTH: Final = 2
"""Marks of a claim worth checking that a clause must bear."""

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_PERSONAL: Final = frozenset({"i", "we", "you", "he", "she", "who", "which", "that", "what"})
_HEDGES: Final = frozenset({"may", "might", "could"})
_COMPLEMENTS: Final = frozenset({"acomp", "attr", "dobj", "prep", "pobj", "xcomp"})
_PARTICIPLES: Final = frozenset({"acl", "pcomp", "ccomp", "advcl"})
_DEEP: Final = 6
_TAIL: Final = re.compile(
    r"\s[—–]\s|\s--\s|;|:\s|,\s(?=which\b|who\b|where\b|with\b|but\b|\w+ing\b)"
)


def authored(
    text: str, doc: Doc, body: Extent, quotes: Sequence[Quotation], taken: Sequence[Extent]
) -> list[Attribution]:
    """The article's own claims, in order; none overlaps what is `taken` by the words of others."""
    found = []
    last = 0
    taken = sorted(taken)
    for sentence in doc.sents:
        if not (body.start <= sentence.start_char and sentence.end_char <= body.end):
            continue
        while last < len(taken) and taken[last].end <= sentence.start_char - 2000:
            last += 1
        near = []
        for extent in taken[last:]:
            if extent.start >= sentence.end_char:
                break
            near.append(extent)
        for piece in (*_claims(text, sentence, quotes), *_absolutes(text, sentence, quotes)):
            if not any(piece.overlaps(t) for t in near):
                found.append(Attribution(content=(piece,), form="authored"))
    return found


def _claims(text: str, sentence: Span, quotes: Sequence[Quotation]) -> Iterator[Extent]:
    if (
        not text[sentence.start_char : sentence.end_char]
        .rstrip()
        .endswith((".", "!", "”", '"', ")"))
    ):
        return  # a heading, a question, an item of a list
    ended = 0
    for verb in sentence:
        if (
            verb.i < ended
            or verb.pos_ not in {"VERB", "AUX"}
            or verb.dep_ not in {"ROOT", "advcl", "conj", "ccomp"}
        ):
            continue
        subject = next((c for c in verb.children if c.dep_ in _SUBJECTS and c.i < verb.i), None)
        if subject is None or subject.lower_ in _PERSONAL or subject.ent_type_ == "PERSON":
            continue
        clause = _clause(text, verb, subject, quotes)
        if clause is None:
            continue
        words = [t for t in sentence if clause.start <= t.idx < clause.end]
        if (
            WORDS[0] <= sum(not t.is_punct for t in words) <= WORDS[1]
            and _worth(verb, words) >= WORTH
        ):
            ended = words[-1].i
            yield clause


def _absolutes(text: str, sentence: Span, quotes: Sequence[Quotation]) -> Iterator[Extent]:
    """Claims hung on by 'with' that bound an amount: 'with most repairs done in under a week'."""
    for token in sentence:
        if token.lower_ != "with" or token.dep_ not in {"prep", "mark"}:
            continue
        whole = token if token.dep_ == "prep" else token.head
        hung = sentence.doc[token.i + 1 : whole.right_edge.i + 1]
        if (
            WORDS[0] <= sum(not t.is_punct for t in hung) <= WORDS[1]
            and any(t.tag_ == "VBN" and t.dep_ in _PARTICIPLES for t in hung)
            and any(q.bound != "exact" for q in quantities(hung))
        ):
            last = hung[-1]
            extent = trimmed(text, hung[0].idx, last.idx + len(last), quotes)
            if extent is not None:
                yield extent


def _clause(text: str, verb: Token, subject: Token, quotes: Sequence[Quotation]) -> Extent | None:
    """From the subject to the end of the clause, without what is only hung on behind."""
    start = subject.left_edge.idx
    last = verb.right_edge
    end = last.idx + len(last)
    for child in verb.rights:
        if (
            child.dep_ in {"advcl", "conj"}
            and child.left_edge.i > verb.i + 3
            and any(c.dep_ in _SUBJECTS for c in child.children)
        ):
            end = min(end, child.left_edge.idx)
    cut = _TAIL.search(text, verb.idx, end)
    if cut:
        end = cut.start()
    return trimmed(text, start, end, quotes)


def _worth(verb: Token, words: Sequence[Token]) -> int:
    """Marks of a claim worth checking: main predicates count double."""
    marks = _marks()
    worth = 0
    if any(t.tag_ in {"JJS", "RBS"} for t in words):
        worth += 2
    if any(t.tag_ in {"JJR", "RBR"} for t in words) and any(t.lower_ == "than" for t in words):
        worth += 2
    for token in words:
        if token.lemma_.lower() in marks:
            worth += 2 if _predicated(token, verb) else 1
            break
    worth += any(c.dep_ == "aux" and c.lower_ in _HEDGES for c in verb.children)
    worth += any(t.like_num and t.ent_type_ not in {"DATE", "TIME"} for t in words)
    return worth


def _predicated(token: Token, verb: Token) -> bool:
    """Whether a word is the predicate or hangs on it by complements alone."""
    for _ in range(_DEEP):
        if token.i == verb.i:
            return True
        if token.dep_ not in _COMPLEMENTS:
            return False
        token = token.head
    return False


@cache
def _marks() -> frozenset[str]:
    return frozenset(word for group in lexicon("authored").values() for word in group["lemmas"])
