"""The main predicates of what is said, and which of them a word belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_COORDINATE: Final = frozenset({"conj", "ccomp", "parataxis", "xcomp"})
_PREDICATES: Final = frozenset({"VERB", "AUX"})
_CLAUSES: Final = frozenset(
    {"ROOT", "conj", "ccomp", "relcl", "advcl", "acl", "parataxis", "csubj", "pcomp", "xcomp",
     "csubjpass"}
)  # fmt: skip


def heads(content: Sequence[Span]) -> tuple[Token, ...]:
    """The root of each sentence, or part of one, in the content, in order."""
    out: list[Token] = []
    for piece in content:
        for sentence in piece.sents:
            start, end = max(sentence.start, piece.start), min(sentence.end, piece.end)
            if start < end and any(not t.is_punct and not t.is_space for t in piece.doc[start:end]):
                out.append(piece.doc[start:end].root)
    return tuple(out)


def predicates(content: Sequence[Span]) -> tuple[Token, ...]:
    """Heads of the content with what is coordinate to them or what they bring in as their object.

    Relative and adverbial clauses are left out: 'tools that could fail are banned' says nothing
    of possibility.
    """
    inside = {t.i for piece in content for t in piece}
    queue = list(heads(content))
    found = {t.i: t for t in queue}
    while queue:
        for child in queue.pop().children:
            coordinate = child.dep_ in _COORDINATE and child.pos_ in {*_PREDICATES, "ADJ", "NOUN"}
            if child.i in inside and child.i not in found and coordinate:
                found[child.i] = child
                queue.append(child)
    return tuple(found[i] for i in sorted(found))


def clause(token: Token) -> Token:
    """The predicate of the clause that a token stands in."""
    while token.head.i != token.i:
        if token.dep_ in _CLAUSES and token.pos_ in _PREDICATES:
            return token
        if token.dep_ in {"relcl", "advcl", "acl", "ccomp", "parataxis", "pcomp"}:
            return token
        token = token.head
    return token
