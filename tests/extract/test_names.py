"""Names as the reader marks them, and what its doubts count."""

from __future__ import annotations

import pytest

from kg.extract.kinds import kind
from kg.extract.language import parser
from kg.extract.names import Name, _run_on

RUNS = [(0, 2), (5, 9)]


@pytest.mark.parametrize(
    ("end", "named", "whole"),
    [
        # broken off within a run of capitals
        (6, {5}, 9),
        # at its end already, or in none
        (2, {0, 1}, 2),
        (4, {3}, 4),
        # another name follows in the run
        (6, {5, 8}, 6),
    ],
)
def test_a_name_runs_on_to_the_end_of_its_capitals(end: int, named: set[int], whole: int) -> None:
    assert _run_on(end, RUNS, named) == whole


def naming(**shares: float) -> Name:
    return Name(start=4, end=5, text="Corl", label="PERSON", sure=shares)


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        # in doubt, the text decides: 'in Corl'
        ({"person": 0.5, "place": 0.45, "organisation": 0.05}, "place"),
        # sure, the reader does
        ({"person": 0.998, "place": 0.001, "organisation": 0.001}, "person"),
        # what it holds for nothing has no vote
        ({"product": 0.999, "person": 0.001}, "product"),
    ],
)
def test_doubt_leaves_the_kind_to_the_text(shares: dict[str, float], expected: str) -> None:
    doc = parser().make_doc("They met again in Corl.")
    assert kind(doc, [naming(**shares)], [], speaks=False, others=_votes())[0] == expected


def _votes():  # type: ignore[no-untyped-def]
    from kg.extract.kinds import Votes

    return Votes()


def test_the_weight_of_a_kind_is_not_the_readers_alone() -> None:
    doc = parser().make_doc("They met again in Corl.")
    _, weight = kind(doc, [naming(person=1.0)], [], speaks=False, others=_votes())
    assert weight == pytest.approx(2.5)
