"""Spans in tokenised sentences, on invented articles."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from scoring import scored, written

from kg.errors import GoldError
from kg.evaluate import TASKS
from kg.evaluate.brat import Spans, annotated
from kg.evaluate.ladder import Sentence, score, sentences
from kg.model import Extent

MILL = (
    "“It won’t turn again,” Ida Marsh said—and the town (all of it) sighed.\n\n"
    "The council doubts that.  It will vote … on Friday.\n"
)
LOCK = "Lock reopens\n\nThe keeper promised calm.\n"


def line(article: str, annotator: str, *tagged: str) -> dict[str, Any]:
    """A sentence of 'token/label' words; what has no label is O."""
    pairs = [word.rpartition("|") if "|" in word else (word, "", "O") for word in tagged]
    return {
        "id": f"{article}_{annotator}",
        "tokens": [token for token, _, _ in pairs],
        "labels": [label for _, _, label in pairs],
    }


GOLD = [
    line(
        "mill", "a1",
        "``|B-content", "It|I-content", "wo|I-content", "n't|I-content", "turn|I-content",
        "again|I-content", ",|I-content", "''|I-content", "Ida|B-source", "Marsh|I-source",
        "said|B-cue", "--", "and", "the", "town", "-LRB-", "all", "of", "it", "-RRB-", "sighed",
        ".",
    ),
    line("mill", "a1", "The|B-source", "council|I-source", "doubts|B-cue", "that|B-content", "."),
    line("mill", "a1", "It", "will", "vote", "...", "on", "Friday", "."),
    # another's reading of the same article, which counts again in `all`
    line("mill", "b2", "The", "council|B-source", "doubts|B-cue", "that|B-content", "."),
    # an I that continues nothing begins a span
    line("lock", "a1", "The|I-source", "keeper|I-source", "promised|B-cue", "calm|I-content", "."),
    # the headline comes last, before where the sentence above ended, and one word of it is lost
    line("lock", "a1", "Lock", "reopens", "today"),
]  # fmt: skip


def at(text: str, part: str) -> list[int]:
    start = text.index(part)
    return [start, start + len(part)]


def rows() -> list[dict[str, Any]]:
    """One right, one whose content runs on into the next sentence, one with no content."""
    return [
        {
            "document": "a/mill.txt",
            "utterances": [
                {
                    "source": at(MILL, "Ida Marsh"),
                    "cue": at(MILL, "said"),
                    "content": [at(MILL, "“It won’t turn again,”")],
                },
                {
                    "source": at(MILL, "The council"),
                    "cue": at(MILL, "doubts"),
                    "content": [at(MILL, "that.  It will vote"), at(MILL, "Friday")],
                },
            ],
        },
        {
            "document": "lock.txt",
            "utterances": [
                {"source": at(LOCK, "The keeper"), "cue": at(LOCK, "promised"), "content": []}
            ],
        },
    ]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold folder of which only the tokenised sentences are of interest."""
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "mill.txt").write_text(MILL, encoding="utf-8")
    (tmp_path / "text" / "lock.txt").write_text(LOCK, encoding="utf-8")
    written(tmp_path / "sentences.jsonl", GOLD)
    return tmp_path


def without_intervals(ladder: Any) -> Any:
    """What the scorer prints, too."""
    if not isinstance(ladder, dict):
        return ladder
    return {key: without_intervals(value) for key, value in ladder.items() if key != "ci95"}


def test_labels_become_spans(gold: Path) -> None:
    first, second, *_, keeper, _ = sentences(gold / "sentences.jsonl")
    assert (first.article, first.annotator) == ("mill", "a1")
    assert first.spans == {("content", 0, 7), ("source", 8, 9), ("cue", 10, 10)}
    assert second.spans == {("source", 0, 1), ("cue", 2, 2), ("content", 3, 3)}
    assert keeper.spans == {("source", 0, 1), ("cue", 2, 2), ("content", 3, 3)}


def test_figures(gold: Path, tmp_path: Path) -> None:
    figures = TASKS["attribution"].run(gold, predicted=written(tmp_path / "p.jsonl", rows()))
    ladder = figures["ladder"]
    assert (ladder["tokens"], ladder["not_found_in_text"]) == (47, 1)
    first = without_intervals(ladder["first"])
    assert first["cue"] == {"p": 100.0, "r": 100.0, "f1": 100.0, "gold": 3}
    # a source without content counts; of contents, one of two is right, and so is nothing of what
    # runs on: it is cut where the sentence ends, and so ends after the full stop
    assert first["source"] == {"p": 100.0, "r": 100.0, "f1": 100.0, "gold": 3}
    assert first["content"] == {"p": 25.0, "r": 33.3, "f1": 28.6, "gold": 3}
    # the second annotator's source is shorter, so that 'The council' is one too many there
    assert without_intervals(ladder["all"])["source"] == {
        "p": 75.0, "r": 75.0, "f1": 75.0, "gold": 4,
    }  # fmt: skip
    # articles are drawn, with all of their annotators
    assert ladder["first"]["source"]["ci95"] == [100.0, 100.0]
    assert ladder["all"]["source"]["ci95"] == [66.7, 100.0]


def test_agrees_with_the_scorer(gold: Path, tmp_path: Path, shared: Path) -> None:
    predicted = written(tmp_path / "p.jsonl", rows())
    figures = TASKS["attribution"].run(gold, predicted=predicted)
    wanted = scored(shared, "cofenet", predicted, gold / "text", gold / "sentences.jsonl")
    assert without_intervals(figures["ladder"]) == wanted


