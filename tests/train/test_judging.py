"""The judge's training from files to weights, on so little that it learns nothing."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="the extra 'train' is not installed")

from kg import train
from kg.errors import GoldError
from kg.link.judge import OUTPUTS, fed
from kg.train import JudgeSettings, relations

GROUP = """B | Orla Penn, mill owner | 2031-05-01 | The mill lost two million in May.
C.numeric | Ivo Lent, auditor | 2031-05-09 | In May the mill lost five million.
N.period | Orla Penn, mill owner | 2031-06-01 | In April the mill lost five million.
"""
ROW = {"premise": "The mill runs.", "hypothesis": "It is shut.", "label": "C", "kind": "human"}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "one.txt").write_text(GROUP, encoding="utf-8")
    (tmp_path / "gold" / "nli").mkdir(parents=True)
    for name in ("train", "dev"):
        (tmp_path / "gold" / "nli" / f"{name}.jsonl").write_text(json.dumps(ROW) + "\n")
    return tmp_path


@pytest.mark.filterwarnings("ignore")  # the exporter warns of much
def test_weights_that_can_be_run(gold: Path) -> None:
    import onnxruntime

    said: list[str] = []
    settings = JudgeSettings(epochs=1, parts=1)
    relations(
        gold / "gold", gold / "out", settings=settings, claims=gold / "claims", log=said.append
    )
    assert [p.name for p in (gold / "out").iterdir()] == ["judge.onnx"]
    assert said[0] == "4 pairs of claims, 1 of sentences, 1 held back"
    ids, mask, types = fed([([2000, 2001], [2002]), ([2000], [2001, 2002, 2003])])
    session = onnxruntime.InferenceSession(str(gold / "out" / "judge.onnx"))
    given = {"ids": ids, "mask": mask, "types": types, "setting": np.array([0, 8])}
    shapes = [out.shape for out in session.run(list(OUTPUTS), given)]
    assert shapes == [(2, 9), (2, 8), (2, 13), (2, 3)]


def test_gold_without_sentences_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"nli/train\.jsonl: not found\. GOLD must hold"):
        relations(tmp_path, tmp_path / "out", log=lambda _: None)


def test_the_claims_that_ship_can_all_be_read() -> None:
    from kg.train.pairs import groups

    files = sorted(train.CLAIMS.glob("*.txt"))
    assert files
    assert all(len(partners) >= 7 for file in files for _, partners in groups(file))
