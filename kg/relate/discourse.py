"""Relations inside one document: by connective, by what points back, by who goes on speaking."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kg.model import Corpus, Extent, Relation, normalised
from kg.relate.lexicon import listed
from kg.relate.matching import match
from kg.relate.pointing import of_study, pointed
from kg.relate.sentences import number, opening, sentences
from kg.relate.stated import Put, in_order
from kg.relate.undercutting import refers
from kg.thresholds import SCORE_BY_SIGNAL, SUPPORT_REACH


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One document's claims in order, with the sentence each begins in."""

    text: str
    sentences: tuple[Extent, ...]
    puts: tuple[Put, ...]
    of: tuple[int, ...]
    """Index of the sentence, for each put."""


def discourse(corpus: Corpus, puts: Mapping[str, Put]) -> Iterator[Relation]:
    """What the texts themselves say of how their claims hang together."""
    held: dict[str, list[Put]] = defaultdict(list)
    texts = {e.document.id: e.document.text for e in corpus.extractions}
    studied = sorted(
        (p for p in puts.values() if of_study(p, texts[p.proposition.document])),
        key=lambda p: (
            p.utterance.said or date.max,
            p.proposition.document,
            p.proposition.content[0],
        ),
    )
    for put in puts.values():
        held[put.proposition.document].append(put)
    for extraction in corpus.extractions:
        place = _place(extraction.document.text, held[extraction.document.id])
        for find in (_contrasts, _undercuts, _denials, _grounds, _shown):
            yield from find(place)
        yield from _elsewhere(place, studied)


def _place(text: str, puts: Sequence[Put]) -> Place:
    found = sentences(text)
    ordered = tuple(in_order(puts))
    return Place(
        text=text,
        sentences=found,
        puts=ordered,
        of=tuple(number(put.proposition.content[0].start, found) for put in ordered),
    )


def _contrasts(place: Place) -> Iterator[Relation]:
    """A sentence that begins with 'However', 'But', 'At the same time', and the one before it."""
    for i, extent in enumerate(place.sentences):
        words = opening(extent, place.text)
        hit = next(
            (o for o in sorted(listed("discourse", "contrast", "openings"), key=len, reverse=True)
             if words.startswith(o) and not words[len(o) : len(o) + 1].isalpha()),
            None,
        )  # fmt: skip
        if hit is None or i == 0:
            continue
        here, before = _said_in(place, i), _said_in(place, i - 1)
        pair = _one(here, before)
        if pair is not None:
            yield _relation(
                *pair,
                relation="contrasts",
                kind="connective",
                why=f"'{hit.strip(',').capitalize()}' sets it against the sentence before",
            )


def _said_in(place: Place, sentence: int) -> list[Put]:
    return [
        put
        for put, at in zip(place.puts, place.of, strict=True)
        if at == sentence and put.utterance.reported_by is None
    ]


def _one(here: Sequence[Put], before: Sequence[Put]) -> tuple[Put, Put] | None:
    """The first claim of this sentence and the only one of the sentence before.

    Of several before it the only one by the same speaker is meant.
    """
    if not here or not before:
        return None
    first = here[0]
    fitting = list(before)
    if len(fitting) > 1:
        fitting = [p for p in before if p.speaker is not None and p.speaker == first.speaker]
    if len(fitting) != 1 or fitting[0].claim == first.claim:
        return None
    return first, fitting[0]


def _undercuts(place: Place) -> Iterator[Relation]:
    """'Such figures are difficult to verify': of the nearest figure before it."""
    for i, put in enumerate(place.puts):
        if not put.side.doubt:
            continue
        kinds = refers(put.side)
        target = pointed(put, kinds, place.puts[:i], place.text) if kinds else None
        if target is not None:
            kind, words = put.side.doubt[0]
            yield _relation(
                put,
                target,
                relation="undercuts",
                kind=kind,
                why=f"'{words}' is said of what stands before it: '{_short(target)}'",
            )


def _elsewhere(place: Place, studied: Sequence[Put]) -> Iterator[Relation]:
    """'The study cannot be relied on', where another document tells what the study found.

    Its source has to be named before, and has to be the only one so named.
    """
    if any(of_study(put, place.text) for put in place.puts):
        return
    for put in place.puts:
        if not put.side.doubt or "studies" not in refers(put.side):
            continue
        before = set(re.findall(r"[A-Z]\w{3,}", place.text[: put.proposition.content[0].start]))
        named = {w.lower() for w in before}
        known = [
            p for p in studied if p.speaker and p.speaker != put.speaker and named & p.side.speaker
        ]
        if len({p.speaker for p in known}) == 1 and known[0].claim != put.claim:
            kind, words = put.side.doubt[0]
            yield _relation(
                put,
                known[0],
                relation="undercuts",
                kind=kind,
                why=f"'{words}' is said of the study that found '{_short(known[0])}'",
            )


