"""Opinions kept between builds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from kg.link import remembering
from kg.link.judge import KINDS, REASONS, RELATIONS, Asserted, Opinion

MILL = Asserted(text="The mill is shut.", speaker="Orla Penn", said=date(2031, 5, 1))
OPEN = Asserted(text="The mill is open.", speaker="Ivo Lent", said=date(2031, 5, 2))


def flat(size: int) -> np.ndarray:
    return np.full(size, 1 / size, dtype=np.float32)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[Asserted, Asserted]]:
    """What the judge is asked, in a cache folder of its own."""
    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    calls: list[tuple[Asserted, Asserted]] = []

    def judge(left: Asserted, right: Asserted) -> Opinion:
        calls.append((left, right))
        return Opinion(
            relation=flat(len(RELATIONS)),
            kind=flat(len(KINDS)),
            reason=flat(len(REASONS)),
            inference=np.array([0.1, 0.2, 0.7], dtype=np.float32),
        )

    monkeypatch.setattr(remembering, "opinion", judge)
    monkeypatch.setattr(remembering, "_version", lambda: "these-weights")
    return calls


def test_a_pair_is_judged_once_and_known_to_the_next_build(asked: list[object]) -> None:
    with remembering.memory() as judge:
        first = judge.opinion(MILL, OPEN)
        judge.opinion(MILL, OPEN)
    with remembering.memory() as judge:
        again = judge.opinion(MILL, OPEN)
    assert asked == [(MILL, OPEN)]
    assert again.inference.tolist() == first.inference.tolist()
    assert [len(s) for s in (again.relation, again.kind, again.reason)] == [9, 8, 13]


def test_who_speaks_and_when_belong_to_the_pair(asked: list[object]) -> None:
    later = Asserted(text=OPEN.text, speaker=OPEN.speaker, said=date(2032, 1, 1))
    other = Asserted(text=OPEN.text, speaker=MILL.speaker, said=OPEN.said)
    with remembering.memory() as judge:
        for right in (OPEN, later, other):
            judge.opinion(MILL, right)
    assert len(asked) == 3


def test_a_broken_file_costs_the_memory_and_not_the_build(
    asked: list[object], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with remembering.memory() as judge:
        judge.opinion(MILL, OPEN)
    [file] = (tmp_path / "opinions").iterdir()
    file.write_bytes(b"no database at all, but as long as one would be" * 40)
    with remembering.memory() as judge:
        assert judge.opinion(MILL, OPEN).inference[2] == pytest.approx(0.7)
    assert "opinions of the judge are not kept" in caplog.text
