"""What the build of a sentence says of a pronoun: whom it can't mean, and whom it must."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from kg.extract.antecedents import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLACES: Final = frozenset(
    {"behind", "beside", "near", "around", "before", "over", "above", "below", "under", "past"}
)
_SHARED: Final = 4
"""Verbs one after the other that may have their subject in common."""


def own_subject(token: Token, seen: Mapping[int, int]) -> int | None:
    """The token of the subject whose verb a possessive hangs under: 'Ida sold her kiln'."""
    if token.dep_ != "poss":
        return None
    beside = token.head.head
    if token.head.dep_ == "conj" and beside.i in seen and beside.i < token.i:
        return int(beside.i)  # 'Ida Vane and her brother'
    verb = token.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    if token.i < verb.i:
        return None
    for _ in range(_SHARED):
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS and c.i < token.i]
        if subjects or verb.dep_ not in {"conj", "xcomp", "advcl"}:
            break
        verb = verb.head
    if len(subjects) != 1:
        return None
    if subjects[0].tag_ == "WP" and verb.dep_ == "relcl":
        return int(verb.head.i) if verb.head.i in seen else None  # 'Ida, who sold her kiln'
    return subjects[0].i if subjects[0].i in seen else None


def barred(token: Token, seen: Mapping[int, int]) -> frozenset[int]:
    """Candidates that a plain object pronoun can't take up: those that do what its verb says.

    'Ida told her', 'Ida rose and told her', 'Ida wants to tell her', 'Ida sang with her'. The
    place where something is done is no such object: 'Ida put it beside her'.
    """
    if token.lower_.endswith(("self", "selves")) or token.dep_ not in {"dobj", "dative", "pobj"}:
        return frozenset()
    verb = token.head
    if token.dep_ == "pobj":
        if verb.lower_ in _PLACES or verb.dep_ not in {"prep", "dative"}:
            return frozenset()
        verb = verb.head
    found = {
        seen[c.i] for c in verb.children if c.dep_ == "dobj" and c.i in seen and c.i != token.i
    }
    while verb.pos_ in {"VERB", "AUX"}:
        own = [c for c in verb.children if c.dep_ in SUBJECTS]
        found |= {seen[c.i] for c in own if c.i in seen}
        if own or verb.dep_ not in {"conj", "xcomp", "advcl"} or verb.head.i == verb.i:
            break
        if verb.dep_ == "advcl" and verb.tag_ != "VBG":
            break
        verb = verb.head
    return frozenset(found)


def ahead(token: Token, places: Mapping[int, int]) -> int | None:
    """'While glazing her first jar, Ida sang': the named subject after a fronted phrase."""
    at = token
    while at.head.i != at.i:
        up = at.head
        if at.dep_ in {"advcl", "prep"} and up.i > token.i and up.pos_ in {"VERB", "AUX"}:
            first = at.left_edge.i <= at.sent.start + 1
            subjects = [c.i for c in up.children if c.dep_ in SUBJECTS and c.i > token.i]
            return subjects[0] if first and len(subjects) == 1 and subjects[0] in places else None
        at = up
    return None
