"""The public format of `kg extract`: every field, for every form of utterance."""

from __future__ import annotations

import json
from datetime import date

from kg.extract.rows import row, table
from kg.model import Document, Entity, Extent, Extraction, Mention, Quantity, Utterance

TEXT = "Anna Brack said 300 boats sank. The bridge is old."
DOCUMENT = Document.of(TEXT, file="harbour/a.txt", published=date(2026, 4, 9))
SPOKEN = Utterance(
    id="u1",
    document=DOCUMENT.id,
    form="indirect",
    content=(Extent(16, 30),),
    text="300 boats sank",
    source=Extent(0, 10),
    cue=Extent(11, 15),
    speaker="brack",
    said=date(2026, 4, 7),
    said_basis="stated",
    quantities=(Quantity(extent=Extent(16, 25), low=300, high=300, unit="boat"),),
    about=("brack",),
)
OWN = Utterance(
    id="u2",
    document=DOCUMENT.id,
    form="authored",
    content=(Extent(32, 49),),
    text="The bridge is old",
)
NOBODY = Utterance(
    id="u3",
    document=DOCUMENT.id,
    form="indirect",
    content=(Extent(16, 30),),
    text="300 boats sank",
    reported_by="u1",
)
EXTRACTION = Extraction(
    document=DOCUMENT,
    utterances=(SPOKEN, OWN, NOBODY),
    mentions=(
        Mention(extent=Extent(0, 10), kind="person", entity="brack"),
        Mention(extent=Extent(36, 42), kind="other"),
    ),
    entities=(Entity(key="brack", name="Anna Brack", kind="person"),),
)


def test_a_document_is_one_object_with_exactly_these_fields() -> None:
    found = row(EXTRACTION)
    assert list(found) == ["document", "text_sha256", "published", "utterances", "mentions"]
    assert found["document"] == "harbour/a.txt"
    assert found["published"] == "2026-04-09"
    assert found["text_sha256"] == DOCUMENT.sha256
    assert found["mentions"] == [
        {"start": 0, "end": 10, "kind": "person", "name": "Anna Brack", "id": "brack"},
        {"start": 36, "end": 42, "kind": "other", "name": None, "id": None},
    ]


def test_an_utterance() -> None:
    spoken = row(EXTRACTION)["utterances"][0]
    assert spoken == {
        "id": "u1",
        "speaker": "Anna Brack",
        "speaker_id": "brack",
        "source": [0, 10],
        "cue": [11, 15],
        "content": [[16, 30]],
        "form": "indirect",
        "stance": "asserts",
        "certainty": "certain",
        "polarity": "positive",
        "said": "2026-04-07",
        "nested_in": None,
        "quantities": [
            {
                "low": 300,
                "high": 300,
                "unit": "boat",
                "per": None,
                "bound": "exact",
                "approximate": False,
                "change": None,
                "measure": "",
                "extent": [16, 25],
            }
        ],
        "about": ["Anna Brack"],
        "concerns": [],
    }


def test_the_articles_voice_is_named_and_nobody_is_null() -> None:
    _, own, nobody = row(EXTRACTION, authored=True)["utterances"]
    assert (own["speaker"], own["speaker_id"], own["said"]) == ("(article)", None, None)
    assert (nobody["speaker"], nobody["nested_in"]) == (None, "u1")


def test_the_articles_voice_is_left_out_unless_asked_for() -> None:
    assert [u["id"] for u in row(EXTRACTION)["utterances"]] == ["u1", "u3"]
    assert "The bridge is old" not in table(EXTRACTION)
    assert "The bridge is old" in table(EXTRACTION, authored=True)


def test_the_text_comes_along_only_when_asked_for() -> None:
    assert row(EXTRACTION, with_text=True)["text"] == TEXT
    assert "text" not in row(EXTRACTION)


def test_a_row_is_json_and_the_same_each_time() -> None:
    assert json.dumps(row(EXTRACTION)) == json.dumps(row(EXTRACTION))


def test_the_table_names_file_speaker_and_words() -> None:
    heading, columns, first, second, third, _ = table(EXTRACTION, authored=True).split("\n")
    assert heading == "harbour/a.txt: 3 utterances"
    assert columns.split() == ["speaker", "cue", "stance", "certainty", "content"]
    assert first.startswith("Anna Brack  said")
    assert second.startswith("(article)")
    assert third.startswith("?")


def test_a_document_without_utterances_still_has_its_heading() -> None:
    assert table(Extraction(document=DOCUMENT)) == "harbour/a.txt: 0 utterances\n"
