"""Attributions as utterances: with speaker, stance, certainty, day, numbers and subjects."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from kg.extract.cast import Cast, cast
from kg.extract.certainty import certainty, polarity, stance
from kg.extract.clauses import beginnings
from kg.extract.dates import carried, said
from kg.extract.phrases import span_of
from kg.extract.quantities import quantities
from kg.extract.speakers import FIRST_PERSON, speaker
from kg.model import (
    Attribution,
    Document,
    Entity,
    EntityKind,
    Extent,
    Mention,
    Utterance,
    content_id,
    normalised,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

JOIN: Final = " … "
_DOUBLE: Final = re.compile(r"[“”\"„«»]")
_SINGLE: Final = re.compile(r"(?<!\w)['‘]((?:[^'‘’]|(?<=\w)['’](?=\w))*)['’](?!\w)")
_OUTER: Final = " '‘’“”\""
_SINGULAR: Final = frozenset({"i", "me", "my", "mine", "myself"})


def utterances(
    document: Document,
    doc: Doc,
    attributions: Sequence[Attribution],
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
) -> tuple[tuple[Utterance, ...], tuple[str, ...]]:
    """An utterance for each attribution, in the same order; and those left out, in words.

    An attribution without a word in its content is left out: it says nothing.
    """
    who = cast(doc, entities, mentions)
    ids = _ids(document, attributions)
    made: list[Utterance] = []
    skipped: list[str] = []
    for at, one in enumerate(attributions):
        text = spoken(document, one)
        if not normalised(text):
            skipped.append(f"a quotation without words at {one.content[0].start}")
            continue
        made.append(
            _utterance(document, doc, one, who, text=text, ids=(ids[at], *ids), others=attributions)
        )
    kept = {u.id for u in made}
    whole = [u if u.reported_by in kept else replace(u, reported_by=None) for u in made]
    return carried(whole), tuple(skipped)


def _utterance(  # noqa: PLR0913 - what an utterance is made of
    document: Document,
    doc: Doc,
    one: Attribution,
    who: Cast,
    *,
    text: str,
    ids: Sequence[str],
    others: Sequence[Attribution],
) -> Utterance:
    """The utterance; `ids` are its own, then those of all `others` in their order."""
    found = speaker(document, doc, one, who, others)
    cue = span_of(doc, one.cue) if one.cue is not None else None
    content = [s for s in (span_of(doc, piece) for piece in one.content) if s is not None]
    day, basis = said(cue=cue, content=content, document=document, stated=one.said)
    post = one.form == "post"
    return Utterance(
        id=ids[0],
        document=document.id,
        form=one.form,
        content=one.content,
        text=text,
        source=one.source,
        cue=one.cue,
        speaker=found.key,
        speaker_why=found.why,
        stance=stance(cue=cue, content=content, form=one.form),
        certainty=certainty(cue=cue, content=content),
        polarity=polarity(content=content),
        said=day,
        said_basis=basis,
        reported_by=ids[1 + one.outer] if one.outer is not None else None,
        handle=(one.handle or document.handle) if post else None,
        platform=(one.platform or document.platform) if post else None,
        quantities=tuple(q for s in content for q in quantities(s)),
        about=_about(one, who),
        clauses=beginnings(content),
    )


def spoken(document: Document, one: Attribution) -> str:
    """The content as one string: pieces joined by ' … ', marks of quotation left out."""
    pieces = []
    for piece in one.content:
        words = _DOUBLE.sub("", " ".join(piece.within(document.text).split()))
        words = words.strip(_OUTER) if one.form == "direct" else _SINGLE.sub(r"\1", words)
        pieces.append(words.strip())
    return JOIN.join(p for p in pieces if p)


def _ids(document: Document, attributions: Sequence[Attribution]) -> tuple[str, ...]:
    """Ids from document, form, words and source; equal ones are told apart by their order."""
    seen: dict[tuple[str, ...], int] = {}
    made: list[str] = []
    for one in attributions:
        source = one.source.within(document.text) if one.source is not None else ""
        parts = (document.id, one.form, normalised(spoken(document, one)), source)
        seen[parts] = seen.get(parts, 0) + 1
        made.append(content_id("utterance", *parts, str(seen[parts])))
    return tuple(made)


def _about(one: Attribution, who: Cast) -> tuple[str, ...]:
    """Actors and products mentioned in the content, in order."""
    kinds: frozenset[EntityKind] = frozenset({"person", "organisation", "group", "product"})
    inside: list[Mention] = []
    for piece in one.content:
        first = bisect_left(who.mentions, piece.start, key=lambda m: m.extent.start)
        for mention in islice(who.mentions, first, None):
            if mention.extent.start >= piece.end:
                break
            if mention.extent.end <= piece.end:
                inside.append(mention)
    return tuple(
        dict.fromkeys(m.entity for m in inside if m.entity is not None and m.kind in kinds)
    )


def selves(
    document: Document,
    doc: Doc,
    made: Sequence[Utterance],
    entities: Sequence[Entity],
    taken: Sequence[Mention],
) -> tuple[Mention, ...]:
    """'I', 'we' and 'our' in somebody's own words, as mentions of the speaker."""
    kinds: dict[str, EntityKind] = {e.key: e.kind for e in entities}
    covered = {m.extent for m in taken}
    found: dict[Extent, Mention] = {}
    own = [u for u in made if u.speaker is not None and u.form in {"direct", "post", "mixed"}]
    for one in sorted(own, key=lambda u: sum(p.end - p.start for p in u.content)):
        key = one.speaker
        for piece in one.content:
            span = span_of(doc, piece)
            for token in span if span is not None else ():
                at = Extent(token.idx, token.idx + len(token.text))
                word = token.lower_
                if (
                    key is None
                    or word not in FIRST_PERSON
                    or token.text == "US"
                    or at in covered | found.keys()
                ):
                    continue
                if word in _SINGULAR and kinds[key] != "person":
                    continue
                why = f"“{token.text}” in the speaker's own words"
                found[at] = Mention(extent=at, kind=kinds[key], form="pronoun", entity=key, why=why)
    return tuple(found[at] for at in sorted(found))
