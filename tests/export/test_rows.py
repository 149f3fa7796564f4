"""JSON Lines and tables: the public fields, exactly."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from corpora import harbour, harbour_store

from kg.export import export, records
from kg.export.characters import spreadsheet_cell, xml_characters
from kg.export.selection import shortened_quote

FIELDS = {
    "document": {"id", "file", "published", "headline", "origin", "version_of"},
    "actor": {"id", "name", "kind", "aliases", "roles"},
    "product": {"id", "name", "aliases", "maker"},
    "concern": {"id", "label", "raised_by"},
    "utterance": {
        *("id", "document", "speaker", "speaker_id", "source", "cue", "content", "form", "stance"),
        *("certainty", "said", "nested_in", "quantities", "claims"),
    },
    "claim": {"id", "text", "utterances", "about", "concerns"},
    "relation": {"relation", "kind", "left", "right", "score", "status", "why"},
}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, object]]:
    out = io.BytesIO()
    export(harbour_store(), "jsonl", out)
    return [json.loads(line) for line in out.getvalue().decode().splitlines()]


def of_type(rows: list[dict[str, object]], kind: str) -> list[dict[str, object]]:
    return [row for row in rows if row["type"] == kind]


def test_fields_are_the_public_ones(rows: list[dict[str, object]]) -> None:
    assert {row["type"] for row in rows} == set(FIELDS)
    for row in rows:
        assert set(row) - {"type"} == FIELDS[str(row["type"])]


def test_every_record_of_the_corpus_is_a_line(rows: list[dict[str, object]]) -> None:
    corpus = harbour()
    counts = {kind: len(of_type(rows, kind)) for kind in FIELDS}
    assert counts == {
        "document": len(corpus.extractions),
        "actor": len(corpus.actors),
        "product": len(corpus.products),
        "concern": len({link.concept for link in corpus.concerns}),
        "utterance": sum(len(each.utterances) for each in corpus.extractions),
        "claim": len(corpus.claims),
        "relation": len(corpus.relations),
    }


def test_ids_are_plain_and_refer_to_lines(rows: list[dict[str, object]]) -> None:
    ids = {
        kind: {row["id"] for row in of_type(rows, kind)} for kind in FIELDS if kind != "relation"
    }
    for row in of_type(rows, "utterance"):
        assert row["speaker_id"] in {*ids["actor"], None}
        assert row["nested_in"] in {*ids["utterance"], None}
        for each in row["claims"]:  # type: ignore[attr-defined]
            assert set(each) == {"claim", "target", "content"}
            assert each["claim"] in ids["claim"] and each["target"] in {*ids["claim"], None}
    for row in of_type(rows, "claim"):
        assert set(row["utterances"]) <= ids["utterance"]  # type: ignore[call-overload]
        assert set(row["concerns"]) <= ids["concern"]  # type: ignore[call-overload]
    for row in of_type(rows, "relation"):
        assert {row["left"], row["right"]} <= ids["claim"]
    for row in of_type(rows, "document"):
        assert row["version_of"] in {*ids["document"], None}


def test_speakers_named_unnamed_and_the_article(rows: list[dict[str, object]]) -> None:
    by_text = {"".join(row["content"]): row for row in of_type(rows, "utterance")}  # type: ignore
    authored = by_text["The harbour is the busiest on the coast"]
    assert (authored["speaker"], authored["speaker_id"]) == ("(article)", None)
    nobody = by_text["A court case may follow"]
    assert (nobody["speaker"], nobody["speaker_id"]) == (None, None)
    denial = by_text["The Tidewalker 3 does not use less fuel than its rivals"]
    assert denial["speaker"] == "Jonas Reek"
    fuel = by_text["It uses 40 percent less fuel than any ferry of its size,"]
    assert denial["claims"][0]["target"] == fuel["claims"][0]["claim"]  # type: ignore[index]


def test_quotation_marks_go_only_in_pairs_around_all(rows: list[dict[str, object]]) -> None:
    pieces = [piece for row in of_type(rows, "utterance") for piece in row["content"]]  # type: ignore
    assert "It uses 40 percent less fuel than any ferry of its size," in pieces
    assert "the Tidewaker 3 “is too loud for the old town”" in pieces


def test_quantities_are_intervals(rows: list[dict[str, object]]) -> None:
    found = [each for row in of_type(rows, "utterance") for each in row["quantities"]]  # type: ignore
    at_most = {"low": None, "high": 90.0, "unit": "passenger", "per": "trip", "approximate": False}
    assert at_most in found


def test_near_misses_are_relations_of_none(rows: list[dict[str, object]]) -> None:
    none = [row for row in of_type(rows, "relation") if row["relation"] == "none"]
    assert [row["kind"] for row in none] == ["different-unit-or-measure"]


def test_concerns_name_who_raises_them(rows: list[dict[str, object]]) -> None:
    raised = {row["id"]: row["raised_by"] for row in of_type(rows, "concern")}
    names = {row["id"]: row["name"] for row in of_type(rows, "actor")}
    assert {names[each] for each in raised["noise"]} == {"the harbour council", "Jonas Reek"}  # type: ignore
    assert raised["lawsuits"] == []  # raised by nobody who is named


def test_the_scorer_reads_it(shared: Path, tmp_path: Path) -> None:
    export(harbour_store(), "jsonl", tmp_path / "graph.jsonl")
    gold = {
        "document": {"file": "posts.csv#1"},
        "utterances": [
            {
                "id": "u1", "content": ["My neighbours can't sleep any more!"], "form": "post",
                "speaker": "Jonas Reek", "polarity": "asserts", "certainty": "certain",
            }
        ],
        "actors": [{"id": "a1", "name": "Jonas Reek"}],
        "claims": [], "relations": [], "concerns": ["noise"], "products": [],
    }  # fmt: skip
    (tmp_path / "gold.json").write_text(json.dumps(gold))
    command = [sys.executable, str(shared / "score" / "debate.py"), "graph.jsonl", "gold.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    scores = json.loads(done.stdout)
    assert scores["speaker_accuracy"] == 1.0
    assert scores["actors"]["r"] == scores["concerns"]["r"] == 1.0


def test_tables_are_a_folder_or_a_zip(tmp_path: Path) -> None:
    export(harbour_store(), "csv", tmp_path / "tables")
    export(harbour_store(), "csv", tmp_path / "tables.zip")
    names = {file.name for file in (tmp_path / "tables").iterdir()}
    expected = ("documents", "actors", "products", "concerns", "utterances", "claims")
    assert names == {f"{name}.csv" for name in (*expected, "relations", "quantities")}
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        for name in names:
            assert archive.read(name) == (tmp_path / "tables" / name).read_bytes()
    text = (tmp_path / "tables" / "quantities.csv").read_text(encoding="utf-8-sig")
    found = {(row["low"], row["high"], row["unit"]) for row in csv.DictReader(io.StringIO(text))}
    assert found == {
        ("120", "120", "passenger"),
        ("40", "40", "percent"),
        ("", "90", "passenger"),
        ("12", "12", "EUR"),
    }


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=HYPERLINK("http://x.example")', '\'=HYPERLINK("http://x.example")'),
        ("+1 to that", "'+1 to that"),
        ("@handle", "'@handle"),
        # spreadsheets look past leading blanks
        ("  =1+1", "'  =1+1"),
        ("- so they say", "'- so they say"),
        # a number is no formula
        ("-5", "-5"),
        ("+1.5e3", "+1.5e3"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    assert spreadsheet_cell(text) == cell


def test_xml_keeps_what_it_can() -> None:
    assert xml_characters("a\tb\nc\U0001f6a2é") == "a\tb\nc\U0001f6a2é"
    assert xml_characters("\x00\x0b\x1b\ufffe") == "\N{REPLACEMENT CHARACTER}" * 4


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("one two three", None, "one two three"),
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two …"),
        ("one two three", 9, "one two …"),
        # a single long word is cut within
        ("x" * 50, 10, "x" * 8 + " …"),
    ],
)
def test_quotations_are_cut_between_words(text: str, limit: int | None, cut: str) -> None:
    assert shortened_quote(text, limit) == cut


def test_records_are_the_same_every_time() -> None:
    assert records(harbour_store()) == records(harbour_store())
