"""The nearest claims to each claim, exactly: cosine of unit vectors, block by block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.model import Neighbour

BESIDE: Final = 2
"""Propositions before and behind that a vector is drawn to."""
DRAWN: Final = 0.25
"""How far: a half ranks what contradicts a little higher and what says the same much lower."""
BLOCK: Final = 1024
"""Rows at a time: one block times all of 100,000 claims is 400 MB at float32."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What claims stand among: a unit vector for each, and the number of its document."""

    vectors: NDArray[np.float32]
    documents: NDArray[np.int64]


def setting(
    vectors: NDArray[np.float32], documents: Sequence[str], starts: Sequence[int]
) -> Setting:
    """Each proposition's vector drawn towards those beside it in its document.

    'It was the software', said of a collision: what it is about stands in the words before. On
    dev-harbour contradicting pairs rank above others with AUC 0.78 by the propositions' own
    vectors, 0.85 by ones drawn a fifth, 0.88 by ones drawn a third.
    """
    numbers = {document: n for n, document in enumerate(dict.fromkeys(documents))}
    order = sorted(range(len(documents)), key=lambda i: (numbers[documents[i]], starts[i]))
    drawn = np.array(vectors, dtype=np.float32)
    for at, i in enumerate(order):
        near = [
            j
            for j in order[max(0, at - BESIDE) : at + BESIDE + 1]
            if j != i and documents[j] == documents[i]
        ]
        if near:
            drawn[i] = (1 - DRAWN) * vectors[i] + DRAWN * vectors[near].mean(axis=0)
    lengths = np.linalg.norm(drawn, axis=1, keepdims=True)
    drawn /= np.where(lengths == 0, 1, lengths)
    return Setting(
        vectors=drawn,
        documents=np.array([numbers[d] for d in documents], dtype=np.int64),
    )


def neighbours(
    ids: Sequence[str],
    vectors: NDArray[np.float32],
    *,
    most: int,
    floor: float,
    among: Setting | None = None,
) -> tuple[Neighbour, ...]:
    """Each pair of which one is among the `most` nearest of the other, with a cosine over `floor`.

    Claims of different documents are compared by what they stand `among`, if that is given; within
    a document that is the same for all. Scores are of the claims alone.

    Every row is compared with every other: n²·d multiplications, 0.1 s for 2,000 claims and 5 s for
    20,000 on two cores, memory n times `BLOCK`. An approximate index would lose pairs for time that
    is not lacking yet.
    """
    found: dict[tuple[str, str], float] = {}
    for start in range(0, len(ids), BLOCK):
        alone = vectors[start : start + BLOCK] @ vectors.T
        scores = alone
        if among is not None:
            here = slice(start, start + BLOCK)
            apart = among.documents[here, None] != among.documents[None, :]
            scores = np.where(apart, among.vectors[here] @ among.vectors.T, alone)
        for row, cosines in enumerate(scores):
            own = start + row
            rounded = np.round(cosines.astype(np.float64), 3)
            rounded[own] = -1.0
            near = np.flatnonzero(rounded >= floor)
            # Ties at the cut go by id, so that the order of documents does not show.
            ranked = sorted(near.tolist(), key=lambda i: (-rounded[i], ids[i]))[:most]
            for i in ranked:
                left, right = sorted((ids[own], ids[i]))
                found[left, right] = round(float(alone[row, i]), 3)
    return tuple(
        Neighbour(left=left, right=right, score=score)
        for (left, right), score in sorted(found.items())
    )
