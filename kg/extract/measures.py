"""What a number measures, and whether it is a change up or down: read off the parse."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.lexicon import lexicon
from kg.model import Change

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS: Final = frozenset({"dobj", "obj"})
_AMOUNTS: Final = frozenset({"dobj", "npadvmod", "attr", "oprd", "acomp", "obj"})
_CONTENT: Final = frozenset({"NOUN", "PROPN", "ADJ"})
_LEVELS: Final = frozenset({"to", "from", "at", "of", "in", "on", "for", "with", "after", "since"})
"""Prepositions after which a number is a level, not the size of the change: 'rose to 4 percent'."""
_WORDS: Final = 6
"""Most lemmas in a measure; a longer one names more than the thing measured."""
_SHARES: Final = frozenset({"percent", "percentage point", "basis point", "point"})
_STEPS: Final = 6
"""Most heads to climb from a number to the verb that governs it."""


@cache
def _directions(kind: str) -> dict[str, Change]:
    table: dict[str, dict[str, list[str]]] = lexicon("changes")
    up: dict[str, Change] = dict.fromkeys(table["up"][kind], "up")
    return up | dict.fromkeys(table["down"][kind], "down")


def change(amount: Span, *, unit: str) -> Change | None:
    """Direction, where an amount is the size of a change: 'fell by 3 percent', 'a 3 percent drop'.

    `amount` is the number with its unit and what hedges them.
    """
    return (
        _beside(amount, unit)
        or _noun_after(amount)
        or _governor(amount, unit)
    )  # fmt: skip


def _beside(amount: Span, unit: str) -> Change | None:
    """'up 3 percent', 'down by roughly a fifth', '3 percent higher', 'a third more'."""
    doc, words = amount.doc, _directions("words")
    before = doc[amount.start - 1] if amount.start > amount.sent.start else None
    if before is not None and before.lower_ == "by" and before.i > amount.sent.start:
        before = doc[before.i - 1]
    if before is not None and before.lower_ in {"up", "down", "off"} and before.pos_ != "ADP":
        return words[before.lower_]
    if before is not None and before.lower_ in {"up", "down"} and unit:
        return words[before.lower_]
    after = doc[amount.end] if amount.end < amount.sent.end else None
    if after is not None and (unit in _SHARES) and after.lower_ in words:
        return words[after.lower_]
    return None


def _noun_after(amount: Span) -> Change | None:
    """'a 3 percent drop', 'a rise of 3 percent', 'an increase of 60,600 jobs'."""
    doc, nouns = amount.doc, _directions("nouns")
    for token in doc[amount.end : min(amount.end + 2, amount.sent.end)]:
        if token.pos_ == "NOUN" and token.lemma_.lower() in nouns and token.tag_ == "NN":
            return nouns[token.lemma_.lower()]
        if token.pos_ not in {"ADJ", "NOUN"}:
            break
    if amount.start - 2 >= amount.sent.start and doc[amount.start - 1].lower_ == "of":
        noun = doc[amount.start - 2]
        if noun.pos_ == "NOUN":
            return nouns.get(noun.lemma_.lower())
    return None


def _governor(amount: Span, unit: str) -> Change | None:
    """Direction of the verb that takes the amount as object or after 'by', but not after 'to'."""
    verb, link = _mover(amount)
    if any(t.dep_ in _SUBJECTS and not _inside(t.head, amount) for t in amount):
        return None  # 'a third of the boats sank' counts boats
    moved = direction(verb) if verb is not None and link not in _LEVELS else None
    if verb is None or moved is None or link == "by":
        return moved
    return moved if link == "" and (unit in _SHARES or _is_object(amount, verb)) else None


def _mover(amount: Span) -> tuple[Token | None, str]:
    """The verb over an amount; after 'by' the nearest one of change.

    In 'cut the water used by 12 percent' the parse may well hang 'by' on 'used'.
    """
    verb, link = governor(amount)
    if verb is None or link != "by" or direction(verb) is not None:
        return verb, link
    over = next((t for t in verb.ancestors if direction(t) is not None), verb)
    return over, link


def direction(verb: Token) -> Change | None:
    """Where a verb moves what it speaks of: 'rise' up, 'fall' down, others nowhere."""
    return _directions("verbs").get(verb.lemma_.lower())


def _is_object(amount: Span, verb: Token) -> bool:
    return any(t.head.i == verb.i and t.dep_ in _AMOUNTS for t in amount)


def governor(amount: Span) -> tuple[Token | None, str]:
    """The verb over an amount, and the preposition between the two ('' where there is none)."""
    token: Token = amount.root
    link = ""
    for _ in range(_STEPS):
        if token.pos_ in {"VERB", "AUX"} and token.i not in range(amount.start, amount.end):
            return token, link
        head = token.head
        if head.i == token.i:
            return None, link
        if head.pos_ in {"ADP", "SCONJ"} and head.dep_ in {"prep", "agent", "mark", "prt", "pcomp"}:
            link = link or head.lower_
        elif head.pos_ in {"NOUN", "PROPN", "PRON"} and not _inside(head, amount):
            return None, link
        token = head
    return None, link


def _inside(token: Token, amount: Span) -> bool:
    return bool(amount.start <= token.i < amount.end)


def measure(amount: Span, *, name: str, counted: Token | None, moved: Change | None) -> str:
    """Lemma words of what is measured; '' where the parse does not show it.

    A number that counts a noun ('12 garden chairs') measures what the unit's name says. Of a
    change (`moved`) the thing that moves is measured: the object of a verb that has one ('cut the
    water used by 12 percent'), else its subject ('prices fell 3 percent').
    """
    of = _complement(amount)
    if of:
        return of
    if counted is not None and moved is None:
        return name
    verb, link = _mover(amount)
    if verb is None:
        return _phrase(amount.root.head) if not _inside(amount.root.head, amount) else ""
    things = _OBJECTS if moved is not None or link else frozenset()
    for wanted in (things, _SUBJECTS):
        for child in verb.children:
            if child.dep_ in wanted and not _inside(child, amount) and child.pos_ != "PRON":
                return _phrase(child)
    return ""


def _complement(amount: Span) -> str:
    """'80 percent of the pupils', '200 tonnes of sand'."""
    doc = amount.doc
    if amount.end >= amount.sent.end or doc[amount.end].lower_ != "of":
        return ""
    objects = [child for child in doc[amount.end].children if child.dep_ == "pobj"]
    return _phrase(objects[0]) if len(objects) == 1 else ""


def _phrase(noun: Token) -> str:
    """A noun with its modifiers and what 'of' and 'in' add to it, as lemmas."""
    words = [noun]
    for child in noun.children:
        if child.dep_ in {"amod", "compound", "nmod", "poss"}:
            words.append(child)
        if child.dep_ == "prep" and child.lower_ in {"of", "in", "for", "per"}:
            words += [t for t in child.subtree if t.dep_ in {"pobj", "compound", "amod"}]
    return _lemmas(words)


def _lemmas(words: Iterable[Token]) -> str:
    ordered = sorted({t.i: t for t in words if t.pos_ in _CONTENT}.items())
    return " ".join(t.lemma_.lower() for _, t in ordered[:_WORDS])
