"""Propositions gathered into claims: alike in meaning, and nothing that sets them apart.

Average likeness would let a chain of small steps lead from 'profits rose a little' to 'profits
soared'; so a proposition joins a claim only if it is alike to every member (complete linkage), and
only if no guard (`kg.link.guards`) objects to any of them. Precision goes before recall: two claims
that say the same are a nuisance, one that says two things is a false statement about somebody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.link.guards import apart, overlap
from kg.link.wording import Wording, weight
from kg.model import Claim, Proposition, normalised
from kg.thresholds import (
    CLAIM_ALIKE,
    CLAIM_ALIKE_MEASURED,
    CLAIM_ALIKE_REWORDED,
    CLAIM_OVERLAP,
    CLAIM_WORDS,
    TARGET_ALIKE,
    TARGET_ALIKE_WORDED,
)

BLOCK: Final = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A proposition with what is known of the utterance that puts it forward.

    Attributes:
        about, concerns: ids and IRIs of what it is about.
    """

    proposition: Proposition
    wording: Wording
    said: date | None
    about: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()


def claims(
    stated: Sequence[Stated],
    vectors: NDArray[np.float32],
    *,
    same: Iterable[tuple[str, ...]] = (),
    distinct: Iterable[tuple[str, ...]] = (),
) -> tuple[Claim, ...]:
    """The claims, by id; `same` and `distinct` are proposition ids as a person judged them.

    What a person judged the same is together whatever the guards say, unless judged distinct too.
    """
    place = {item.proposition.id: i for i, item in enumerate(stated)}
    parted = {
        frozenset({place[a], place[b]})
        for ids in distinct
        for a, b in combinations(ids, 2)
        if a in place and b in place
    }
    clusters = _Clusters(stated, vectors, parted)
    for ids in same:
        known = [place[ident] for ident in ids if ident in place]
        for i, j in combinations(known, 2):
            clusters.join(i, j, "a person judged them to be the same claim")
            clusters.judged |= {i, j}
    for i, j in _copies(stated):
        clusters.join(i, j, "the same words, in a text that goes back to the same source")
    for i, j in _alike(stated, vectors):
        clusters.join_if_alike(i, j)
    found = [_claim([stated[i] for i in members], clusters.why) for members in clusters.members()]
    return tuple(sorted(found, key=lambda claim: claim.id))


def targets(
    stated: Sequence[Stated], vectors: NDArray[np.float32], gathered: Sequence[Claim]
) -> tuple[Proposition, ...]:
    """The propositions, each that denies or doubts with the one it is aimed at, if just one fits.

    Aimed at is the earliest member of the only claim that puts forward what is denied: alike in
    meaning, with nothing but the denial between them.
    """
    claim_of = {ident: claim for claim in gathered for ident in claim.propositions}
    aside = [
        replace(item.wording, polarity="positive", negated=False, stance="asserts")
        for item in stated
    ]
    found = []
    for i, item in enumerate(stated):
        if item.wording.stance not in ("denies", "doubts"):
            found.append(item.proposition)
            continue
        floor = TARGET_ALIKE_WORDED if item.wording.negated else TARGET_ALIKE
        scores = np.round((vectors @ vectors[i]).astype(np.float64), 3)
        fitting = {
            claim_of[stated[j].proposition.id].id
            for j in np.flatnonzero(scores >= floor).tolist()
            if _may_aim(item, stated[j]) and apart(aside[i], aside[j]) is None
        }
        fitting.discard(claim_of[item.proposition.id].id)
        only = fitting.pop() if len(fitting) == 1 else None
        found.append(replace(item.proposition, target=only))
    return tuple(found)


def _may_aim(denial: Stated, other: Stated) -> bool:
    if other.wording.stance in ("denies", "doubts", "asks"):
        return False
    opposite = (denial.proposition.polarity, denial.wording.negated) != (
        other.proposition.polarity,
        other.wording.negated,
    )
    return denial.wording.stance == "doubts" or opposite


