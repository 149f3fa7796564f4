"""The day on which words were said; the documents are of Thursday, 9 April 2026."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.extract.dates import carried, said
from kg.model import Document, Extent, Utterance

if TYPE_CHECKING:
    from spacy.language import Language

PUBLISHED = date(2026, 4, 9)


def day(nlp: Language, text: str, cue: str, *, published: date | None = PUBLISHED) -> object:
    doc = nlp(text)
    at = text.index(cue)
    span = doc.char_span(at, at + len(cue))
    begin = text.find("that ")
    content = (doc.char_span(begin, len(text) - 1, alignment_mode="expand"),) if begin > 0 else ()
    return said(
        cue=span,
        content=content,
        document=Document.of(text, file="a.txt", published=published),
    )


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("The mayor said on Tuesday that it would close.", "said", date(2026, 4, 7)),
        # on the day of publication itself
        ("The mayor said on Thursday that it would close.", "said", date(2026, 4, 9)),
        ("The mayor said last Thursday that it would close.", "said", date(2026, 4, 2)),
        ("The mayor said yesterday that it would close.", "said", date(2026, 4, 8)),
        ("The mayor said on 3 March that it would close.", "said", date(2026, 3, 3)),
        ("The mayor said on March 3 that it would close.", "said", date(2026, 3, 3)),
        # a day that is still to come this year was last year's
        ("The mayor said on 24 December that it would close.", "said", date(2025, 12, 24)),
        ("The mayor said on 3 March 2024 that it would close.", "said", date(2024, 3, 3)),
        ("The mayor said three days ago that it would close.", "said", date(2026, 4, 6)),
        # the subject did it along with something dated
        ("The mayor came on 3 March and promised that it would close.", "promised",
         date(2026, 3, 3)),
    ],
)  # fmt: skip
def test_stated(nlp: Language, text: str, cue: str, expected: date) -> None:
    assert day(nlp, text, cue) == (expected, "stated")


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The mayor said that it would close.", "said"),
        # the day belongs to what is said
        ("The mayor said that it closed on Tuesday.", "said"),
        # no such day
        ("The mayor said on 31 February that it would close.", "said"),
    ],
)
def test_else_the_documents_own(nlp: Language, text: str, cue: str) -> None:
    assert day(nlp, text, cue) == (PUBLISHED, "document")


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The mayor said last month that it would close.", "said"),
        ("The mayor had said that it would close.", "said"),
        ("The mayor said in March that it would close.", "said"),
    ],
)
def test_earlier_and_no_telling_when(nlp: Language, text: str, cue: str) -> None:
    assert day(nlp, text, cue) == (None, "unknown")


def test_nothing_is_known_of_an_undated_document(nlp: Language) -> None:
    text = "The mayor said on Tuesday that it would close."
    assert day(nlp, text, "said", published=None) == (None, "unknown")


def test_a_signature_line_comes_first() -> None:
    document = Document.of("Closed!", file="a.txt", published=PUBLISHED)
    stated = date(2026, 4, 1)
    assert said(cue=None, content=(), document=document, stated=stated) == (stated, "stated")


def test_the_day_of_an_update_is_that_of_the_version() -> None:
    updated = date(2026, 4, 11)
    document = Document.of("x", file="a.txt", published=PUBLISHED, updated=updated)
    assert said(cue=None, content=(), document=document) == (updated, "document")


def utterance(ident: str, speaker: str, **more: object) -> Utterance:
    return Utterance(
        id=ident,
        document="d",
        form="indirect",
        content=(Extent(0, 4),),
        text="text",
        speaker=speaker,
        **more,  # type: ignore[arg-type]
    )


def test_a_stated_day_carries_over_to_what_the_same_speaker_goes_on_to_say() -> None:
    tuesday = date(2026, 4, 7)
    first = utterance("1", "zorn", said=tuesday, said_basis="stated")
    second = utterance("2", "zorn", said=PUBLISHED, said_basis="document")
    other = utterance("3", "brack", said=PUBLISHED, said_basis="document")
    again = utterance("4", "zorn", said=PUBLISHED, said_basis="document")
    days = [(u.said, u.said_basis) for u in carried((first, second, other, again))]
    own = (PUBLISHED, "document")
    assert days == [(tuesday, "stated"), (tuesday, "stated"), own, own]
