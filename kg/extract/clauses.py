"""The main predicates of what is said, and which of them a word belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_COORDINATE: Final = frozenset({"conj", "ccomp", "parataxis", "xcomp"})
_PREDICATES: Final = frozenset({"VERB", "AUX"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_JOINING: Final = frozenset({"and", "but", "yet", "so"})
FINITE: Final = frozenset({"VBD", "VBP", "VBZ", "MD"})
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


def beginnings(content: Sequence[Span]) -> tuple[int, ...]:
    """Where in the text a coordinate main clause with a subject of its own begins, in characters.

    'Profits fell and jobs will go' has one, 'profits fell and rose again' none. Alternatives ('or')
    are not put forward one by one.
    """
    return tuple(
        sorted(
            {
                verb.left_edge.idx
                for verb in predicates(content)
                if verb.dep_ == "conj" and _stands_alone(verb, content)
            }
        )
    )


def _stands_alone(verb: Token, content: Sequence[Span]) -> bool:
    first = verb.left_edge
    if any(t.dep_ == "mark" for t in verb.doc[verb.head.i : first.i]):
        return False  # 'it will close if orders fall and no buyer comes': under 'if', or beside it
    before = first.nbor(-1) if first.i else None
    subject = any(c.dep_ in _SUBJECTS and c.i < verb.i for c in verb.children)
    finite = {verb.tag_, *(c.tag_ for c in verb.children if c.dep_ in {"aux", "auxpass"})}
    return (
        subject
        and bool(finite & FINITE)
        and before is not None
        and before.lower_ in _JOINING
        and any(piece.start <= before.i and first.i < piece.end for piece in content)
    )
