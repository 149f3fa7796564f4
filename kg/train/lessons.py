"""What the tagger is taught from: words, and what is known of each.

Not every text tells everything: articles of PolNeAR have attributions and no names, sentences of
CrossNER names and no attributions. What a text doesn't tell is `UNKNOWN` and costs nothing. Tags,
dependencies and sentence starts are those of the parser that the tagger learns to stand in for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from kg.extract.decoding import Floats
from kg.extract.wordpieces import Ints, Words, words
from kg.model import Document, Extent

if TYPE_CHECKING:
    from spacy.tokens import Doc

UNKNOWN: Final = -100
"""The label of what is not known; torch's losses pass over it."""
ROLES: Final = ("source", "cue", "content")
KINDS: Final = ("person", "organisation", "place", "product", "other")

Span = tuple[int, int]
"""First and last word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """That a content goes with a cue, or a cue with a source; `to` is None for nobody."""

    kind: Literal["cue", "source"]
    of: Span
    to: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A text with what is known of its words; arrays have an entry a word.

    Attributes:
        roles, names: 0 for O, then B and I of each role or kind in turn.
        tags, relations: as the parser names them.
        heads: the head of each word; the root of a sentence is its own.
        sentences: 1 where a sentence starts.
        ties: which spans belong together.
        spans: those of each role.
        trust: what its attributions count; two people's marks on one text count 0.7 each.
        gold_names: whether people marked the names, or the parser.
        likely: how likely earlier networks hold each role for each word, (words, roles), where they
            were asked.
    """

    id: str
    words: Words
    roles: Ints
    names: Ints
    tags: tuple[str, ...]
    relations: tuple[str, ...]
    heads: Ints
    sentences: Ints
    ties: tuple[Tie, ...] = ()
    spans: Mapping[str, frozenset[Span]] = field(default_factory=dict)
    trust: float = 1.0
    gold_names: bool = True
    likely: Floats | None = None


def lesson(document: Document, doc: Doc) -> Lesson:
    """A text of which nothing is known but its parse."""
    found = words(document.text, doc, document.body or Extent(0, len(document.text)))
    place = {int(t): n for n, t in enumerate(found.tokens)}
    kept = [doc[int(t)] for t in found.tokens]
    unknown = np.full(len(found), UNKNOWN, dtype=np.int64)
    return Lesson(
        id=document.file,
        words=found,
        roles=unknown,
        names=unknown.copy(),
        tags=tuple(t.tag_ for t in kept),
        relations=tuple(t.dep_ for t in kept),
        heads=np.array([place.get(t.head.i, UNKNOWN) for t in kept], dtype=np.int64),
        sentences=np.array([int(bool(t.is_sent_start)) for t in kept], dtype=np.int64),
    )


def covered(found: Words, start: int, end: int) -> Span | None:
    """The words that the characters from `start` up to `end` touch."""
    first = int(np.searchsorted(found.ends, start, side="right"))
    last = int(np.searchsorted(found.starts, end, side="left")) - 1
    return (first, last) if first <= last < len(found) else None


def paint(labels: Ints, spans: Iterable[tuple[int, Span]]) -> None:
    """Write B and I of each span, given with the index of its kind, into the labels."""
    for kind, (first, last) in spans:
        labels[first] = 1 + 2 * kind
        labels[first + 1 : last + 1] = 2 + 2 * kind


def has_product(one: Lesson) -> bool:
    """Whether people marked the name of a product in it."""
    begins = 1 + 2 * KINDS.index("product")
    return bool(one.gold_names and (one.names == begins).any())
