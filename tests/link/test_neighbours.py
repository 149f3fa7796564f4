from __future__ import annotations

import numpy as np
import pytest

from kg.link import neighbours as room
from kg.link.neighbours import neighbours, setting


def _unit(rows):
    rows = np.array(rows, dtype=np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def _slow(ids, vectors, most, floor):
    found = {}
    for i in range(len(ids)):
        near = [(round(float(vectors[i] @ vectors[j]), 3), j) for j in range(len(ids)) if j != i]
        for score, j in sorted(near, key=lambda x: (-x[0], ids[x[1]]))[:most]:
            if score >= floor:
                found[tuple(sorted((ids[i], ids[j])))] = score
    return sorted((*pair, score) for pair, score in found.items())


@pytest.mark.parametrize("block", [1, 7, 1024])
def test_blocks_find_what_one_by_one_finds(monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(room, "BLOCK", block)
    vectors = _unit(np.random.default_rng(3).normal(size=(40, 6)))
    ids = [f"c{i:02}" for i in range(40)]
    found = neighbours(ids, vectors, most=4, floor=0.2)
    assert [(n.left, n.right, n.score) for n in found] == _slow(ids, vectors, 4, 0.2)


def test_order_of_claims_makes_no_difference() -> None:
    # three of the same score compete for one place: the id decides, not the position
    vectors = _unit([[1, 0], [1, 0.1], [1, 0.1], [1, 0.1]])
    ids = ["d", "c", "b", "a"]
    one = neighbours(ids, vectors, most=1, floor=0.1)
    other = neighbours(ids[::-1], vectors[::-1], most=1, floor=0.1)
    assert one == other


def test_none_near_enough() -> None:
    assert neighbours(["a", "b"], _unit([[1, 0], [0, 1]]), most=5, floor=0.1) == ()
    assert neighbours([], np.zeros((0, 4), dtype=np.float32), most=5, floor=0.1) == ()


def test_claims_of_other_documents_are_met_by_what_they_stand_among() -> None:
    # 'the pump did it' shares no word with 'a valve stuck'; both stand beside the fire
    fire, pump, valve, other = np.eye(4, dtype=np.float32)
    vectors = np.array([fire, pump, fire, valve, other])
    around = setting(vectors, ["a", "a", "b", "b", "c"], [0, 10, 0, 10, 0])
    found = neighbours(list("abcde"), vectors, most=4, floor=0.1, among=around)
    pairs = {(n.left, n.right): n.score for n in found}
    assert pairs["b", "d"] == 0.0
    assert ("b", "e") not in pairs
    # in one document all stand among the same, so only their own words count
    assert ("a", "b") not in pairs


def test_what_stands_beside_is_of_the_same_document() -> None:
    vectors = np.eye(3, dtype=np.float32)
    around = setting(vectors, ["a", "b", "b"], [5, 0, 9])
    assert around.vectors[0].tolist() == vectors[0].tolist()
    assert around.vectors[1] @ vectors[2] > 0
    assert around.documents.tolist() == [0, 1, 1]
