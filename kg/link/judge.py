"""The judge: a small cross-encoder that was taught how two claims stand to one another.

Rules name the words that a conflict rests on, but know only the opposites they were told; the judge
has read thousands of pairs, but cannot say why. Gathering claims and relating them hear both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final, get_args

import numpy as np
from numpy.typing import NDArray

from kg.errors import InputError
from kg.model import ConflictKind, NonConflictReason
from kg.resources import model, shipped_model

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

RELATIONS: Final = (
    "contradicts",
    "equivalent",
    "none",
    "undercuts-left",
    "undercuts-right",
    "supports-left",
    "supports-right",
    "refines-left",
    "refines-right",
)
"""What it tells apart; the side that undercuts, is the ground, or is the more specific."""
KINDS: Final[tuple[str, ...]] = get_args(ConflictKind)
REASONS: Final = tuple(r for r in get_args(NonConflictReason) if r != "same-origin")
"""All but the one that two texts alone can't tell."""
FRAME: Final = (101, 102)
"""The pieces before the first claim and behind each, [CLS] and [SEP]."""
LONGEST: Final = 72
"""Word pieces of a claim that are read, speaker included."""
SETTINGS: Final = 9
"""Who speaks (unknown, another, the same) times when (unknown or one day, left, right earlier)."""
OUTPUTS: Final = ("relation", "kind", "reason", "inference")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asserted:
    """A claim with who puts it forward (for the judge, the name alone) and when."""

    text: str
    speaker: str = ""
    said: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What the judge holds likely of two claims.

    Attributes:
        relation: probabilities, in the order of `RELATIONS`, sum 1.
        kind: of kinds of contradiction, in the order of `KINDS`, if it is one; sum 1.
        reason: of reasons why it is none, in the order of `REASONS`, if it is none; sum 1.
        inference: that the left claim entails, leaves open or denies the right one; sum 1.
    """

    relation: Floats
    kind: Floats
    reason: Floats
    inference: Floats


def mirrored(relation: str) -> str:
    """One of `RELATIONS` with the sides exchanged."""
    name, _, side = relation.partition("-")
    return f"{name}-{'right' if side == 'left' else 'left'}" if side else relation


_SWAPPED: Final = [RELATIONS.index(mirrored(relation)) for relation in RELATIONS]


def present() -> bool:
    """Whether the weights are there; without them rules alone judge."""
    try:
        return model("judge.onnx").is_file()
    except InputError:
        return False


def opinion(left: Asserted, right: Asserted) -> Opinion:
    """What the judge holds of a pair: the mean of reading it both ways round.

    A pair at a time, since weights in eight bits scale what they are given by the batch: what else
    was asked must not show.
    """
    a, b = pieces(left), pieces(right)
    ids, mask, types = fed([(a, b), (b, a)])
    settings = np.array([setting(left, right), setting(right, left)], dtype=np.int64)
    given = {"ids": ids, "mask": mask, "types": types, "setting": settings}
    outputs = _session().run(list(OUTPUTS), given)
    relation, kind, reason, inference = map(_shares, outputs)
    return Opinion(
        relation=(relation[0] + relation[1][_SWAPPED]) / 2,
        kind=kind.mean(axis=0),
        reason=reason.mean(axis=0),
        inference=inference[0],
    )


def _shares(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


@cache
def _session() -> Any:  # noqa: ANN401 - onnxruntime ships no types
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(model("judge.onnx")), options, providers=["CPUExecutionProvider"]
    )


@cache
def tokenizer() -> Tokenizer:
    """The encoder's own, without padding or cutting."""
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(shipped_model() / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def pieces(claim: Asserted) -> list[int]:
    """The word pieces of a claim, its speaker's name before it."""
    text = f"{claim.speaker}: {claim.text}" if claim.speaker else claim.text
    found: list[int] = tokenizer().encode(text, add_special_tokens=False).ids[:LONGEST]
    return found


def setting(left: Asserted, right: Asserted) -> int:
    """Index of who speaks and when, below `SETTINGS`."""
    who = 0
    if left.speaker and right.speaker:
        who = 2 if left.speaker == right.speaker else 1
    when = 0
    if left.said and right.said and left.said != right.said:
        when = 1 if left.said < right.said else 2
    return 3 * who + when


def fed(pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> tuple[Ints, Ints, Ints]:
    """Pieces of pairs as (rows, pieces): ids, mask, and which of the two claims each is of."""
    longest = max(len(a) + len(b) for a, b in pairs) + 3
    ids = np.zeros((len(pairs), longest), np.int64)
    mask, types = np.zeros_like(ids), np.zeros_like(ids)
    for row, (a, b) in enumerate(pairs):
        size = len(a) + len(b) + 3
        ids[row, :size] = [FRAME[0], *a, FRAME[1], *b, FRAME[1]]
        mask[row, :size] = 1
        types[row, len(a) + 2 : size] = 1
    return ids, mask, types
