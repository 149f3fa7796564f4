"""Entailment against gold, on invented sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from scoring import written

from kg.errors import GoldError
from kg.evaluate.nli import TASK

GOLD = [("E", "one"), ("N", "one"), ("C", "two"), ("C", "two")]


def gold(folder: Path) -> Path:
    return written(
        folder / "gold.jsonl",
        [
            {"premise": "The mill is shut.", "hypothesis": "It runs.", "label": a, "source": b}
            for a, b in GOLD
        ],
    )


def predicted(folder: Path, *labels: str) -> Path:
    return written(folder / "found.jsonl", [{"label": label} for label in labels])


def test_figures(tmp_path: Path) -> None:
    found = predicted(tmp_path, "E", "C", "C", "N")
    figures = TASK.run(gold(tmp_path), predicted=found)
    assert figures["all"]["accuracy"] == 0.5
    assert figures["all"]["C"]["n"] == [1, 2, 2]
    assert figures["two"]["accuracy"] == 0.5
    assert figures["two"]["C"]["p"] == 1.0
    assert figures["one"]["C"]["f1"] == 0.0


def test_errors_name_place_and_remedy(tmp_path: Path) -> None:
    run = TASK.run
    with pytest.raises(GoldError, match=r"3 predictions for 4 pairs\. --predicted has a line"):
        run(gold(tmp_path), predicted=predicted(tmp_path, "E", "E", "E"))
    with pytest.raises(GoldError, match=r"line 2: label 'maybe' is none of E, N, C"):
        run(gold(tmp_path), predicted=predicted(tmp_path, "E", "maybe", "E", "N"))
    with pytest.raises(GoldError, match=r"absent\.jsonl: not found\. GOLD has a line"):
        run(tmp_path / "absent.jsonl")
