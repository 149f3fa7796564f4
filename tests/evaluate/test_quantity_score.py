"""Quantities against gold, on invented sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from scoring import written

from kg.errors import GoldError
from kg.evaluate import TASKS
from kg.evaluate.newsquant import sentences

GOLD = [
    {
        "text": "Prices fell 3 percent to $4 per litre.",
        "quantities": [
            {"value": "3.0", "normalized_unit": "percentage", "change": "down"},
            {"value": "4.0", "normalized_unit": "dollar per litre", "change": "="},
        ],
    },
    {"text": "No number here.", "quantities": []},
    {
        "text": "A third of the 10 to 15 boats sank.",
        "quantities": [
            {"value": "0.3333", "normalized_unit": "% boat", "change": "="},
            {"value": "10.0-15.0", "normalized_unit": "Boat", "change": "="},
        ],
    },
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    place = tmp_path / "gold.json"
    place.write_text(json.dumps(GOLD), encoding="utf-8")
    return place


def quantity(low: float | None, high: float | None, **more: object) -> dict[str, Any]:
    return {"low": low, "high": high, **more}


def test_units_are_called_as_in_this_house(gold: Path) -> None:
    first, _, third = sentences(gold)
    assert [(a.unit, a.per) for a in first.amounts] == [("percent", ""), ("USD", "litre")]
    # a share is percent, a range has two ends
    assert [(a.low, a.high, a.unit) for a in third.amounts] == [
        (33.33, 33.33, "percent"),
        (10.0, 15.0, "boat"),
    ]


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        # what NewsQuant has for 'hundreds'
        ("100-1000", 100, 1000),
        # ends in order, as an interval has them
        ("1.3 - 0.2", 0.2, 1.3),
        # an interval and no plural of a scale
        ("90-900", 90, 900),
    ],
)
def test_intervals_are_written_as_in_this_house(
    tmp_path: Path, value: str, low: float, high: float
) -> None:
    place = tmp_path / "gold.json"
    quantity = {"value": value, "normalized_unit": "boat", "change": "="}
    place.write_text(json.dumps([{"text": "Boats sank.", "quantities": [quantity]}]))
    ((found,),) = [one.amounts for one in sentences(place)]
    assert (found.low, found.high) == (low, high)


def test_figures(gold: Path, tmp_path: Path) -> None:
    found = [
        # right; right but for the denominator and an end left open
        {
            "quantities": [
                quantity(3, 3, unit="percent", change="down"),
                quantity(None, 4, unit="USD", per=None, bound="below"),
            ]
        },
        # one too many
        {"quantities": [quantity(1, 1)]},
        # one of two the same, the other missed
        {"quantities": [quantity(33.3, 33.3, unit="percent", change="up")]},
    ]
    figures = TASKS["quantities"].run(gold, predicted=written(tmp_path / "p.jsonl", found))
    assert (figures["sentences"], figures["gold"], figures["predicted"]) == (3, 4, 4)
    assert figures["value"]["f1"] == 75.0
    assert figures["value_and_unit"]["f1"] == 50.0
    assert figures["value_unit_and_change"]["f1"] == 25.0


def test_one_prediction_serves_one_gold_quantity(tmp_path: Path) -> None:
    double = {"value": "2", "normalized_unit": "-", "change": "="}
    place = tmp_path / "gold.json"
    place.write_text(json.dumps([{"text": "2 and 2", "quantities": [double] * 2}]))
    found = [{"quantities": [quantity(2, 2)]}]
    figures = TASKS["quantities"].run(place, predicted=written(tmp_path / "p", found))
    assert figures["value"] == {"p": 100.0, "r": 50.0, "f1": 66.7, "ci95": [66.7, 66.7]}
    assert figures["overlap.value"]["f1"] == 66.7


@pytest.mark.parametrize(
    ("low", "high", "unit", "value", "unit_too"),
    [
        # the same
        (10, 15, "boat", True, True),
        # one end of the range read as the whole
        (10, 10, "boat", True, True),
        # a wider one
        (5, 40, "boat", True, True),
        # within the tolerance of either end
        (9.95, 9.95, "boat", True, True),
        (15.1, 15.1, "boat", True, True),
        # beyond it
        (9.8, 9.8, "boat", False, False),
        (15.2, 15.2, "boat", False, False),
        # another unit
        (12, 12, "ship", True, False),
    ],
)
def test_intervals_overlap_that_share_a_value(
    tmp_path: Path, low: float, high: float, unit: str, value: bool, unit_too: bool
) -> None:
    place = tmp_path / "gold.json"
    range_ = {"value": "10.0-15.0", "normalized_unit": "Boat", "change": "="}
    place.write_text(json.dumps([{"text": "10 to 15 boats", "quantities": [range_]}]))
    found = [{"quantities": [quantity(low, high, unit=unit)]}]
    figures = TASKS["quantities"].run(place, predicted=written(tmp_path / "p", found))
    assert figures["overlap.value"]["f1"] == 100.0 * value
    assert figures["overlap.value_and_unit"]["f1"] == 100.0 * unit_too


def test_the_same_value_is_paired_before_one_that_overlaps(tmp_path: Path) -> None:
    gold = [
        {"value": "10.0-15.0", "normalized_unit": "-", "change": "="},
        {"value": "12.0", "normalized_unit": "-", "change": "="},
    ]
    place = tmp_path / "gold.json"
    place.write_text(json.dumps([{"text": "10 to 15, so 12", "quantities": gold}]))
    # taken for the range, 12 would leave 14 for the 12 that gold has
    found = [{"quantities": [quantity(12, 12), quantity(14, 14)]}]
    figures = TASKS["quantities"].run(place, predicted=written(tmp_path / "p", found))
    assert figures["value"]["f1"] == 50.0
    assert figures["overlap.value"]["f1"] == 100.0


def test_reading_anew(gold: Path) -> None:
    figures = TASKS["quantities"].run(gold)
    assert figures["value_unit_and_change"]["f1"] == 100.0


def test_errors_name_place_and_remedy(gold: Path, tmp_path: Path) -> None:
    run = TASKS["quantities"].run
    (tmp_path / "bad.json").write_text('[{"text": "x", "quantities": [{}]}]', encoding="utf-8")
    with pytest.raises(GoldError, match=r"bad\.json: .*normalized_unit.*GOLD must be"):
        run(tmp_path / "bad.json")
    with pytest.raises(GoldError, match="1 lines of predictions for 3 sentences"):
        run(gold, predicted=written(tmp_path / "p.jsonl", [{"quantities": []}]))
    empty = [{"quantities": [quantity(None, None)]}] * 3
    with pytest.raises(GoldError, match="line 1: a quantity has neither low nor high"):
        run(gold, predicted=written(tmp_path / "q.jsonl", empty))
