"""Times in claims, seen from the day they were said."""

from __future__ import annotations

from datetime import date

import pytest

from kg.relate.periods import disjoint, periods, within

SAID = date(2026, 4, 15)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It opened in 1998.", "1998-01-01", "1998-12-31"),
        ("It opened on 7 March.", "2026-03-07", "2026-03-07"),
        ("It opened on March 7, 2024.", "2024-03-07", "2024-03-07"),
        # the latest day of that name
        ("It opened on Tuesday.", "2026-04-14", "2026-04-14"),
        ("It opened yesterday.", "2026-04-14", "2026-04-14"),
        ("It opened last year.", "2025-01-01", "2025-12-31"),
        # a month that is still to come was last year's
        ("It opened in October.", "2025-10-01", "2025-10-31"),
        ("Sales fell in the first quarter.", "2026-01-01", "2026-03-31"),
        ("Sales fell in the third quarter of 2024.", "2024-07-01", "2024-09-30"),
        ("It opened in the spring of 2022.", "2022-03-01", "2022-05-31"),
    ],
)
def test_a_time_is_placed(text: str, first: str, last: str) -> None:
    (found,) = periods(text, said=SAID)
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        # a verb, and no month
        "They may march on.",
        # a number, and no year
        "It weaves 2,000 metres, or 1998 ells.",
    ],
)
def test_what_is_no_time_is_left(text: str) -> None:
    assert periods(text, said=SAID) == ()


def test_times_are_told_apart() -> None:
    april, spring, year = (
        periods(text, said=SAID)[0] for text in ("in April 2026", "spring 2026", "in 2025")
    )
    assert disjoint(april, year)
    assert not disjoint(april, spring)
    assert within(april, spring)
    assert not within(spring, april)


def test_quarters_differ_even_where_the_year_is_unknown() -> None:
    first, third = (periods(f"in the {n} quarter", said=None)[0] for n in ("first", "third"))
    assert disjoint(first, third)


def test_the_way_a_time_is_bound_is_kept() -> None:
    assert periods("not until the end of 2011", said=SAID)[0].way == "until"
    assert periods("since 2011", said=SAID)[0].way == "since"
