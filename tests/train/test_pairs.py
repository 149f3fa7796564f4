"""Groups of claims as lessons for the judge."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the extra 'train' is not installed")

from kg.errors import GoldError
from kg.link.judge import KINDS, REASONS, RELATIONS
from kg.train.pairs import UNKNOWN, batches, entailment, groups, lessons

GROUP = """B | Orla Penn, mill owner | 2031-05-01 | The mill lost two million in May.
C.numeric | Ivo Lent, auditor | 2031-05-09 | In May the mill lost five million.
R< | Ivo Lent, auditor | 2031-05-09 | The mill makes losses.
N.period | Orla Penn, mill owner | 2031-06-01 | In April the mill lost five million.

B | Ada Moor, mayor | 2031-05-02 | The weir is safe.
C.position | Ada Moor, mayor | 2031-07-02 | The weir may not be used.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(GROUP, encoding="utf-8")
    return tmp_path


def test_groups_have_a_base_and_its_partners(folder: Path) -> None:
    (first, partners), (second, _) = groups(folder / "one.txt")
    assert (first.speaker, first.said) == ("Orla Penn", date(2031, 5, 1))
    assert [code for code, _ in partners] == ["C.numeric", "R<", "N.period"]
    assert second.text == "The weir is safe."


def test_each_pair_is_taught_both_ways_round(folder: Path) -> None:
    found = lessons(folder, strangers=0.0, rng=random.Random(1))
    assert len(found) == 8
    told = [RELATIONS[one.relation] for one in found]
    assert told[:4] == ["contradicts", "contradicts", "refines-left", "refines-right"]
    assert KINDS[found[0].kind] == "numeric"
    assert found[2].kind == UNKNOWN
    assert REASONS[found[4].reason] == "different-period"
    # the same speaker, the base earlier; turned round, later
    assert (found[6].setting, found[7].setting) == (7, 8)


def test_claims_of_other_groups_are_strangers(folder: Path) -> None:
    found = lessons(folder, strangers=1.0, rng=random.Random(1))
    assert sum(RELATIONS[one.relation] == "none" for one in found) == 2 + 4


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("B | Orla Penn | 2031-05-01 | It is so.\nC.odd | a | b | c\n")
    with pytest.raises(GoldError, match=r"bad\.txt, line 2: no 'code \| speaker"):
        list(groups(tmp_path / "bad.txt"))
    (tmp_path / "odd.txt").write_text("E | Orla Penn | 2031-05-01 | It is so.\n")
    with pytest.raises(GoldError, match=r"odd\.txt, line 1: unknown code 'E', or no base"):
        list(groups(tmp_path / "odd.txt"))


def test_entailment_tells_nothing_of_relations(tmp_path: Path) -> None:
    row = '{"premise": "The mill runs.", "hypothesis": "It is shut.", "label": "C"}\n'
    (tmp_path / "nli.jsonl").write_text(row)
    [one] = entailment(tmp_path / "nli.jsonl")
    assert (one.inference, one.relation, one.setting) == (2, UNKNOWN, 0)


def test_batches_keep_to_their_budget(folder: Path) -> None:
    found = lessons(folder, strangers=0.0, rng=random.Random(1))
    made = batches(found, 64, random.Random(1))
    assert sorted(one.size for group in made for one in group) == sorted(o.size for o in found)
    assert all(len(g) * max(one.size for one in g) <= 64 or len(g) == 1 for g in made)
