"""Numbers in a text, in digits and in words: where each stands and what it is worth.

Knows the grammar of numerals alone. Whether a numeral counts anything, and what, is decided in
`quantities`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Final, Literal

from kg.extract.lexicon import lexicon

Kind = Literal["digits", "words", "share", "vague"]

_PIECE: Final = re.compile(
    r"(?P<number>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)"
    r"|(?P<word>(?:[^\W\d_½⅓⅔¼¾⅛])+(?:['’][^\W\d_]+)?)|(?P<mark>\S)"
)
_JOINS: Final = frozenset({"-", "‐", "‑"})
_TENTHS: Final = 1
"""Digits kept of a share in words: 'a third' is 33.3 percent, and meant no more exactly."""
_LARGEST: Final = 100
"""Largest power of ten that is read as one."""
_TWENTY: Final = 20
_MOST: Final = 1000
"""'one in 2019' is a year and no share; of more than a thousand one says 'out of'."""
_VAGUE_LOW: Final = 2
_VAGUE_HIGH: Final = 10
"""'hundreds of' is at least two hundred and less than the next scale, ten times up."""
_PARTS: Final = frozenset({"2", "3", "4", "5", "8"})
"""Below the stroke of a fraction in digits, as in '2 3/4 inches'."""
_FEW: Final = 20
"""'one of four' is a share; 'one of 190 countries' is one country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A word, a number in digits or another character, with its place in the text."""

    text: str
    start: int
    end: int
    kind: str

    @property
    def lower(self) -> str:
        """The piece in lower case."""
        return self.text.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number and the pieces that write it.

    Attributes:
        first, after: half-open range of pieces.
        low, high: differ for a vague one ('dozens of') and, once joined, for a range.
        doubtful: value of a suffix that may as well be a unit ('m', 't'), else None.
        factor: what a word or sign of scale multiplies it by ('million', 'bn'); 1 without one.
        fold: whether it is a multiple in one word ('sixfold').
    """

    first: int
    after: int
    low: float
    high: float
    kind: Kind
    doubtful: float | None = None
    factor: float = 1.0
    fold: bool = False

    def times(self, factor: float) -> Numeral:
        """The numeral on another scale ('10 to 15 million' makes the 10 a million too)."""
        return replace(
            self, low=tidy(self.low * factor), high=tidy(self.high * factor), factor=factor
        )


def pieces(text: str, start: int, end: int) -> tuple[Piece, ...]:
    """The words, numbers and marks of a text between two places."""
    return tuple(
        Piece(text=m.group(), start=m.start(), end=m.end(), kind=m.lastgroup or "mark")
        for m in _PIECE.finditer(text, start, end)
    )


def as_written(run: Sequence[Piece]) -> str:
    """Pieces in lower case, with one space where any stands."""
    out = run[0].lower if run else ""
    for before, piece in pairwise(run):
        out += (" " if piece.start > before.end else "") + piece.lower
    return out


def tidy(value: float) -> float:
    """The value without the dust of binary fractions (2.4 * 1e6 is 2400000.0)."""
    return float(f"{value:.12g}")


def numeral(parts: Sequence[Piece], at: int) -> Numeral | None:
    """The longest numeral that begins with the piece at that position."""
    return _share(parts, at) or _vague(parts, at) or _plain(parts, at)


@cache
def _small() -> dict[str, float]:
    return {**lexicon("numbers")["small"], **lexicon("numbers")["tens"]}


@cache
def _scales() -> dict[str, float]:
    return {name: float(value) for name, value in lexicon("numbers")["scales"].items()}


@cache
def _times() -> frozenset[str]:
    return frozenset(lexicon("units")["denominators"]["time"])


@cache
def _measures() -> frozenset[str]:
    """Words of units that have parts; of what is counted in whole pieces one has none."""
    whole = {"person", "time", "pixel", "parameter", "token", "bit", "byte", "quarter"}
    table: dict[str, list[str]] = lexicon("units")["words"]
    return frozenset(form for name, forms in table.items() if name not in whole for form in forms)


@cache
def _sure() -> dict[str, float]:
    return {name: float(v) for name, v in lexicon("numbers")["suffixes"]["sure"].items()}


def word(parts: Sequence[Piece], at: int) -> str:
    """A piece in lower case; '' outside the text."""
    return parts[at].lower if 0 <= at < len(parts) else ""


