"""What becomes of an attribution: words, ids, nesting, subjects, and the speaker's own 'I'."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import extract
from kg.extract.language import parse
from kg.extract.utterances import JOIN, spoken
from kg.model import Attribution, Document, Extent, Extraction, Form

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

TEXT = (
    "“I fired it twice,” Ida Vane of Kilnworks Ltd said on Monday, “and we lost 90 percent of the "
    "pots.” Tom Oke claimed that Vane had said the kiln was sound."
)


def attribution(text: str, *content: str, form: Form, **parts: object) -> Attribution:
    source, cue = parts.pop("source", None), parts.pop("cue", None)
    return Attribution(
        content=tuple(Extent.of(text, c) for c in content),
        form=form,
        source=Extent.of(text, str(source)) if source else None,
        cue=Extent.of(text, str(cue)) if cue else None,
        **parts,  # type: ignore[arg-type]
    )


FOUND = (
    attribution(
        TEXT,
        "“I fired it twice,”",
        "“and we lost 90 percent of the pots.”",
        form="direct",
        source="Ida Vane of Kilnworks Ltd",
        cue="said",
    ),
    attribution(
        TEXT,
        "that Vane had said the kiln was sound",
        form="indirect",
        source="Tom Oke",
        cue="claimed",
    ),
    Attribution(
        content=(Extent.of(TEXT, "the kiln was sound"),),
        form="indirect",
        source=Extent.of(TEXT, "Vane had").__class__.of(
            TEXT, "Vane", after=TEXT.index("that Vane")
        ),
        outer=1,
    ),
)


def read(
    nlp: Language, text: str, found: tuple[Attribution, ...], **metadata: object
) -> Extraction:
    document = Document.of(text, file="a.txt", **metadata)
    document, doc = next(iter(parse([document], nlp=nlp)))

    def reader(_: Document, __: Doc) -> tuple[Attribution, ...]:
        return found

    return extract(document, doc, read=reader)


def test_the_reader_is_a_parameter(nlp: Language) -> None:
    made = read(nlp, TEXT, FOUND, published=date(2031, 5, 7))
    names = {e.key: e.name for e in made.entities}
    assert [names.get(u.speaker or "") for u in made.utterances] == [
        "Ida Vane",
        "Tom Oke",
        "Ida Vane",
    ]
    first, outer, inner = made.utterances
    # marks of quotation left out, pieces joined
    assert first.text == "I fired it twice, … and we lost 90 percent of the pots."
    # Monday before the Wednesday of publication
    assert (first.said, first.said_basis) == (date(2031, 5, 5), "stated")
    assert [(q.low, q.unit) for q in first.quantities if q.unit] == [(90.0, "percent")]
    assert inner.reported_by == outer.id
    assert [names[k] for k in outer.about] == ["Ida Vane"]


def test_the_speakers_own_words_mean_the_speaker(nlp: Language) -> None:
    made = read(nlp, TEXT, FOUND)
    own = {m.extent.within(TEXT): m.entity for m in made.mentions if "own words" in m.why}
    speaker = made.utterances[0].speaker
    assert own == {"I": speaker, "we": speaker}


def test_equal_words_twice_have_two_ids(nlp: Language) -> None:
    text = "“It cracked,” Ida Vane said. “It cracked,” Ida Vane said."
    again = text.rindex("“It")
    found = tuple(
        Attribution(
            content=(Extent(at, at + 13),),
            form="direct",
            source=Extent.of(text, "Ida Vane", after=at),
        )
        for at in (0, again)
    )
    first, second = read(nlp, text, found).utterances
    assert (first.text, first.speaker) == (second.text, second.speaker)
    assert first.id != second.id


def test_ids_hold_whatever_else_the_document_says(nlp: Language) -> None:
    alone = read(nlp, TEXT, FOUND[:1]).utterances[0].id
    assert read(nlp, TEXT, FOUND).utterances[0].id == alone


def test_content_without_words_is_told_as_skipped(nlp: Language) -> None:
    text = "“…” Ida Vane said nothing."
    found = (attribution(text, "“…”", form="direct", source="Ida Vane"),)
    made = read(nlp, text, found)
    assert made.utterances == ()
    assert made.skipped == ("a quotation without words at 0",)


def test_unread_language_is_kept_and_told(nlp: Language) -> None:
    made = read(nlp, "Der Ofen ist gesprungen.", (), language="de")
    assert (made.utterances, made.entities) == ((), ())
    assert made.skipped == ("language de, not read",)


@pytest.mark.parametrize(
    ("text", "form", "words"),
    [
        # apostrophes stay, marks go
        ("“It’s the dockers’ kiln,”", "direct", "It’s the dockers’ kiln,"),
        ("'It isn't the dockers' kiln,'", "direct", "It isn't the dockers' kiln,"),
        # marks within indirect speech go too
        ("that it was “by far” the largest", "mixed", "that it was by far the largest"),
        ("that it was ‘by far’ the largest", "mixed", "that it was by far the largest"),
        # a quotation over two lines
        ("“It\n\ncracked”", "direct", "It cracked"),
    ],
)
def test_words_without_marks(text: str, form: Form, words: str) -> None:
    one = Attribution(content=(Extent(0, len(text)),), form=form)
    assert spoken(Document.of(text, file="a.txt"), one) == words


@given(st.lists(st.text(alphabet="ab ’'“”.\n", min_size=1), min_size=1, max_size=3))
def test_only_marks_are_taken_away(pieces: list[str]) -> None:
    text = "".join(pieces)
    ends = [sum(len(p) for p in pieces[: i + 1]) for i in range(len(pieces))]
    extents = tuple(Extent(e - len(p), e) for p, e in zip(pieces, ends, strict=True))
    said = spoken(Document.of(text, file="a.txt"), Attribution(content=extents, form="direct"))
    kept = [c for c in said.replace(JOIN, "") if c in "ab."]
    assert kept == [c for c in text if c in "ab."]
