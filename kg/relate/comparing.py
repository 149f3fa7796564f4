"""Two claims compared part by part: what stands between them, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kg.model import NonConflictReason, RelationKind
from kg.relate.grounds import grounded
from kg.relate.matching import Match, match, named_apart
from kg.relate.numbers import meeting, one_measure, written
from kg.relate.periods import within
from kg.relate.reading import Side
from kg.relate.signals import Signal, reordered, signals, swapped
from kg.relate.triage import refusal, seeming
from kg.relate.undercutting import undercut
from kg.relate.verdicts import Direction, Verdict
from kg.relate.weighing import Judge, weighed
from kg.thresholds import (
    ALIKE_WITNESSED,
    CONTEXT_WORDS,
    LEAST_ADDED,
    MOST_LEFT,
    SCORE_BY_SIGNAL,
    SCORE_NONE,
    SHARE_ADDED,
    SHARE_ADDED_PREDICATE,
    SHARE_EQUIVALENT,
    SHARE_SEEMING,
    SHARE_TIGHTER,
    SHARE_TOPIC,
    SHARE_TURNED,
    WORDS_EQUIVALENT,
)

UNRELATED: Final[NonConflictReason] = "same-topic-unrelated"


def compare(
    left: Side, right: Side, *, alike: float | None = None, judge: Judge | None = None
) -> Verdict:
    """What stands between two claims, by rules alone or with the trained judge.

    `alike` is the cosine of their embeddings, if known.
    """
    met = match(left, right, alike=alike)
    verdict = replace(_verdict(left, right, met), context=met.context, near=met.near)
    return verdict if judge is None else weighed(verdict, left, right, met, judge)


def _verdict(left: Side, right: Side, met: Match) -> Verdict:
    found = undercut(left, right, met)
    if found is not None:
        direction, kind, why = found
        return _directed("undercuts", direction, kind, why)
    signal = next(signals(left, right, met), None)
    if signal is not None:
        refused = refusal(left, right, met, signal)
        if refused is not None:
            return _none(*refused, signal=True)
        return _conflict(left, right, signal)
    refused = next(seeming(left, right, met), None)
    if refused is not None:
        return _none(*refused, signal=met.both >= SHARE_SEEMING)
    return _agreement(left, right, met)


def _conflict(left: Side, right: Side, signal: Signal) -> Verdict:
    changed = (
        bool(left.speaker)
        and left.speaker & right.speaker == min(left.speaker, right.speaker, key=len)
        and left.said != right.said
        and signal.kind in {"negation", "antonym"}
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


def _agreement(left: Side, right: Side, met: Match) -> Verdict:
    """Equivalent, more specific, a ground, or neither, for claims between which nothing clashes."""
    apart = named_apart(left, right)
    if met.context < SHARE_TOPIC or apart or _moods_apart(left, right):
        ground = None if apart else grounded(left, right, met)
        if ground is not None:
            return _directed("supports", *ground)
        return _none(UNRELATED, "they speak of different matters")
    if left.negated == right.negated or reordered(left, right):
        tighter = _tighter(left, right) if met.both >= SHARE_TIGHTER else None
        if tighter is not None:
            return _directed("refines", *tighter)
        agreed = _turned_round(left, right, met)
        if agreed is not None:
            return agreed
        witness = _witness(left, right)
        if (
            (met.both >= SHARE_EQUIVALENT and met.met >= WORDS_EQUIVALENT)
            or (witness and met.alike >= ALIKE_WITNESSED)
        ) and not _loose(left, right, met, witnessed=witness is not None):
            kind, why = witness or ("paraphrase", "")
            words = ", ".join(f"'{a.text}'" for a, _ in met.shared[:5])
            return Verdict(
                relation="equivalent",
                kind=kind,
                score=SCORE_BY_SIGNAL["equivalent"],
                why=f"{why}; both speak of {words}"
                if why
                else f"the same words for the same: {words}",
            )
        added = _added(left, right, met) if left.denied == right.denied else None
        if added is not None:
            return _directed("refines", *added)
    ground = grounded(left, right, met)
    if ground is not None:
        return _directed("supports", *ground)
    if _both_judge(met):
        return _none("compatible-evaluations", "two qualities that can go together")
    return _none(UNRELATED, "nothing in the one bears on whether the other is true")


def _moods_apart(left: Side, right: Side) -> bool:
    """Whether one side is a forecast, a demand, a question, and the other is not; tense is none."""
    return left.moods - {"past"} != right.moods - {"past"}


def _turned_round(left: Side, right: Side, met: Match) -> Verdict | None:
    """The same said the other way about: two negations, a comparison from its other end."""
    if met.share < SHARE_TURNED:
        return None
    denied = left.denied != right.denied and met.met >= CONTEXT_WORDS and not met.against
    if denied and left.negated == right.negated:
        kind, why = "double-negation", "the denial of a denial says so"
    elif left.moves and right.moves and swapped(left, right) and left.negated == right.negated:
        kind = "converse"
        ends = f"'{left.moves[0].text}' and '{right.moves[0].text}'"
        why = f"{ends} tell of one comparison from both ends"
    elif left.negated != right.negated and reordered(left, right):
        kind = "always-never"
        why = "the one always before the other is the other never before the one"
    else:
        return None
    return Verdict(relation="equivalent", kind=kind, score=SCORE_BY_SIGNAL["equivalent"], why=why)


def _witness(left: Side, right: Side) -> tuple[str, str] | None:
    """A number or a day that both give, which speaks for their saying the same."""
    for a in left.quantities:
        for b in right.quantities:
            if meeting(a, b) == "equal" and (a.unit or b.unit):
                same_words = written(a, left.text) == written(b, right.text)
                kind = "number" if same_words else "number-format"
                return kind, f"'{written(a, left.text)}' is '{written(b, right.text)}'"
    for c in left.periods:
        for d in right.periods:
            if c.days == 1 and (c.first, c.last) == (d.first, d.last):
                return "date-resolution", f"'{c.text}' is '{d.text}'"
    return None


def _loose(left: Side, right: Side, met: Match, *, witnessed: bool) -> bool:
    """Whether something is told by one side alone that makes it another claim."""
    if met.against or bool(left.quantities) != bool(right.quantities):
        return True
    if _figures(left, right) and _figures(right, left):
        return True
    if left.amounts != right.amounts and "most" in left.amounts | right.amounts:
        return True
    return not witnessed and _both_judge(met)


def _both_judge(met: Match) -> bool:
    """Each side says of the thing what the other does not: 'it is bold', 'it is thin on detail'."""
    mine = [w for w in met.left if w.place == "predicate" and w.pos in {"ADJ", "NOUN"}]
    yours = [w for w in met.right if w.place == "predicate" and w.pos in {"ADJ", "NOUN", "VERB"}]
    return (
        (bool(mine) and bool(yours))
        or (bool(mine) and bool(met.right))
        or (bool([w for w in yours if w.pos != "VERB"]) and bool(met.left))
    )


def _added(left: Side, right: Side, met: Match) -> tuple[Direction, str, str] | None:
    """One side says all that the other says, and more."""
    for side, rest, more in (("left", met.right, met.left), ("right", met.left, met.right)):
        telling = any(w.place == "predicate" for w in rest)
        if telling and met.share < SHARE_ADDED_PREDICATE:
            continue
        if (
            len(rest) <= MOST_LEFT
            and len(more) >= LEAST_ADDED
            and met.share >= SHARE_ADDED
            and met.met >= CONTEXT_WORDS
            and not _figures(left if side == "right" else right, right if side == "right" else left)
        ):
            words = ", ".join(f"'{w.text}'" for w in more[:4])
            return side, "added-detail", f"it says the same and adds {words}"  # type: ignore[return-value]
    return None


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


def _figures(general: Side, other: Side) -> bool:
    """Whether the more general side has a figure of its own that the other lacks."""
    return any(all(meeting(a, b) != "equal" for b in other.quantities) for a in general.quantities)


def _directed(relation: RelationKind, direction: Direction, kind: str, why: str) -> Verdict:
    return Verdict(
        relation=relation,
        kind=kind,
        score=SCORE_BY_SIGNAL[relation],
        why=why,
        direction=direction,
    )


def _none(reason: NonConflictReason, why: str, *, signal: bool = False) -> Verdict:
    return Verdict(relation="none", kind=reason, score=SCORE_NONE, why=why, signal=signal)
