"""What newsletters list of themselves as marks in their text."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the extra 'train' is not installed")

from kg.extract.decoding import spans
from kg.extract.language import parser
from kg.train.distant import listed, names
from kg.train.lessons import KINDS, UNKNOWN

ISSUE = """---
title: A quiet week at the kilns
companies:
  - kilnworks
  - lumen
models:
  - glaze-4.5
  - lumen-2
  - lumen-mini-3
people:
  - orlabrandreth
---

# The week

Kilnworks has released Glaze 4.5, and Orla Brandreth of the Potters' Guild likes it. Lumen Mini 3
is due in May. Nobody at kilnworks would say what a glaze costs.
"""


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    path = tmp_path / "issue.md"
    path.write_text(ISSUE, encoding="utf-8")
    return path


def test_slugs_have_the_kind_of_their_list(issue: Path) -> None:
    known = names([issue])
    assert (known["kilnworks"], known["glaze"], known["orlabrandreth"]) == (
        "organisation",
        "product",
        "person",
    )


def test_what_mostly_begins_the_names_of_models_is_a_model(issue: Path) -> None:
    assert names([issue])["lumen"] == "product"


def test_lists_that_disagree_tell_nothing(tmp_path: Path) -> None:
    path = tmp_path / "torn.md"
    path.write_text(ISSUE.replace("  - lumen-mini-3\n  - lumen-2\n", "").replace(
        "  - lumen-2\n  - lumen-mini-3\n", "  - lumen-2\n"), encoding="utf-8")  # fmt: skip
    assert names([path])["lumen"] is None


def test_names_are_marked_where_they_stand_and_other_capitals_are_unknown(issue: Path) -> None:
    (lesson,) = listed([issue], parser())
    text = ISSUE
    marked = {
        (text[lesson.words.starts[a] : lesson.words.ends[b]], KINDS[kind])
        for kind, a, b in spans(lesson.names.clip(min=0).tolist())
    }
    assert marked == {
        ("Kilnworks", "organisation"),
        ("Glaze 4.5", "product"),
        ("Orla Brandreth", "person"),
        ("Lumen Mini 3", "product"),
    }
    forms = [text[a:b] for a, b in zip(lesson.words.starts, lesson.words.ends, strict=True)]
    label = dict(zip(forms, lesson.names.tolist(), strict=True))
    assert label["Guild"] == UNKNOWN
    assert label["costs"] == 0
    assert not lesson.gold_names
