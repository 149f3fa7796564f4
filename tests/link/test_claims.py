"""Which propositions are one claim, over documents, copies, denials and judgements."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from handmade import Bag, entity, extraction

from kg.link import link
from kg.model import Corpus, Judgement

FIRST, LATER = date(2031, 5, 1), date(2031, 5, 9)
QUAY = "the toll on the old bridge at Ostrel doubles"


def corpus(*documents, judgements=()) -> Corpus:
    return link(documents, encoder=Bag(), judgements=judgements)


def gathered(result: Corpus) -> list[list[str]]:
    text = {p.id: p.text for p in result.propositions}
    return sorted([text[p] for p in claim.propositions] for claim in result.claims)


def test_the_same_words_in_two_documents_are_one_claim() -> None:
    result = corpus(
        extraction("b.txt", ("Tilo Pell", QUAY), published=LATER),
        extraction("a.txt", ("Ilse Morrowind", QUAY), published=FIRST),
    )
    (claim,) = result.claims
    first, second = (next(p for p in result.propositions if p.id == i) for i in claim.propositions)
    assert claim.id == first.id == claim.propositions[0]
    documents = {e.document.id: e.document.file for e in result.extractions}
    assert [documents[p.document] for p in (first, second)] == ["a.txt", "b.txt"]
    assert claim.why == ("the same words",)


PAIRS = [
    # alike, and nothing between them
    ("the toll on the old bridge doubles", "the toll on the old bridge doubles again", 1),
    # alike but for a number, a name, a direction, the time, a swapped word
    ("the toll on the old bridge is 4 crowns", "the toll on the old bridge is 5 crowns", 2),
    ("the toll on the bridge at Ostrel doubles", "the toll on the bridge at Marlow doubles", 2),
    ("the toll on the old bridge rose", "the toll on the old bridge fell", 2),
    ("the toll on the old bridge doubles", "the toll on the old bridge will double", 2),
    ("the toll on the old bridge is a scandal", "the toll on the old bridge is a blessing", 2),
    # a topic is no claim, however often it is named
    ("the old bridge", "the old bridge", 2),
]


@pytest.mark.parametrize(("left", "right", "expected"), PAIRS)
def test_pairs(left: str, right: str, expected: int) -> None:
    result = corpus(
        extraction("a.txt", ("Ilse Morrowind", left)),
        extraction("b.txt", ("Tilo Pell", right), published=LATER),
    )
    assert len(result.claims) == expected


def test_a_denial_is_another_claim_aimed_at_what_it_denies() -> None:
    result = corpus(
        extraction("a.txt", ("Ilse Morrowind", QUAY)),
        extraction(
            "b.txt",
            {"speaker": "Tilo Pell", "content": QUAY, "cue": "denied that", "stance": "denies"},
            published=LATER,
        ),
    )
    assert len(result.claims) == 2
    assert {c.polarity for c in result.claims} == {"positive", "negative"}
    denial = next(p for p in result.propositions if p.polarity == "negative")
    aim = next(p for p in result.propositions if p.polarity == "positive")
    assert denial.target == aim.id
    assert aim.target is None


def test_a_denial_of_what_two_claims_put_forward_is_aimed_at_neither() -> None:
    result = corpus(
        extraction("a.txt", ("Ilse Morrowind", QUAY + " in spring")),
        extraction("b.txt", ("Eda Tarn", QUAY + " in autumn"), published=LATER),
        extraction(
            "c.txt",
            {
                "speaker": "Tilo Pell",
                "content": QUAY,
                "cue": "denied that",
                "stance": "denies",
            },
            published=LATER,
        ),
    )
    assert [p.target for p in result.propositions if p.polarity == "negative"] == [None]


def test_that_somebody_said_so_is_not_that_it_is_so() -> None:
    made = extraction("a.txt", ("Ilse Morrowind", "the mayor said " + QUAY), ("the mayor", QUAY))
    outer, inner = made.utterances
    from dataclasses import replace

    nested = replace(made, utterances=(outer, replace(inner, reported_by=outer.id)))
    assert len(corpus(nested).claims) == 2
    assert len(corpus(made).claims) == 1


STORY = (
    "the ferry between Ostrel and Marlow stops running after midnight in winter",
    "nobody on the island was asked about it by the owner of the boats",
    "we heard of it from a notice on the door of the chapel",
)


def test_copies_of_one_source_gather_whatever_they_say() -> None:
    # 'we' would part them, were they not the same text
    said = [("Ilse Morrowind", text) for text in STORY]
    result = corpus(
        extraction("a.txt", *said, headline="Last boat"),
        extraction("b.txt", *said, ("Tilo Pell", QUAY), headline="Boat stops", published=LATER),
    )
    assert [len(c.propositions) for c in result.claims].count(2) == 3
    assert len(result.origins) == 1


def _judged(verdict: str, *ids: str, subject: str = "claim", coder: str = "ab") -> Judgement:
    return Judgement(subject=subject, on=ids, verdict=verdict, coder=coder, made=FIRST)  # type: ignore[arg-type]


def test_judgements_go_before_likeness() -> None:
    documents = (
        extraction("a.txt", ("Ilse Morrowind", QUAY)),
        extraction("b.txt", ("Tilo Pell", QUAY), published=LATER),
        extraction("c.txt", ("Eda Tarn", "crossing costs twice as much"), published=LATER),
    )
    found = {p.document: p.id for p in corpus(*documents).propositions}
    a, b, c = (found[d.document.id] for d in documents)
    apart = corpus(*documents, judgements=[_judged("distinct", a, b)])
    assert len(apart.claims) == 3
    together = corpus(*documents, judgements=[_judged("same", a, c)])
    assert [len(claim.propositions) for claim in together.claims] == [3]
    disputed = corpus(
        *documents, judgements=[_judged("same", a, c), _judged("distinct", c, a, coder="xy")]
    )
    assert len(disputed.claims) == 2
    assert "coders disagree" in disputed.unmatched[0]


def test_no_chain_leads_from_one_claim_to_another() -> None:
    # the middle one is alike to both ends, which differ in a number
    result = corpus(
        extraction("a.txt", ("Ilse Morrowind", "the toll at the bridge is 4 crowns for 9 carts")),
        extraction("b.txt", ("Ilse Morrowind", "the toll at the bridge is 4 crowns for carts")),
        extraction("c.txt", ("Ilse Morrowind", "the toll at the bridge is 4 crowns for 8 carts")),
    )
    assert sorted(len(claim.propositions) for claim in result.claims) == [1, 2]


def test_order_of_documents_makes_no_difference() -> None:
    documents = [
        extraction("a.txt", ("Ilse Morrowind", QUAY), ("Tilo Pell", STORY[0])),
        extraction("b.txt", ("Tilo Pell", QUAY), entities=[entity("Dorn", "organisation")]),
        extraction("c.txt", ("Eda Tarn", STORY[1]), published=LATER),
    ]
    results = [corpus(*order) for order in permutations(documents)]
    assert all(result == results[0] for result in results)


def test_nothing_read_makes_an_empty_corpus() -> None:
    result = corpus()
    assert result == Corpus(extractions=())


def test_every_proposition_is_in_one_claim_and_abouts_are_known() -> None:
    firm = entity("Quillmere Systems", "organisation", aliases=("Quillmere",))
    result = corpus(
        extraction("a.txt", ("Ilse Morrowind", "Quillmere doubles the toll on the old bridge"),
                   entities=[firm]),
        extraction("b.txt", ("Tilo Pell", STORY[2]), published=LATER),
    )  # fmt: skip
    held = [p for claim in result.claims for p in claim.propositions]
    assert sorted(held) == sorted(p.id for p in result.propositions)
    (about,) = [claim.about for claim in result.claims if "Quillmere" in claim.text]
    assert about == tuple(a.id for a in result.actors if a.name == "Quillmere Systems")
