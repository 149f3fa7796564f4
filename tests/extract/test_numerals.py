"""The grammar of numerals, without any parse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.numerals import numeral
from kg.extract.pieces import Numeral, pieces, tidy


def found(text: str) -> list[tuple[float, float]]:
    parts = pieces(text, 0, len(text))
    out: list[Numeral] = []
    at = 0
    while at < len(parts):
        number = numeral(parts, at)
        if number is not None:
            out.append(number)
        at = number.after if number is not None else at + 1
    return [(number.low, number.high) for number in out]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # commas group, a point divides
        ("12,450.5 litres", [12450.5]),
        # a comma that ends a clause groups nothing
        ("in 12, 450 did", [12, 450]),
        ("7 million", [7e6]),
        # a scale sign glued to the digits
        ("€6bn and 40k", [6e9, 4e4]),
        # a doubtful letter is left for the reader of units
        ("a 5m wall", [5]),
        ("twenty-seven", [27]),
        ("twenty seven", [27]),
        ("three hundred and twelve", [312]),
        ("two million four hundred thousand and six", [2_400_006]),
        ("nineteen hundred", [1900]),
        # 'and' joins small numbers to hundreds alone
        ("seven and eight", [7, 8]),
        # no number word may follow a smaller one of its own rank
        ("five six", [5, 6]),
        ("a dozen", [12]),
        ("half a dozen", [6]),
        ("half a million", [5e5]),
        ("three quarters of a million", [7.5e5]),
        ("two and a half million", [2.5e6]),
        ("3½", [3.5]),
        # shares are in percent, one decimal
        ("a third", [33.3]),
        ("two thirds", [66.7]),
        ("three-quarters", [75]),
        ("one in five", [20]),
        ("4 out of 5", [80]),
        ("nine out of every ten", [90]),
        # a year behind 'in' makes no share
        ("three in 2019", [3, 2019]),
        # nor do days
        ("two in 10 days", [2, 10]),
        ("1.5×10^8 and 2.5×10−9", [1.5e8, 2.5e-9]),
        # an hour cut in half is half an hour and no 50 percent
        ("half an hour", [0.5]),
        ("sixfold", [6]),
        ("twice", [2]),
        # 'a' alone is no number
        ("a boat", []),
        # 'second' is time or order
        ("a second later", []),
    ],
)
def test_value(text: str, values: list[float]) -> None:
    assert found(text) == [(value, value) for value in values]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("dozens of boats", 12, 120),
        ("hundreds", 100, 1000),
        ("tens of thousands of letters", 10_000, 100_000),
    ],
)
def test_vague_plurals_are_intervals(text: str, low: float, high: float) -> None:
    assert found(text) == [(low, high)]


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_with_commas_are_read_back(number: int) -> None:
    assert found(f"{number:,} boats") == [(tidy(number), tidy(number))]


@given(st.text(max_size=60))
def test_no_text_breaks_it_and_places_are_true(text: str) -> None:
    parts = pieces(text, 0, len(text))
    assert all(text[piece.start : piece.end] == piece.text for piece in parts)
    for at in range(len(parts)):
        number = numeral(parts, at)
        assert number is None or (number.first == at < number.after <= len(parts))
