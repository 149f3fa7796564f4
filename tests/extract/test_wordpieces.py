import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.language import pipeline
from kg.extract.wordpieces import BUDGET, CASES, LONGEST, MARKS, overlapping, windows, words
from kg.model import Extent


@pytest.fixture(scope="module")
def nlp():
    return pipeline()


def read(text: str, nlp):
    return words(text, nlp.make_doc(text), Extent(0, len(text)))


def test_words_are_where_they_stand_in_the_text(nlp):
    text = "Ida Vane\n\nsaid:  “No.”"
    found = read(text, nlp)
    spelt = [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)]
    assert spelt == ["Ida", "Vane", "said", ":", "“", "No", ".", "”"]
    assert [nlp.make_doc(text)[int(t)].text for t in found.tokens] == spelt


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("kiln", "lower"),
        ("Kiln", "title"),
        ("A", "title"),
        ("KILN", "upper"),
        ("KilnWorks", "mixed"),
        ("kilnWorks", "mixed"),
        ("V2", "digit"),
        ("—", "other"),
    ],
)
def test_the_shape_of_a_word(word, case, nlp):
    (found,) = read(word, nlp).case
    assert CASES[found] == case


def test_what_stands_between_marks_is_told(nlp):
    found = read("Vane said: “Not now.” Then she left.", nlp)
    assert [MARKS[m] for m in found.mark] == (
        ["outside"] * 3 + ["mark", "inside", "inside", "inside", "mark"] + ["outside"] * 4
    )


def test_a_quotation_over_paragraphs_is_inside_throughout(nlp):
    found = read("“One tide.\n\n“Two tides,” Vane said.", nlp)
    assert [MARKS[m] for m in found.mark[:4]] == ["mark", "inside", "inside", "mark"]
    assert [n for n, opens in enumerate(found.opens) if opens] == [0, 4]


def test_a_word_without_end_costs_few_pieces(nlp):
    found = read("qz" * 40, nlp)
    assert np.diff(found.first).tolist() == [LONGEST]


def test_a_word_that_the_vocabulary_lacks_altogether_is_one_piece(nlp):
    found = read("\u200b", nlp)
    assert (np.diff(found.first) >= 1).all()


def test_no_words_no_windows(nlp):
    found = read("  \n ", nlp)
    assert len(found) == 0
    assert overlapping(found.first, 32) == []


@given(st.lists(st.integers(1, LONGEST), max_size=900), st.integers(0, 40))
def test_windows_keep_each_word_once_and_fit(sizes, margin):
    first = np.cumsum([0, *sizes], dtype=np.int64)
    found = overlapping(first, margin)
    kept = [n for w in found for n in range(w.keep_from, w.keep_to)]
    assert kept == list(range(len(sizes)))
    assert all(first[w.end] - first[w.start] <= BUDGET for w in found)
    assert all(w.start <= w.keep_from <= w.keep_to <= w.end for w in found)


@given(st.lists(st.integers(1, LONGEST), min_size=200, max_size=900))
def test_an_inner_word_is_read_with_words_around_it(sizes):
    first = np.cumsum([0, *sizes], dtype=np.int64)
    for window in overlapping(first, 10):
        assert window.start == 0 or window.keep_from - window.start == 10
        assert window.end == len(sizes) or window.end - window.keep_to == 10


@given(st.lists(st.integers(1, LONGEST), max_size=600), st.integers(1, BUDGET))
def test_windows_that_follow_one_another_cover_the_text(sizes, lead):
    first = np.cumsum([0, *sizes], dtype=np.int64)
    found = list(windows(first, lead=max(lead, LONGEST)))
    assert [n for a, b in found for n in range(a, b)] == list(range(len(sizes)))
