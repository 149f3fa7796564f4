"""Pairs of claims, all invented, with the trap of each named above it."""

# ruff: noqa: E501 - rows of claims are read across

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.link.judge import Asserted
from kg.model import SYMMETRIC
from kg.relate.pairs import Pair, judged, read_pairs

if TYPE_CHECKING:
    from spacy.language import Language

Row = tuple[tuple[str, str, str], tuple[str, str, str], str, str]

MILL = "Dalgren Mill"
UNION = "Millworkers' Guild"

CONFLICTS: list[Row] = [
    # 'not' on one side
    ((MILL, "2025-03-01", "The mill has repaired the sluice at Tarn Bridge."),
     (UNION, "2025-03-02", "The mill has not repaired the sluice at Tarn Bridge."),
     "contradicts", "negation"),
    # the speaker's 'we' is the firm that the other side names
    ((MILL, "2025-03-01", "We process 40 tonnes of grain a day."),
     ("Tove Arnesk, inspector", "2025-03-04", "Dalgren is processing fewer than 10 tonnes of grain daily."),
     "contradicts", "numeric"),
    # an upper bound below a lower bound
    ((MILL, "2025-03-01", "No more than 60 posts at the mill will go in the autumn."),
     (UNION, "2025-03-02", "At least 240 posts at the mill will go in the autumn."),
     "contradicts", "numeric"),
    # numbers that agree in another unit are what both speak of
    ((MILL, "2025-03-01", "The turbine will cost 4 million euros over three years."),
     (UNION, "2025-03-02", "The turbine will cost 9 million euros over three years."),
     "contradicts", "numeric"),
    # one and the same energy in two units
    ((MILL, "2025-02-01", "In 2024 the Dalgren turbine fed at least 3 gigawatt-hours into the grid."),
     (UNION, "2025-02-02", "In 2024 the Dalgren turbine fed less than 900 megawatt-hours into the grid."),
     "contradicts", "numeric"),
    # up and down, as verbs
    ((MILL, "2025-03-01", "Wages at Dalgren rose in the second quarter."),
     (UNION, "2025-03-02", "Wages at Dalgren fell in the second quarter."),
     "contradicts", "antonym"),
    # more and less of an adverb
    ((MILL, "2025-03-01", "The new loom weaves linen more evenly than the old loom."),
     (UNION, "2025-03-02", "The new loom weaves linen less evenly than the old loom."),
     "contradicts", "antonym"),
    # a denial by the one who speaks
    ((UNION, "2025-03-01", "Dalgren Mill poisoned the carp in the Tarn."),
     (MILL, "2025-03-02", "The mill denied that it had poisoned the carp in the Tarn."),
     "contradicts", "stance"),
    # a denial that needs no verb of denying
    ((UNION, "2025-03-01", "A bribe played a part in the sale of the Tarn meadow."),
     (MILL, "2025-03-02", "There is no truth in the claim that a bribe played a part in the sale of the Tarn meadow."),
     "contradicts", "stance"),
    # only one can be the oldest
    ((MILL, "2025-03-01", "Dalgren is the oldest mill in the Tarn valley."),
     ("Korsby Mill", "2025-03-02", "Korsby is the oldest mill in the Tarn valley."),
     "contradicts", "superlative"),
    # a superlative in other clothes
    ((MILL, "2025-03-01", "Dalgren had the worst floods of any mill in the Tarn valley."),
     ("Korsby Mill", "2025-03-02", "No mill in the Tarn valley had floods as bad as Korsby."),
     "contradicts", "superlative"),
    # one event on two days
    ((MILL, "2025-03-14", "Inspectors searched the Tarn warehouse on Tuesday."),
     (UNION, "2025-03-15", "The search of the Tarn warehouse took place on 3 March."),
     "contradicts", "temporal"),
    # over, and still going on later
    ((MILL, "2025-03-14", "The Korsby kiln closed in 1987."),
     (UNION, "2025-03-15", "The Korsby kiln was still open in 1991."),
     "contradicts", "temporal"),
    # the cause is expressly another
    ((MILL, "2025-03-14", "A cracked valve set off the fire at Korsby."),
     (UNION, "2025-03-15", "It was lightning, and not a cracked valve, that set off the fire at Korsby."),
     "contradicts", "causal"),
    # the same person, another year, the opposite
    (("Ragna Holm, mayor", "2023-03-14", "The Tarn meadow is not for sale at any price."),
     ("Ragna Holm, mayor", "2025-03-15", "The Tarn meadow is for sale at the right price."),
     "contradicts", "position-change"),
]  # fmt: skip

