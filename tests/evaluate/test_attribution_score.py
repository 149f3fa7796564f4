"""Attributions against brat standoff, on two invented articles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from scoring import scored, written

from kg.errors import GoldError
from kg.evaluate import TASKS
from kg.evaluate.attribution import ROLES
from kg.evaluate.brat import annotated
from kg.model import Extent

ONE = 'Mayor Anna Brack said the old bridge is safe. "It will hold," she added, "for years."\n'
QUOTED = ('"It will hold,"', '"for years."')
TWO = "Critics doubt that the mill can pay.\nThe mill was built in 1901.\n"


def at(text: str, part: str) -> list[int]:
    start = text.index(part)
    return [start, start + len(part)]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Two articles, annotated; the first by two people, a third by nobody."""
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    for name, text in (("one", ONE), ("two", TWO), ("three", "Nobody read this.\n")):
        (tmp_path / "text" / f"{name}.txt").write_text(text, encoding="utf-8")

    def spans(text: str, *parts: str) -> str:
        return ";".join(" ".join(map(str, at(text, part))) for part in parts)

    (tmp_path / "attributions" / "one_a1.ann").write_text(
        f"T1\tSource {spans(ONE, 'Mayor Anna Brack')}\tMayor Anna Brack\n"
        f"T2\tCue {spans(ONE, 'said')}\tsaid\n"
        f"T3\tContent {spans(ONE, 'the old bridge is safe')}\tthe old bridge is safe\n"
        f"T4\tSource {spans(ONE, 'she')}\tshe\n"
        f"T5\tCue {spans(ONE, 'added')}\tadded\n"
        f"T6\tContent {spans(ONE, *QUOTED)}\t…\n"
        "E1\tAttribution:T2 Content:T3 Cue:T2 Source:T1\n"
        "E2\tAttribution:T5 Content:T6 Cue:T5 Source:T4\n"
        # no content, so no attribution
        "E3\tAttribution:T5 Cue:T5 Source:T4\n",
        encoding="utf-8",
    )
    (tmp_path / "attributions" / "one_b2.ann").write_text("", encoding="utf-8")
    (tmp_path / "attributions" / "two_a1.ann").write_text(
        f"T1\tSource {spans(TWO, 'Critics')}\tCritics\n"
        f"T2\tCue {spans(TWO, 'doubt')}\tdoubt\n"
        f"T3\tContent {spans(TWO, 'that the mill can pay')}\tthat the mill can pay\n"
        "E1\tAttribution:T2 Content:T3 Cue:T2 Source:T1\n",
        encoding="utf-8",
    )
    return tmp_path


def rows() -> list[dict[str, Any]]:
    """One right, one with the wrong source, one too much; source in either public shape."""
    one = [
        {
            "source": at(ONE, "Anna Brack"),
            "cue": at(ONE, "said"),
            "content": [at(ONE, "the old bridge is safe")],
        },
        {
            "source": [at(ONE, "Mayor Anna Brack")],
            "cue": None,
            "content": [at(ONE, part) for part in QUOTED],
        },
    ]
    two = [
        {"source": None, "cue": None, "content": [at(TWO, "The mill was built in 1901")]},
        {"source": None, "cue": None, "content": []},
    ]
    return [
        {"document": "folder/one.txt", "utterances": one},
        {"document": "two.txt", "utterances": two},
        {"document": "three.txt", "utterances": []},
    ]


def test_figures(gold: Path, tmp_path: Path) -> None:
    figures = TASKS["attribution"].run(gold, predicted=written(tmp_path / "p.jsonl", rows()))
    assert (figures["documents"], figures["gold"], figures["predicted"]) == (3, 3, 3)
    assert plain(figures["utterance"]) == {"p": 66.7, "r": 66.7, "f1": 66.7}
    # 'Anna Brack' is two thirds of the gold source; of the second the source is another's
    assert plain(figures["attributed"]) == {"p": 33.3, "r": 33.3, "f1": 33.3}
    assert plain(figures["exact.cue"]) == {"p": 100.0, "r": 33.3, "f1": 50.0}
    # the source that was cut short is none of gold's, and touches one; the third is missed
    assert plain(figures["exact.source"]) == {"p": 50.0, "r": 33.3, "f1": 40.0}
    assert plain(figures["overlap.source"])["f1"] == 40.0
    assert plain(figures["exact.utterance"]) == {"p": 66.7, "r": 66.7, "f1": 66.7}
    # neither source is the same
    assert plain(figures["exact.attributed"])["f1"] == 0.0
    # a third text was read by nobody, and is not drawn
    assert figures["utterance"]["ci95"] == [0.0, 100.0]


