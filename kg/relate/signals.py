"""What in two claims speaks for a conflict: each detector names the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import ConflictKind, Extent
from kg.relate.matching import Match
from kg.relate.numbers import meeting, one_measure, written
from kg.relate.opposites import direction, same
from kg.relate.periods import disjoint
from kg.relate.reading import Side, Word
from kg.thresholds import (
    CONTEXT_DENIED,
    CONTEXT_NEGATED,
    CONTEXT_NUMBERS,
    CONTEXT_OPPOSED,
    CONTEXT_PEAKS,
    CONTEXT_TIMES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Something that cannot hold on both sides, if they speak of the same.

    Attributes:
        left, right: the clashing words, as characters of each side's text.
    """

    kind: ConflictKind
    why: str
    left: Extent | None = None
    right: Extent | None = None


def signals(left: Side, right: Side, met: Match) -> Iterator[Signal]:
    """What speaks for a conflict, the most telling first."""
    for detector in (_denied, _peaks, _causes, _numbers, _directions, _opposites, _negated, _times):
        found = detector(left, right, met)
        if found is not None:
            yield found


def _denied(left: Side, right: Side, met: Match) -> Signal | None:
    if left.denied == right.denied or met.share < CONTEXT_DENIED:
        return None
    who = "left" if left.denied else "right"
    return Signal(
        kind="stance",
        why=f"the {who} side rejects what the other asserts: both speak of {_common(met)}",
    )


def _peaks(left: Side, right: Side, met: Match) -> Signal | None:
    a, b = left.peak, right.peak
    if a is None or b is None or a.holder & b.holder or met.both < CONTEXT_PEAKS:
        return None
    if left.negated != right.negated and not (left.negated or right.negated):
        return None
    return Signal(
        kind="superlative",
        why=f"only one can be first, and each side names another: {_listed(a.holder)} and {_listed(b.holder)}",
        left=Extent(*a.place),
        right=Extent(*b.place),
    )


def _causes(left: Side, right: Side, met: Match) -> Signal | None:
    for mine, yours in ((left, right), (right, left)):
        for given in mine.causes:
            for other in yours.causes:
                shared = {w for w in given.words for v in other.words if same(w, v)}
                if shared and not given.excluded and other.excluded:
                    return Signal(
                        kind="causal",
                        why=f"one names {_listed(shared)} as the cause, the other says it was not",
                    )
    return None


def _numbers(left: Side, right: Side, met: Match) -> Signal | None:
    """Exactly one pair of comparable quantities that don't meet, and none that agrees."""
    apart, agree = [], 0
    for a in left.quantities:
        for b in right.quantities:
            how = meeting(a, b)
            if how is None or one_measure(a, b) is not None:
                continue
            if how == "disjoint":
                apart.append((a, b))
            else:
                agree += 1
    if len(apart) != 1 or agree or met.share < CONTEXT_NUMBERS:
        return None
    a, b = apart[0]
    if a.change and b.change and a.change != b.change:
        return Signal(
            kind="antonym",
            why=f"'{written(a, left.text)}' {a.change} against '{written(b, right.text)}' {b.change}",
            left=a.extent,
            right=b.extent,
        )
    return Signal(
        kind="numeric",
        why=f"'{written(a, left.text)}' and '{written(b, right.text)}' do not meet, for {_common(met)}",
        left=a.extent,
        right=b.extent,
    )


def _directions(left: Side, right: Side, met: Match) -> Signal | None:
    mine, yours = _moving(left), _moving(right)
    if len({way for _, way in mine}) != 1 or len({way for _, way in yours}) != 1:
        return None
    (a, up), (b, down) = mine[0], yours[0]
    if (up != down) == (left.negated == right.negated) and met.share >= CONTEXT_OPPOSED:
        return Signal(
            kind="antonym",
            why=f"'{a.text}' against '{b.text}' for {_common(met)}",
            left=a.extent,
            right=b.extent,
        )
    return None


def _moving(side: Side) -> list[tuple[Word, str]]:
    return [
        (word, way)
        for word in side.words
        if word.place != "modifier" and (way := direction(word.lemma, word.pos)) is not None
    ]


def _opposites(left: Side, right: Side, met: Match) -> Signal | None:
    """Opposite words said of the thing; as modifiers they only tell two things apart."""
    said = [
        (a, b, why)
        for a, b, why in met.against
        if a.place != "modifier" and b.place != "modifier"
    ]
    if not said or met.share < CONTEXT_OPPOSED:
        return None
    odd = (len(said) + left.negated + right.negated) % 2
    if not odd:
        return None
    a, b, why = said[0]
    return Signal(
        kind="antonym",
        why=f"{why}, both for {_common(met)}",
        left=a.extent,
        right=b.extent,
    )


def _negated(left: Side, right: Side, met: Match) -> Signal | None:
    if left.negated == right.negated or met.against or met.share < CONTEXT_NEGATED:
        return None
    return Signal(
        kind="negation", why=f"one says so, the other says not so, of {_common(met)}"
    )


def _times(left: Side, right: Side, met: Match) -> Signal | None:
    if len(left.periods) != 1 or len(right.periods) != 1 or met.share < CONTEXT_TIMES:
        return None
    a, b = left.periods[0], right.periods[0]
    if left.quantities or right.quantities or not disjoint(a, b):
        return None
    return Signal(
        kind="temporal",
        why=f"'{a.text}' and '{b.text}' are different times for {_common(met)}",
        left=a.extent,
        right=b.extent,
    )


def _common(met: Match) -> str:
    """The words both sides have, for a reason."""
    words = [a.text for a, _ in met.shared]
    return _listed(words) if words else "the same"


def _listed(words: object) -> str:
    ordered = sorted(words) if isinstance(words, (set, frozenset)) else list(words)  # type: ignore[call-overload]
    return ", ".join(f"'{word}'" for word in ordered[:4]) or "the same"