TRAPS: list[Row] = [
    # two versions of a machine
    ((MILL, "2024-03-01", "Spinnel 1 cannot weave silk ribbons."),
     (MILL, "2025-03-01", "Spinnel 2 can weave silk ribbons."),
     "none", "different-version"),
    # numbers that name things
    ((MILL, "2025-03-01", "Clause 7 of the Tarn lease forbids night shifts."),
     (UNION, "2025-03-02", "Clause 9 of the Tarn lease allows night shifts."),
     "none", "identifier-not-quantity"),
    # two quarters
    ((MILL, "2025-05-01", "Linen output at Korsby rose to 30 tonnes in the first quarter."),
     (UNION, "2025-11-01", "Linen output at Korsby fell to 20 tonnes in the third quarter."),
     "none", "different-period"),
    # gross and net
    ((MILL, "2025-03-01", "Gross sales at Korsby came to 12 million euros in 2024."),
     (UNION, "2025-03-02", "Net sales at Korsby came to 9 million euros in 2024."),
     "none", "different-unit-or-measure"),
    # two groups of workers
    ((MILL, "2025-03-01", "Permanent weavers at Korsby get a rise of 4 percent this year."),
     (UNION, "2025-03-02", "Agency weavers at Korsby get no rise this year."),
     "none", "different-scope"),
    # what holds without a machine says nothing of what holds with it
    ((MILL, "2025-03-01", "Output rose by 5 percent in halls without the loom."),
     (UNION, "2025-03-02", "Output fell by 3 percent in halls with the loom."),
     "none", "different-scope"),
    # two towns of like name
    ((MILL, "2025-03-01", "The weaving school at Korsby will close in 2027."),
     (UNION, "2025-03-02", "The weaving school at Korsund will stay open beyond 2027."),
     "none", "different-subject"),
    # a forecast and its outcome
    (("Tarn Bank", "2024-01-10", "We expect Dalgren to sell 90 looms this year."),
     (MILL, "2025-01-20", "Dalgren sold 40 looms in 2024."),
     "none", "forecast-vs-outcome"),
    # 'may' and 'may not'
    ((MILL, "2025-03-01", "The dye may fade in sunlight."),
     (UNION, "2025-03-02", "The dye may not fade in sunlight."),
     "none", "hedge-compatible"),
    # a threat on condition
    ((UNION, "2025-03-01", "The weavers will stop work on 4 May unless the loom goes."),
     (MILL, "2025-03-02", "The weavers will continue work on 4 May."),
     "none", "hedge-compatible"),
    # who passes on what another says has not said it
    (("Tarn Courier", "2025-03-01", "The foreman told the inquiry that the gate had been locked all night."),
     (UNION, "2025-03-02", "The gate was not locked all night."),
     "none", "nested-attribution"),
    # a question asserts nothing
    ((UNION, "2025-03-01", "Is the Korsby boiler safe or is it not?"),
     (MILL, "2025-03-02", "The Korsby boiler is safe."),
     "none", "irony-or-question"),
    # praise that means the reverse
    ((UNION, "2025-03-01", "What a stroke of luck, to build the Korsby boiler on a swamp."),
     (MILL, "2025-03-02", "The Korsby boiler is a stroke of luck."),
     "none", "irony-or-question"),
    # two qualities that go together
    ((UNION, "2025-03-01", "The plan for the Tarn meadow is daring."),
     (MILL, "2025-03-02", "The plan for the Tarn meadow is poor on detail."),
     "none", "compatible-evaluations"),
    # same thing, nothing to do with one another
    ((UNION, "2025-03-01", "The Korsby boiler is to be painted green."),
     (MILL, "2025-03-02", "Swallows nest under the roof of the Korsby boiler house."),
     "none", "same-topic-unrelated"),
    # a count that goes on
    ((UNION, "2025-03-01", "The siren has howled on nineteen nights so far."),
     (UNION, "2025-04-02", "The siren has now howled on 31 nights."),
     "none", "different-period"),
    # opposite words as modifiers tell two things apart
    ((UNION, "2025-03-01", "Urban rents for weavers rose in 2024."),
     (MILL, "2025-03-02", "Rural rents for weavers fell in 2024."),
     "none", "different-scope"),
]  # fmt: skip

