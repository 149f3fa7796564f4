"""What the tagger read and what the rules add; the reader that ships, from text to attributions."""

import pytest

from kg.extract import attributions, parse, pipeline
from kg.extract.language import parser
from kg.extract.quotations import quotations
from kg.extract.tagged import completed, joined, signed, spoken, tagged
from kg.model import Attribution, Document, Extent


@pytest.fixture(scope="module")
def nlp():
    return pipeline()


def at(text: str, words: str) -> Extent:
    start = text.index(words)
    return Extent(start, start + len(words))


def said(text: str, content: str, cue: str | None = None, source: str | None = None, form="direct"):
    return Attribution(
        content=(at(text, content),),
        form=form,
        cue=at(text, cue) if cue else None,
        source=at(text, source) if source else None,
    )


def whole(text: str) -> Extent:
    return Extent(0, len(text))


def pieces(text: str, one: Attribution) -> list[str]:
    return [p.within(text) for p in one.content]


def finished(text: str, *read: Attribution) -> list[list[str]]:
    found = completed(list(read), text, whole(text), quotations(text, whole(text)))
    return [pieces(text, one) for one in found]


def test_a_quotation_that_follows_in_the_same_breath_is_the_same_speakers():
    text = "“It sinks,” Ida Vane said on Monday, “and nobody looks.”"
    assert finished(text, said(text, "“It sinks,”", "said", "Ida Vane")) == [
        ["“It sinks,”", "“and nobody looks.”"]
    ]


def test_what_was_read_without_a_cue_goes_to_who_turns_out_to_say_it():
    text = "“It sinks,” Ida Vane said, “and nobody looks.”"
    read = (said(text, "“It sinks,”", "said", "Ida Vane"), said(text, "“and nobody looks.”"))
    assert finished(text, *read) == [["“It sinks,”", "“and nobody looks.”"]]


def test_a_quotation_after_another_sentence_is_not_taken_along():
    text = "“It sinks,” Vane said. The mayor of the town disagreed. “It stands.”"
    assert finished(text, said(text, "“It sinks,”", "said", "Vane")) == [["“It sinks,”"]]


def test_further_paragraphs_of_a_quotation_belong_to_it():
    text = "Vane said: “It sinks.\n\n“Nobody looks.”"
    assert finished(text, said(text, "“It sinks.", "said", "Vane")) == [
        ["“It sinks.\n\n“Nobody looks.”"]
    ]


def test_a_heading_belongs_to_nobody_who_speaks_below_it():
    text = "A pier in peril\n\nThe pier sinks, Vane said."
    one = Attribution(
        content=(at(text, "A pier in peril"), at(text, "The pier sinks")),
        form="indirect",
        cue=at(text, "said"),
        source=at(text, "Vane"),
    )
    (found,) = tagged([one], text, whole(text), ())
    assert pieces(text, found) == ["The pier sinks"]


def test_what_lies_in_the_header_is_not_of_the_body():
    text = "Vane says pier sinks\n\nIt does."
    one = said(text, "pier sinks", "says", "Vane", form="indirect")
    assert tagged([one], text, Extent(22, len(text)), ()) == []


def test_rules_add_voices_within_voices_and_what_nobody_touched():
    text = "Vane said Oke had claimed that it sinks. Lisle denied that it does."
    outer = said(text, "Oke had claimed that it sinks", "said", "Vane", form="indirect")
    inner = said(text, "that it sinks", "claimed", "Oke", form="indirect")
    other = said(text, "that it does", "denied", "Lisle", form="indirect")
    across = said(text, "that it sinks", "said", "Vane", form="indirect")
    unnamed = said(text, "that it does", "denied", form="indirect")
    ruled = {inner: True, other: False, across: True, unnamed: True}
    assert joined([outer], ruled) == [outer, inner, other]
    assert joined([outer], {inner: False}) == [outer]


def test_another_parse_is_not_the_taggers():
    ((_, doc),) = parse([Document.of("Vane said it sinks.", file="a.txt")], nlp=parser())
    assert spoken(doc) is None


TEXT = """Harbour council meets over sinking pier

The old pier has sunk by a foot since March, harbour master Ida Vane said on Tuesday.

“Nobody told the crews,” she added. “We found out from the tide.”

According to Tom Oke, who runs the ferry, repairs would cost two million pounds.

The council did not respond.
"""


@pytest.fixture(scope="module")
def found(nlp):
    document = Document.of(TEXT, file="pier.txt")
    ((same, doc),) = parse([document], nlp=nlp)
    return [a for a in attributions(same, doc) if a.form != "authored"]


def test_the_reader_reads_who_says_what(found):
    read = [(one.source and one.source.within(TEXT), one.form, pieces(TEXT, one)) for one in found]
    assert read == [
        (
            "harbour master Ida Vane",
            "indirect",
            ["The old pier has sunk by a foot since March"],
        ),
        ("she", "direct", ["“Nobody told the crews,”", "“We found out from the tide.”"]),
        (
            "Tom Oke, who runs the ferry",
            "indirect",
            ["repairs would cost two million pounds"],
        ),
    ]


def test_a_text_in_parts_is_read_where_it_stands(nlp, monkeypatch):
    from kg.extract import language

    document = Document.of(TEXT, file="pier.txt")
    monkeypatch.setattr(language, "PART", 120)
    ((same, doc),) = parse([document], nlp=nlp)
    for one in spoken(doc):
        assert one.cue is None or one.cue.within(TEXT) in {"said", "added", "According to"}
    assert doc.text == TEXT
    assert any(one.source and "Oke" in one.source.within(TEXT) for one in attributions(same, doc))


@pytest.mark.parametrize("text", ["", " \n\n ", "\n\nOne.", "—", "a" * 3000, "X " * 600])
def test_odd_texts_are_parsed_as_they_stand(text, nlp):
    assert nlp(text).text == text


def test_a_dash_signs_what_stands_before_it_on_its_line() -> None:
    text = "“It will crack. It must.” ― Ida Vane\n“It held.” — Ivo Lent\n“Who knows?”\n"
    read = [
        said(text, "“It will crack."),
        said(text, "“It held.”", "―", "Ida Vane"),
        said(text, "It must.”"),
        said(text, "“Who knows?”", "—", "Ivo Lent"),
    ]
    found = {
        one.source.within(text) if one.source else None: pieces(text, one)
        for one in signed(read, text)
    }
    assert found == {
        "Ida Vane": ["“It will crack.", "It must.”"],
        "Ivo Lent": ["“It held.”"],
        # whose this is has become open
        None: ["“Who knows?”"],
    }


def test_of_two_that_sign_on_one_line_each_has_its_own() -> None:
    text = "“It held.” ― Ida Vane “It broke.” — Ivo Lent"
    read = [
        said(text, "“It held.”", "―", "Ida Vane"),
        said(text, "“It broke.”", "—", "Ivo Lent"),
    ]
    assert signed(read, text) == read


def test_a_dash_that_stands_before_what_is_said_signs_nothing() -> None:
    text = "― Ida Vane: it cracked"
    one = said(text, "it cracked", "―", "Ida Vane")
    assert signed([one], text) == [one]
