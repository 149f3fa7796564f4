"""All relations between the claims of a corpus: candidates judged, then discourse inside documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Corpus, Relation
from kg.relate.candidates import candidates
from kg.relate.comparing import Verdict, compare
from kg.relate.discourse import discourse
from kg.relate.pointing import of_study
from kg.relate.stated import Put, gathered, narrowed, stated
from kg.relate.undercutting import refers
from kg.thresholds import CONTEXT_GROUND, CONTEXT_REFINED, CONTEXT_UNAIMED

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.link.encoder import Encoder


def relate(corpus: Corpus, *, encoder: Encoder, nlp: Language) -> Corpus:
    """The corpus with its relations, by id; those it had are left out.

    The vectors were compared when the claims were linked (`Corpus.neighbours`), so the encoder is
    not asked again.
    """
    puts = stated(corpus, nlp=nlp)
    texts = {e.document.id: e.document.text for e in corpus.extractions}
    members = gathered(corpus, puts)
    said = tuple(discourse(corpus, puts))
    judged = _aimed(_compared(candidates(corpus), members, texts), said)
    found = [*said, *judged]
    return replace(corpus, relations=_settled(found))


def _aimed(
    judged: Iterable[tuple[float, Relation]], said: Sequence[Relation]
) -> Iterator[Relation]:
    """Each doubt aimed at the one claim it has most in common with, or at what the text points at."""
    pointed = {relation.left for relation in said if relation.relation == "undercuts"}
    doubts: dict[str, list[tuple[float, Relation]]] = defaultdict(list)
    for context, relation in judged:
        if relation.relation != "undercuts":
            yield relation
        elif relation.left not in pointed:
            doubts[relation.left].append((context, relation))
    for aims in doubts.values():
        best = max(context for context, _ in aims)
        nearest = [relation for context, relation in aims if context == best]
        if len(nearest) == 1:
            yield nearest[0]


def _compared(
    near: Mapping[tuple[str, str], float], of: Mapping[str, Sequence[Put]], texts: Mapping[str, str]
) -> Iterator[tuple[float, Relation]]:
    for (left, right), alike in near.items():
        if left not in of or right not in of:
            continue
        a, b = _facing(of[left], of[right])
        verdict = compare(a.side, b.side, alike=alike or None)
        if _holds(a, b, verdict, texts):
            yield verdict.context, _relation(a, b, verdict, texts)


def _facing(left: Sequence[Put], right: Sequence[Put]) -> tuple[Put, Put]:
    """The members to compare: the earliest, or if somebody puts forward both claims, theirs.

    Whoever says the one on one day and the other on another may have changed position.
    """
    own = [
        (a, b)
        for a in left
        for b in right
        if a.speaker is not None and a.speaker == b.speaker and a.utterance.said != b.utterance.said
    ]
    return own[0] if own else (left[0], right[0])


def _holds(a: Put, b: Put, verdict: Verdict, texts: Mapping[str, str]) -> bool:
    """Whether a verdict on the two texts holds where they stand: by whom, where, aimed at what."""
    if _nested(a, b):
        return False
    if verdict.relation == "none":
        return verdict.signal
    if verdict.relation == "supports" and not (
        verdict.context >= CONTEXT_GROUND and verdict.kind in {"document", "measurement"}
    ):
        return False
    alone = (
        a.proposition.document == b.proposition.document
        and a.speaker == b.speaker
        and a.utterance.said == b.utterance.said
    )
    if alone and verdict.relation in {"contradicts", "undercuts"}:
        return False
    if verdict.relation == "refines":
        return verdict.context >= CONTEXT_REFINED
    if verdict.relation == "undercuts":
        doubting, other = (a, b) if verdict.direction == "left" else (b, a)
        return _fits(doubting, other, texts[other.proposition.document])
    if verdict.kind == "stance":
        return _aims(a, b, verdict) if a.side.denied else _aims(b, a, verdict)
    return True


def _aims(denial: Put, other: Put, verdict: Verdict) -> bool:
    """Whether a denial is aimed at the other claim; if its aim is unknown, much has to be common."""
    if denial.proposition.target is None:
        return verdict.context >= CONTEXT_UNAIMED
    return denial.proposition.target in other.members


def _nested(a: Put, b: Put) -> bool:
    """Whether one is said inside the other: what is reported, and the report."""
    return a.proposition.document == b.proposition.document and any(
        x.overlaps(y) for x in a.proposition.content for y in b.proposition.content
    )


def _fits(doubting: Put, other: Put, text: str) -> bool:
    """Whether what is doubted is of the kind the doubt speaks of: a figure, a study, a claim."""
    kinds = refers(doubting.side)
    if not kinds:
        return True
    fitting = {
        "numbers": bool(other.side.quantities),
        "studies": of_study(other, text),
        "claims": True,
    }
    return any(fitting[kind] for kind in kinds)


def _relation(a: Put, b: Put, verdict: Verdict, texts: Mapping[str, str]) -> Relation:
    mine = narrowed(a, verdict.left, texts[a.proposition.document])
    yours = narrowed(b, verdict.right, texts[b.proposition.document])
    if verdict.direction == "right":
        a, b, mine, yours = b, a, yours, mine
    return Relation.between(
        a.claim,
        b.claim,
        relation=verdict.relation,
        kind=verdict.kind,
        score=verdict.score,
        why=verdict.why,
        left_evidence=mine,
        right_evidence=yours,
    )


def _settled(found: Iterable[Relation]) -> tuple[Relation, ...]:
    """One relation per pair of claims: the surer one, by id."""
    best: dict[frozenset[str], Relation] = {}
    for relation in sorted(found, key=lambda r: (r.relation == "none", -r.score, r.id)):
        best.setdefault(frozenset({relation.left, relation.right}), relation)
    return tuple(sorted(best.values(), key=lambda relation: relation.id))
