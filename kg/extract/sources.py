"""The words that stand as source: those marked, or those that do what the cue says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kg.extract.phrases import head, span_of
from kg.extract.turns import opens
from kg.model import Attribution, Extent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_CLIMBS: Final = 4
"""Verbs that may share a subject one after the other: 'rose, looked round and said'."""
_ASIDE: Final = 14
"""Tokens that may stand between commas, from a name to its verb."""
_PHRASE: Final = 6
"""Tokens before its head that belong to a source; more is a parse gone wrong."""
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})


def heads(doc: Doc, attributions: Sequence[Attribution]) -> frozenset[int]:
    """Tokens that head a source, in a whole document."""
    sources = (source_of(doc, a) for a in attributions)
    found = (head(doc, s) for s in sources if s is not None)
    return frozenset(t.i for t in found if t is not None)


def source_of(doc: Doc, attribution: Attribution) -> Extent | None:
    """The source of an attribution; where none was marked, who does what its cue says.

    'Ida Vane: it cracked': the name that opens the line. 'Ida Vane stayed away and denied that …':
    the subject of a verb that shares it. 'Her view that …': the possessor of a noun. A passive has
    no such word.
    """
    if attribution.source is not None or attribution.form in {"authored", "post"}:
        return attribution.source
    opening = opens(doc, attribution.content[0])
    if opening is not None:
        return opening
    cue = span_of(doc, attribution.cue) if attribution.cue is not None else None
    if cue is None:
        return None
    word = _doer(cue.root) or _beside(doc, cue) or _only_subject(cue)
    if word is None:
        return None
    first = word.left_edge if word.i - word.left_edge.i < _PHRASE else word
    found = Extent(first.idx, word.idx + len(word))
    inside = any(
        piece.start < found.end and found.start < piece.end for piece in attribution.content
    )
    return None if inside else found


def _beside(doc: Doc, cue: Span) -> Token | None:
    """'Ida Vane, who runs the kilns, told us': the name before what is set off by commas."""
    at = cue.start - 1
    if at > 0 and doc[at].text == ",":
        opens = range(at - 1, max(at - _ASIDE, cue.sent.start), -1)
        at = next((k - 1 for k in opens if doc[k].text == ","), -1)
    active = cue.root.tag_ in _FINITE
    return doc[at] if active and at >= cue.sent.start and doc[at].pos_ == "PROPN" else None


def _only_subject(cue: Span) -> Token | None:
    """The one subject that a sentence has before a finite cue."""
    if cue.root.tag_ not in _FINITE or any(
        c.dep_ in {"nsubj", "nsubjpass", "auxpass", "expl"} for c in cue.root.children
    ):
        return None
    found = [t for t in cue.sent if t.i < cue.start and t.dep_ in {"nsubj", "nsubjpass", "expl"}]
    return found[0] if len(found) == 1 and found[0].dep_ == "nsubj" else None


def _doer(word: Token) -> Token | None:
    """Who does what a verb or noun says, by the verb it hangs on if need be."""
    for _ in range(_CLIMBS):
        if word.pos_ == "NOUN":
            owners = [c for c in word.children if c.dep_ == "poss"]
            if len(owners) == 1:
                return owners[0]
        if any(c.dep_ in {"nsubjpass", "auxpass", "expl", "csubj"} for c in word.children):
            return None
        doers = [c for c in word.children if c.dep_ == "nsubj"]
        if len(doers) == 1:
            return doers[0]
        follows = word.dep_ in {"conj", "xcomp", "advcl", "dobj", "prep", "pobj"}
        if doers or not follows or word.head.i == word.i or word.tag_ == "VBN":
            return None
        word = word.head
    return None