def plain(figure: dict[str, Any]) -> dict[str, float]:
    """A figure without its interval."""
    return {side: figure[side] for side in ("p", "r", "f1")}


def test_extents_cut_short_overlap_and_are_not_exact(gold: Path, tmp_path: Path) -> None:
    cut = rows()
    cut[0]["utterances"][0]["content"] = [at(ONE, "the old bridge")]
    figures = TASKS["attribution"].run(gold, predicted=written(tmp_path / "p.jsonl", cut))
    assert plain(figures["utterance"])["f1"] == 66.7
    assert plain(figures["exact.utterance"])["f1"] == 33.3
    assert plain(figures["overlap.content"])["f1"] == 66.7
    assert plain(figures["exact.content"])["f1"] == 33.3


def test_forms_are_those_of_the_words_on_either_side(gold: Path, tmp_path: Path) -> None:
    given = rows()
    # what the reader takes the form to be does not count
    given[0]["utterances"][0]["form"] = "direct"
    # a reading that takes in some words outside the marks is mixed, and finds a direct one still
    given[0]["utterances"][1]["content"] = [at(ONE, '"It will hold," she added, "for years."')]
    figures = TASKS["attribution"].run(gold, predicted=written(tmp_path / "p.jsonl", given))
    forms = figures["forms"]
    assert {name: (line["gold"], line["predicted"]) for name, line in forms.items()} == {
        "direct": (1, 0),
        "indirect": (2, 2),
        "mixed": (0, 1),
        "direct_with_cue": (1, 0),
        "direct_without_cue": (0, 0),
        "without_cue": (0, 2),
    }
    assert forms["direct"]["utterance"]["r"] == 100.0
    assert forms["direct"]["exact"]["r"] == 0.0
    assert forms["mixed"]["utterance"]["p"] == 100.0
    assert (forms["indirect"]["utterance"]["r"], forms["indirect"]["attributed"]["p"]) == (50, 50)
    assert forms["without_cue"]["utterance"]["p"] == 50.0
    # nothing of that form to be found or found: no interval rather than one of nothing
    assert forms["direct_without_cue"]["utterance"]["r_ci95"] is None
    assert forms["direct"]["utterance"]["r_ci95"] == [100.0, 100.0]


def test_recall_is_of_gold_and_precision_of_what_is_predicted(gold: Path, tmp_path: Path) -> None:
    # of two that are predicted, the second finds the first of gold's, both indirect
    wrong = {"source": None, "cue": None, "content": [at(ONE, "Mayor")]}
    given = [{"document": "one.txt", "utterances": [wrong, *rows()[0]["utterances"]]}, *rows()[1:]]
    figures = TASKS["attribution"].run(gold, predicted=written(tmp_path / "p.jsonl", given))
    indirect, direct = (figures["forms"][form]["utterance"] for form in ("indirect", "direct"))
    assert (indirect["p"], indirect["r"]) == (33.3, 50.0)
    assert (direct["p"], direct["r"]) == (100.0, 100.0)


def test_voices_within_voices_are_counted_and_left_out(gold: Path, tmp_path: Path) -> None:
    given = rows()
    inner = {"source": None, "cue": None, "content": [at(ONE, "bridge")], "nested_in": "u1"}
    given[0]["utterances"].append(inner)
    figures = TASKS["attribution"].run(gold, predicted=written(tmp_path / "p.jsonl", given))
    assert (figures["predicted"], figures["utterance"]["p"]) == (4, 50.0)
    assert (figures["outermost"]["predicted"], figures["outermost"]["utterance"]["p"]) == (3, 66.7)
    flat = TASKS["attribution"].run(gold, predicted=written(tmp_path / "p.jsonl", rows()))
    assert "outermost" not in flat


