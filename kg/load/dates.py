"""Days as people write them, read strictly: what can mean two days is reported, not guessed."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from dateutil import parser

_ISO: Final = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"(?:[T ,]+(?:at )?\d{1,2}:\d{2}[\w:.,+\- ]*)?"
)
_NUMERIC: Final = re.compile(
    r"(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})"
    r"(?:[T ,]+(?:at )?\d{1,2}:\d{2}[\w:.,+\- ]*)?"
)
_COMPACT: Final = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:T[\dZ:+.]*)?")
_NAMED: Final = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b.*\b\d{4}\b"
    r"|\b\d{4}\b.*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b",
    re.IGNORECASE,
)
_IN_FILE_NAME: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-_.]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?!\d)"
)
_LONGEST: Final = 60
"""Characters; the longest way of writing a day, time and zone included, stays well below."""


def day(written: object) -> tuple[date | None, str | None]:
    """The day that a value states, and where there is none the reason, in words.

    The day is taken as written, not moved to another time zone. Numbers such as 03/04/2026 mean
    two days and are not read; 13/04/2026 and 04/04/2026 mean one.
    """
    if isinstance(written, datetime):
        return written.date(), None
    if isinstance(written, date):
        return written, None
    text = " ".join(str(written).split()) if written is not None else ""
    if not text:
        return None, None
    if len(text) > _LONGEST:
        return None, f"{text[:_LONGEST]!r}… is no date"
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _of(found["year"], found["month"], found["day"], text)
    if found := _NUMERIC.fullmatch(text):
        return _either(int(found["first"]), int(found["second"]), int(found["year"]), text)
    if _NAMED.search(text):
        return _named(text)
    return None, f"{text!r} is not understood as a date; write it as YYYY-MM-DD"


def day_in_file_name(stem: str) -> date | None:
    """The one day in a file's name (`2026-03-05-harbour`); None where there is not just one."""
    days = set()
    for found in _IN_FILE_NAME.finditer(stem):
        value, _ = _of(found["year"], found["month"], found["day"], found[0])
        if value:
            days.add(value)
    return days.pop() if len(days) == 1 else None


def _of(year: str, month: str, day_: str, text: str) -> tuple[date | None, str | None]:
    try:
        return date(int(year), int(month), int(day_)), None
    except ValueError:
        return None, f"{text!r} is no day of the calendar"


def _either(first: int, second: int, year: int, text: str) -> tuple[date | None, str | None]:
    if first == second or max(first, second) > 12:
        day_, month = (second, first) if second > 12 else (first, second)
        return _of(str(year), str(month), str(day_), text)
    return None, f"{text!r} can mean two days; write it as YYYY-MM-DD"


def _named(text: str) -> tuple[date | None, str | None]:
    """A day with the month in letters; dateutil fills gaps, so two fillings must agree."""
    try:
        one, other = (
            parser.parse(text, default=datetime(2001, *filling), ignoretz=True).date()
            for filling in ((1, 1), (2, 2))
        )
    except (ValueError, OverflowError):
        return None, f"{text!r} is not understood as a date; write it as YYYY-MM-DD"
    if one != other:
        return None, f"{text!r} lacks the day or the month; write it as YYYY-MM-DD"
    return one, None
