"""Numbers in words: 'twenty-seven', 'two hundred and five', 'a dozen'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from kg.extract.lexicon import lexicon
from kg.extract.pieces import Numeral, Piece, skip_join, tidy, word

_TWENTY: Final = 20


@cache
def small() -> dict[str, float]:
    """Number words below a hundred with their values."""
    return {**lexicon("numbers")["small"], **lexicon("numbers")["tens"]}


@cache
def scales() -> dict[str, float]:
    """Words that multiply: 'dozen', 'thousand', 'million'."""
    return {name: float(value) for name, value in lexicon("numbers")["scales"].items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sum:
    """A number in words as far as it was read, as 'two million three hundred'."""

    total: float = 0.0
    current: float = 0.0
    smallest: float = float("inf")
    scaled: bool = False

    def plus(self, text: str) -> _Sum | None:
        """With one more number word; None where that word can't follow."""
        if text in small():
            value = small()[text]
            return replace(self, current=self.current + value) if self.fits(value) else None
        scale = scales().get(text)
        if scale is None:
            return None
        if scale <= scales()["hundred"]:
            return replace(self, current=(self.current or 1.0) * scale, scaled=True)
        if scale >= self.smallest:
            return None
        total = self.total + (self.current or 1.0) * scale
        return _Sum(total=total, smallest=scale, scaled=True)

    def fits(self, value: float) -> bool:
        """Whether a small number may follow: 'seven' after 'twenty', 'twelve' after 'hundred'."""
        if self.current == 0:
            return True
        if value == 0 or self.current % 100 == 0:
            return value != 0
        tens = self.current % 10 == 0 and self.current % 100 >= _TWENTY
        return tens and value < small()["ten"]


def words(parts: Sequence[Piece], at: int) -> Numeral | None:
    """'twenty-seven', 'two hundred and five', 'a dozen', 'two and a half million'."""
    article = word(parts, at) in {"a", "an"}
    if article and word(parts, at + 1) not in scales():
        return None
    begun = at + 1 if article else at
    after, read = begun, _Sum()
    while after < len(parts):
        step = skip_join(parts, after)
        if after > begun and word(parts, step) == "and":
            if _and_a_half(parts, step) and 0 < read.current < scales()["hundred"]:
                after, read = step + 3, replace(read, current=read.current + 0.5)
                continue
            if not read.scaled or word(parts, step + 1) not in small():
                break
            step += 1
        more = read.plus(word(parts, step))
        if more is None:
            break
        after, read = step + 1, more
    if after == begun:
        return None
    value = tidy(read.total + read.current)
    factor = read.smallest if read.total and not read.current else 1.0
    return Numeral(first=at, after=after, low=value, high=value, kind="words", factor=factor)


def _and_a_half(parts: Sequence[Piece], at: int) -> bool:
    return (word(parts, at + 1), word(parts, at + 2)) == ("a", "half")
