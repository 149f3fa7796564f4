"""Judged pairs of claims against gold, on invented verdicts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from scoring import scored, written

from kg.errors import GoldError
from kg.evaluate import TASKS

GOLD = [
    ("p1", "contradicts", "numeric"),
    ("p2", "contradicts", "negation"),
    ("p3", "none", "different-period"),
    ("p4", "none", "different-scope"),
    ("p5", "supports", "example"),
    ("p6", "equivalent", "voice"),
]
FOUND = [
    ("p1", "contradicts", "numeric", 0.9, "3 against 5"),
    # found for another reason
    ("p2", "contradicts", "antonym", 0.6, "safe against dangerous"),
    # a trap was sprung
    ("p3", "contradicts", "numeric", 0.6, "3 against 5"),
    # a contrast counts as none
    ("p4", "contrasts", "but", 0.5, "joined by 'but'"),
    ("p5", "supports", "example", 0.4, ""),
    ("p6", "none", "same-topic-unrelated", 0.2, "no shared measure"),
]


def gold(folder: Path) -> Path:
    side = {"speaker": "Anna Brack", "said": "2026-04-09", "text": "The bridge is safe."}
    rows: list[dict[str, Any]] = [
        {"id": i, "left": side, "right": side, "relation": relation, "kind": kind, "why": "so"}
        for i, relation, kind in GOLD
    ]
    return written(folder / "gold.jsonl", rows)


def predicted(folder: Path) -> Path:
    names = ("id", "relation", "kind", "score", "why")
    return written(folder / "found.jsonl", [dict(zip(names, f, strict=True)) for f in FOUND])


def test_figures(tmp_path: Path) -> None:
    figures = TASKS["relations"].run(gold(tmp_path), predicted=predicted(tmp_path))
    assert figures["contradicts"] == {
        "p": 0.667,
        "r": 1.0,
        "f1": 0.8,
        "average_precision": round((1 + 2 / 3) / 2, 3),
    }
    assert figures["accuracy"] == 0.667
    assert figures["kind_accuracy"] == 0.5
    assert figures["trap_rate"] == 0.5
    assert figures["no_reason"] == 0.167


MORE = {"confusion", "curve", "calibration"}
"""What the house tells beside what the scorer does."""


def shared_figures(wanted: Path, given: Path) -> dict[str, Any]:
    figures = TASKS["relations"].run(wanted, predicted=given)
    return {name: value for name, value in figures.items() if name not in MORE}


def test_agrees_with_the_scorer(tmp_path: Path, shared: Path) -> None:
    wanted, given = gold(tmp_path), predicted(tmp_path)
    assert shared_figures(wanted, given) == scored(shared, "relations", given, wanted)


def test_confusion_curve_and_calibration(tmp_path: Path) -> None:
    figures = TASKS["relations"].run(gold(tmp_path), predicted=predicted(tmp_path))
    assert figures["confusion"]["none (different-period)"] == {"contradicts": 1}
    assert figures["confusion"]["contradicts (numeric)"] == {"contradicts": 1}
    assert figures["curve"] == [[0.9, 1.0, 0.5], [0.6, 0.667, 1.0]]
    # one of two right at 0.6, the others (0.4, 0.9) right: |0.5-0.6|·2, |1-0.4|, |1-0.9| over 4
    assert figures["calibration"] == {
        "ece": 0.225,
        "bins": [[0.4, 1.0, 1], [0.6, 0.5, 2], [0.9, 1.0, 1]],
    }


def test_agrees_with_the_scorer_where_nothing_contradicts(tmp_path: Path, shared: Path) -> None:
    wanted = written(tmp_path / "g.jsonl", [{"id": "p", "relation": "supports", "kind": "x"}])
    given = written(tmp_path / "f.jsonl", [{"id": "p", "relation": "none"}])
    assert shared_figures(wanted, given) == scored(shared, "relations", given, wanted)


def test_errors_name_place_and_remedy(tmp_path: Path) -> None:
    run = TASKS["relations"].run
    with pytest.raises(GoldError, match=r"absent\.jsonl: not found\. GOLD has a line"):
        run(tmp_path / "absent.jsonl")
    wanted = gold(tmp_path)
    with pytest.raises(GoldError, match="no prediction for 5 of 6 pairs, the first: p2"):
        run(wanted, predicted=written(tmp_path / "a", [{"id": "p1", "relation": "none"}]))
    twice = [{"id": "p1", "relation": "none"}] * 2
    with pytest.raises(GoldError, match="line 2: id p1 occurs twice"):
        run(wanted, predicted=written(tmp_path / "b", twice))
    with pytest.raises(GoldError, match=r"field 'relation' is missing.*kg relate"):
        run(wanted, predicted=written(tmp_path / "c", [{"id": "p1"}]))
    with pytest.raises(GoldError, match="no pair to score"):
        run(written(tmp_path / "d", []), predicted=written(tmp_path / "e", []))
