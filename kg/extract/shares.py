"""Shares and parts: 'two thirds', 'one in three', 'a quarter of an hour'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from kg.extract.lexicon import lexicon
from kg.extract.number_words import scales, small, words
from kg.extract.pieces import Numeral, Piece, skip_join, tidy, word

_TENTHS: Final = 1
"""Digits kept of a share in words: 'a third' is 33.3 percent, and meant no more exactly."""
_MOST: Final = 1000
"""'one in 2019' is a year and no share; of more than a thousand one says 'out of'."""
_FEW: Final = 20
"""'one of four' is a share; 'one of 190 countries' is one country."""
_LINKS: Final[dict[tuple[str, ...], float]] = {
    ("in", "every"): float("inf"),
    ("out", "of", "every"): float("inf"),
    ("out", "of"): float("inf"),
    ("in",): _MOST,
    ("of",): _FEW,
}
"""What stands between the two numbers of a share, and the largest second number it may have."""


@cache
def _times() -> frozenset[str]:
    return frozenset(lexicon("units")["denominators"]["time"])


@cache
def _measures() -> frozenset[str]:
    """Words of units that have parts; of what is counted in whole pieces one has none."""
    whole = {"person", "time", "pixel", "parameter", "token", "bit", "byte", "quarter"}
    table: dict[str, list[str]] = lexicon("units")["words"]
    return frozenset(form for name, forms in table.items() if name not in whole for form in forms)


def share(parts: Sequence[Piece], at: int) -> Numeral | None:
    """'half', 'two thirds', 'one in three', '4 out of 5' in percent; and 'half a dozen'."""
    fractions: dict[str, int] = lexicon("numbers")["fractions"]
    first = word(parts, at)
    whole = _count(parts, at)
    if whole is None and first not in {"half", "a", "an"}:
        return None
    if first == "half" and word(parts, at + 1) in {"a", "an"}:
        scaled = words(parts, at + 1)
        if scaled is not None:
            return replace(scaled, first=at, low=scaled.low / 2, high=scaled.high / 2)
        return Numeral(first=at, after=at + 2, low=0.5, high=0.5, kind="words")
    if first == "half":
        return _piece_of(parts, at, at, 0.5) or _percent(at, at + 1, 1, 2)
    count, after = whole if whole is not None else (1.0, at + 1)
    step = skip_join(parts, after)
    part = fractions.get(word(parts, step)) or fractions.get(word(parts, step).removesuffix("s"))
    if part is not None and count < part:
        whole_of = word(parts, step + 1) == "of" and word(parts, step + 2) == "a"
        scaled = words(parts, step + 2) if whole_of else None
        if scaled is not None:
            value = tidy(scaled.low * count / part)
            return replace(scaled, first=at, low=value, high=value)
        return _piece_of(parts, at, step, count / part) or _percent(at, step + 1, count, part)
    return _out_of(parts, at, count, after) if whole is not None else None


def _out_of(parts: Sequence[Piece], at: int, count: float, after: int) -> Numeral | None:
    """'4 out of 5', 'one in every three', 'one of four'."""
    for link, most in _LINKS.items():
        following = tuple(word(parts, after + step) for step in range(len(link)))
        of = _count(parts, after + len(link)) if following == link else None
        if of is None:
            continue
        if link == ("in",) and word(parts, of[1]).removesuffix("s") in _times():
            return None  # 'two in 10 days'
        if count < of[0] <= most:
            return _percent(at, of[1], count, of[0])
    return None


def _piece_of(parts: Sequence[Piece], first: int, at: int, value: float) -> Numeral | None:
    """A part of one unit: 'a quarter of an hour', 'two thirds of a mile', 'half-hour'.

    Right before a unit only halves and quarters are meant so: 'a third week' is one of an order.
    """
    link = at + 2 if word(parts, at + 1) == "of" else None
    if link is not None and word(parts, link) in {"a", "an", "one"}:
        after = link + 1
    elif link is None and word(parts, at).removesuffix("s") in {"half", "quarter"}:
        after = skip_join(parts, at + 1)
    else:
        return None
    if word(parts, after) not in _measures():
        return None
    return Numeral(first=first, after=after, low=tidy(value), high=tidy(value), kind="words")


def _count(parts: Sequence[Piece], at: int) -> tuple[float, int] | None:
    """A whole number below a thousand or so, in digits or words, as part of a share."""
    if at >= len(parts):
        return None
    if parts[at].kind == "number" and parts[at].text.isdigit():
        return float(parts[at].text), at + 1
    found = (
        words(parts, at) if word(parts, at) in small() or word(parts, at + 1) in scales() else None
    )
    return (found.low, found.after) if found is not None else None


def _percent(first: int, after: int, count: float, of: float) -> Numeral:
    value = round(100 * count / of, _TENTHS)
    return Numeral(first=first, after=after, low=value, high=value, kind="share")
