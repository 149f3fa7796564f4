"""All relations between the claims of a corpus: candidates judged, then discourse inside documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Corpus, Relation
from kg.relate.candidates import candidates
from kg.relate.comparing import Verdict, compare
from kg.relate.discourse import discourse
from kg.relate.stated import Put, first, narrowed, stated

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
    near = candidates(corpus)
    found = [*discourse(corpus, puts), *_compared(near, first(corpus, puts), texts)]
    return replace(corpus, relations=_settled(found))


def _compared(
    near: Mapping[tuple[str, str], float], of: Mapping[str, Put], texts: Mapping[str, str]
) -> Iterator[Relation]:
    for (left, right), alike in near.items():
        a, b = of.get(left), of.get(right)
        if a is None or b is None:
            continue
        verdict = compare(a.side, b.side, alike=alike or None)
        relation = _relation(a, b, verdict, texts)
        if relation is not None:
            yield relation


def _relation(a: Put, b: Put, verdict: Verdict, texts: Mapping[str, str]) -> Relation | None:
    if verdict.relation == "none" and not verdict.signal:
        return None
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
