"""Whose words they are: the noun phrase that a cue has for its subject."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kg.extract.quotations import Quotation
from kg.model import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS: Final = frozenset({"nsubj", "csubj"})
_DEPTH: Final = 6
"""Steps up the tree in search of a subject that is understood; chains are shorter."""


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The head of the phrase that says it: subject, agent, or the subject understood."""
    passive = False
    for child in verb.children:
        if child.dep_ in _SUBJECTS:
            return child
        if child.dep_ in {"nsubjpass", "csubjpass"}:
            passive = True
    if passive or (verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.children)):
        return agent(verb)
    if depth >= _DEPTH or verb.head.i == verb.i:
        return None
    return _understood(verb, depth + 1)


def _understood(verb: Token, depth: int) -> Token | None:
    """The subject of a verb without one of its own, from the verb or noun that it hangs on."""
    head = verb.head
    if verb.dep_ == "acl":
        return _owner(head, depth)
    if verb.dep_ == "xcomp":
        given = [c for c in head.children if c.dep_ == "dobj" and c.i < verb.i]
        return given[0] if len(given) == 1 else subject(head, depth)
    if verb.dep_ == "advcl" and _aside(verb):
        return subject(_main(head), depth)
    if verb.dep_ in {"conj", "advcl", "pcomp"} and head.pos_ in {"VERB", "AUX"}:
        return subject(head, depth)
    if verb.dep_ == "pcomp" and head.dep_ == "prep" and head.head.pos_ in {"VERB", "AUX"}:
        return subject(head.head, depth)
    if verb.dep_ in {"ccomp", "parataxis"} and verb.tag_ == "VBG":
        return subject(head, depth)
    return None


def _owner(noun: Token, depth: int) -> Token | None:
    """Who speaks in 'wrote a letter saying': the writer; in 'the letter saying', the letter."""
    if noun.dep_ in {"dobj", "pobj", "dative"}:
        verb = noun.head
        while verb.dep_ in {"prep", "pobj", "dative"} and verb.head.i != verb.i:
            verb = verb.head
        if verb.pos_ == "VERB":
            return subject(verb, depth) or noun
    return noun


def _aside(verb: Token) -> bool:
    """Whether a participle stands after a comma, beside the whole sentence: '…, saying'."""
    first = verb.left_edge.i
    return verb.tag_ == "VBG" and first > 0 and verb.doc[first - 1].text in ',–—”"'


def _main(verb: Token) -> Token:
    """The verb that the clause of this one depends on, where it depends on one."""
    for _ in range(_DEPTH):
        if verb.dep_ not in {"ccomp", "xcomp"} or verb.head.pos_ != "VERB" or verb.head.i > verb.i:
            break
        verb = verb.head
    return verb


def agent(verb: Token) -> Token | None:
    """The noun after 'by' of a passive verb."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((g for g in child.children if g.dep_ == "pobj"), None)
    return None


def phrase(head: Token, *, without: int | None = None) -> Extent:
    """The whole noun phrase of its head, title and apposition included, commas at the ends not.

    Args:
        head: the head of the phrase.
        without: index of a token at which the phrase has to stop, where the parse runs over it.
    """
    doc = head.doc
    first, last = head.left_edge.i, head.right_edge.i
    if without is not None:
        if head.i < without <= last:
            last = without - 1
        if first <= without < head.i:
            first = without + 1
    for child in head.rights:
        if (
            child.dep_ == "relcl"
            and head.i < child.left_edge.i <= last
            and doc[child.left_edge.i - 1].text == ","
        ):
            last = child.left_edge.i - 1
    while last > head.i and (
        doc[last].is_space or (doc[last].is_punct and doc[last].text not in ")’”\"'")
    ):
        last -= 1
    while first < head.i and (doc[first].is_space or doc[first].text in ",:;—–-"):
        first += 1
    return Extent(doc[first].idx, doc[last].idx + len(doc[last]))


def holder(word: Token, verb: Token) -> Token | None:
    """Who is in the state that an adjective names: subject of its verb, or of its participle."""
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass"} and child.i < word.i:
            return child
    return subject(verb) if verb.i != word.i else None


def quotation_at(at: int, quotes: Sequence[Quotation]) -> Quotation | None:
    """The quotation that a character lies in."""
    n = bisect_right(quotes, at, key=lambda q: q.start) - 1
    return quotes[n] if n >= 0 and at < quotes[n].end else None
