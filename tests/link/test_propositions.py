"""What an utterance puts forward: how it is parted, worded and signed."""

from __future__ import annotations

import pytest
from handmade import extraction

from kg.link.propositions import propositions
from kg.model import Document, Extent, Extraction, Utterance

LONG = (
    "We asked for the tide tables in March and again in April and got no answer whatever. "
    "Mr. Pell then told the council that they were in the post. They never came to us at all."
)


def said(content: str, **more: object) -> list[str]:
    return [p.text for p in propositions(extraction("a.txt", {"content": content, **more}))]


CASES = [
    # one clause
    ("that the ferry is late", "indirect", ["the ferry is late"]),
    # two clauses, each with its own 'that'
    (
        "that the ferry is late, and that nobody has said why",
        "indirect",
        ["the ferry is late", "nobody has said why"],
    ),
    # 'and' that joins nouns; 'that' which is a pronoun
    (
        "the ferry and that old barge are late",
        "indirect",
        ["the ferry and that old barge are late"],
    ),
    # a bare 'and' between clauses is left alone
    (
        "that profits fell and jobs will go",
        "indirect",
        ["profits fell and jobs will go"],
    ),
    # a semicolon between clauses
    (
        "the ferry is late; the quay is empty of people",
        "indirect",
        ["the ferry is late", "the quay is empty of people"],
    ),
    # marks of quotation around direct speech are no part of what is said; inside they are
    ("“Nobody asked us,”", "direct", ["Nobody asked us,"]),
    ("the ferry is “late again”", "mixed", ["the ferry is “late again”"]),
    # short direct speech is one breath
    ("“It is late. It is always late.”", "direct", ["It is late. It is always late."]),
    # long direct speech is parted by sentences, not at an abbreviation
    (
        f"“{LONG}”",
        "direct",
        [
            "We asked for the tide tables in March and again in April and got no answer whatever.",
            "Mr. Pell then told the council that they were in the post.",
            "They never came to us at all.",
        ],
    ),
    # long indirect speech is not parted by sentences
    (LONG, "indirect", [LONG]),
    # nothing but marks puts nothing forward
    ("…", "direct", []),
]


@pytest.mark.parametrize(("content", "form", "expected"), CASES)
def test_parted(content: str, form: str, expected: list[str]) -> None:
    assert said(content, form=form) == expected


def interrupted(text: str, *contents: str) -> list[str]:
    document = Document.of(text, file="a.txt")
    utterance = Utterance(
        id="u",
        document=document.id,
        form="direct",
        content=tuple(Extent.of(text, content) for content in contents),
        text=" … ".join(contents),
    )
    return [p.text for p in propositions(Extraction(document=document, utterances=(utterance,)))]


def test_interrupted_in_mid_sentence_is_one() -> None:
    text = "“The ferry,” said Ilse Morrowind, “is late.”"
    assert interrupted(text, "“The ferry,”", "“is late.”") == ["The ferry, … is late."]


def test_a_sentence_begun_after_the_reporting_clause_is_another() -> None:
    text = "“The ferry is late,” said Ilse Morrowind. “Nobody has told us why.”"
    assert interrupted(text, "“The ferry is late,”", "“Nobody has told us why.”") == [
        "The ferry is late,",
        "Nobody has told us why.",
    ]


@pytest.mark.parametrize(
    ("cue", "stance", "polarity", "expected"),
    [
        ("said that", "asserts", "positive", "positive"),
        ("said that", "asserts", "negative", "negative"),
        # the cue turns it round
        ("denied that", "denies", "positive", "negative"),
        # twice is not at all
        ("denied that", "denies", "negative", "positive"),
        # the content has turned itself
        ("said that", "denies", "negative", "negative"),
        ("disputes that", "denies", "positive", "negative"),
        # a doubt is no denial
        ("doubted that", "doubts", "positive", "positive"),
    ],
)
def test_signs(cue: str, stance: str, polarity: str, expected: str) -> None:
    row = {"content": "the ferry is late", "cue": cue, "stance": stance, "polarity": polarity}
    (proposition,) = propositions(extraction("a.txt", row))
    assert proposition.polarity == expected


def test_the_same_words_twice_are_two_propositions() -> None:
    made = extraction("a.txt", ("Ilse", "the ferry is late"), ("Tilo", "the ferry is late"))
    first, second = propositions(made)
    assert first.id != second.id
    again = extraction("a.txt", ("Ilse", "the ferry is late"), ("Tilo", "the ferry is late"))
    assert [p.id for p in propositions(again)] == [first.id, second.id]


def test_contents_are_places_in_the_document() -> None:
    made = extraction("a.txt", {"content": f"“{LONG}”", "form": "direct"})
    for proposition in propositions(made):
        inside = " … ".join(e.within(made.document.text) for e in proposition.content)
        assert " ".join(inside.split()) == proposition.text


FELL = "Orla Penn said that profits fell, and jobs will go."


def parted(text: str, pieces: list[str], **more: object) -> list[str]:
    """The propositions of an utterance with these pieces and a clause that begins at 'jobs'."""
    document = Document.of(text, file="a.txt")
    places = tuple(Extent(text.index(p), text.index(p) + len(p)) for p in pieces)
    utterance = Utterance(
        id="u",
        document=document.id,
        content=places,
        text=" ".join(pieces),
        clauses=(text.index("jobs"),),
        **more,  # type: ignore[arg-type]
    )
    read = Extraction(document=document, utterances=(utterance,))
    return [p.text for p in propositions(read)]


def test_clauses_with_subjects_of_their_own_are_parted() -> None:
    content = "that profits fell, and jobs will go"
    assert parted(FELL, [content], form="indirect") == ["profits fell", "jobs will go"]


def test_a_breath_of_direct_speech_is_one() -> None:
    content = "that profits fell, and jobs will go"
    assert len(parted(FELL, [content], form="direct")) == 1


def test_a_piece_that_begins_with_a_clause_is_a_proposition_of_its_own() -> None:
    text = "Profits “fell by half”, she said, and jobs will go."
    assert parted(text, ["Profits “fell by half”", "and jobs will go"], form="mixed") == [
        "Profits “fell by half”",
        "jobs will go",
    ]
