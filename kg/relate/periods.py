"""The times a claim speaks of, as days of the calendar where the day of saying tells which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final, Literal

from kg.model import Extent
from kg.relate.lexicon import lexicon

Way = Literal["in", "until", "since", "before", "after", "by"]

_MONTHS: Final = 12
_QUARTER: Final = 3
_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of days that a claim names, and how it is bound to it.

    Attributes:
        first, last: both included; None where the day of saying would be needed and is unknown.
        part: a stretch named without its year ('the third quarter'), for comparing where days lack.
        way: the word before it: 'until 2011' bounds what is said otherwise than 'in 2011'.
        main: whether it dates the main claim, and not something told on the side.
    """

    text: str
    extent: Extent
    first: date | None
    last: date | None
    way: Way = "in"
    part: str = ""
    main: bool = True

    @property
    def days(self) -> int:
        """Length in days; 0 where it could not be placed."""
        return (self.last - self.first).days + 1 if self.first and self.last else 0


def periods(text: str, *, said: date | None) -> tuple[Period, ...]:
    """The periods a text names, in order; each seen from the day it was said."""
    out = []
    taken = 0
    for match in _pattern().finditer(text):
        if match.start() < taken:
            continue
        found = _placed({k: v.lower() for k, v in match.groupdict().items() if v}, said)
        if found is None:
            continue
        first, last, part = found
        out.append(
            Period(
                text=match[0],
                extent=Extent(match.start(), match.end()),
                first=first,
                last=last,
                way=_way(text, match.start()),
                part=part,
            )
        )
        taken = match.end()
    return tuple(out)


def disjoint(left: Period, right: Period) -> bool:
    """Whether no day belongs to both; for parts of a year also by their names alone."""
    if left.first and left.last and right.first and right.last:
        return left.last < right.first or right.last < left.first
    kinds = (left.part.partition(" ")[2], right.part.partition(" ")[2])
    return bool(left.part and right.part) and kinds[0] == kinds[1] and left.part != right.part


def within(inner: Period, outer: Period) -> bool:
    """Whether every day of the one belongs to the other, which has more of them."""
    if not (inner.first and inner.last and outer.first and outer.last):
        return False
    held = outer.first <= inner.first and inner.last <= outer.last
    return held and inner.days < outer.days


@cache
def _pattern() -> re.Pattern[str]:
    words = lexicon("periods")
    month = "|".join(words["months"]["names"])
    day = "|".join(words["weekdays"]["names"])
    season = "|".join(words["seasons"]["names"])
    order = "|".join(words["order"]["words"])
    year = r"(?:1[5-9]|20)\d\d"
    return re.compile(
        rf"\b(?:"
        rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m1>{month})(?:,? (?P<y1>{year}))?"
        rf"|(?P<m2>{month}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\.\d)(?:,? (?P<y2>{year}))?"
        rf"|(?P<w3>last |next |this )?(?P<m3>{month})(?: (?P<y3>{year}))?(?![a-z])"
        rf"|(?P<order>{order}) (?P<unit>quarter|half)(?: of (?P<y4>{year}|last year|this year))?"
        rf"|(?P<w5>last |next |this |that |the |in )(?P<season>{season})(?: (?P<term>term))?"
        rf"(?:(?: of)? (?P<y5>{year}))?\b"
        rf"|(?P<s6>{season})(?: term)? (?:of )?(?P<y6>{year})"
        rf"|(?P<w7>last|next|this|previous|coming) (?P<span>year|month|week|season|term)"
        rf"|(?P<weekday>{day})"
        rf"|(?P<near>yesterday|today|tonight|tomorrow)"
        rf"|(?P<year>{year})(?!\d|[-–]\d|,\d|\.\d| [a-z]+s\b)"
        rf")\b",
        re.IGNORECASE,
    )


def _way(text: str, at: int) -> Way:
    before = re.findall(r"[\w']+", text[:at].lower())[-4:]
    table: dict[Way, list[str]] = lexicon("periods")["way"]
    for word in reversed(before):
        for way, words in table.items():
            if word in words:
                return way
        if word not in lexicon("periods")["between"]["words"]:
            break
    return "in"


Placed = tuple[date | None, date | None, str]


def _placed(part: dict[str, str], said: date | None) -> Placed | None:
    for reader in (_day, _month, _part_of_year, _season, _relative, _near):
        found = reader(part, said)
        if found is not None:
            return found
    if "year" in part:
        return (*_year(int(part["year"])), "")
    return None


