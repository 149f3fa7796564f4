"""How well judged pairs come out on gold that lies beside the project, where it is there."""

from __future__ import annotations

from pathlib import Path

PRECISION, RECALL, TRAPS = 0.9, 0.7, 0.08
"""Below the measured 1.0, 0.80 and 0.0, so that only a real loss shows."""


def test_conflicts_on_judged_pairs(shared: Path) -> None:
    from kg.evaluate.relations import run

    figures = run(shared / "gold" / "relations" / "dev.jsonl")
    conflicts = figures["contradicts"]
    assert conflicts["p"] >= PRECISION
    assert conflicts["r"] >= RECALL
    assert figures["trap_rate"] <= TRAPS
    assert figures["no_reason"] == 0
