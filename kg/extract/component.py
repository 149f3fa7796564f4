"""The tagger as a component of a spaCy pipeline: what it says of words, written into the `Doc`.

Tags, sentences, trees and names stand where spaCy's own components would put them, so all that
reads a `Doc` reads them; what belongs to attributions stands in `doc._.spoken`, how
sure a name's kind is in `doc._.sure`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from kg.extract.ruler import Ruled, Ruler
from kg.extract.tagger import Tagging, tagging
from kg.extract.wordpieces import Ints, Words, words
from kg.model import Attribution, Extent

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NAME: Final = "kg_tagger"
SPOKEN: Final = "spoken"
"""The attribute of a `Doc` (`doc._.spoken`) with its attributions; None where it wasn't tagged."""

SURE: Final = "sure"
"""The attribute with how likely a name is of each kind, by the offset of its first character."""

LABELS: Final = {
    "person": "PERSON",
    "organisation": "ORG",
    "place": "GPE",
    "product": "PRODUCT",
    "other": "EVENT",
}
"""Kinds of names by the labels that spaCy's English models use; an adjective is a `NORP`."""


def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component for a pipeline, whose rules for parts of speech it applies itself."""
    return partial(annotated, ruler=Ruler(nlp, nlp.get_pipe("attribute_ruler")))


def annotated(doc: Doc, *, ruler: Ruler) -> Doc:
    """The same text with tags, sentences, tree, names and attributions.

    Sentence starts that are set already, either way, are kept.
    """
    from spacy.tokens import Doc as Made
    from spacy.tokens import Span

    text = doc.text
    if not text.strip():
        doc._.spoken, doc._.sure = (), {}
        for blank in doc:
            blank.tag_, blank.pos_ = "_SP", "SPACE"
        return doc
    found = words(text, doc, Extent(0, len(text)))
    fixed = doc.to_array("SENT_START").astype(np.int64)[found.tokens]
    said = tagging(found, fresh=fixed == 1)
    starts = _starts(fixed, said)
    heads, relations, tags = _grown(doc, found, said, starts)
    words_, spaces = zip(*((t.text, bool(t.whitespace_)) for t in doc), strict=True)
    ruled = _ruled(ruler, words_, tags, relations)
    made = Made(
        doc.vocab,
        words=words_,
        spaces=spaces,
        tags=tags,
        pos=[one.pos for one in ruled],
        morphs=[one.morph for one in ruled],
        lemmas=[one.lemma for one in ruled],
        heads=heads,
        deps=relations,
    )
    tokens = found.tokens
    made.ents = tuple(
        Span(
            made, int(tokens[a]), int(tokens[b]) + 1, label=_label(said, kind, tags[int(tokens[b])])
        )
        for kind, a, b in said.names
    )
    made._.spoken = attributions(found, said)
    made._.sure = {
        int(found.starts[a]): dict(zip(said.kinds, shares, strict=True))
        for (_, a, _), shares in zip(said.names, said.sure, strict=True)
    }
    return made


def _ruled(
    ruler: Ruler, words: Sequence[str], tags: Sequence[str], relations: Sequence[str]
) -> list[Ruled]:
    there = (False, *(relation == "expl" for relation in relations))
    return [
        ruler(word.lower(), tag, relation, after_there=after)
        for word, tag, relation, after in zip(words, tags, relations, there, strict=False)
    ]


def join(doc: Doc, parts: Sequence[Doc], cuts: Sequence[int]) -> None:
    """Write into a text what was said of its parts, which began at these offsets."""
    spoken = [(part._.spoken, at) for part, at in zip(parts, cuts, strict=False)]
    if all(one is not None for one, _ in spoken):
        doc._.spoken = tuple(_moved(a, at) for one, at in spoken for a in one)
        sure = [(part._.sure, at) for part, at in zip(parts, cuts, strict=False)]
        doc._.sure = {start + at: share for one, at in sure for start, share in one.items()}


def _moved(one: Attribution, by: int) -> Attribution:
    def moved(extent: Extent) -> Extent:
        return Extent(extent.start + by, extent.end + by)

    return replace(
        one,
        content=tuple(moved(e) for e in one.content),
        cue=moved(one.cue) if one.cue else None,
        source=moved(one.source) if one.source else None,
    )


def attributions(found: Words, said: Tagging) -> tuple[Attribution, ...]:
    """Contents that go with the same cue as one, with that cue's source; form is left indirect."""
    by_cue: dict[int, list[Extent]] = {}
    out: list[Attribution] = []
    for span, cue in zip(said.contents, said.belonging.cue, strict=True):
        if cue is None:
            out.append(Attribution(content=(_extent(found, span),), form="indirect"))
        else:
            by_cue.setdefault(cue, []).append(_extent(found, span))
    for cue, pieces in by_cue.items():
        source = said.belonging.source[cue]
        out.append(
            Attribution(
                content=tuple(sorted(pieces)),
                form="indirect",
                cue=_extent(found, said.cues[cue]),
                source=_extent(found, said.sources[source]) if source is not None else None,
            )
        )
    return tuple(sorted(out, key=lambda a: a.content[0].start))


def _extent(found: Words, span: tuple[int, int]) -> Extent:
    return Extent(int(found.starts[span[0]]), int(found.ends[span[1]]))


def _label(said: Tagging, kind: int, tag: str) -> str:
    name = said.kinds[kind]
    return "NORP" if name == "other" and tag.startswith(("JJ", "NNPS")) else LABELS[name]


def _starts(fixed: Ints, said: Tagging) -> list[int]:
    """The words that sentences start at, and their number; `fixed` is 1 for sure, -1 for never."""
    starts = [
        n
        for n, (sure, score) in enumerate(zip(fixed, said.starts, strict=True))
        if n == 0 or sure == 1 or (sure == 0 and score > 0)
    ]
    return [*starts, len(fixed)]


def _grown(
    doc: Doc, found: Words, said: Tagging, starts: Sequence[int]
) -> tuple[list[int], list[str], list[str]]:
    """Heads, relations and tags of all tokens; a blank hangs on the word before it."""
    heads = list(range(len(doc)))
    relations = ["dep"] * len(doc)
    tags = ["_SP"] * len(doc)
    place = found.tokens
    for a, b in pairwise(starts):
        tree, said_of = said.sentence(a, b)
        for n in range(a, b):
            token = int(place[n])
            heads[token] = int(place[a + tree[n - a]])
            relations[token] = said_of[n - a]
            tags[token] = said.tags[n]
    for token in doc:
        if token.is_space:
            heads[token.i] = max(token.i - 1, 0)
    first = int(place[0]) if len(found) else 0
    for i in range(first if len(found) else len(doc)):
        heads[i] = first if len(found) else i  # blanks before the first word
        relations[i] = "dep" if len(found) else "ROOT"
    return heads, relations, tags
