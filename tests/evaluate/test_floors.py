"""How good reading must stay: floors a little under what was measured when they were set."""

import shutil
from pathlib import Path

import pytest

from kg.evaluate import TASKS


@pytest.fixture(scope="module")
def some_articles(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    """Every seventh article of PolNeAR's development part, with its annotations."""
    gold = shared / "gold" / "attribution" / "polnear" / "dev"
    place = tmp_path_factory.mktemp("polnear")
    for kind in ("text", "attributions"):
        (place / kind).mkdir()
    for text in sorted((gold / "text").glob("*.txt"))[::7]:
        shutil.copy(text, place / "text")
        for marked in (gold / "attributions").glob(f"{text.stem}_*.ann"):
            shutil.copy(marked, place / "attributions")
    return place


def test_attributions_of_news(some_articles: Path) -> None:
    figures = TASKS["attribution"].run(some_articles)
    found = {k: figures[k]["f1"] for k in ("utterance", "attributed", "exact.source", "exact.cue")}
    floors = {"utterance": 70, "attributed": 60, "exact.source": 72, "exact.cue": 66}
    assert {k: v for k, v in found.items() if v < floors[k]} == {}


def test_names_of_a_field_not_trained_on(shared: Path) -> None:
    figures = TASKS["names"].run(shared / "gold" / "names" / "ai")
    floors = {"person": 88, "organisation": 67, "product": 44, "place": 78}
    found = {k: figures[k]["f1"] for k in floors}
    assert {k: v for k, v in found.items() if v < floors[k]} == {}


def test_speakers_of_a_debate(shared: Path) -> None:
    figures = TASKS["speakers"].run(shared / "gold" / "debates" / "dev-harbour" / "gold.json")
    assert figures["found"] >= 130
    assert figures["all"]["p"] >= 0.88
    assert figures["all"]["r"] >= 0.80
