"""Whether one claim is a ground for the other: a count, a record, a measurement for a judgement."""

from __future__ import annotations

import re
from typing import Literal

from kg.relate.lexicon import lexicon
from kg.relate.matching import Match
from kg.relate.reading import Side
from kg.thresholds import GROUND_WORDS

Found = tuple[Literal["left", "right"], str, str]


def grounded(left: Side, right: Side, met: Match) -> Found | None:
    """The side that gives the ground, with its kind and the reason; None where none does.

    A ground is concrete (a share, a measurement, what records show) and what it backs is general:
    it has no figure of its own, forecasts or judges.
    """
    kinds = _kind(left), _kind(right)
    if bool(kinds[0]) == bool(kinds[1]) or met.met < GROUND_WORDS:
        return None
    side, general, kind = (left, right, kinds[0]) if kinds[0] else (right, left, kinds[1])
    if kind is None or not _general(general) or side.moods & {"demand", "question", "forecast"}:
        return None
    words = ", ".join(f"'{a.text}'" for a, _ in met.shared[:3])
    return (
        "left" if kinds[0] else "right",
        kind[0],
        f"'{kind[1]}' is a ground for a general judgement of {words}",
    )


def _kind(side: Side) -> tuple[str, str] | None:
    low = side.text.lower().replace("’", "'")
    for kind, table in lexicon("grounds").items():
        for pattern in table["patterns"]:
            match = re.search(pattern, low)
            if match:
                return kind, match[0]
    for quantity in side.quantities:
        if quantity.unit == "percent" and quantity.bound == "exact":
            return "statistic", quantity.extent.within(side.text)
    return None


def _general(side: Side) -> bool:
    return (
        not side.quantities
        and not side.periods
        and not side.doubt
        and not side.nested
        and not side.denied
    )