def _skip_join(parts: Sequence[Piece], at: int) -> int:
    """Past a hyphen that is glued on both sides."""
    if word(parts, at) in _JOINS and 0 < at < len(parts) - 1:
        before, mark, after = parts[at - 1], parts[at], parts[at + 1]
        if before.end == mark.start and mark.end == after.start:
            return at + 1
    return at


def _plain(parts: Sequence[Piece], at: int) -> Numeral | None:
    piece = parts[at]
    if piece.kind == "number":
        value, after = _power(parts, *_digits(parts, at))
        return _scaled(parts, at, after, value, "digits")
    characters: dict[str, float] = lexicon("numbers")["characters"]
    if piece.text in characters:
        return _scaled(parts, at, at + 1, characters[piece.text], "digits")
    others: dict[str, int] = lexicon("numbers")["others"]
    if piece.lower in others:
        value = float(others[piece.lower])
        return Numeral(first=at, after=at + 1, low=value, high=value, kind="words")
    return _fold(parts, at) or _words(parts, at)


def _fold(parts: Sequence[Piece], at: int) -> Numeral | None:
    """'sixfold', as six times."""
    count = _small().get(parts[at].lower.removesuffix("fold"))
    if count is None or not parts[at].lower.endswith("fold"):
        return None
    return Numeral(first=at, after=at + 1, low=count, high=count, kind="words", fold=True)


def _digits(parts: Sequence[Piece], at: int) -> tuple[float, int]:
    value = float(parts[at].text.replace(",", ""))
    characters: dict[str, float] = lexicon("numbers")["characters"]
    mixed = at + 1
    if mixed < len(parts) and parts[mixed].text in characters:
        return value + characters[parts[mixed].text], mixed + 1
    if mixed + 2 < len(parts) and parts[mixed].start == parts[at].end + 1:  # '2 1/2 inches'
        over, stroke, under = parts[mixed : mixed + 3]
        glued = over.end == stroke.start and stroke.end == under.start and stroke.text == "/"
        if glued and over.text.isdecimal() and under.text in _PARTS and over.text < under.text:
            return value + int(over.text) / int(under.text), mixed + 3
    return value, at + 1


def _power(parts: Sequence[Piece], value: float, after: int) -> tuple[float, int]:
    """With a power of ten that follows: '3×10^8', '2.5×10−9' as extracted text has it."""
    if (word(parts, after), word(parts, after + 1)) != ("×", "10"):
        return value, after
    at = after + 2
    at += word(parts, at) == "^"
    minus = word(parts, at) in {"-", "−", "–"}
    at += minus
    if not word(parts, at).isdecimal() or int(word(parts, at)) > _LARGEST:
        return value, after
    return tidy(value * 10.0 ** (int(word(parts, at)) * (-1 if minus else 1))), at + 1