MOST = 12
"""Articles that are enough to meet headlines out of order and tokens that are lost."""


def test_agrees_with_the_scorers_on_published_articles(tmp_path: Path, shared: Path) -> None:
    published = shared / "gold" / "attribution" / "polnear" / "dev"
    if not published.is_dir():
        pytest.skip("the published articles are absent")
    gold = some_of(published, tmp_path / "gold")
    # what the annotators marked, every fifth shifted: hits and misses of all sorts
    given = [
        {
            "document": text.name,
            "utterances": [moved(one, 7 * (n % 5 == 0)) for n, one in enumerate(text.gold or ())],
        }
        for text in annotated(gold)
    ]
    predicted = written(tmp_path / "p.jsonl", given)
    figures = TASKS["attribution"].run(gold, predicted=predicted)
    ladder = scored(shared, "cofenet", predicted, gold / "text", gold / "sentences.jsonl")
    assert without_intervals(figures["ladder"]) == ladder
    assert ladder["not_found_in_text"] > 0
    assert 50 < ladder["first"]["source"]["f1"] < 95
    house = scored(shared, "attribution", predicted, gold)
    assert {level: without_intervals(figures[level]) for level in house} == house


def some_of(published: Path, place: Path) -> Path:
    """A gold folder of the first articles of another."""
    texts = sorted((published / "text").glob("*.txt"))[:MOST]
    assert len(texts) == MOST
    for room in ("text", "attributions"):
        (place / room).mkdir(parents=True)
    for text in texts:
        shutil.copy(text, place / "text")
        for notes in (published / "attributions").glob(f"{text.stem}_*.ann"):
            shutil.copy(notes, place / "attributions")
    names = {text.stem for text in texts}
    tokenised = (published / "sentences.jsonl").read_text(encoding="utf-8")
    kept = [
        row
        for row in map(json.loads, tokenised.splitlines())
        if row["id"].rpartition("_")[0] in names
    ]
    written(place / "sentences.jsonl", kept)
    return place


def moved(one: Spans, by: int) -> dict[str, list[list[int]]]:
    return {
        role: [[e.start + by, e.end + by] for e in getattr(one, role)]
        for role in ("source", "cue", "content")
    }


def test_without_sentences_there_is_no_ladder(gold: Path, tmp_path: Path) -> None:
    (gold / "sentences.jsonl").unlink()
    figures = TASKS["attribution"].run(gold, predicted=written(tmp_path / "p.jsonl", rows()))
    assert "ladder" not in figures


@pytest.mark.parametrize(
    ("tokens", "text", "extent", "covered"),
    [
        # straight marks for curly ones, and the reverse
        (["do", "n't", "go"], "don’t go", (2, 5), {("cue", 1, 1)}),
        (["``", "Go", "''"], "‘‘Go’’", (0, 6), {("cue", 0, 2)}),
        # a token that is not there is covered by nothing, and those around it are
        (["left", "lost", "right"], "left right", (0, 10), {("cue", 0, 2)}),
        (["lost"], "left right", (0, 10), set()),
        # part of a token is enough
        (["harbour", "wall"], "harbour wall", (6, 9), {("cue", 0, 1)}),
        # the space between two tokens is neither
        (["harbour", "wall"], "harbour  wall", (7, 9), set()),
    ],
)
def test_tokens_are_found_again(
    tokens: list[str], text: str, extent: tuple[int, int], covered: set[tuple[str, int, int]]
) -> None:
    sentence = Sentence(article="a", annotator="x", tokens=tuple(tokens), spans=frozenset(covered))
    figures = score([sentence], {"a": text}, {"a": [Spans(cue=(Extent(*extent),))]})
    assert figures["all"]["cue"]["f1"] == (100.0 if covered else 0.0)
    # and nothing else was covered
    assert figures["all"]["cue"]["p"] == (100.0 if covered else 0.0)


def test_a_sentence_is_looked_for_after_the_one_before(gold: Path) -> None:
    # the same words twice: the second sentence is the second of them
    text = "She nodded. She nodded."
    one = Sentence(article="a", annotator="x", tokens=("She", "nodded", "."), spans=frozenset())
    second = Sentence(
        article="a", annotator="x", tokens=one.tokens, spans=frozenset({("cue", 1, 1)})
    )
    cue = Spans(cue=(Extent(16, 22),))
    assert score([one, second], {"a": text}, {"a": [cue]})["all"]["cue"]["f1"] == 100.0


def test_errors_name_place_and_remedy(gold: Path, tmp_path: Path) -> None:
    run = TASKS["attribution"].run
    predicted = written(tmp_path / "p.jsonl", rows())
    (gold / "sentences.jsonl").write_text(
        json.dumps({"id": "mill_a1", "tokens": ["a", "b"], "labels": ["O"]}) + "\n"
    )
    with pytest.raises(GoldError, match=r"sentences\.jsonl, line 1: 2 tokens, 1 labels"):
        run(gold, predicted=predicted)
    (gold / "sentences.jsonl").write_text('{"id": "mill_a1", "tokens": []}\n')
    with pytest.raises(GoldError, match=r"line 1: field 'labels' is missing\. sentences\.jsonl"):
        run(gold, predicted=predicted)
    written(gold / "sentences.jsonl", [line("weir", "a1", "So")])
    with pytest.raises(GoldError, match="no text for 'weir'"):
        run(gold, predicted=predicted)
    with pytest.raises(GoldError, match="no prediction for 'weir'"):
        score(tuple(sentences(gold / "sentences.jsonl")), {"weir": "So"}, {})
