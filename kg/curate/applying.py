"""Judgements applied: before linking to what was read, after relating to relations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from kg.curate.judgements import ARTICLE, NOBODY
from kg.model import (
    ConflictKind,
    Corpus,
    Entity,
    Extraction,
    Judgement,
    NonConflictReason,
    Proposition,
    Relation,
    RelationKind,
    Stance,
    Status,
    Utterance,
    content_id,
    normalised,
)

Key = tuple[str, tuple[str, ...]]

# A person who confirms a relation that was not found says which, seldom of what kind: the kinds
# that the words of a contradiction or of a mere seeming one allow without knowing more.
_KIND_UNSTATED: dict[RelationKind, ConflictKind | NonConflictReason] = {
    "contradicts": "stance",
    "none": "same-topic-unrelated",
}


def settled(judgements: Iterable[Judgement]) -> tuple[tuple[Judgement, ...], tuple[str, ...]]:
    """The judgements to go by, one per matter, and in words those that coders disagree on.

    A coder's later verdict replaces the earlier one. Where coders disagree there is nothing to go
    by: none is applied until they agree.
    """
    latest: dict[tuple[Key, str], Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (j.made, j.coder, j.verdict, j.note)):
        latest[matter(judgement), judgement.coder] = judgement
    matters: dict[Key, list[Judgement]] = defaultdict(list)
    for (key, _), judgement in sorted(latest.items(), key=lambda item: item[0]):
        matters[key].append(judgement)
    agreed, disputed = [], []
    for held in matters.values():
        if len({normalised(j.verdict) for j in held}) == 1:
            agreed.append(held[0])
        else:
            verdicts = "; ".join(f"{j.coder}: {j.verdict}" for j in held)
            disputed.append(f"{described(held[0])}: coders disagree ({verdicts}), so none applies")
    return tuple(agreed), tuple(disputed)


def described(judgement: Judgement) -> str:
    """A judgement in words, for messages."""
    return f"judgement on {judgement.subject} of {', '.join(judgement.on)}"


def before(
    extractions: Sequence[Extraction], judgements: Sequence[Judgement]
) -> tuple[Extraction, ...]:
    """The extractions with speakers and stances as people judged them.

    A speaker the document does not name yet becomes an entity of it.
    """
    speakers = {j.on[0]: j for j in judgements if j.subject == "attribution"}
    stances = {j.on[0]: j for j in judgements if j.subject == "stance"}
    if not speakers and not stances:
        return tuple(extractions)
    return tuple(_corrected(extraction, speakers, stances) for extraction in extractions)


def after(corpus: Corpus) -> Corpus:
    """The corpus with relations confirmed, rejected or added as judged, and what matched nothing.

    A confirmed relation that was not found is added only if the judgement names it.
    """
    judgements, _ = settled(corpus.judgements)
    claim_of = {ident: claim.id for claim in corpus.claims for ident in claim.propositions}
    relations = list(corpus.relations)
    unmatched = [
        f"{described(j)} ({j.coder}, {j.made}): {reason}"
        for j in judgements
        if (reason := _unknown(j, corpus)) is not None
    ]
    for judgement in judgements:
        if judgement.subject != "relation" or not {*judgement.on[:2]} <= claim_of.keys():
            continue
        left, right = claim_of[judgement.on[0]], claim_of[judgement.on[1]]
        if left == right:
            unmatched.append(f"{described(judgement)}: both belong to one claim by now")
            continue
        hits = [i for i, r in enumerate(relations) if _is_meant(r, judgement, left, right)]
        for i in hits:
            relations[i] = replace(relations[i], status=cast(Status, judgement.verdict))
        if not hits and judgement.verdict == "confirmed" and len(judgement.on) > 2:
            relations.append(_added(judgement, left, right))
        elif not hits:
            unmatched.append(f"{described(judgement)}: no such relation between the two claims")
    return replace(
        corpus,
        relations=tuple(sorted(relations, key=lambda relation: relation.id)),
        unmatched=tuple(sorted({*corpus.unmatched, *unmatched})),
    )


def matter(judgement: Judgement) -> Key:
    """What a judgement is about: the order of names and of propositions makes no difference."""
    if judgement.subject == "identity":
        return judgement.subject, tuple(sorted(normalised(name) for name in judgement.on))
    if judgement.subject == "relation":
        return judgement.subject, (*sorted(judgement.on[:2]), *judgement.on[2:])
    return judgement.subject, tuple(sorted(judgement.on))


def _corrected(
    extraction: Extraction, speakers: Mapping[str, Judgement], stances: Mapping[str, Judgement]
) -> Extraction:
    entities = list(extraction.entities)
    utterances = []
    for utterance in extraction.utterances:
        changed = utterance
        if utterance.id in stances:
            changed = replace(changed, stance=cast(Stance, stances[utterance.id].verdict))
        if utterance.id in speakers:
            changed = _spoken(changed, speakers[utterance.id], entities)
        utterances.append(changed)
    return replace(extraction, utterances=tuple(utterances), entities=tuple(entities))


def _spoken(utterance: Utterance, judgement: Judgement, entities: list[Entity]) -> Utterance:
    """The utterance with the judged speaker, who is added to the entities where need be."""
    why = f"{judgement.coder} judged so on {judgement.made}"
    name = judgement.verdict.strip()
    if name.casefold() == ARTICLE:
        return replace(utterance, speaker=None, form="authored", speaker_why=why)
    form = "indirect" if utterance.form == "authored" else utterance.form
    if name.casefold() == NOBODY:
        return replace(utterance, speaker=None, form=form, speaker_why=why)
    words = normalised(name)
    fitting = [e for e in entities if words in {normalised(n) for n in (e.name, *e.aliases)}]
    if len(fitting) == 1:
        return replace(utterance, speaker=fitting[0].key, form=form, speaker_why=why)
    key = content_id("judged", words)
    if all(entity.key != key for entity in entities):
        entities.append(Entity(key=key, name=name, kind="person"))
    return replace(utterance, speaker=key, form=form, speaker_why=why)


def _is_meant(relation: Relation, judgement: Judgement, left: str, right: str) -> bool:
    if {relation.left, relation.right} != {left, right}:
        return False
    return len(judgement.on) < 3 or relation.relation == judgement.on[2]


def _added(judgement: Judgement, left: str, right: str) -> Relation:
    relation = cast(RelationKind, judgement.on[2])
    note = f": {judgement.note}" if judgement.note else ""
    return Relation.between(
        left,
        right,
        relation=relation,
        kind=_KIND_UNSTATED.get(relation, "judged"),
        score=1.0,
        why=f"{judgement.coder} judged so on {judgement.made}{note}",
        status="confirmed",
    )


def _unknown(judgement: Judgement, corpus: Corpus) -> str | None:
    """Why a judgement matches nothing of the corpus; None where it does."""
    if judgement.subject == "identity":
        names = {normalised(n) for actor in corpus.actors for n in (actor.name, *actor.aliases)}
        names |= {normalised(n) for thing in corpus.products for n in (thing.name, *thing.aliases)}
        missing = [name for name in judgement.on if normalised(name) not in names]
    elif judgement.subject in ("claim", "relation"):
        known: dict[str, Proposition] = {p.id: p for p in corpus.propositions}
        ids = judgement.on if judgement.subject == "claim" else judgement.on[:2]
        missing = [ident for ident in ids if ident not in known]
    else:
        utterances = {u.id for extraction in corpus.extractions for u in extraction.utterances}
        missing = [ident for ident in judgement.on if ident not in utterances]
    return f"nothing is called {', '.join(missing)} any more" if missing else None
