"""Days are read strictly: one meaning or none."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.load.dates import day, day_in_file_name

DAY = date(2026, 3, 15)


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-15", "2026/3/15", "2026-03-15T23:59:00-08:00", "2026-03-15 07:00",
        "2026-03-15T22:50:40.653089Z", "20260315", "15 March 2026", "March 15, 2026",
        "Mar. 15, 2026", "15th March 2026", "Sunday, 15 March 2026", "15-Mar-2026",
        "Sun, 15 Mar 2026 23:30:00 GMT", "Sun, 15 Mar 2026 23:30:00 PST", "15/03/2026",
        "03/15/2026", "15.03.2026", "2026 March 15", DAY, datetime(2026, 3, 15, 9, tzinfo=UTC),
    ],
)  # fmt: skip
def test_a_day_is_read_as_written(written):
    assert day(written) == (DAY, None)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        # April 3rd or March 4th
        ("03/04/2026", "can mean two days"),
        ("3.4.2026", "can mean two days"),
        # dateutil would fill in today's day
        ("March 2026", "lacks the day or the month"),
        ("March 15", "not understood"),
        ("15 March 26", "not understood"),
        ("2026", "not understood"),
        ("last Tuesday", "not understood"),
        ("2026-02-30", "no day of the calendar"),
        ("31/31/2026", "no day of the calendar"),
        ("30 February 2026", "not understood"),
        ("May we meet in 2026 or not", "not understood"),
        ("x" * 100, "is no date"),
    ],
)
def test_what_is_no_single_day_is_reported(written, why):
    found, reason = day(written)
    assert found is None
    assert why in reason


def test_the_same_number_twice_means_one_day():
    assert day("04/04/2026") == (date(2026, 4, 4), None)


@pytest.mark.parametrize("empty", [None, "", "  "])
def test_no_date_is_no_doubt(empty):
    assert day(empty) == (None, None)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_every_day_is_read_back(value):
    assert day(value.isoformat()) == (value, None)
    assert day(f"{value.day} {value:%B} {value.year}") == (value, None)


@given(st.text(max_size=70))
def test_any_text_is_a_day_or_not_and_never_an_error(text):
    day(text)


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("2026-03-15-weir", DAY),
        ("post_20260315", DAY),
        ("post_2026-03-15_weir-holds", DAY),
        # a short year could be a day
        ("26-03-15-weir", None),
        # two days
        ("2026-03-15-to-2026-03-17", None),
        ("2026-13-45", None),
        # part of a longer number
        ("id-120260315", None),
    ],
)
def test_a_day_in_a_file_name(stem, expected):
    assert day_in_file_name(stem) == expected
