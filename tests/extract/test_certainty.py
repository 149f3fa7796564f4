"""Certainty, stance and polarity of marked sentences.

In the tables [cue] and <content> are marked in the sentence itself; a content in two pieces is
marked twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kg.extract.certainty import certainty, polarity, stance

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span


def marked(nlp: Language, text: str) -> tuple[Span | None, tuple[Span, ...]]:
    """Cue and content of a sentence with [cue] and <content> marked."""
    plain, places, opened = "", {"[": [], "<": []}, (0, "")
    for part in re.split(r"([\[\]<>])", text):
        if part in {"[", "<"}:
            opened = (len(plain), part)
        elif part in {"]", ">"}:
            places[opened[1]].append((opened[0], len(plain)))
        else:
            plain += part
    doc = nlp(plain)
    spans = {
        mark: [doc.char_span(a, b, alignment_mode="expand") for a, b in found]
        for mark, found in places.items()
    }
    return (spans["["][0] if spans["["] else None), tuple(spans["<"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She [said] <the bridge is safe>.", "certain"),
        ("She [said] <the bridge may close>.", "possible"),
        ("She [said] <perhaps the bridge will close>.", "possible"),
        ("She [said] <the plan appears to work>.", "possible"),
        ("She [expects] <the bridge to close>.", "probable"),
        ("She [said] <the bridge will probably close>.", "probable"),
        ("The bridge [reportedly] <cost two million>.", "probable"),
        ("She [said] <an estimated 40 boats sank>.", "probable"),
        # a hedge on the number alone
        ("She [said] <about 40 boats sank>.", "certain"),
        # a hedge inside a relative clause says nothing of the main predicate
        ("She [said] <the council banned tools that might fail>.", "certain"),
        # possible is the lower of two
        ("She [expects] <the bridge might close>.", "possible"),
        # the month and the verb of permission's homograph
        ("She [said] <it opened in May>.", "certain"),
        ("There was [speculation] <that the mill would close>.", "possible"),
        # what a plant expects is a fact about the plant
        ("She [said] <the hotel expects guests>.", "certain"),
    ],
)
def test_certainty(nlp: Language, text: str, expected: str) -> None:
    cue, content = marked(nlp, text)
    assert certainty(cue=cue, content=content) == expected


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("She [said] <the bridge is old>.", "indirect", "asserts"),
        ("She [denied] <that the bridge is old>.", "indirect", "denies"),
        # a denial that was withheld is none
        ("She did not [deny] <that the bridge is old>.", "indirect", "asserts"),
        ("She [doubted] <that the bridge would hold>.", "indirect", "doubts"),
        ("She [conceded] <that the bridge is old>.", "indirect", "concedes"),
        ("She [demanded] <a new bridge>.", "indirect", "asks"),
        # the particle belongs to the cue, though it was taken for content
        ("She [called] <for the bridge to be closed>.", "indirect", "asks"),
        ("She [promised] <that the bridge would reopen>.", "indirect", "promises"),
        ("She [warned] <that the bridge would fall>.", "indirect", "predicts"),
        ("She [accused] <the mayor of neglect>.", "indirect", "accuses"),
        # will plus verb is a forecast …
        ("She [said] <the bridge will close in June>.", "indirect", "predicts"),
        # … of one's own deed a promise
        ('"<We will repair the bridge>," she [said].', "direct", "promises"),
        ("She [said] <she would study the report>.", "indirect", "promises"),
        # in direct speech 'would' is a condition
        ('"<The bridge would fall in a storm>," she [said].', "direct", "asserts"),
        ("She [said] <the bridge is due to open in June>.", "indirect", "predicts"),
        ('"<Close the bridge>," she [said].', "direct", "asks"),
        ('"<Who paid for the bridge?>" she [asked].', "direct", "asks"),
        ("She [said] <the mayor must resign>.", "indirect", "asks"),
        ("She [said] <it had nothing to do with the bridge>.", "indirect", "denies"),
        # a fact said not to be so
        ('"<Nobody closed the bridge>," she [said].', "direct", "denies"),
        # a judgement in the negative
        ('"<The bridge is not safe>," she [said].', "direct", "asserts"),
        # of one's own mind
        ('"<I do not know>," she [said].', "direct", "asserts"),
        ("She [said] <the figure could not be verified>.", "indirect", "doubts"),
    ],
)
def test_stance(nlp: Language, text: str, form: str, expected: str) -> None:
    cue, content = marked(nlp, text)
    assert stance(cue=cue, content=content, form=form) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She [said] <the bridge is old>.", "positive"),
        ("She [said] <the bridge is not old>.", "negative"),
        ("She [said] <the bridge has never closed>.", "negative"),
        ("She [said] <nobody crossed the bridge>.", "negative"),
        ("She [said] <no boats sank>.", "negative"),
        ("She [said] <the plan failed to win support>.", "negative"),
        # to fail by itself negates nothing
        ("She [said] <the dam failed>.", "positive"),
        # two negations
        ("She [said] <nobody failed to vote>.", "positive"),
        # set phrases
        ("She [said] <the bridge is not only old but ugly>.", "positive"),
        ("She [said] <no more than 30 boats sank>.", "positive"),
        # the negation stands in a relative clause
        ("She [said] <the bridge that nobody likes is old>.", "positive"),
    ],
)
def test_polarity(nlp: Language, text: str, expected: str) -> None:
    _, content = marked(nlp, text)
    assert polarity(content=content) == expected


def test_without_cue_and_content() -> None:
    assert certainty(cue=None, content=()) == "certain"
    assert stance(cue=None, content=(), form="post") == "asserts"
    assert polarity(content=()) == "positive"
