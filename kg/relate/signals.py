"""What in two claims speaks for a conflict: each detector names the words it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.model import ConflictKind, Extent, Quantity
from kg.relate.lexicon import listed
from kg.relate.matching import Match
from kg.relate.numbers import meeting, one_measure, written
from kg.relate.opposites import same
from kg.relate.periods import Period, disjoint
from kg.relate.reading import Side, Word
from kg.thresholds import (
    ALIKE_WITNESSED,
    BOTH_NEGATED,
    CONTEXT_CAUSED,
    CONTEXT_DENIED,
    CONTEXT_NEGATED,
    CONTEXT_NUMBERS,
    CONTEXT_OPPOSED,
    CONTEXT_PEAKS,
    CONTEXT_REVERSED,
    CONTEXT_TIMES,
    CONTEXT_WORDS,
    SHARE_COUNTED,
)

_PART: Final = re.compile(r"\b(?:including|of which|plus|another|a further|an extra)(?: \S+)?\s*$")


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
    same_holder = bool(left.speaker) and left.speaker == right.speaker
    known = met.met + len(set(left.marks) & set(right.marks))
    if known < CONTEXT_WORDS and not (same_holder and met.against):
        return
    for detector in (
        _echoed,
        _corrected,
        _denied,
        _peaks,
        _causes,
        _numbers,
        _lasting,
        _moves,
        _opposites,
        _negated,
        _reversed,
        _times,
    ):
        found = detector(left, right, met)
        if found is not None:
            yield found


def _denied(left: Side, right: Side, met: Match) -> Signal | None:
    """A denial of what the other side says; of its reverse it would be an agreement."""
    if left.denied == right.denied or met.context < CONTEXT_DENIED:
        return None
    if left.negated == right.negated or _turns(left, right, met) % 2:
        return None
    who = "left" if left.denied else "right"
    return Signal(
        kind="stance",
        why=f"the {who} side rejects what the other asserts: both speak of {_common(met)}",
    )


def _echoed(left: Side, right: Side, met: Match) -> Signal | None:
    """'No sign of the 18 percent': the number is the other side's, and is said not to be."""
    for side, other in ((left, right), (right, left)):
        for a in side.quantities:
            before = side.text[: a.extent.start].lower().split()[-4:]
            definite = before[-1:] in (["the"], ["that"], ["those"])
            if not definite or not {"no", "any"} & set(before) or other.negated:
                continue
            if any(meeting(a, b) == "equal" and a.unit == b.unit != "" for b in other.quantities):
                return Signal(
                    kind="negation",
                    why=f"one finds nothing of '{written(a, side.text)}', which the other gives",
                )
    return None


def _corrected(left: Side, right: Side, met: Match) -> Signal | None:
    """'27, against the 34 that the maker claims': the number the one sets right is the other's."""
    for side, other in ((left, right), (right, left)):
        for cited in side.cited:
            for b in other.quantities:
                own = next((q for q in side.quantities if meeting(q, b) == "disjoint"), None)
                if own is None or meeting(cited, b) != "equal" or own.change != b.change:
                    continue
                mine, theirs = written(own, side.text), written(b, other.text)
                return Signal(
                    kind="numeric",
                    why=f"'{mine}' is set against '{written(cited, side.text)}', which is the "
                    f"other side's '{theirs}'",
                    left=own.extent if side is left else b.extent,
                    right=b.extent if side is left else own.extent,
                )
    return None


def _turns(left: Side, right: Side, met: Match) -> int:
    """How often the words of one side are the reverse of the other's."""
    ways = ({m.way for m in left.moves}, {m.way for m in right.moves})
    turned = len(ways[0]) == len(ways[1]) == 1 and ways[0] != ways[1]
    return int(turned) or sum(1 for a, b, _ in met.against if "modifier" not in {a.place, b.place})


