"""Two quantities side by side: of one measure or not, and if so, whether both can hold."""

from __future__ import annotations

from functools import cache
from typing import Literal

from kg.model import Quantity
from kg.relate.lexicon import lexicon
from kg.relate.opposites import apart, same
from kg.thresholds import EXACT_BELOW, NUMBER_ABOUT, NUMBER_ROUNDED

Meeting = Literal["equal", "left-inside", "right-inside", "overlap", "disjoint"]


def meeting(left: Quantity, right: Quantity) -> Meeting | None:
    """How the intervals of two quantities lie; None where they are in different units."""
    factor = _factor(left, right)
    if factor is None:
        return None
    a, b = _ends(left, factor[0]), _ends(right, factor[1])
    if _close(a[0], b[0]) and _close(a[1], b[1]):
        return "equal"
    wide_a, wide_b = _widened(left, a), _widened(right, b)
    if wide_a[1] < wide_b[0] or wide_b[1] < wide_a[0]:
        return "disjoint"
    if _touches(left, a, right, b):
        return "disjoint"
    if b[0] <= wide_a[0] and wide_a[1] <= b[1]:
        return "left-inside"
    if a[0] <= wide_b[0] and wide_b[1] <= a[1]:
        return "right-inside"
    return "overlap"


def one_measure(left: Quantity, right: Quantity) -> str | None:
    """The reason two quantities are of different measures; None where nothing says so."""
    mine, yours = left.measure.split(), right.measure.split()
    for word in mine:
        for other in yours:
            if word != other and apart(word, other) and other not in mine and word not in yours:
                return f"'{word}' and '{other}' are different measures"
    if (left.change is None) != (right.change is None):
        return "one is a change, the other a level"
    if left.per != right.per and meeting(left, right) == "disjoint":
        return f"one is per {left.per or 'nothing'}, the other per {right.per or 'nothing'}"
    return None


def written(quantity: Quantity, text: str) -> str:
    """The number as the claim writes it."""
    return quantity.extent.within(text)


def _factor(left: Quantity, right: Quantity) -> tuple[float, float] | None:
    """Factors that bring both to one unit, denominators included."""
    units = _pair(left.unit, right.unit)
    if units is None:
        return None
    if left.per == right.per:
        return units
    if left.per is None or right.per is None:
        return units
    pers = _table("per")
    if left.per in pers and right.per in pers:
        return units[0] / pers[left.per], units[1] / pers[right.per]
    return None


def _pair(left: str, right: str) -> tuple[float, float] | None:
    if left == right:
        return 1.0, 1.0
    for kind in lexicon("units"):
        table = _table(kind)
        if kind != "per" and left in table and right in table:
            return table[left], table[right]
    heads = (left.split()[-1] if left else "", right.split()[-1] if right else "")
    if not left or not right:
        # a bare number may count what the other names: 'no fewer than 40,000' of people
        known = {unit for kind in lexicon("units") for unit in _table(kind)} | {"percent"}
        return None if (left or right) in known or (left or right).isupper() else (1.0, 1.0)
    return (1.0, 1.0) if same(*heads) else None


@cache
def _table(kind: str) -> dict[str, float]:
    return {name: float(value) for name, value in lexicon("units")[kind].items()}


def _ends(quantity: Quantity, factor: float) -> tuple[float, float]:
    low = float("-inf") if quantity.low is None else quantity.low * factor
    high = float("inf") if quantity.high is None else quantity.high * factor
    return low, high


def _widened(quantity: Quantity, ends: tuple[float, float]) -> tuple[float, float]:
    """The interval with the slack of a hedge ('about') or of rounding."""
    if quantity.bound in {"above", "below", "at-least", "at-most"}:
        return ends
    return ends[0] - _slack(quantity, ends[0]), ends[1] + _slack(quantity, ends[1])


def _slack(quantity: Quantity, end: float) -> float:
    """Half of the last digit that is written: '4.2 million' is not exact."""
    if abs(end) == float("inf"):
        return 0.0
    if quantity.approximate:
        return abs(end) * NUMBER_ABOUT
    if end == int(end) and abs(end) < EXACT_BELOW:
        return abs(end) * NUMBER_ROUNDED
    digits = f"{abs(end):.12e}".partition("e")[0].replace(".", "").rstrip("0")
    exponent = int(f"{abs(end):e}".partition("e")[2])
    return float(0.5 * 10.0 ** (exponent - len(digits) + 1)) if len(digits) > 1 else 0.0


def _touches(
    left: Quantity, a: tuple[float, float], right: Quantity, b: tuple[float, float]
) -> bool:
    """Open ends: 'more than 60' leaves out 60 itself."""
    if left.approximate or right.approximate:
        return False
    above = (left.bound == "above" and b[1] == a[0]) or (right.bound == "above" and a[1] == b[0])
    below = (left.bound == "below" and b[0] == a[1]) or (right.bound == "below" and a[0] == b[1])
    return above or below


def _close(a: float, b: float) -> bool:
    if a == b:
        return True
    if float("inf") in {abs(a), abs(b)}:
        return False
    return abs(a - b) <= NUMBER_ROUNDED * max(abs(a), abs(b))
