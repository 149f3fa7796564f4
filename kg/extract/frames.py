"""The constructions in which a verb of saying or thinking brings in its content."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final

from kg.extract.cues import Entry
from kg.extract.extents import without

if TYPE_CHECKING:
    from spacy.tokens import Token

Construction = tuple[str, "Token", "Token", int]
"""Frame, first and last token of the content, index of the cue's last token (-1: the verb)."""

PREPOSITION: Final = 4
"""Tokens from a verb within which a preposition is its own: 'called again for'."""

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PAIRED: Final = frozenset({"prep", "agent"})
_REMARK: Final = frozenset({"advcl", "parataxis"})
_OPEN: Final = frozenset({"relcl", "ccomp"})


def complement(
    verb: Token, entry: Entry, *, passive: bool
) -> tuple[str, list[tuple[int, int]], int]:
    """The first frame of the entry that applies, ranges of its content, last token of its cue.

    Constructions are tried in one order, the fuller before its part; ("", [], -1) if none applies.
    """
    objects = [c for c in verb.rights if c.dep_ in {"dobj", "attr"}]
    for name, low, high, cue_end in chain(
        _clauses(verb),
        _predications(verb, objects),
        _infinitives(verb),
        _phrases(verb, objects, passive=passive),
    ):
        if name in entry.frames:
            return name, [_span(low, high)], cue_end
    remark = _remark(verb) if entry.frames & {"clause", "quote"} else []
    if not remark and "clause" in entry.frames:
        remark = _around(verb)
    return ("clause", remark, -1) if remark else ("", [], -1)


def _clauses(verb: Token) -> Iterator[Construction]:
    for c in verb.children:
        if c.dep_ == "ccomp" and (_finite(c) or c.i < verb.i):
            yield "clause", c.left_edge, c.right_edge, -1


def _predications(verb: Token, objects: list[Token]) -> Iterator[Construction]:
    """Somebody to do something; somebody or something said to be so."""
    for c in verb.rights:
        given = objects[0] if objects and objects[0].i < c.i else None
        if c.dep_ == "xcomp" and given is not None and _to(c):
            yield "person-to", given.left_edge, c.right_edge, -1
        if c.dep_ == "ccomp" and not _finite(c):
            yield "person-to" if _to(c) else "small", c.left_edge, c.right_edge, -1
        if c.dep_ == "oprd":
            yield "small", (given if given is not None else c).left_edge, c.right_edge, -1


def _infinitives(verb: Token) -> Iterator[Construction]:
    for c in verb.rights:
        if c.dep_ in {"xcomp", "advcl"} and _to(c):
            mark = next((m for m in c.children if m.dep_ == "mark" and m.lower_ == "for"), None)
            if mark is not None and mark.i - verb.i <= PREPOSITION and mark.i < mark.doc[-1].i:
                yield "for", mark.nbor(), c.right_edge, mark.i
    for c in verb.rights:
        if c.dep_ == "xcomp":
            name = "infinitive" if _to(c) else "gerund" if c.tag_ == "VBG" else "small"
            yield name, c.left_edge, c.right_edge, -1


def _phrases(verb: Token, objects: list[Token], *, passive: bool) -> Iterator[Construction]:
    """Objects and prepositional phrases, together and each alone."""
    for o in objects[:1]:
        for p in o.rights:
            if p.dep_ == "prep":
                yield f"object-{p.lower_}", o.left_edge, o.right_edge, -1
    for p in verb.rights:
        if p.dep_ not in _PAIRED:
            continue
        if objects and objects[0].i < p.i:
            yield f"object-{p.lower_}", objects[0].left_edge, p.right_edge, -1
        inner = next((o for o in p.children if o.dep_ in {"pobj", "pcomp"}), None)
        if inner is not None and not passive and p.i - verb.i <= PREPOSITION:
            role = next((r for r in verb.rights if r.lower_ == "as" and r.i > p.i), p)
            yield p.lower_, inner.left_edge, role.right_edge, p.i
    if objects and not passive:
        yield "object", objects[0].left_edge, objects[0].right_edge, -1
    for c in verb.rights:
        if c.dep_ == "ccomp" and c.tag_ == "VBG":
            yield "gerund", c.left_edge, c.right_edge, -1


def _remark(verb: Token) -> list[tuple[int, int]]:
    """Content of a remark put beside a clause ('as she noted', '…, he said, …'): that clause."""
    if verb.dep_ not in _REMARK or verb.head.pos_ not in {"VERB", "AUX"} or verb.tag_ == "VBG":
        return []
    marked = any(c.dep_ in {"mark", "advmod"} and c.lower_ == "as" for c in verb.children)
    bare = not any(c.dep_ in {"dobj", "xcomp", "ccomp"} for c in verb.children)
    if not (bare and (marked or verb.dep_ == "parataxis")):
        return []
    hole = _span(verb.left_edge, verb.right_edge)
    return without(verb.sent.start_char, verb.sent.end_char, [hole])


def _around(verb: Token) -> list[tuple[int, int]]:
    """Content of 'a price she said was fair': the finite verb that follows, without its subject."""
    if verb.dep_ not in _OPEN or verb.i + 1 >= verb.sent.end:
        return []
    after = verb.nbor()
    particle = after.dep_ == "prt" and after.head.i == verb.i
    return [_span(after, after.right_edge)] if after.tag_ in _FINITE and not particle else []


def _to(token: Token) -> bool:
    return any(c.tag_ == "TO" for c in token.children)


def _finite(token: Token) -> bool:
    """Whether a clause has a subject and a finite verb, or a predicate with 'that' before it."""
    named = any(c.dep_ in _SUBJECTS for c in token.children)
    if token.pos_ not in {"VERB", "AUX"} or _to(token):
        marked = any(c.dep_ == "mark" for c in token.children)
        return token.pos_ in {"NOUN", "ADJ", "PROPN"} and named and marked
    if token.tag_ == "VBG" and not any(c.dep_ == "aux" for c in token.children):
        return False
    return named or token.tag_ in _FINITE or token.tag_ == "VBN"


def _span(first: Token, last: Token) -> tuple[int, int]:
    return first.idx, ended(last)


def ended(token: Token) -> int:
    """The offset at which a token ends."""
    return int(token.idx) + len(token)