def _day(part: dict[str, str], said: date | None) -> Placed | None:
    for n in ("1", "2"):
        if f"d{n}" not in part:
            continue
        month = _month_number(part[f"m{n}"])
        year = part.get(f"y{n}")
        if year is None and said is None:
            return None, None, ""
        try:
            day = date(int(year) if year else said.year, month, int(part[f"d{n}"]))  # type: ignore[union-attr]
        except ValueError:
            return None
        if year is None and said is not None and (day - said).days > _MONTHS * _DECEMBER:
            day = day.replace(year=day.year - 1)
        return day, day, ""
    return None


def _month(part: dict[str, str], said: date | None) -> Placed | None:
    if "m3" not in part:
        return None
    month, name = _month_number(part["m3"]), part["m3"]
    if name in {"may", "march"} and "y3" not in part and "w3" not in part:
        return None  # a verb as often as a month
    if "y3" in part:
        return (*_months(int(part["y3"]), month, 1), f"{month} month")
    if said is None:
        return None, None, f"{month} month"
    which = part.get("w3", "").strip()
    year = said.year if month <= said.month else said.year - 1
    if which == "next":
        year += 1
    return (*_months(year, month, 1), f"{month} month")


def _part_of_year(part: dict[str, str], said: date | None) -> Placed | None:
    if "unit" not in part:
        return None
    words: list[str] = lexicon("periods")["order"]["words"]
    number = words.index(part["order"]) % 4
    width = _QUARTER if part["unit"] == "quarter" else 2 * _QUARTER
    name = f"{number} {part['unit']}"
    stated = part.get("y4", "")
    if not stated.isdigit() and said is None:
        return None, None, name
    if stated.isdigit():
        year = int(stated)
    else:
        assert_said = said.year if said is not None else 0
        year = assert_said - (stated == "last year")
        if not stated and said is not None and number * width + 1 > said.month:
            year -= 1
    if number * width + width > _MONTHS:
        return None
    return (*_months(year, number * width + 1, width), name)


def _season(part: dict[str, str], said: date | None) -> Placed | None:
    name = part.get("season") or part.get("s6")
    if name is None:
        return None
    start = lexicon("periods")["seasons"]["from"][name]
    year = part.get("y5") or part.get("y6")
    label = f"{name} season"
    if year:
        return (*_months(int(year), start, _QUARTER), label)
    if said is None:
        return None, None, label
    which = part.get("w5", "").strip()
    begun = said.month >= start and not (which == "last" and said.month < start + _QUARTER)
    at = said.year if begun else said.year - 1
    return (*_months(at + (which == "next"), start, _QUARTER), label)


def _relative(part: dict[str, str], said: date | None) -> Placed | None:
    if "span" not in part:
        return None
    if part["span"] not in {"year", "month", "week"}:
        return None, None, f"{part['w7']} {part['span']}"
    step = {"last": -1, "previous": -1, "this": 0}.get(part["w7"], 1)
    if said is None:
        return None, None, f"{part['w7']} {part['span']}"
    if part["span"] == "year":
        return (*_year(said.year + step), "")
    if part["span"] == "month":
        index = said.year * _MONTHS + said.month - 1 + step
        return (*_months(index // _MONTHS, index % _MONTHS + 1, 1), "")
    monday = said - timedelta(days=said.weekday()) + timedelta(weeks=step)
    return monday, monday + timedelta(days=6), ""


def _near(part: dict[str, str], said: date | None) -> Placed | None:
    if "weekday" in part:
        names: list[str] = lexicon("periods")["weekdays"]["names"]
        if said is None:
            return None, None, f"{part['weekday']} day"
        day = said - timedelta(days=(said.weekday() - names.index(part["weekday"])) % 7)
        return day, day, ""
    if "near" in part:
        if said is None:
            return None, None, ""
        day = said + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(part["near"], 0))
        return day, day, ""
    return None


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, _DECEMBER, 31)


def _months(year: int, month: int, width: int) -> tuple[date, date]:
    after = year * _MONTHS + month - 1 + width
    return date(year, month, 1), date(after // _MONTHS, after % _MONTHS + 1, 1) - timedelta(days=1)


def _month_number(name: str) -> int:
    names: list[str] = lexicon("periods")["months"]["names"]
    return names.index(name) % _MONTHS + 1


def named(found: tuple[Period, ...]) -> Iterator[str]:
    """The words of the periods, for a reason."""
    return (f"'{period.text}'" for period in found)
