"""All relations of a corpus: candidates judged, and discourse inside documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from kg.link.judge import Asserted, present
from kg.link.remembering import Memory, memory
from kg.model import Corpus, Relation, normalised
from kg.relate.candidates import candidates
from kg.relate.comparing import compare
from kg.relate.discourse import discourse
from kg.relate.pointing import of_study
from kg.relate.stated import Put, gathered, narrowed, stated
from kg.relate.undercutting import refers
from kg.relate.verdicts import Verdict
from kg.relate.weighing import heard
from kg.thresholds import ALIKE_APART, JUDGED_FROM, NEAR_APART, NEAR_SEEMING

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.link.encoder import Encoder


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    """The documents' texts by id, and which two are versions of one."""

    text: Mapping[str, str]
    versions: frozenset[frozenset[str]]


def relate(corpus: Corpus, *, encoder: Encoder, nlp: Language) -> Corpus:
    """The corpus with its relations, by id; those it had are left out.

    The vectors were compared when the claims were linked (`Corpus.neighbours`), so the encoder is
    not asked again.
    """
    puts = stated(corpus, nlp=nlp)
    texts = {e.document.id: e.document.text for e in corpus.extractions}
    members = gathered(corpus, puts)
    said = tuple(discourse(corpus, puts))
    versions = frozenset(frozenset(pair) for origin in corpus.origins for pair in origin.version_of)
    of = _Texts(text=texts, versions=versions)
    with memory() if present() else nullcontext() as judge:
        judged = _aimed(_compared(candidates(corpus), members, of, judge), said)
        found = [*said, *judged]
    return replace(corpus, relations=_settled(found))


def _aimed(
    judged: Iterable[tuple[float, Relation]], said: Sequence[Relation]
) -> Iterator[Relation]:
    """Each doubt aimed at the claim it has most in common with, or at what the text points at."""
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
    near: Mapping[tuple[str, str], float],
    held: Mapping[str, Sequence[Put]],
    of: _Texts,
    judge: Memory | None,
) -> Iterator[tuple[float, Relation]]:
    for (left, right), alike in near.items():
        if left not in held or right not in held:
            continue
        a, b = _facing(held[left], held[right])
        asked = (
            partial(heard, judge.opinion, _asserted(a), _asserted(b))
            if judge and alike >= JUDGED_FROM
            else None
        )
        verdict = _placed(a, b, compare(a.side, b.side, alike=alike or None, judge=asked), of)
        if _holds(a, b, verdict, alike, of):
            yield verdict.context, _relation(a, b, verdict, of.text)


def _asserted(put: Put) -> Asserted:
    return Asserted(text=put.side.text, speaker=put.name, said=put.utterance.said)


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


def _holds(a: Put, b: Put, verdict: Verdict, alike: float, of: _Texts) -> bool:
    """Whether a verdict on the two texts holds where they stand: by whom, where, aimed at what.

    Two claims that somebody sets side by side speak of one matter; two of a thousand in the news
    mostly do not, however many words they share. So more is asked here than of a single pair.
    """
    if _nested(a, b):
        return False
    near = alike >= ALIKE_APART and verdict.near >= NEAR_APART
    one_text = a.proposition.document == b.proposition.document and a.speaker == b.speaker
    alone = one_text and a.utterance.said == b.utterance.said
    if verdict.relation == "none":
        return verdict.signal and verdict.near >= NEAR_SEEMING
    if verdict.relation == "undercuts":
        doubting, other = (a, b) if verdict.direction == "left" else (b, a)
        return (
            not alone
            and bool(refers(doubting.side))
            and _fits(doubting, other, of.text[other.proposition.document])
        )
    if verdict.relation == "supports":
        return near and verdict.kind in {"document", "measurement"}
    if verdict.relation != "contradicts":
        return near
    if alone or (verdict.kind == "negation" and _repeats(a, b)):
        return False
    if verdict.kind == "stance":
        return _aims(a, b, near=near) if a.side.denied else _aims(b, a, near=near)
    return near or (one_text and verdict.kind == "position-change")


def _aims(denial: Put, other: Put, *, near: bool) -> bool:
    """Whether a denial is aimed at the other claim; if its aim is unknown, they have to be near."""
    return near if denial.proposition.target is None else denial.proposition.target in other.members


def _placed(a: Put, b: Put, verdict: Verdict, of: _Texts) -> Verdict:
    """The verdict in the light of where the two texts come from.

    A figure that differs between two versions of one text was changed in silence; one that differs
    between copies by the same speaker is a slip of copying.
    """
    documents = frozenset({a.proposition.document, b.proposition.document})
    if verdict.relation != "contradicts" or a.origin != b.origin or len(documents) == 1:
        return verdict
    if documents in of.versions:
        return replace(verdict, why=f"silent edit between two versions of one text: {verdict.why}")
    if a.speaker is not None and a.speaker == b.speaker:
        why = f"both texts go back to one source: {verdict.why}"
        return replace(verdict, relation="none", kind="same-origin", why=why)
    return verdict


def _repeats(a: Put, b: Put) -> bool:
    """Whether one text holds the other word for word: 'not' then stands over something else."""
    short, long = sorted((normalised(a.side.text), normalised(b.side.text)), key=len)
    return short in long


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
