"""Every trap a guard is there for: pairs near in meaning that are not one claim."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.guards import apart
from kg.link.wording import denies, wording
from kg.model import Extent, Quantity


def words(text: str, **more):
    return wording(text, **{"polarity": "positive", "stance": "asserts", "speaker": "a1"} | more)


SAME = [
    # tense of reported speech
    ("there will be no more ferries", "there would be no more ferries"),
    # active and passive without names
    ("the council shut the harbour", "the harbour was shut by the council"),
    # plural
    ("ferries were late in Ostrel", "the ferry in Ostrel was late"),
    # more said on one side only
    ("the toll on the bridge is 4 crowns", "the toll on Ostrel bridge is 4 crowns in winter"),
    # the same number as figure and as word
    ("the bridge has seven arches", "the bridge has 7 arches"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_nothing_between_them(left: str, right: str) -> None:
    assert apart(words(left), words(right)) is None


APART = [
    ("the logs were published", "the logs were never published", "negated"),
    ("the ferry isn't late", "the ferry is late", "negated"),
    ("the toll is 4 crowns", "the toll is 5 crowns", "different numbers"),
    ("the toll is 4 crowns", "the toll is high", "gives a number"),
    ("so Quillmere sued Lanternfield", "so Lanternfield sued Quillmere", "another order"),
    ("fares at Ostrel rose", "fares at Marlow rose", "names somebody"),
    ("fares will rise", "fares rose", "forecast"),
    ("fares rose in March", "fares rose in June", "different times"),
    ("fares rose last year", "fares rose this year", "different times"),
    ("phase one is over budget", "phase two is over budget", "gives a number"),
    ("borrowing costs rose", "borrowing costs eased", "opposite ends"),
    ("the cranes are safe", "the cranes are dangerous", "opposite ends"),
    ("the council backs the bridge", "the council opposes the bridge", "opposite ends"),
    ("the mayor confirmed the leak", "the mayor denied the leak", "opposite ends"),
    ("the plan for the bridge is bold", "the plan for the bridge is thin", "in little else"),
    ("who pays for the bridge?", "the town pays for the bridge", "question"),
    ("the bridge should be closed", "the bridge is closed", "ought"),
]


@pytest.mark.parametrize(("left", "right", "reason"), APART)
def test_apart_with_the_reason(left: str, right: str, reason: str) -> None:
    found = apart(words(left), words(right))
    assert found is not None
    assert reason in found
    assert apart(words(right), words(left)) == found or "in little else" in found


def test_polarity_and_attitude() -> None:
    text = "the ferry is late"
    assert apart(words(text), words(text, polarity="negative")) is not None
    assert apart(words(text), words(text, stance="doubts")) is not None
    assert apart(words(text), words(text, stance="promises")) is None


def test_a_pronoun_stands_for_whoever_speaks() -> None:
    text = "we never promised it"
    assert apart(words(text, origin="d1"), words(text, origin="d2")) is None
    assert apart(words(text, origin="d1"), words(text, origin="d2", speaker="a2")) is not None
    assert apart(words(text, origin="d1"), words(text, origin="d1", speaker="a2")) is None
    unknown = words(text, origin="d1", speaker=None)
    assert apart(unknown, words(text, origin="d2", speaker=None)) is not None


def test_a_resolved_pronoun_is_a_name() -> None:
    left = words("it shut the harbour", names=[("a9", "it")], origin="d1", speaker="a1")
    right = words(
        "Quillmere shut the harbour", names=[("a9", "Quillmere")], origin="d2", speaker="a2"
    )
    assert apart(left, right) is None
    other = words("it shut the harbour", names=[("a8", "it")], origin="d1", speaker="a1")
    assert apart(other, right) is not None


def test_quantities_count_by_value_not_by_wording() -> None:
    def half(text: str, **more):
        extent = Extent(0, 4)
        return words(text, quantities=[Quantity(extent=extent, low=0.5, high=0.5)], **more)

    left = half("half of the boats leak", unread=" of the boats leak")
    right = half("0.5 of the boats leak", unread="    of the boats leak")
    assert apart(left, right) is None
    assert left.measured == {"0.5"}


@pytest.mark.parametrize(
    ("cue", "expected"), [("denied", True), ("flatly rejects", True), ("said", False), ("", False)]
)
def test_denying_cues(cue: str, expected: bool) -> None:
    assert denies(cue) is expected


@given(st.lists(st.sampled_from([t for pair in SAME for t in pair]), min_size=2, max_size=4))
def test_symmetric_and_never_apart_from_itself(texts: list[str]) -> None:
    for left, right in pairwise(texts):
        one, other = words(left), words(right)
        assert apart(one, one) is None
        assert (apart(one, other) is None) == (apart(other, one) is None)
