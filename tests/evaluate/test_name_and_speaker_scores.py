"""Names in tagged sentences, and who speaks in an invented debate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from scoring import written

from kg.errors import GoldError
from kg.evaluate import TASKS
from kg.evaluate.conll import tagged
from kg.model import Extent

TAGGED = """\
Anna\tB-researcher
Brack\tI-researcher
joined\tO
Zornworks\tB-organisation
in\tO
Wellow\tB-location
.\tO

She\tO
won\tO
the\tO
Heron\tB-award
Prize\tI-award
"""


@pytest.fixture
def names_gold(tmp_path: Path) -> Path:
    (tmp_path / "dev.txt").write_text(TAGGED, encoding="utf-8")
    return tmp_path


def mention(start: int, end: int, kind: str) -> dict[str, Any]:
    return {"start": start, "end": end, "kind": kind}


def test_labels_become_kinds_and_extents(names_gold: Path) -> None:
    first, second = tagged(names_gold)
    assert first.text == "Anna Brack joined Zornworks in Wellow ."
    assert first.names == {
        ("person", Extent(0, 10)),
        ("organisation", Extent(18, 27)),
        ("place", Extent(31, 37)),
    }
    assert (second.names, second.others) == (frozenset(), {Extent(12, 23)})


FOUND = [
    # right; right as a group; cut short
    {
        "mentions": [
            {"start": 0, "end": 10, "kind": "person"},
            {"start": 18, "end": 27, "kind": "group"},
            {"start": 31, "end": 36, "kind": "place"},
        ]
    },
    # on a prize, which is of another kind; and one too many
    {
        "mentions": [
            {"start": 12, "end": 23, "kind": "product"},
            {"start": 0, "end": 3, "kind": "product"},
        ]
    },
]


def f1s(figures: Any) -> dict[str, float]:
    return {kind: figure["f1"] for kind, figure in figures.items() if "f1" in figure}


def test_names_are_exact_and_of_the_kind(names_gold: Path, tmp_path: Path) -> None:
    figures = TASKS["names"].run(names_gold, predicted=written(tmp_path / "p.jsonl", FOUND))
    assert figures["person"]["f1"] == figures["organisation"]["f1"] == 100.0
    assert figures["place"]["f1"] == figures["product"]["f1"] == figures["other"]["f1"] == 0.0
    # what is found on the prize's name is one too many
    assert {side: figures["all"][side] for side in "pr"} == {"p": 40.0, "r": 66.7}
    assert {side: figures["any_kind"][side] for side in "pr"} == {"p": 40.0, "r": 66.7}
    # the prize is one more that should have been found
    assert {side: figures["all_and_other"][side] for side in "pr"} == {"p": 40.0, "r": 50.0}


def test_a_person_on_the_name_of_another_kind_is_one_too_many(
    names_gold: Path, tmp_path: Path
) -> None:
    found = [
        {"mentions": [mention(0, 10, "person")]},
        {"mentions": [mention(12, 23, "person")]},
    ]
    figures = TASKS["names"].run(names_gold, predicted=written(tmp_path / "p.jsonl", found))
    assert (figures["person"]["p"], figures["person"]["r"]) == (50.0, 100.0)
    assert figures["overlap"]["person"]["p"] == 50.0
    assert figures["ignoring_others"]["person"]["p"] == 100.0


def test_names_of_other_kinds_can_be_found_as_such(names_gold: Path, tmp_path: Path) -> None:
    found = [
        {"mentions": [mention(0, 10, "place")]},
        {"mentions": [mention(12, 23, "other")]},
    ]
    figures = TASKS["names"].run(names_gold, predicted=written(tmp_path / "p.jsonl", found))
    assert figures["other"]["f1"] == figures["overlap"]["other"]["f1"] == 100.0
    assert figures["all"]["p"] == 0.0
    assert figures["all_and_other"]["p"] == 50.0


def test_names_that_overlap(names_gold: Path, tmp_path: Path) -> None:
    figures = TASKS["names"].run(names_gold, predicted=written(tmp_path / "p.jsonl", FOUND))
    # the place that was cut short counts; what stands on the prize does not, being no product
    assert f1s(figures["overlap"]) == {
        "person": 100.0,
        "organisation": 100.0,
        "product": 0.0,
        "place": 100.0,
        "all": 75.0,
        "other": 0.0,
    }
    # the same characters under another kind do not overlap
    swapped = [{"mentions": [mention(0, 10, "place")]}, {"mentions": []}]
    figures = TASKS["names"].run(names_gold, predicted=written(tmp_path / "q.jsonl", swapped))
    assert figures["overlap"]["all"]["f1"] == 0.0
    assert figures["any_kind"]["p"] == 100.0


def test_names_with_other_kinds_left_out_of_the_count(names_gold: Path, tmp_path: Path) -> None:
    figures = TASKS["names"].run(names_gold, predicted=written(tmp_path / "p.jsonl", FOUND))
    ignoring = figures["ignoring_others"]["all"]
    assert {side: ignoring[side] for side in ("p", "r", "f1")} == {"p": 50.0, "r": 66.7, "f1": 57.1}


def test_names_read_anew(names_gold: Path) -> None:
    figures = TASKS["names"].run(names_gold / "dev.txt")
    assert figures["sentences"] == 2
    assert figures["person"]["r"] == 100.0


def test_errors_in_names(names_gold: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("Anna B-person\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"bad\.txt, line 1: has no label"):
        list(tagged(tmp_path / "bad.txt"))
    with pytest.raises(GoldError, match="1 lines of predictions for 2 sentences"):
        TASKS["names"].run(names_gold, predicted=written(tmp_path / "p", [{"mentions": []}]))


TEXT = "Anna Brack said the bridge is safe. She added it will hold. The union called it a trap.\n"
DEBATE = {
    "actors": [{"name": "Anna Brack"}, {"name": "Ferry Union"}],
    "relations": [],
    "utterances": [
        {"id": "1", "content": ["the bridge is safe"], "speaker": "Anna Brack"},
        {"id": "2", "content": ["it will hold"], "speaker": "Anna Brack"},
        {"id": "3", "content": ["it a trap"], "speaker": "Ferry Union"},
        {"id": "4", "content": ["nobody found this"], "speaker": "Ferry Union"},
    ],
}


def spoken(source: str, content: str, speaker: str | None) -> dict[str, Any]:
    def at(part: str) -> list[int]:
        return [TEXT.index(part), TEXT.index(part) + len(part)]

    return {
        "form": "indirect",
        "source": at(source),
        "content": [at(content)],
        "speaker": speaker,
    }


@pytest.fixture
def debate_gold(tmp_path: Path) -> Path:
    place = tmp_path / "gold.json"
    utterances = [{"document": "a.txt", "form": "indirect", **u} for u in DEBATE["utterances"]]  # type: ignore[dict-item]
    place.write_text(json.dumps({**DEBATE, "utterances": utterances}), encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return place


def test_speakers_apart_by_what_names_them(debate_gold: Path, tmp_path: Path) -> None:
    row = {
        "document": "a.txt",
        "text": TEXT,
        "utterances": [
            spoken("Anna Brack", "the bridge is safe", "Anna Brack"),
            spoken("She", "it will hold", "Ferry Union"),
            spoken("The union", "it a trap", None),
        ],
    }
    predicted = written(tmp_path / "p.jsonl", [row])
    figures = TASKS["speakers"].run(debate_gold, predicted=predicted)
    assert (figures["utterances"], figures["found"]) == (4, 3)
    assert figures["name"]["n"] == [1, 1, 1]
    assert figures["pronoun"]["n"] == [0, 1, 1]
    # nobody was named: no false one, one missed
    assert figures["nominal"]["n"] == [0, 0, 1]
    assert figures["all"]["p"] == 0.5
    # one document: it is all that can be drawn
    assert figures["all"]["ci95"] == [0.4, 0.4]


def test_speakers_by_part_of_a_name_and_by_whole_contents(
    debate_gold: Path, tmp_path: Path
) -> None:
    row = {
        "document": "a.txt",
        "text": TEXT,
        "utterances": [
            # a name cut short, of which gold does not know
            spoken("Anna Brack", "the bridge is safe", "Brack"),
            # half of the content is enough to be found
            spoken("She", "it will", "Anna Brack"),
            # a word in common is not enough: neither name is part of the other
            spoken("The union", "it a trap", "Rail Union"),
        ],
    }
    figures = TASKS["speakers"].run(debate_gold, predicted=written(tmp_path / "p.jsonl", [row]))
    assert figures["all"]["n"] == [1, 3, 3]
    assert figures["overlap"]["n"] == [2, 3, 3]
    assert figures["exact_content"]["n"] == [0, 2, 2]


def test_speakers_read_anew(debate_gold: Path) -> None:
    figures = TASKS["speakers"].run(debate_gold)
    assert figures["found"] >= 2
    assert figures["name"]["p"] == 1.0


def test_every_task_says_what_it_takes() -> None:
    assert list(TASKS) == [task.name for task in TASKS.values()]
    assert set(TASKS) == {
        "attribution",
        "debate",
        "relations",
        "quantities",
        "speakers",
        "names",
    }
    for task in TASKS.values():
        assert task.title
        assert task.summary.endswith(".")
        assert task.gold
        assert task.predicted