OTHERS: list[Row] = [
    # a figure that nobody can check
    ((MILL, "2025-03-01", "A Spinnel loom pays for itself in four years."),
     (UNION, "2025-03-02", "Dalgren has not published the assumptions behind the four-year figure for the Spinnel loom, so it is impossible to check."),
     "undercuts", "unverifiable"),
    # the comparison is unsound, and no other figure is given
    ((MILL, "2025-03-01", "Thefts at Korsby fell by a quarter in 2024."),
     (UNION, "2025-03-02", "The thefts at Korsby for last year cannot be compared with earlier ones."),
     "undercuts", "flawed-method"),
    # 1.5 km is 1,500 m
    ((MILL, "2025-03-01", "The Tarn aqueduct is 1.5 kilometres long."),
     (UNION, "2025-03-02", "The Tarn aqueduct is 1,500 metres long."),
     "equivalent", "number-format"),
    # the denial of a denial
    ((MILL, "2025-03-01", "It is not the case that the mill failed to warn the villagers of Korsby."),
     (UNION, "2025-03-02", "The mill did warn the Korsby villagers."),
     "equivalent", "double-negation"),
    # a comparison from its other end
    ((MILL, "2025-03-01", "On damp flax Spinnel is slower than Rovar."),
     (UNION, "2025-03-02", "Rovar is faster than Spinnel on damp flax."),
     "equivalent", "converse"),
    # one value inside a range
    ((MILL, "2025-03-01", "Draining the Tarn meadow cost between 2 and 3 million euros."),
     (UNION, "2025-03-02", "Draining the Tarn meadow cost 2.6 million euros."),
     "refines", "tighter-number"),
    # a day inside a season
    ((MILL, "2025-06-08", "The sale of the Tarn meadow was completed in the spring."),
     (UNION, "2025-06-09", "Completion of the sale of the Tarn meadow took place on 22 April."),
     "refines", "narrower-time"),
    # a count for a judgement
    ((MILL, "2025-03-01", "One in three deliveries from Korsby arrived late in October."),
     (UNION, "2025-03-02", "Korsby deliveries are a shambles."),
     "supports", "statistic"),
]  # fmt: skip


def _judge(row: Row, nlp: Language, encoder: Any, *, turned: bool = False) -> dict[str, Any]:
    left, right = (Asserted(text=text, speaker=who, said=_day(day)) for who, day, text in row[:2])
    pair = Pair(id="p", left=right, right=left) if turned else Pair(id="p", left=left, right=right)
    return next(judged([pair], nlp=nlp, encoder=encoder))


def _day(text: str) -> Any:
    from datetime import date

    return date.fromisoformat(text)


@pytest.mark.parametrize("row", [*CONFLICTS, *TRAPS, *OTHERS], ids=lambda row: row[0][2][:40])
def test_a_pair_is_judged_and_the_reason_given(row: Row, nlp: Language, unlike: Any) -> None:
    found = _judge(row, nlp, unlike)
    assert (found["relation"], found["kind"]) == row[2:], found["why"]
    assert found["why"].strip()
    assert 0.0 <= found["score"] <= 1.0


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from([*CONFLICTS, *TRAPS, *OTHERS]))
def test_turning_a_pair_round_turns_the_direction_alone(
    nlp: Language, unlike: Any, row: Row
) -> None:
    one, other = _judge(row, nlp, unlike), _judge(row, nlp, unlike, turned=True)
    assert one["relation"] == other["relation"]
    assert one["score"] == other["score"]
    if one["relation"] in SYMMETRIC:
        assert one["direction"] is other["direction"] is None
    else:
        assert {one["direction"], other["direction"]} == {"left", "right"}


def test_the_same_pair_gives_the_same_line(nlp: Language, unlike: Any) -> None:
    lines = {json.dumps(_judge(row, nlp, unlike)) for row in CONFLICTS for _ in range(2)}
    assert len(lines) == len({json.dumps(_judge(row, nlp, unlike)) for row in CONFLICTS})


def test_a_doubt_points_from_the_one_who_doubts(nlp: Language, unlike: Any) -> None:
    assert _judge(OTHERS[0], nlp, unlike)["direction"] == "right"
    assert _judge(OTHERS[5], nlp, unlike)["direction"] == "right"
    assert _judge(OTHERS[7], nlp, unlike)["direction"] == "left"


def _write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


GOOD = '{"id": "a", "left": {"speaker": "X", "said": "2025-01-02", "text": "P."}, "right": {"text": "Q."}}'


def test_pairs_are_read_in_order(tmp_path: Path) -> None:
    found = read_pairs(_write(tmp_path / "p.jsonl", GOOD, "", GOOD.replace('"a"', '"b"')))
    assert [pair.id for pair in found] == ["a", "b"]
    assert found[0].right == Asserted(text="Q.")
    assert str(found[0].left.said) == "2025-01-02"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        # no JSON at all
        ("{", "line 2"),
        # JSON of another shape
        ("[1]", "no JSON object"),
        # a side is missing
        ('{"id": "b", "left": {"text": "P."}}', "'right' is missing"),
        # an empty claim
        (GOOD.replace("Q.", " ").replace('"a"', '"b"'), "'right' has no text"),
        # a day that is none
        (GOOD.replace("2025-01-02", "yesterday").replace('"a"', '"b"'), "is no day"),
        # the same id again
        (GOOD, "occurs twice"),
        # no id
        ('{"left": {"text": "P."}, "right": {"text": "Q."}}', "'id' is missing"),
    ],
)  # fmt: skip
def test_what_is_no_pair_is_named_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(InputError, match="line 2") as told:
        read_pairs(_write(tmp_path / "p.jsonl", GOOD, line))
    assert said in str(told.value)


def test_a_file_that_is_absent_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent\.jsonl"):
        read_pairs(tmp_path / "absent.jsonl")