class _Clusters:
    """Sets of propositions while they grow; made and dropped inside `claims`."""

    def __init__(
        self, stated: Sequence[Stated], vectors: NDArray[np.float32], parted: set[frozenset[int]]
    ) -> None:
        self._stated = stated
        self._vectors = vectors
        self._parted = parted
        self._home = list(range(len(stated)))
        self._members = {i: [i] for i in range(len(stated))}
        self.why: dict[frozenset[str], str] = {}
        self.judged: set[int] = set()

    def join(self, i: int, j: int, why: str) -> None:
        """Unite the sets of i and j, unless a person parted any two of them."""
        a, b = self._home[i], self._home[j]
        pairs = product(self._members[a], self._members[b])
        if a == b or any(frozenset(pair) in self._parted for pair in pairs):
            return
        for member in self._members[b]:
            self._home[member] = a
        self._members[a] += self._members.pop(b)
        self.why[self._pair(i, j)] = why

    def join_if_alike(self, i: int, j: int) -> None:
        """Unite the sets of i and j if all of the one are alike to all of the other.

        Those that a person put in need to be like nobody but the one they are compared with.
        """
        a, b = self._home[i], self._home[j]
        if a == b:
            return
        for m, n in product(self._members[a], self._members[b]):
            if (m, n) != (i, j) and {m, n} & self.judged - {i, j}:
                continue
            if apart(self._stated[m].wording, self._stated[n].wording) is not None:
                return
            if self._score(m, n) < _floor(self._stated[m].wording, self._stated[n].wording):
                return
        left, right = self._stated[i].proposition, self._stated[j].proposition
        if normalised(left.text) == normalised(right.text):
            self.join(i, j, "the same words")
        else:
            score = f"{self._score(i, j):.3f}"
            self.join(
                i, j, f"alike in meaning ({score}), and no number, name, time or negation differs"
            )

    def members(self) -> list[list[int]]:
        """The sets, each in order."""
        return [sorted(members) for _, members in sorted(self._members.items())]

    def _score(self, i: int, j: int) -> float:
        return round(float(self._vectors[i] @ self._vectors[j]), 3)

    def _pair(self, i: int, j: int) -> frozenset[str]:
        return frozenset({self._stated[i].proposition.id, self._stated[j].proposition.id})


def _floor(left: Wording, right: Wording) -> float:
    """How alike two wordings must be: less, where they give one measure or share their words."""
    if left.measured & right.measured:
        return CLAIM_ALIKE_MEASURED
    return CLAIM_ALIKE if overlap(left, right) >= CLAIM_OVERLAP else CLAIM_ALIKE_REWORDED


def _copies(stated: Sequence[Stated]) -> list[tuple[int, int]]:
    """Pairs of the same words and polarity in texts of one origin, in different documents."""
    places: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for i, item in enumerate(stated):
        proposition = item.proposition
        places[item.wording.origin, proposition.polarity, normalised(proposition.text)].append(i)
    return [
        (group[0], other)
        for _, group in sorted(places.items())
        for other in group[1:]
        if stated[other].proposition.document != stated[group[0]].proposition.document
    ]


def _alike(stated: Sequence[Stated], vectors: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Pairs of propositions alike in meaning with enough words to go by, the nearest first."""
    enough = np.array([weight(item.wording) >= CLAIM_WORDS for item in stated], dtype=bool)
    pairs: list[tuple[float, str, str, int, int]] = []
    for start in range(0, len(stated), BLOCK):
        scores = np.round((vectors[start : start + BLOCK] @ vectors.T).astype(np.float64), 3)
        for row, j in np.argwhere(scores >= CLAIM_ALIKE_MEASURED).tolist():
            i = start + row
            if (
                i < j
                and enough[i]
                and enough[j]
                and scores[row, j] >= _floor(*(stated[k].wording for k in (i, j)))
            ):
                left, right = stated[i].proposition.id, stated[j].proposition.id
                first, second = sorted((left, right))
                pairs.append((-float(scores[row, j]), first, second, i, j))
    return [(i, j) for *_, i, j in sorted(pairs)]


def _claim(members: Sequence[Stated], why: Mapping[frozenset[str], str]) -> Claim:
    ordered = sorted(members, key=lambda item: (item.said or date.max, item.proposition.id))
    first = ordered[0].proposition
    ids = tuple(item.proposition.id for item in ordered)
    return Claim(
        id=first.id,
        text=first.text,
        polarity=first.polarity,
        propositions=ids,
        about=tuple(sorted({ident for item in ordered for ident in item.about})),
        concerns=tuple(sorted({iri for item in ordered for iri in item.concerns})),
        why=tuple(_reason(ident, ids, why) for ident in ids[1:]),
    )


def _reason(ident: str, ids: Sequence[str], why: Mapping[frozenset[str], str]) -> str:
    """Why a member is in: the link it came in by, preferably that to an earlier member."""
    links = [
        (n, why[frozenset({ident, other})])
        for n, other in enumerate(ids)
        if frozenset({ident, other}) in why
    ]
    return min(links)[1]
