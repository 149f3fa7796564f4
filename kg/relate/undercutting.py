"""Whether one claim says that what the other rests on cannot be relied on."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from kg.relate.lexicon import listed
from kg.relate.matching import Match
from kg.relate.numbers import meeting
from kg.relate.reading import Side
from kg.thresholds import UNDERCUT_SHARED

Found = tuple[Literal["left", "right"], str, str]


def undercut(left: Side, right: Side, met: Match) -> Found | None:
    """The undercutting side, the kind and the reason; None where none undercuts the other."""
    mine, yours = bool(left.doubt), bool(right.doubt)
    if mine == yours:
        return None
    side, other = (left, right) if mine else (right, left)
    if side.speaker and side.speaker == other.speaker:
        return None
    names = {a.text for a, b in met.shared if a.text[:1].isupper() and b.text[:1].isupper()}
    spoken = set(side.names) & (other.speaker if other.own else frozenset())
    figure = bool(other.quantities) and bool(
        set(side.lemmas) & listed("undercuts", "anaphor", "numbers")
    )
    common = [a for a, _ in met.shared if a.text not in names]
    points = len(common) + bool(names or spoken) + _numbers_met(side, other) + figure
    if points < UNDERCUT_SHARED or not (met.shared or spoken):
        return None
    about = sorted(names | spoken) or sorted(a.text for a, _ in met.shared)
    kind, words = side.doubt[0]
    return (
        "left" if mine else "right",
        kind,
        f"'{words}' is said of what the other side rests on ({', '.join(about)})",
    )


def refers(side: Side) -> tuple[str, ...]:
    """What an undercutting claim points back at without naming it: numbers, studies, claims."""
    low = side.text.lower().replace("’", "'").split()
    found = []
    for first, second in pairwise(low):
        if first not in listed("undercuts", "anaphor", "determiners"):
            continue
        found += [
            kind
            for kind in ("numbers", "studies", "claims")
            if second.strip(".,;:") in listed("undercuts", "anaphor", kind)
        ]
    return tuple(dict.fromkeys(found))


def _numbers_met(left: Side, right: Side) -> int:
    return any(meeting(a, b) == "equal" for a in left.quantities for b in right.quantities)