def test_a_source_that_is_not_there_is_no_extent(gold: Path, tmp_path: Path) -> None:
    notes = gold / "attributions" / "two_a1.ann"
    notes.write_text(notes.read_text(encoding="utf-8").replace(" Source:T1", ""), encoding="utf-8")
    figures = TASKS["attribution"].run(gold, predicted=written(tmp_path / "p.jsonl", rows()))
    assert figures["exact.source"]["r"] == figures["overlap.source"]["r"] == 50.0


def test_agrees_with_the_scorer(gold: Path, tmp_path: Path, shared: Path) -> None:
    predicted = written(tmp_path / "p.jsonl", rows())
    figures = TASKS["attribution"].run(gold, predicted=predicted)
    assert comparable(figures) == scored(shared, "attribution", predicted, gold)


def comparable(figures: Mapping[str, Any]) -> dict[str, Any]:
    """What the scorer prints, too."""
    levels = [f"{level}.{role}" for level in ("tokens", "exact") for role in ROLES]
    return {
        **{name: figures[name] for name in ("documents", "gold", "predicted")},
        **{name: plain(figures[name]) for name in (*levels, "utterance", "attributed")},
    }


def test_reading_anew_agrees_with_what_the_verb_prints(
    gold: Path, tmp_path: Path, shared: Path
) -> None:
    from kg.extract.rows import row
    from kg.load import load
    from kg.pipeline import read

    texts = sorted((gold / "text").glob("*.txt"))
    printed = [row(one) for one in read(load(texts).documents)]
    predicted = written(tmp_path / "p.jsonl", printed)
    figures = TASKS["attribution"].run(gold)
    assert figures == TASKS["attribution"].run(gold, predicted=predicted)
    assert comparable(figures) == scored(shared, "attribution", predicted, gold)
    assert figures["predicted"] > 0


def test_the_first_annotator_counts(gold: Path) -> None:
    texts = {text.name: text for text in annotated(gold)}
    assert list(texts) == ["one.txt", "three.txt", "two.txt"]
    assert texts["three.txt"].gold is None
    first, second = texts["one.txt"].gold or ()
    assert first.source == (Extent(0, 16),)
    assert len(second.content) == 2


def test_errors_name_place_and_remedy(gold: Path, tmp_path: Path) -> None:
    run = TASKS["attribution"].run
    with pytest.raises(GoldError, match=r"has no folder 'text'.*GOLD must be a folder"):
        run(tmp_path / "attributions")
    predicted = written(tmp_path / "p.jsonl", rows()[:1])
    with pytest.raises(GoldError, match=r"no prediction for 2 of 3 documents.*three\.txt"):
        run(gold, predicted=predicted)
    written(tmp_path / "q.jsonl", [{"utterances": []}])
    with pytest.raises(GoldError, match=r"q\.jsonl, line 1: field 'document' is missing"):
        run(gold, predicted=tmp_path / "q.jsonl")
    (tmp_path / "r.jsonl").write_text("{broken\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"r\.jsonl, line 1: not JSON"):
        run(gold, predicted=tmp_path / "r.jsonl")
    bad = json.loads(json.dumps(rows()))
    bad[0]["utterances"][0]["content"] = [[5, 5]]
    with pytest.raises(GoldError, match=r"line 1: offsets can't be read"):
        run(gold, predicted=written(tmp_path / "s.jsonl", bad))
    (gold / "attributions" / "two_a1.ann").write_text("T1\tSource a b\tx\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"two_a1\.ann, line 1: .*no readable offsets"):
        run(gold, predicted=written(tmp_path / "p.jsonl", rows()))


def test_a_quoted_line_break_does_not_end_an_annotation(gold: Path) -> None:
    path = gold / "attributions" / "two_a1.ann"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace("\tCritics\n", "\tCritics\nThe rest\n"), encoding="utf-8")
    found = {one.name: one.gold for one in annotated(gold)}
    assert found["two.txt"] is not None
    [spans] = found["two.txt"]
    assert [extent.within(TWO) for extent in spans.source] == ["Critics"]
