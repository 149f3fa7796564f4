"""Records refuse what may not exist, and ids come from content alone."""

from __future__ import annotations

import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ModelError
from kg.model import (
    Attribution,
    Claim,
    Document,
    Entity,
    Extent,
    Extraction,
    Proposition,
    Quantity,
    Relation,
    Utterance,
    content_id,
    normalised,
)

texts = st.text(min_size=1, max_size=60)


@given(texts, st.data())
def test_an_extent_gives_back_the_part_it_was_made_for(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    extent = Extent(start, end)
    assert extent.within(text) == text[start:end]
    assert Extent.of(text, text[start:end]).within(text) == text[start:end]


@given(st.integers(0, 30), st.integers(1, 9), st.integers(0, 30), st.integers(1, 9))
def test_extents_overlap_both_ways_or_not_at_all(a: int, m: int, b: int, n: int) -> None:
    left, right = Extent(a, a + m), Extent(b, b + n)
    assert left.overlaps(right) == right.overlaps(left)
    assert left.overlaps(right) == bool({*range(a, a + m)} & {*range(b, b + n)})
    assert left.contains(right) <= left.overlaps(right)


@given(texts, st.dates())
def test_a_document_is_known_by_its_text_and_metadata_not_by_its_file(text: str, day: date) -> None:
    one = Document.of(text, file="a.txt", published=day)
    moved = Document.of(text, file="b/c.txt", published=day)
    again = Document.of(text, file="a.txt", published=day, occurrence=1)
    assert one.id == moved.id
    assert one.id != again.id
    assert pickle.loads(pickle.dumps(one)) == one


@given(st.lists(texts, min_size=1, max_size=4))
def test_parts_of_an_id_do_not_run_together(parts: list[str]) -> None:
    assert len(content_id(*parts)) == 16
    if len(parts) > 1 and "\x1f" not in "".join(parts):
        assert content_id(*parts) != content_id("".join(parts))


def test_normalised_words_ignore_case_marks_and_apostrophes() -> None:
    assert normalised("The Ferry’s “late”, again!") == "the ferrys late again"


@given(texts, texts)
def test_a_symmetric_relation_is_the_same_from_either_side(a: str, b: str) -> None:
    left, right = content_id(a), content_id(b + "x", a)
    made = [
        Relation.between(
            x, y, relation="contradicts", kind="numeric", score=0.81234, why="7 against 9"
        )
        for x, y in ((left, right), (right, left))
    ]
    assert made[0] == made[1]
    assert made[0].score == 0.812
    one = Relation.between(left, right, relation="supports", kind="ground", score=1, why="w")
    other = Relation.between(right, left, relation="supports", kind="ground", score=1, why="w")
    assert one.id != other.id


ONE = Extent(0, 3)
REFUSED = {
    "an empty extent": lambda: Extent(3, 3),
    "an extent before the text": lambda: Extent(-1, 3),
    "a part that is not there": lambda: Extent.of("abc", "d"),
    "characters after the text": lambda: Extent(0, 9).within("abc"),
    "a body after the text": lambda: Document.of("abc", file="a", body=Extent(0, 9)),
    "a quantity that runs backwards": lambda: Quantity(extent=ONE, low=2, high=1),
    "a quantity without a number": lambda: Quantity(extent=ONE, low=None, high=None),
    "contents out of order": lambda: Attribution(
        content=(Extent(5, 6), Extent(0, 2)), form="direct"
    ),
    "an unknown form": lambda: Attribution(content=(ONE,), form="shouted"),
    "an entity without a name": lambda: Entity(key="k", name=" ", kind="person"),
    "the article speaking as somebody": lambda: Utterance(
        id="u", document="d", form="authored", content=(ONE,), text="t", speaker="k"
    ),
    "a speaker nobody knows": lambda: Extraction(
        document=Document.of("abc", file="a"),
        utterances=(
            Utterance(id="u", document="d", form="direct", content=(ONE,), text="abc", speaker="k"),
        ),
    ),
    "a claim named for another proposition": lambda: Claim(
        id="x", text="t", polarity="positive", propositions=("y",)
    ),
    "a relation of a claim to itself": lambda: Relation.between(
        "a", "a", relation="supports", kind="ground", score=1, why="w"
    ),
    "a relation without a reason": lambda: Relation.between(
        "a", "b", relation="supports", kind="ground", score=1, why=" "
    ),
    "a conflict of no known kind": lambda: Relation.between(
        "a", "b", relation="contradicts", kind="moody", score=1, why="w"
    ),
    "a score above one": lambda: Relation.between(
        "a", "b", relation="supports", kind="ground", score=1.5, why="w"
    ),
}


@pytest.mark.parametrize("made", REFUSED.values(), ids=REFUSED)
def test_what_may_not_exist_is_refused(made: object) -> None:
    with pytest.raises(ModelError):
        made()  # type: ignore[operator]


def test_a_proposition_said_twice_in_one_document_keeps_two_ids() -> None:
    first = Proposition.ident("d", "positive", "The ferry is late.")
    assert first == Proposition.ident("d", "positive", "the FERRY is late")
    assert first != Proposition.ident("d", "positive", "the ferry is late", 1)
    assert first != Proposition.ident("d", "negative", "the ferry is late")
