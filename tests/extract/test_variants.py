"""Which names are one letter apart, and the noun lists that kinds rest on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.nouns import nouns
from kg.extract.variants import one_edit


@pytest.mark.parametrize(
    ("left", "right", "near"),
    [
        ("shuttleway", "shutleway", True),  # a letter short
        ("shuttleway", "shuttelway", True),  # two swapped
        ("shuttleway", "shuttlewoy", True),  # another letter
        ("shuttleway", "shuttleway", False),  # the same is no misspelling
        ("kilnworks", "kilnwork", False),  # a plural is another word
        ("shuttleway", "chuttlewey", False),  # two letters
        ("kiln 14", "kiln 15", False),  # another number is another thing
        ("mason", "jason", False),  # the first letter is never the slip
    ],
)
def test_one_edit(left: str, right: str, near: bool) -> None:
    assert one_edit(left, right) is near
    assert one_edit(right, left) is near


@given(st.text(alphabet="abcd", min_size=7, max_size=9), st.integers(1, 6), st.sampled_from("wxyz"))
def test_one_letter_changed_is_one_edit(word: str, at: int, letter: str) -> None:
    assert one_edit(word, word[:at] + letter + word[at + 1 :])
    assert not one_edit(word, word[:at] + letter + word[at + 1 :] + "ww")


@pytest.mark.parametrize(
    ("noun", "says"),
    [
        ("co-founder", "role"),
        ("vice-president", "role"),
        ("geologist", "role"),  # by its ending
        ("operator", "company"),
        ("ministry", "institution"),
        ("app", "product"),
        ("street", "place"),
        ("weather", None),
    ],
)
def test_what_a_noun_says(noun: str, says: str | None) -> None:
    assert nouns().of(noun) == says


def test_nouns_are_lower_case_and_each_group_has_a_reason() -> None:
    from kg.extract.lexicon import lexicon

    def groups(table: dict[str, object]) -> list[dict[str, object]]:
        nested = [t for t in table.values() if isinstance(t, dict)]
        return [*([table] if "words" in table else []), *(g for t in nested for g in groups(t))]

    found = groups(lexicon("nouns"))
    assert len(found) > 20
    for group in found:
        words = group["words"]
        assert isinstance(words, list)
        assert group["reason"]
        assert [w for w in words if w != w.casefold()] == []