def _peaks(left: Side, right: Side, met: Match) -> Signal | None:
    a, b = left.peak, right.peak
    if a is None or b is None or a.holder & b.holder or met.context < CONTEXT_PEAKS:
        return None
    generic = listed("superlatives", "generic")
    if not (same(a.quality, b.quality) or {a.quality, b.quality} & generic):
        return None
    return Signal(
        kind="superlative",
        why="only one can be first, and each side names another: "
        f"{_listed(a.holder)} and {_listed(b.holder)}",
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
    """Exactly one pair of comparable quantities that can't both hold, and none that agrees.

    Numbers that agree in another unit ('over three years') are what both claims are about.
    """
    pairs = [
        (a, b, how)
        for a in left.quantities
        for b in right.quantities
        if (how := meeting(a, b)) is not None and one_measure(a, b) is None
        if _part(left, a) == _part(right, b)
    ]
    agreed = {a.unit for a, _, how in pairs if how != "disjoint"}
    apart = [(a, b) for a, b, how in pairs if how == "disjoint" and a.unit not in agreed]
    if len(apart) != 1 or met.context < CONTEXT_NUMBERS or left.negated != right.negated:
        return None
    if bool(left.turned) != bool(right.turned):  # '40 percent do not own one', 'half own one'
        return None
    a, b = apart[0]
    if met.share < SHARE_COUNTED and not _one_doing(left, right, met):
        return None
    both = f"'{written(a, left.text)}'", f"'{written(b, right.text)}'"
    if a.change and b.change and a.change != b.change:
        kind: ConflictKind = "antonym"
        why = f"{both[0]} {a.change} against {both[1]} {b.change}, for {_common(met)}"
    else:
        kind = "numeric"
        why = f"{both[0]} and {both[1]} do not meet, for {_common(met)}"
    return Signal(kind=kind, why=why, left=a.extent, right=b.extent)


def _one_doing(left: Side, right: Side, met: Match) -> bool:
    """Whether the numbers are told of one doing: 41 schools bought it, 26 schools left it."""
    mine, yours = ([w for w in s.at("predicate") if w.pos == "VERB"] for s in (left, right))
    if not mine or not yours:
        return True
    shared = {w.lemma for pair in met.shared for w in pair}
    alike = any(same(a.lemma, b.lemma) for a in mine for b in yours)
    return alike or any(w.lemma in shared for w in (*mine, *yours)) or met.alike >= ALIKE_WITNESSED


def _part(side: Side, quantity: Quantity) -> bool:
    """'86 million, including 45 million of maintenance': a part of what is spoken of."""
    return bool(_PART.search(side.text[: quantity.extent.start].lower()))


def _moves(left: Side, right: Side, met: Match) -> Signal | None:
    """More on one side, less on the other; of things compared in reverse order it is the same."""
    ways = {m.way for m in left.moves}, {m.way for m in right.moves}
    if len(ways[0]) != 1 or len(ways[1]) != 1:
        return None
    a, b = left.moves[0], right.moves[0]
    turned = (a.way != b.way) + (left.negated != right.negated) + swapped(left, right)
    if turned % 2 == 0:
        return None
    caused = any(
        same(w, v) for c in left.causes for d in right.causes for w in c.words for v in d.words
    )
    if met.context < (CONTEXT_CAUSED if caused else CONTEXT_OPPOSED):
        return None
    return Signal(
        kind="causal" if caused else "antonym",
        why=f"'{a.text}' against '{b.text}' for {_common(met)}",
        left=a.extent,
        right=b.extent,
    )


def swapped(left: Side, right: Side) -> bool:
    """Whether two things are compared in the other order: 'A is slower than B', 'B outpaces A'."""
    shared = [n for n in left.names if n in right.names]
    order = [n for n in right.names if n in shared]
    return len(shared) > 1 and shared != order and shared == order[::-1]


def _opposites(left: Side, right: Side, met: Match) -> Signal | None:
    """Opposite words said of the thing; as modifiers they only tell two things apart."""
    said = [(a, b, why) for a, b, why in met.against if _predicated(a) and _predicated(b)]
    own = bool(left.speaker) and left.speaker == right.speaker
    if not said or (len(met.shared) < CONTEXT_WORDS and not own) or met.context < CONTEXT_OPPOSED:
        return None
    odd = (len(said) + left.negated + right.negated + swapped(left, right)) % 2
    if not odd:
        return None
    a, b, why = said[0]
    return Signal(
        kind="antonym",
        why=f"{why}, both for {_common(met)}",
        left=a.extent,
        right=b.extent,
    )


def _predicated(word: Word) -> bool:
    """Whether a word is said of something: no modifier, no noun on the side ('by the end of')."""
    return word.place != "modifier" and (word.place == "predicate" or word.pos != "NOUN")


def _negated(left: Side, right: Side, met: Match) -> Signal | None:
    if left.negated == right.negated or _turns(left, right, met) % 2:
        return None
    if met.context < CONTEXT_NEGATED or met.both < BOTH_NEGATED or reordered(left, right):
        return None
    said = {w.lemma for pair in met.shared for w in pair}
    if not any(same(t, w) for t in left.turned | right.turned for w in said):
        return None
    return Signal(kind="negation", why=f"one says so, the other says not so, of {_common(met)}")


def _reversed(left: Side, right: Side, met: Match) -> Signal | None:
    """What a speaker promises or demands, and on another day refuses."""
    if not left.speaker & right.speaker or left.said is None or left.said == right.said:
        return None
    refused = "refuses" in left.moods, "refuses" in right.moods
    bound = {"demand", "forecast"}
    if refused[0] == refused[1] or not (left.moods & bound and right.moods & bound):
        return None
    if met.context < CONTEXT_REVERSED:
        return None
    return Signal(
        kind="position-change",
        why="the same speaker refuses on one day what is promised or asked for on another: "
        f"{_common(met)}",
    )


def _times(left: Side, right: Side, met: Match) -> Signal | None:
    """One event on two dates; a state that is told of two times is no conflict."""
    mine = [p for p in left.periods if p.main]
    yours = [p for p in right.periods if p.main]
    if not mine or not yours or left.quantities or right.quantities:
        return None
    if met.context < CONTEXT_TIMES or left.moves or right.moves:
        return None
    a, b = mine[0], yours[0]
    if not _clash(left, a, right, b):
        return None
    return Signal(
        kind="temporal",
        why=f"'{a.text}' and '{b.text}' can't both be the time of it, for {_common(met)}",
        left=a.extent,
        right=b.extent,
    )


def _lasting(left: Side, right: Side, met: Match) -> Signal | None:
    """'It closed in 1998', 'it was still open in 2003'."""
    for over, still in ((left, right), (right, left)):
        if not met.against or not re.search(r"\bstill\b", still.text.lower()):
            continue
        ends, lasts = ([p for p in s.periods if p.main and p.first] for s in (over, still))
        if len(ends) != 1 or len(lasts) != 1:
            continue
        over_by, on_in = ends[0], lasts[0]
        if over_by.last and on_in.first and over_by.last < on_in.first:
            opposite = met.against[0][2]
            return Signal(
                kind="temporal",
                why=f"{opposite}: over in {over_by.text} and lasting in {on_in.text}",
            )
    return None


def _clash(left: Side, a: Period, right: Side, b: Period) -> bool:
    if {a.way, b.way} & {"until", "since"}:
        return _before_its_start(left, a, right, b) or _before_its_start(right, b, left, a)
    return left.negated == right.negated and disjoint(a, b)


def _before_its_start(late: Side, until: Period, early: Side, when: Period) -> bool:
    """'Did not open until 2011', 'nobody could use it until August', against an earlier time."""
    if until.way != "until" or not late.negated or early.negated:
        return False
    return bool(when.first and until.first and when.first < until.first)


def _common(met: Match) -> str:
    """The words both sides have, for a reason."""
    words = [a.text for a, _ in met.shared]
    return _listed(words) if words else "the same"


def reordered(left: Side, right: Side) -> bool:
    """'Always check before you climb', 'never climb before you check': the verbs change places."""
    if not all(
        re.search(r"\b(?:before|until|unless|without)\b", s.text.lower()) for s in (left, right)
    ):
        return False
    mine = [w.lemma for w in left.words if w.pos == "VERB" and w.lemma in right.lemmas]
    yours = [w.lemma for w in right.words if w.pos == "VERB" and w.lemma in left.lemmas]
    return len(mine) > 1 and mine != yours and sorted(mine) == sorted(yours)


def _listed(words: object) -> str:
    ordered = sorted(words) if isinstance(words, (set, frozenset)) else list(words)  # type: ignore[call-overload]
    return ", ".join(f"'{word}'" for word in ordered[:4]) or "the same"
