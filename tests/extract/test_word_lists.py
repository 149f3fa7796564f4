"""The word lists contradict neither themselves nor each other."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from kg.extract.lexicon import flattened, lexicon
from kg.model import Stance


def twice(words: list[str]) -> list[str]:
    return sorted(word for word, count in Counter(words).items() if count > 1)


@pytest.mark.parametrize("table", ["cues", "phrases"])
def test_every_stance_has_its_own_words(table: str) -> None:
    listed = lexicon("stances")[table]
    assert set(listed) <= set(get_args(Stance))
    assert twice([word for words in listed.values() for word in words]) == []


@pytest.mark.parametrize("part", ["modals", "adverbs", "predicates", "cues"])
def test_a_hedge_has_one_strength(part: str) -> None:
    hedges = lexicon("hedges")
    assert twice([*hedges["possible"][part], *hedges["probable"][part]]) == []


@pytest.mark.parametrize("side", ["before", "after"])
def test_a_bound_runs_one_way(side: str) -> None:
    assert twice([word for words in lexicon("bounds")[side].values() for word in words]) == []


@pytest.mark.parametrize("kind", ["verbs", "nouns", "words"])
def test_a_change_has_one_direction(kind: str) -> None:
    changes = lexicon("changes")
    assert not set(changes["up"][kind]) & set(changes["down"][kind])


def test_a_unit_goes_by_words_of_its_own() -> None:
    units = lexicon("units")
    for table in ("words", "symbols"):
        forms = [form for forms in units[table].values() for form in forms]
        # '°' is listed as word and as symbol of the same unit
        assert twice(forms) == []
    assert flattened(units["words"])["meter"] == "metre"


def test_months_and_weekdays_are_in_order() -> None:
    dates = lexicon("dates")
    months = dates["months"]["names"]
    assert [name[:3] for name in months[:12]] == months[12:]
    assert dates["weekdays"]["names"][0] == "monday"