def _denials(place: Place) -> Iterator[Relation]:
    """'The maker says the opposite', 'she disputed the findings': of what was said before."""
    for i, put in enumerate(place.puts):
        text = normalised(put.proposition.text)
        reverse = text in listed("discourse", "reverse", "texts")
        bare = text in listed("discourse", "pointing", "bare")
        kinds = refers(put.side) if len(text.split()) <= 3 else ()
        if not reverse and not (put.utterance.stance == "denies" and (bare or kinds)):
            target = _answered(place, i) if put.side.denied else None
            if target is not None:
                yield _relation(
                    put,
                    target,
                    relation="contradicts",
                    kind="stance",
                    why=f"a denial right after what it answers: '{_short(target)}'",
                )
            continue
        before = [p for p in place.puts[:i] if p.claim != put.claim and p.speaker != put.speaker]
        if kinds and "studies" in kinds:
            before = [p for p in before if of_study(p, place.text)][:1]
        if before:
            target = before[-1]
            yield _relation(
                put,
                target,
                relation="contradicts",
                kind="stance",
                why=f"'{put.proposition.text}' rejects what was said before: '{_short(target)}'",
            )


def _answered(place: Place, i: int) -> Put | None:
    """What a denial answers: the last that somebody else said in this sentence or the one before.

    'She accused the port of hiding the logs. The port denied that any logs were missing.'
    """
    put = place.puts[i]
    if put.proposition.target is not None:
        return None
    near = [
        p
        for p, at in zip(place.puts[:i], place.of[:i], strict=True)
        if place.of[i] - at <= 1 and p.claim != put.claim and p.utterance.form != "authored"
    ]
    if not near or near[-1].speaker == put.speaker or near[-1].side.denied:
        return None
    common = [a for a, _ in match(put.side, near[-1].side).shared]
    return near[-1] if len(common) > 1 else None


def _grounds(place: Place) -> Iterator[Relation]:
    """A figure or a comparison that its speaker gives beside a judgement of the same thing."""
    for i, put in enumerate(place.puts):
        if put.speaker is None or not (put.side.quantities or _compares(put)):
            continue
        near = [
            p
            for p in place.puts[max(0, i - SUPPORT_REACH) : i + SUPPORT_REACH + 1]
            if p.claim != put.claim and p.speaker == put.speaker and _judges(p)
        ]
        fitting = [p for p in near if p is not put and _one_subject(put, p, place)]
        if len(fitting) == 1 and not _judges(put):
            what = "the figure" if put.side.quantities else "the comparison"
            yield _relation(
                put,
                fitting[0],
                relation="supports",
                kind="statistic" if put.side.quantities else "comparison",
                why=f"{what} '{_short(put)}' is given by the same speaker beside the judgement "
                f"'{_short(fitting[0])}'",
            )


def _compares(put: Put) -> bool:
    low = f" {put.side.text.lower()} "
    lemmas = {w.lemma for w in put.side.words}
    return bool(lemmas & listed("discourse", "comparison", "lemmas")) or any(
        f" {phrase} " in low for phrase in listed("discourse", "comparison", "phrases")
    )


def _judges(put: Put) -> bool:
    """A superlative or a word of judgement, with no figure of its own."""
    if put.side.quantities:
        return False
    return put.side.topmost or bool(put.side.lemmas & listed("discourse", "judgement", "lemmas"))


def _one_subject(put: Put, other: Put, place: Place) -> bool:
    """Whether both are about one thing: by name, or because one begins where the other names it."""
    mine, yours = set(put.utterance.about), set(other.utterance.about)
    if mine & yours or set(put.side.names) & set(other.side.names):
        return True
    subject = put.side.at("subject")
    if subject:
        return False
    # 'a figure that exceeds …': without a subject of its own it goes on about the claim before it
    at = place.puts.index(put)
    before = place.puts[at - 1] if at else None
    return (
        before is not None
        and before.speaker == put.speaker
        and place.of[at] == place.of[at - 1]
        and before is not other
        and _one_subject(before, other, place)
    )


def _shown(place: Place) -> Iterator[Relation]:
    """'The study showed that the scheme should be stopped': the study's finding is the ground."""
    for i, put in enumerate(place.puts):
        if not put.side.evidence or "studies" not in refers(put.side):
            continue
        found = [p for p in place.puts[:i] if of_study(p, place.text) and p.claim != put.claim]
        if found and found[0].speaker != put.speaker:
            yield _relation(
                found[0],
                put,
                relation="supports",
                kind="ground",
                why=f"'{_short(put)}' appeals to the study that found '{_short(found[0])}'",
            )


def _relation(
    left: Put,
    right: Put,
    *,
    relation: Literal["contrasts", "undercuts", "contradicts", "supports"],
    kind: str,
    why: str,
) -> Relation:
    return Relation.between(
        left.claim,
        right.claim,
        relation=relation,
        kind=kind,
        score=SCORE_BY_SIGNAL["stance" if relation == "contradicts" else relation],
        why=why,
        left_evidence=left.evidence,
        right_evidence=right.evidence,
    )


def _short(put: Put) -> str:
    words = put.proposition.text.split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")
