"""Why two claims that seem to clash may not: the first reason that holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.model import NonConflictReason
from kg.relate.lexicon import listed
from kg.relate.matching import Match, named_apart
from kg.relate.numbers import meeting, one_measure
from kg.relate.opposites import apart, kinds_of_measure
from kg.relate.periods import disjoint
from kg.relate.reading import Side, Word
from kg.relate.signals import Signal
from kg.thresholds import (
    ALIKE_WITNESSED_ALONE,
    OUTCOME_DAYS,
    QUARTER_DAYS,
    SHARE_ONE_SIDED,
    SHARE_SEEMING,
)

_TOGETHER: Final = re.compile(
    r"\b(?:together|combined|altogether|in total|in all|between them|overall|as a whole|worldwide"
    r"|nationwide)\b"
)
_RUNNING: Final = re.compile(r"\b(?:now|so far|to date|since|already|by then|up to now|has|have)\b")
_EARLIER: Final = re.compile(
    r"\b(?:earlier|previous|older|original|first|prior|predecessor|old) "
    r"(?:version|model|generation|edition|release|build|prototype)"
)
Refusal = tuple[NonConflictReason, str]


def refusal(left: Side, right: Side, met: Match, signal: Signal) -> Refusal | None:
    """The reason why the signal is no conflict; None where nothing speaks against it."""
    checks = (_mood, _nested, _marks, _names, _period, _scope, _base)
    return next((found for check in checks if (found := check(left, right, met, signal))), None)


def seeming(left: Side, right: Side, met: Match) -> Iterator[Refusal]:
    """Reasons why two claims with no signal between them are still worth telling apart."""
    for check in (_mood, _nested, _marks, _scope, _period, _measure):
        found = check(left, right, met, None)
        if found is not None:
            yield found


def _mood(left: Side, right: Side, met: Match, signal: Signal | None) -> Refusal | None:
    for side in (left, right):
        for mood, what in (("question", "a question"), ("irony", "meant to be read the other way")):
            if mood in side.moods:
                return "irony-or-question", f"one side is {what} and asserts nothing"
    fragile = signal is not None and signal.kind not in {"stance", "causal", "position-change"}
    if fragile and ("conditional" in left.moods) != ("conditional" in right.moods):
        return "hedge-compatible", "one side holds only on a condition"
    if "possible" in left.moods and "possible" in right.moods:
        return "hedge-compatible", "both sides only say what may be"
    mine, yours = "forecast" in left.moods, "forecast" in right.moods
    if mine != yours and signal is not None and signal.kind not in {"stance", "causal"}:
        ahead, other = (left, right) if mine else (right, left)
        if "demand" not in other.moods and not _same_speaker(left, right) and _told(ahead, other):
            return "forecast-vs-outcome", "one side forecasts what the other tells as it came out"
    return None


def _told(ahead: Side, other: Side) -> bool:
    """Whether a claim can tell how a forecast came out: it speaks of the past, or long after."""
    if ahead.said is None or other.said is None:
        return True
    if ahead.said > other.said:
        return False
    return "past" in other.moods or (other.said - ahead.said).days >= OUTCOME_DAYS


def _nested(left: Side, right: Side, met: Match, signal: Signal | None) -> Refusal | None:
    if left.nested != right.nested:
        return (
            "nested-attribution",
            "one side passes on what somebody else says, and does not say so itself",
        )
    return None


def _marks(left: Side, right: Side, met: Match, signal: Signal | None) -> Refusal | None:
    """'Sorrel 1' and 'Sorrel 2', 'clause 12' and 'clause 14'."""
    for name, mark in left.marks:
        for other, number in right.marks:
            if name == other and mark != number and (other, mark) not in right.marks:
                what = f"'{name} {mark}' and '{other} {number}'"
                if name[0].islower() and _is_label(name):
                    return "identifier-not-quantity", f"{what} are two different things by number"
                return "different-version", f"{what} are different versions"
    versioned = {n for n, _ in left.marks} ^ {n for n, _ in right.marks}
    if "mark" in versioned:
        return "different-version", "one side names a version by its number, the other does not"
    if _earlier(left) != _earlier(right):
        return "different-version", "one side speaks of another version than the other"
    return None


def _earlier(side: Side) -> bool:
    """'an earlier version', 'the original model'."""
    return bool(_EARLIER.search(side.text.lower()))


def _is_label(name: str) -> bool:
    return name.split()[0] in listed("frames", "label")


def _names(left: Side, right: Side, met: Match, signal: Signal | None) -> Refusal | None:
    if signal is not None and signal.kind in {"superlative", "stance", "causal"}:
        return None
    apart_ = named_apart(left, right)
    if apart_ is None:
        return None
    return "different-subject", f"one side is about '{apart_[0]}', the other about '{apart_[1]}'"


def _subjects(words: tuple[Word, ...]) -> list[str]:
    """Nouns that are the subject and that the other side lacks."""
    return [w.text for w in words if w.place == "subject" and w.pos == "NOUN"]


def _averaged(left: Side, right: Side) -> bool:
    average = re.compile(r"\b(?:averag\w*|mean|median|typical\w*)\b")
    return (
        bool(average.search(left.text.lower()))
        and not average.search(right.text.lower())
        and any(q.bound in {"above", "below"} for q in right.quantities)
    )


def _period(left: Side, right: Side, met: Match, signal: Signal | None) -> Refusal | None:
    if signal is not None and signal.kind in {"temporal", "stance"}:
        return None
    if not left.periods or not right.periods:
        return None
    mine, yours = ([p for p in side.periods if p.main] for side in (left, right))
    if signal is None or signal.kind != "superlative":
        mine, yours = mine or list(left.periods), yours or list(right.periods)
    if not mine or not yours:
        return None
    if all(disjoint(a, b) for a in mine for b in yours):
        a, b = mine[0], yours[0]
        return "different-period", f"'{a.text}' and '{b.text}' are different times"
    return None


def _scope(left: Side, right: Side, met: Match, signal: Signal | None) -> Refusal | None:
    """Measures, shares and groups that differ: 'gross' and 'net', 'with' and 'without'."""
    return (
        _measured_apart(left, right)
        or (_counted_apart(left, right, met) if signal and signal.kind == "numeric" else None)
        or _lacking(left, right, signal)
        or _kinds_apart(left, right)
    )


def _measured_apart(left: Side, right: Side) -> Refusal | None:
    if not left.quantities or not right.quantities:
        return None
    for a in sorted(left.lemmas - right.lemmas):
        for b in sorted(right.lemmas - left.lemmas):
            if kinds_of_measure(a, b):
                return "different-unit-or-measure", f"'{a}' and '{b}' are measured apart"
    return None


def _counted_apart(left: Side, right: Side, met: Match) -> Refusal | None:
    """Shares of different things, a sum against a part, an average against a limit passed."""
    mine, yours = _subjects(met.left), _subjects(met.right)
    shares = all(any(q.unit == "percent" for q in s.quantities) for s in (left, right))
    if shares and mine and yours and met.alike < ALIKE_WITNESSED_ALONE:
        why = f"one side measures '{mine[0]}', the other '{yours[0]}'"
        return "different-unit-or-measure", why
    together = [bool(_TOGETHER.search(side.text.lower())) for side in (left, right)]
    if together[0] != together[1]:
        return "different-scope", "one side counts all of them together"
    if _averaged(left, right) or _averaged(right, left):
        return "different-unit-or-measure", "one side gives an average, the other a limit passed"
    return None


def _lacking(left: Side, right: Side, signal: Signal | None) -> Refusal | None:
    """What holds 'in schools without a tutor' says nothing of those with one."""
    counted = signal is not None and signal.kind in {"numeric", "antonym"}
    if counted and bool(left.without) != bool(right.without):
        lacked = min(left.without | right.without)
        return "different-scope", f"only one side is about what is without '{lacked}'"
    for side, other in ((left, right), (right, left)):
        lacking = {w for w in side.without if w in other.lemmas and w not in other.without}
        if lacking:
            return "different-scope", f"one side is about what is without '{min(lacking)}'"
    return None


def _kinds_apart(left: Side, right: Side) -> Refusal | None:
    """Modifiers that name different kinds of one thing: 'permanent staff', 'agency staff'."""
    narrow = ("modifier", "scope")
    for a in left.words:
        for b in right.words:
            told_apart = (
                a.place in narrow
                and b.place in narrow
                and a.lemma not in right.lemmas
                and b.lemma not in left.lemmas
                and apart(a.lemma, b.lemma)
            )
            if told_apart:
                return (
                    "different-scope",
                    f"one side is about '{a.text}', the other about '{b.text}'",
                )
    return None


def _base(left: Side, right: Side, met: Match, signal: Signal | None) -> Refusal | None:
    """Numbers reckoned over a time that only one side names: nobody knows if it is the same."""
    if signal is None or signal.kind not in {"numeric", "antonym"}:
        return None
    if signal.kind == "numeric" and _goes_on(left, right):
        return "different-period", "a count that goes on was higher at the later day"
    return _changed(left, right) or _one_sided(left, right, met)


def _goes_on(left: Side, right: Side) -> bool:
    """'On nineteen nights so far', and weeks later 'on 31 nights now'."""
    if left.said is None or right.said is None or left.said == right.said:
        return False
    early, late = (left, right) if left.said < right.said else (right, left)
    if not any(_RUNNING.search(s.text.lower()) for s in (left, right)):
        return False
    return any(
        a.low is not None and b.low is not None and a.low < b.low and meeting(a, b) == "disjoint"
        for a in early.quantities
        for b in late.quantities
    )


def _one_sided(left: Side, right: Side, met: Match) -> Refusal | None:
    """A month or a day on one side, nothing on the other, and little else in common."""
    short = [[p for p in s.periods if p.main and 0 < p.days <= QUARTER_DAYS] for s in (left, right)]
    if bool(short[0]) == bool(short[1]) or (left.periods and right.periods):
        return None
    if met.share >= SHARE_ONE_SIDED or not (left.quantities and right.quantities):
        return None
    named = (short[0] or short[1])[0]
    return "different-period", f"only one side says that it is of '{named.text}'"


def _changed(left: Side, right: Side) -> Refusal | None:
    """Changes reckoned over a time that only one side names."""
    changes = [[q for q in side.quantities if q.change] for side in (left, right)]
    if not all(changes) or bool(left.periods) == bool(right.periods):
        return None
    named = (left.periods or right.periods)[0]
    return "different-period", f"only one side says that the change is that of '{named.text}'"


def _measure(left: Side, right: Side, met: Match, signal: Signal | None) -> Refusal | None:
    """Numbers of one thing in different units or of different measures."""
    if not left.quantities or not right.quantities or met.context < SHARE_SEEMING:
        return None
    reasons = []
    for a in left.quantities:
        for b in right.quantities:
            how = meeting(a, b)
            why = one_measure(a, b) if how != "equal" else None
            if how is None:
                why = f"one is in '{a.unit}', the other in '{b.unit}'"
            reasons.append(why)
    if all(reasons):
        return "different-unit-or-measure", next(why for why in reasons if why)
    return None


def _same_speaker(left: Side, right: Side) -> bool:
    return bool(left.speaker & right.speaker)
