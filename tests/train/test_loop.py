"""A training that is stopped and goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="the extra 'train' is not installed")

from kg.train.loop import Pace, prepared, run  # noqa: E402


class StoppedError(Exception):
    """The machine is switched off."""


class Small(torch.nn.Module):  # type: ignore[misc, name-defined]
    def __init__(self) -> None:
        super().__init__()
        self.encoder = torch.nn.Linear(3, 3)
        self.head = torch.nn.Linear(3, 1)
        self.drop = torch.nn.Dropout(0.5)


def train(checkpoint: Path, *, stop_at: int | None = None, course: str = "one") -> list[float]:
    """The weights after three epochs of four steps; dropout draws by chance at each."""
    pace = Pace(seed=7, rate=1e-2, head_rate=1e-2, weight_decay=0.0, decay=0.9, threads=1)
    prepared(pace)
    net = Small()
    given = [torch.full((2, 3), float(n)) for n in range(12)]
    steps = 0

    def terms(group: torch.Tensor) -> dict[str, torch.Tensor]:
        nonlocal steps
        if steps == stop_at:
            raise StoppedError
        steps += 1
        return {"error": (net.head(net.drop(net.encoder(group))) - 1).square().mean()}

    said: list[str] = []
    run(
        net,
        [given[:4], given[4:8], given[8:]],
        terms,
        weights={"error": 1.0},
        pace=pace,
        course=course,
        checkpoint=checkpoint,
        measure=lambda: "fine",
        log=said.append,
    )
    return [float(v) for p in net.parameters() for v in p.detach().flatten()]


def test_it_ends_as_if_it_had_not_been_stopped(tmp_path: Path) -> None:
    whole = train(tmp_path / "whole.pt")
    with pytest.raises(StoppedError):
        train(tmp_path / "stopped.pt", stop_at=6)
    assert train(tmp_path / "stopped.pt") == whole


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    whole = train(tmp_path / "done.pt")
    assert train(tmp_path / "done.pt", stop_at=0) == whole


def test_another_course_begins_anew(tmp_path: Path) -> None:
    train(tmp_path / "one.pt")
    with pytest.raises(StoppedError):
        train(tmp_path / "one.pt", stop_at=0, course="other")


def test_a_checkpoint_cut_off_is_passed_over(tmp_path: Path) -> None:
    whole = train(tmp_path / "cut.pt")
    kept = (tmp_path / "cut.pt").read_bytes()
    (tmp_path / "cut.pt").write_bytes(kept[: len(kept) // 2])
    assert train(tmp_path / "cut.pt") == whole