def _scaled(
    parts: Sequence[Piece], at: int, after: int, value: float, kind: Kind
) -> Numeral | None:
    """The number with what scales it: 'million', 'bn', 'k', 'hundred thousand'."""
    doubtful: float | None = None
    factor = 1.0
    while (step := _skip_join(parts, after)) < len(parts):
        glued = parts[step].start == parts[after - 1].end
        text = parts[step].text
        if parts[step].lower in _scales():
            factor *= _scales()[parts[step].lower]
        elif factor == 1.0 and step == after and (text in _sure() or parts[step].lower in _sure()):
            factor = _sure().get(text) or _sure()[parts[step].lower]
        elif factor == 1.0 and step == after and (glued or text in {"M", "B"}):
            doubtful = lexicon("numbers")["suffixes"]["doubtful"].get(text)
            break
        else:
            break
        after = step + 1
    value = tidy(value * factor)
    return Numeral(
        first=at, after=after, low=value, high=value, kind=kind, doubtful=doubtful, factor=factor
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sum:
    """A number in words as far as it was read, as 'two million three hundred'."""

    total: float = 0.0
    current: float = 0.0
    smallest: float = float("inf")
    scaled: bool = False

    def plus(self, text: str) -> _Sum | None:
        """With one more number word; None where that word can't follow."""
        if text in _small():
            value = _small()[text]
            return replace(self, current=self.current + value) if self.fits(value) else None
        scale = _scales().get(text)
        if scale is None:
            return None
        if scale <= _scales()["hundred"]:
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
        return tens and value < _small()["ten"]


def _words(parts: Sequence[Piece], at: int) -> Numeral | None:
    """'twenty-seven', 'two hundred and five', 'a dozen', 'two and a half million'."""
    article = word(parts, at) in {"a", "an"}
    if article and word(parts, at + 1) not in _scales():
        return None
    begun = at + 1 if article else at
    after, read = begun, _Sum()
    while after < len(parts):
        step = _skip_join(parts, after)
        if after > begun and word(parts, step) == "and":
            if _and_a_half(parts, step) and 0 < read.current < _scales()["hundred"]:
                after, read = step + 3, replace(read, current=read.current + 0.5)
                continue
            if not read.scaled or word(parts, step + 1) not in _small():
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


def _vague(parts: Sequence[Piece], at: int) -> Numeral | None:
    """'dozens of', 'tens of thousands of', 'millions of', 'a couple of hundred'."""
    at_couple = at + (word(parts, at) == "a")
    if (word(parts, at_couple), word(parts, at_couple + 1)) == ("couple", "of"):
        pair = 2 * _scales().get(word(parts, at_couple + 2), 0.0)
        return Numeral(first=at, after=at_couple + 3, low=pair, high=pair, kind="vague") if pair else None
    plural = {f"{name}s": value for name, value in _scales().items()} | {"tens": 10.0}
    first = word(parts, at)
    if first not in plural:
        return None
    scale, after = plural[first], at + 1
    if word(parts, after) == "of" and word(parts, after + 1) in plural:
        scale, after = scale * plural[word(parts, after + 1)], after + 2
    elif first == "tens":
        return None
    low, high = tidy(scale * _VAGUE_LOW), tidy(scale * _VAGUE_HIGH)
    return Numeral(first=at, after=after, low=low, high=high, kind="vague")


def _share(parts: Sequence[Piece], at: int) -> Numeral | None:
    """'half', 'two thirds', 'one in three', '4 out of 5' in percent; and 'half a dozen'."""
    fractions: dict[str, int] = lexicon("numbers")["fractions"]
    first = word(parts, at)
    whole = _count(parts, at)
    if whole is None and first not in {"half", "a", "an"}:
        return None
    if first == "half" and word(parts, at + 1) in {"a", "an"}:
        scaled = _words(parts, at + 1)
        if scaled is not None:
            return replace(scaled, first=at, low=scaled.low / 2, high=scaled.high / 2)
        return Numeral(first=at, after=at + 2, low=0.5, high=0.5, kind="words")
    if first == "half":
        return _piece_of(parts, at, at, 0.5) or _percent(at, at + 1, 1, 2)
    count, after = whole if whole is not None else (1.0, at + 1)
    step = _skip_join(parts, after)
    part = fractions.get(word(parts, step)) or fractions.get(word(parts, step).removesuffix("s"))
    if part is not None and count < part:
        if word(parts, step + 1) == "of" and word(parts, step + 2) == "a":
            scaled = _words(parts, step + 2)
            if scaled is not None:
                value = tidy(scaled.low * count / part)
                return replace(scaled, first=at, low=value, high=value)
        piece = _piece_of(parts, at, step, count / part)
        if piece is not None:
            return piece
        return _percent(at, step + 1, count, part)
    if whole is None:
        return None
    for link in (("in", "every"), ("out", "of", "every"), ("out", "of"), ("in",), ("of",)):
        following = tuple(word(parts, after + i) for i in range(len(link)))
        of = _count(parts, after + len(link)) if following == link else None
        if of is not None and link == ("in",) and word(parts, of[1]).removesuffix("s") in _times():
            return None  # 'two in 10 days'
        most = {("in",): _MOST, ("of",): _FEW}.get(link, of[0] if of is not None else 0.0)
        if of is not None and count < of[0] <= most:
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
        after = _skip_join(parts, at + 1)
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
        _words(parts, at)
        if word(parts, at) in _small() or word(parts, at + 1) in _scales()
        else None
    )
    return (found.low, found.after) if found is not None else None


def _percent(first: int, after: int, count: float, of: float) -> Numeral:
    value = round(100 * count / of, _TENTHS)
    return Numeral(first=first, after=after, low=value, high=value, kind="share")
