"""Rules and judge put together, with a judge that says what the test wants."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from kg.link.judge import KINDS, REASONS, RELATIONS, Opinion
from kg.relate.comparing import compare
from kg.relate.reading import Side, side
from kg.relate.weighing import pooled

if TYPE_CHECKING:
    from spacy.language import Language


def opinion(relation: str, *, sure: float = 0.9, kind: str = "antonym") -> Opinion:
    """One that holds a relation likely, and all others equally unlikely."""

    def shares(names: tuple[str, ...], name: str) -> np.ndarray:
        rest = (1 - sure) / (len(names) - 1)
        return np.array([sure if n == name else rest for n in names], dtype=np.float32)

    return Opinion(
        relation=shares(RELATIONS, relation),
        kind=shares(KINDS, kind),
        reason=shares(REASONS, "different-scope"),
        inference=np.full(3, 1 / 3, dtype=np.float32),
    )


@pytest.fixture
def told(nlp: Language):  # type: ignore[no-untyped-def]
    def make(text: str, speaker: str = "Orla Penn", day: int = 1) -> Side:
        return side(nlp(text), speaker=speaker, said=date(2031, 5, day))

    return make


def test_what_only_the_judge_sees_rests_on_the_words_that_sway_it(told) -> None:  # type: ignore[no-untyped-def]
    left = told("The ferry is a joy to sail on.")
    right = told("The ferry rolls until everybody is sick.", "Ivo Lent")

    def judge(mine: str, yours: str) -> Opinion:
        whole = "joy" in mine and "sick" in yours
        return opinion("contradicts", sure=0.9 if whole else 0.2)

    found = compare(left, right, judge=judge)
    assert (found.relation, found.kind) == ("contradicts", "antonym")
    assert found.left is not None
    assert found.left.within(left.text) == "joy"
    assert found.right is not None
    assert found.right.within(right.text) == "sick"
    assert found.why.startswith("'joy' and 'sick' can't both hold, both of 'ferry'")
    assert compare(left, right).relation == "none"


def test_rules_keep_their_words_where_both_agree(told) -> None:  # type: ignore[no-untyped-def]
    left = told("The mill lost two million in May.")
    right = told("The mill lost five million in May.", "Ivo Lent")
    alone = compare(left, right)
    both = compare(left, right, judge=lambda *_: opinion("contradicts"))
    assert alone.relation == both.relation == "contradicts"
    assert both.why == alone.why
    assert both.kind == "numeric"


def test_the_judge_can_overrule_a_rule(told) -> None:  # type: ignore[no-untyped-def]
    left = told("The mill lost two million in May.")
    right = told("The mill lost five million in May.", "Ivo Lent")
    found = compare(left, right, judge=lambda *_: opinion("none", sure=0.999))
    assert (found.relation, found.kind) == ("none", "different-scope")
    assert "the trained judge holds that both can stand" in found.why
    assert found.signal


def test_directions_name_the_side(told) -> None:  # type: ignore[no-untyped-def]
    left = told("Nobody outside the firm has seen how the sums were done.", "Ivo Lent")
    right = told("The ferry carries more people than ever.")
    found = compare(left, right, judge=lambda *_: opinion("undercuts-left"))
    assert (found.relation, found.direction) == ("undercuts", "left")


def test_shares_sum_to_one_and_rules_add_to_theirs(told) -> None:  # type: ignore[no-untyped-def]
    left = told("The mill lost two million in May.")
    right = told("The mill lost five million in May.", "Ivo Lent")
    rules, doubtful = compare(left, right), opinion("none", sure=0.4)
    shares = pooled(rules, doubtful)
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["contradicts"] > float(doubtful.relation[RELATIONS.index("contradicts")])
