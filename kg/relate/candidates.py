"""Which pairs of claims are worth comparing: bounded per claim, so that time grows with claims."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations, pairwise

from kg.model import Corpus
from kg.thresholds import CANDIDATES_MOST, CANDIDATES_SHARED


def candidates(corpus: Corpus) -> dict[tuple[str, str], float]:
    """Pairs of claim ids, smaller id first, with their likeness (0 where it is below the floor).

    Near in meaning, aimed at one another by a denial, or about the same thing and few others.
    """
    near = {(n.left, n.right): n.score for n in corpus.neighbours}
    pairs = dict(near)
    claim_of = {ident: claim.id for claim in corpus.claims for ident in claim.propositions}
    for proposition in corpus.propositions:
        aimed = claim_of.get(proposition.target or "")
        own = claim_of.get(proposition.id)
        if aimed and own and aimed != own:
            pairs.setdefault(_ordered(own, aimed), 0.0)
    for pair in (*_sharing(corpus), *_spoken(corpus, claim_of)):
        pairs.setdefault(pair, 0.0)
    return _bounded(pairs)


def _spoken(corpus: Corpus, claim_of: Mapping[str, str]) -> list[tuple[str, str]]:
    """Claims that one speaker puts forward close to each other in one document.

    'In May she said it should go on. Now she wants it stopped': what stands for 'it' is next door.
    """
    speaker = {u.id: u.speaker for e in corpus.extractions for u in e.utterances}
    lines: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for proposition in corpus.propositions:
        who = speaker.get(proposition.utterance)
        claim = claim_of.get(proposition.id)
        if who is not None and claim is not None:
            lines[proposition.document, who].append((proposition.content[0].start, claim))
    return [
        _ordered(a, b)
        for line in lines.values()
        for (_, a), (_, b) in pairwise(sorted(line))
        if a != b
    ]


def _sharing(corpus: Corpus) -> list[tuple[str, str]]:
    """Pairs that share what they are about and a concern, or two things they are about.

    A thing that very many claims are about brings no pairs: it is the subject of the whole corpus.
    """
    held: dict[str, list[str]] = defaultdict(list)
    for claim in corpus.claims:
        for key in (*claim.about, *claim.concerns):
            held[key].append(claim.id)
    shared: Counter[tuple[str, str]] = Counter()
    for ids in held.values():
        if len(ids) <= CANDIDATES_SHARED:
            shared.update(_ordered(a, b) for a, b in combinations(ids, 2))
    return [pair for pair, count in shared.items() if count > 1]


def _bounded(pairs: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """The nearest pairs of each claim, so many at most; a pair stays if either side keeps it."""
    of: dict[str, list[tuple[float, tuple[str, str]]]] = defaultdict(list)
    for pair, score in pairs.items():
        for ident in pair:
            of[ident].append((-score, pair))
    kept = {pair for ranked in of.values() for _, pair in sorted(ranked)[:CANDIDATES_MOST]}
    return {pair: pairs[pair] for pair in sorted(kept)}


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
