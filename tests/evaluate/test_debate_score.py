"""A graph's export against an invented debate over a bridge."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from scoring import scored, written

from kg.errors import GoldError
from kg.evaluate import TASKS
from kg.evaluate.debate import compared, documents
from kg.evaluate.debate_files import Named

SENTENCES = (
    "the old bridge is safe for all traffic",
    "the old bridge is unsafe for lorries",
    "nobody checked the cables last winter",
    "repairs cost 3 million euros",
    "repairs cost 5 million euros",
    "the ferry carries 200 cars an hour",
    "the mayor should resign at once",
    "a new bridge will open next spring",
)


def utterance(number: int, speaker: str | None, sentence: int, **more: object) -> dict[str, Any]:
    return {
        "id": f"u{number}",
        "document": "a.txt" if number < 6 else "b.txt",
        "speaker": speaker,
        "content": [SENTENCES[sentence]],
        "form": "indirect",
        "certainty": "certain",
        "polarity": "asserts",
        "claim": f"c{sentence}",
        **more,
    }


GOLD: dict[str, Any] = {
    "documents": [{"file": "a.txt"}, {"file": "b.txt"}],
    "actors": [
        {"name": "Anna Brack", "mentions": ["Ms Brack", "she"]},
        {"name": "The Ferry Union", "handle": "ferryfolk", "names": ["Ferry Union"]},
        {"name": "Otto Zorn"},
    ],
    "products": [{"name": "CableCheck", "versions": ["2.0"]}],
    "concerns": ["road safety", {"name": "public spending", "mentions": ["cost"]}],
    "utterances": [
        utterance(1, "Anna Brack", 0),
        utterance(2, "The Ferry Union", 1, polarity="denies", certainty="probable"),
        utterance(3, "Otto Zorn", 2, speaker_alternatives=["The Ferry Union"]),
        utterance(4, "Anna Brack", 3, quantity={"value": 3e6, "unit": "EUR", "per": None}),
        utterance(5, None, 4, quantity={"value": 5e6, "unit": "EUR", "per": None}),
        utterance(6, "The Ferry Union", 5, quantity={"value": 200, "unit": "car", "per": "hour"}),
        utterance(7, "Otto Zorn", 6, polarity="asks", claim=None),
        utterance(8, "(article)", 7, form="authored", certainty="possible"),
        utterance(9, "Anna Brack", 0),
        utterance(10, "Anna Brack", 0, copy_of="u9"),
        utterance(11, "Otto Zorn", 1, optional=True, certainty="probable"),
    ],
    "claims": [{"id": "c0", "utterances": ["u1", "u9", "u10"]}],
    "relations": [
        {"kind": "contradicts", "left": "c0", "right": "c1"},
        {"kind": "contradicts", "left": "c3", "right": "c4"},
        {"kind": "undercuts", "left": "c2", "right": "c0"},
        {"kind": "supports", "left": "u6", "right": "c7", "optional": True},
        {"kind": "equivalent", "left": "c5", "right": "c7"},
    ],
    "not_conflicts": [{"left": "c5", "right": "c3"}, {"left": "c7", "right": "c1"}],
}


def perfect() -> list[dict[str, Any]]:
    """What a graph would export that holds just what gold has."""
    actors = [
        {"type": "actor", "id": f"a{i}", "name": actor["name"], "aliases": actor.get("names", [])}
        for i, actor in enumerate(GOLD["actors"])
    ]
    ids = {actor["name"]: actor["id"] for actor in actors}
    spoken = [
        {
            "type": "utterance",
            "id": u["id"],
            "document": f"folder/{u['document']}",
            "speaker": u["speaker"],
            "speaker_id": ids.get(u["speaker"]),
            "content": u["content"],
            "form": u["form"],
            "stance": u["polarity"],
            "certainty": u["certainty"],
            "quantities": [
                {"low": q["value"], "high": q["value"], "unit": q["unit"], "per": q["per"]}
                for q in [u.get("quantity")]
                if q
            ],
            "claims": [{"claim": f"g{u['claim'] or u['id']}", "content": u["content"]}],
        }
        for u in GOLD["utterances"]
    ]
    relations = [
        {
            "type": "relation",
            "id": f"r{n}",
            "relation": r["kind"],
            "left": f"g{r['left'].replace('u6', 'c5')}",
            "right": f"g{r['right']}",
            "status": "candidate",
        }
        for n, r in enumerate(GOLD["relations"])
    ]
    return [
        *actors,
        {"type": "product", "id": "p", "name": "CableCheck 2.0", "aliases": ["CableCheck"]},
        {"type": "concern", "id": "k1", "label": "road safety", "raised_by": ["a0"]},
        {"type": "concern", "id": "k2", "label": "public spending", "raised_by": ["a0"]},
        # found, but raised by nobody
        {"type": "concern", "id": "k3", "label": "noise", "raised_by": []},
        *spoken,
        *relations,
    ]


def spoilt(seed: int) -> list[dict[str, Any]]:
    """The perfect export with much of it changed at random, the same for the same seed."""
    chance = Random(seed)
    rows = []
    for row in perfect():
        if chance.random() < 0.15:
            continue
        one = json.loads(json.dumps(row))
        if one["type"] == "utterance":
            cut = one["content"][0].split()
            kept = [w for w in cut if chance.random() < 0.8] or cut
            claim = f"g{chance.choice(['c0', 'c1', 'c2', 'c3', 'x'])}"
            one["claims"] = chance.choice(
                [
                    one["claims"],
                    [{"claim": claim, "content": [" ".join(kept)]}],
                    [*one["claims"], {"claim": claim, "content": kept}],
                    [],
                ]
            )
            one["speaker_id"] = chance.choice([one["speaker_id"], "a1", None])
            one["stance"] = chance.choice([one["stance"], "asserts", "doubts"])
            one["form"] = chance.choice([one["form"], "authored"])
            for quantity in one["quantities"]:
                quantity["low"] = chance.choice([quantity["low"], quantity["low"] * 1.005, 7])
                quantity["unit"] = chance.choice([quantity["unit"], quantity["unit"] + "s"])
        if one["type"] == "relation":
            one["relation"] = chance.choice([one["relation"], "contradicts", "none"])
            one["status"] = chance.choice(["candidate", "rejected", "confirmed"])
            one["right"] = chance.choice([one["right"], "gc3", "gc5"])
        rows.append(one)
    return rows


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    place = tmp_path / "gold.json"
    place.write_text(json.dumps(GOLD), encoding="utf-8")
    return place


def test_a_perfect_graph(gold: Path, tmp_path: Path) -> None:
    figures = TASKS["debate"].run(gold, predicted=written(tmp_path / "e.jsonl", perfect()))
    assert figures["missed"] == []
    assert figures["speaker_accuracy"] == 1.0
    assert figures["quantities"] == [3, 3]
    assert figures["stance_macro_f1"] == figures["certainty_macro_f1"] == 1.0
    assert figures["claims_bcubed"]["f1"] == 1.0
    assert figures["relations"]["contradicts"]["n"] == [2, 2, 2]
    # an optional relation is neither missed nor false; equivalents are what claims are made of
    assert "supports" not in figures["relations"] or figures["relations"]["supports"]["n"][1] == 0
    assert figures["traps_sprung"] == [0, 2]
    assert [figures[name]["f1"] for name in ("actors", "products", "concerns")] == [1.0] * 3


def test_direction_counts_only_where_a_relation_has_one(gold: Path, tmp_path: Path) -> None:
    turned = [
        {**row, "left": row["right"], "right": row["left"]} if row["type"] == "relation" else row
        for row in perfect()
    ]
    figures = TASKS["debate"].run(gold, predicted=written(tmp_path / "e.jsonl", turned))
    assert figures["relations"]["contradicts"]["n"] == [2, 2, 2]
    assert figures["relations"]["undercuts"]["n"] == [0, 1, 1]


def test_a_speaker_who_carries_two_actors_names_is_nobody(gold: Path, tmp_path: Path) -> None:
    rows = [
        {**row, "aliases": ["Otto Zorn"]} if row.get("name") == "Anna Brack" else row
        for row in perfect()
    ]
    figures = TASKS["debate"].run(gold, predicted=written(tmp_path / "e.jsonl", rows))
    wrong = {gold_name for gold_name, _ in figures["speakers_wrong"]}
    assert wrong == {"Anna Brack"}


@pytest.mark.parametrize("seed", range(8))
def test_agrees_with_the_scorer(gold: Path, tmp_path: Path, shared: Path, seed: int) -> None:
    export = written(tmp_path / "e.jsonl", spoilt(seed))
    assert TASKS["debate"].run(gold, predicted=export) == scored(shared, "debate", export, gold)


def test_agrees_with_the_scorer_on_one_document(tmp_path: Path, shared: Path) -> None:
    """Gold of a single article names its file once, and need not have claims or traps."""
    single = {
        "document": {"file": "a.txt"},
        "actors": GOLD["actors"],
        "utterances": [
            {key: u[key] for key in ("id", "speaker", "content", "form")}
            for u in GOLD["utterances"][:5]
        ],
        "relations": [{"kind": "contradicts", "left": "u1", "right": "u2"}],
    }
    place = tmp_path / "gold.json"
    place.write_text(json.dumps(single), encoding="utf-8")
    export = written(tmp_path / "e.jsonl", perfect())
    assert TASKS["debate"].run(place, predicted=export) == scored(shared, "debate", export, place)


def test_names_agree_by_one_name_or_half_of_the_words() -> None:
    wanted = (Named(label="Ferry Union", names=frozenset({"ferry union"})),)
    assert compared(wanted, [frozenset({"northern ferry union"})])["f1"] == 1.0
    figures = compared(wanted, [frozenset({"union of northern ferry masters"}), frozenset()])
    assert figures["missed"] == ["Ferry Union"]
    # what has no name was not predicted
    assert figures["n"] == [0, 1, 1]


def test_errors_name_place_and_remedy(gold: Path, tmp_path: Path) -> None:
    run = TASKS["debate"].run
    with pytest.raises(GoldError, match=r"absent\.json: not found\. GOLD must be the gold\.json"):
        run(tmp_path / "absent.json")
    with pytest.raises(GoldError, match=r"no \.txt beside the gold"):
        run(gold)
    (tmp_path / "broken.json").write_text('{"utterances": []}', encoding="utf-8")
    with pytest.raises(GoldError, match="field 'actors' is missing"):
        run(tmp_path / "broken.json")
    twice = [{"type": "actor", "id": "a", "name": "x"}] * 2
    with pytest.raises(GoldError, match="line 2: id a occurs twice among actor rows"):
        run(gold, predicted=written(tmp_path / "e.jsonl", twice))
    with pytest.raises(GoldError, match=r"field 'type' is missing.*kg export"):
        run(gold, predicted=written(tmp_path / "f.jsonl", [{"id": "a"}]))
    with pytest.raises(GoldError, match=r"field 'name' is missing|'document' is missing"):
        run(gold, predicted=written(tmp_path / "g.jsonl", [{"type": "utterance", "id": "u"}]))


def test_documents_are_the_texts_beside_gold(gold: Path, tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [p.name for p in documents(gold)] == ["a.txt", "b.txt"]
    assert documents(tmp_path) == documents(gold)
