"""Two claims compared part by part: what stands between them, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from kg.model import Extent, NonConflictReason, RelationKind
from kg.relate.matching import Match, match, named_apart
from kg.relate.numbers import meeting, one_measure, written
from kg.relate.periods import within
from kg.relate.reading import Side
from kg.relate.signals import Signal, signals
from kg.relate.triage import refusal, seeming
from kg.relate.undercutting import undercut
from kg.thresholds import (
    ALIKE_EQUIVALENT,
    SCORE_BY_SIGNAL,
    SCORE_NONE,
    SHARE_EQUIVALENT,
    SHARE_TOPIC,
)

Direction = Literal["left", "right"]
UNRELATED: Final[NonConflictReason] = "same-topic-unrelated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What stands between two claims.

    Attributes:
        direction: the side that undercuts, grounds or is the more specific; None if symmetric.
        signal: whether a conflict seemed to be there (for `none`: and was refused).
        left, right: the words it rests on, as characters of each side's text.
    """

    relation: RelationKind
    kind: str
    score: float
    why: str
    direction: Direction | None = None
    signal: bool = False
    left: Extent | None = None
    right: Extent | None = None


def compare(left: Side, right: Side, *, alike: float | None = None) -> Verdict:
    """What stands between two claims.

    Args:
        alike: cosine of their embeddings, if known.
    """
    met = match(left, right)
    found = undercut(left, right, met)
    if found is not None:
        direction, kind, why = found
        return Verdict(
            relation="undercuts", kind=kind, score=SCORE_BY_SIGNAL["undercuts"], why=why, direction=direction
        )  # fmt: skip
    signal = next(signals(left, right, met), None)
    if signal is not None:
        refused = refusal(left, right, met, signal)
        if refused is not None:
            return _none(*refused, signal=True)
        return _conflict(left, right, signal)
    refused = next(seeming(left, right, met), None)
    if refused is not None:
        return _none(*refused, signal=met.share >= SHARE_EQUIVALENT)
    return _agreement(left, right, met, alike)


def _conflict(left: Side, right: Side, signal: Signal) -> Verdict:
    changed = (
        left.speaker & right.speaker
        and left.speaker
        and left.said != right.said
        and signal.kind in {"negation", "antonym"}
        and (left.moods | right.moods) & {"forecast", "demand"}
    )
    kind = "position-change" if changed else signal.kind
    why = f"{signal.why}; the same speaker, on another day" if changed else signal.why
    return Verdict(
        relation="contradicts",
        kind=kind,
        score=SCORE_BY_SIGNAL[kind],
        why=why,
        signal=True,
        left=signal.left,
        right=signal.right,
    )


def _agreement(left: Side, right: Side, met: Match, alike: float | None) -> Verdict:
    """Equivalent, more specific, or neither, for claims between which nothing clashes."""
    likeness = alike if alike is not None else met.both
    near = met.both >= SHARE_EQUIVALENT or likeness >= ALIKE_EQUIVALENT
    shared = met.share >= SHARE_TOPIC
    if not shared or left.negated != right.negated or named_apart(left, right):
        return _none(UNRELATED, "they speak of different matters")
    tighter = _tighter(left, right)
    if tighter is not None:
        return _refines(*tighter)
    if near:
        return Verdict(
            relation="equivalent",
            kind="paraphrase",
            score=SCORE_BY_SIGNAL["equivalent"],
            why=f"the same words for the same: {', '.join(a.text for a, _ in met.shared)}",
        )
    return _none(UNRELATED, "nothing in the one bears on whether the other is true")


def _tighter(left: Side, right: Side) -> tuple[Direction, str, str] | None:
    for a in left.quantities:
        for b in right.quantities:
            how = meeting(a, b)
            if how is None or one_measure(a, b) is not None:
                continue
            both = f"'{written(a, left.text)}' and '{written(b, right.text)}'"
            if how == "left-inside":
                return "left", "tighter-number", f"the first of {both} is the closer number"
            if how == "right-inside":
                return "right", "tighter-number", f"the second of {both} is the closer number"
    for c in left.periods:
        for d in right.periods:
            if within(c, d):
                return "left", "narrower-time", f"'{c.text}' lies within '{d.text}'"
            if within(d, c):
                return "right", "narrower-time", f"'{d.text}' lies within '{c.text}'"
    return None


def _refines(direction: Direction, kind: str, why: str) -> Verdict:
    return Verdict(
        relation="refines", kind=kind, score=SCORE_BY_SIGNAL["refines"], why=why, direction=direction
    )


def _none(reason: NonConflictReason, why: str, *, signal: bool = False) -> Verdict:
    return Verdict(relation="none", kind=reason, score=SCORE_NONE, why=why, signal=signal)
