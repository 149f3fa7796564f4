"""Claims, concerns and doubts: content brought in by a noun, said or held by whoever owns it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from kg.extract import cues, subjects
from kg.extract.extents import trimmed
from kg.extract.lexicon import lexicon
from kg.extract.quotations import Quotation
from kg.extract.reported import Saying
from kg.model import Extent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WHETHER: Final = frozenset({"whether", "if", "how", "why", "what", "when", "where", "who"})
_OWNERS: Final = frozenset({"by", "from", "among", "of", "in"})
_SETTING: Final = re.compile(r",\s(?:following|after|amid|despite|as|when|while)\b")
"""What begins the setting of the main clause after content that ends with a comma."""
_NEAR: Final = 3
"""Tokens between noun and content: 'concern in the town about', not a phrase of the next clause."""


def nominal(text: str, doc: Doc, body: Extent, quotes: Sequence[Quotation]) -> list[Saying]:
    """Each noun of the lexicon with its content ('claims that …', 'fears of …'), in order."""
    words = cues.entries("cue_nouns")
    found = []
    for noun in doc:
        if noun.pos_ != "NOUN" or not body.start <= noun.idx < body.end:
            continue
        entry = words.get(noun.lemma_.lower())
        content = _content(noun, entry) if entry else None
        if entry is None or content is None or subjects.quotation_at(noun.idx, quotes):
            continue
        first, last, frame = content
        end = doc[last].idx + len(doc[last])
        setting = _SETTING.search(text, noun.idx, end)
        piece = trimmed(text, doc[first].idx, setting.start() if setting else end, quotes)
        if piece is None:
            continue
        verb = _light(noun)
        source = _owner(noun, verb, first)
        start = noun.i
        if verb is not None and verb.i < noun.i and source is not None and noun.i - verb.i <= 4:
            start = verb.i
        cue = Extent(doc[start].idx, noun.idx + len(noun))
        if source and (source.overlaps(piece) or source.overlaps(cue)):
            source = None
        found.append(
            Saying(
                at=noun.i,
                entry=entry,
                cue=cue,
                source=source,
                content=(piece,),
                frame=frame,
                region=cue,
            )
        )
    return found


def _content(noun: Token, entry: cues.Entry) -> tuple[int, int, str] | None:
    """First and last token of the content, and its frame."""
    for child in noun.rights:
        if child.left_edge.i - noun.i > _NEAR + 1:
            continue
        if child.dep_ in {"acl", "ccomp", "relcl"}:
            if any(c.tag_ == "TO" for c in child.children) and child.dep_ != "relcl":
                if "to" in entry.frames:
                    return child.left_edge.i, child.right_edge.i, "to"
            elif "that" in entry.frames and _clause(child):
                return child.left_edge.i, child.right_edge.i, "that"
        elif child.dep_ == "prep" and child.lower_ in entry.frames:
            return child.i, child.right_edge.i, child.lower_
    return None


def _clause(verb: Token) -> bool:
    """Whether 'that' (or a question word) opens a clause with a subject other than itself."""
    first = verb.left_edge
    if first.lower_ != "that" and first.lower_ not in _WHETHER:
        return False
    return first.dep_ in {"mark", "advmod", "det"} or any(
        c.dep_ in {"nsubj", "nsubjpass", "expl"} and c.i != first.i for c in verb.children
    )


def _light(noun: Token) -> Token | None:
    """The verb that lends the noun its subject ('raised concerns'), if it is such a verb."""
    head = noun.head
    if noun.dep_ != "dobj" or head.pos_ != "VERB":
        return None
    return head if cues.lemma(head) in lexicon("cue_phrases")["light"]["verbs"] else None


def _owner(noun: Token, verb: Token | None, content: int) -> Extent | None:
    """Who says it: possessive, 'by …' before the content, or the subject of the light verb."""
    for child in noun.children:
        if child.dep_ == "poss":
            return _possessor(child)
        if child.dep_ == "prep" and child.lower_ in _OWNERS and child.i < content:
            inner = [o for o in child.children if o.dep_ == "pobj"]
            if len(inner) == 1 and inner[0].right_edge.i < content:
                return subjects.phrase(inner[0])
    if verb is not None:
        head = subjects.subject(verb)
        return subjects.phrase(head, without=verb.i) if head is not None else None
    return None


def _possessor(child: Token) -> Extent:
    whole = subjects.phrase(child)
    for mark in child.children:
        if mark.dep_ == "case" and mark.idx > whole.start:
            return Extent(whole.start, mark.idx)
    return whole


def adjectival(text: str, doc: Doc, body: Extent, quotes: Sequence[Quotation]) -> list[Saying]:
    """Each adjective of the lexicon with content ('is confident that …'), in order."""
    words = cues.entries("cue_adjectives")
    found = []
    for word in doc:
        if not body.start <= word.idx < body.end or word.pos_ not in {"ADJ", "VERB"}:
            continue
        entry = words.get(word.lower_)
        if entry is None or subjects.quotation_at(word.idx, quotes):
            continue
        holder = word.head if word.dep_ in {"acomp", "oprd"} else word
        head = subjects.holder(word, holder)
        for first, last, frame, cue_end in _complements(word, entry):
            piece = trimmed(text, doc[first].idx, doc[last].idx + len(doc[last]), quotes)
            if piece is None or head is None:
                break
            start = holder.i if holder.i < word.i else word.i
            source = subjects.phrase(head, without=start)
            cue = Extent(doc[start].idx, doc[cue_end].idx + len(doc[cue_end]))
            found.append(
                Saying(
                    at=word.i,
                    entry=entry,
                    cue=cue,
                    source=source,
                    content=(piece,),
                    frame=frame,
                    region=cue,
                )
            )
            break
    return found


def _complements(word: Token, entry: cues.Entry) -> Iterator[tuple[int, int, str, int]]:
    for child in word.rights:
        to = any(c.tag_ == "TO" for c in child.children)
        if child.dep_ in {"ccomp", "advcl"} and not to and "clause" in entry.frames:
            if child.dep_ == "ccomp" or child.left_edge.lower_ == "that":
                yield child.left_edge.i, child.right_edge.i, "clause", word.i
        elif child.dep_ == "xcomp" and to and "infinitive" in entry.frames:
            yield child.left_edge.i, child.right_edge.i, "infinitive", word.i
        elif child.dep_ == "prep" and child.lower_ in entry.frames:
            inner = next((o for o in child.children if o.dep_ in {"pobj", "pcomp"}), None)
            if inner is not None:
                yield inner.left_edge.i, child.right_edge.i, child.lower_, child.i
