"""What people really put into folders: a build says what it made of it, and never falls over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

HALF = "\ud800"  # half a character: JSON can spell it, no file can hold it


def build(*inputs: Path, to: Path) -> Result:
    return CliRunner().invoke(main, ["build", *map(str, inputs), "--to", str(to), "--jobs", "1"])


def test_nothing_to_build_from_is_an_error_and_leaves_the_graph(tmp_path: Path) -> None:
    graph, good, empty, broken = (tmp_path / n for n in ("graph", "good", "empty", "broken"))
    for folder in (good, empty, broken):
        folder.mkdir()
    (good / "fares.txt").write_text("Orla Brandreth said that fares would double in June.\n")
    (broken / "nothing.txt").write_bytes(b"")
    (broken / "damaged.pdf").write_bytes(b"\0\1\2")
    assert build(good, to=graph).exit_code == 0
    before = (graph / "current").read_text()

    for inputs, said in (
        ([empty], ["holds nothing that kg reads"]),
        ([broken], ["nothing that could be read", "nothing.txt", "damaged.pdf"]),
        ([tmp_path / "nowhere"], ["nowhere", "does not exist"]),
    ):
        done = build(*inputs, to=graph)
        assert done.exit_code == 2
        assert all(words in done.stderr for words in said)
        assert (graph / "current").read_text() == before


ODD = {
    # one word as long as an article
    "word.txt": f"Fares\n\n{'x' * 10_000} said Orla Brandreth. “{'y' * 10_000}”, she said.",
    # marks that turn the direction of writing, a line end of Unicode's, a byte-order mark within
    "marks.txt": "\u202eFares\u202c\n\n\u200fOrla Brandreth\u200e said \u202bfares double\u202c."
    " \ufeff“No choice,”\u2029 said Orla Brandreth.",
    "null.txt": "Fares\n\nOrla Brandreth said\0 fares would double. She said so again.",
    # half characters wherever a value can stand
    "half.jsonl": json.dumps(
        {
            "text": f"Orla Brandreth said on Monday that fares{HALF} would double.\0",
            "title": f"A{HALF} title\0",
            "author": [f"Nuala {HALF}Fenwick", {"name": f"Ivo{HALF} Lent"}],
            "publisher": {"name": f"The{HALF} Post"},
            "date": f"{HALF}soon",
        }
    ),
}  # fmt: skip


def test_odd_characters_go_through_build_check_and_export(tmp_path: Path) -> None:
    inputs, graph = tmp_path / "in", tmp_path / "graph"
    inputs.mkdir()
    for name, text in ODD.items():
        (inputs / name).write_text(text, encoding="utf-8")
    done = build(inputs, to=graph)
    assert done.exit_code in {0, 1}, done.output
    run = CliRunner()
    check = run.invoke(main, ["validate", "--graph", str(graph)])
    assert check.exit_code == 0, check.output
    out = run.invoke(main, ["export", "--graph", str(graph), "--format", "jsonl"])
    rows = [json.loads(line) for line in out.stdout.splitlines()]
    files = {row["file"].split("#")[0] for row in rows if row["type"] == "document"}
    left_out = {name for name in ODD if f"not read: {name}" in done.stderr}
    assert files | left_out == set(ODD), "each is in the graph or named as not read"


@pytest.mark.parametrize("rows", [0, 600])
def test_many_short_rows(tmp_path: Path, rows: int) -> None:
    table = tmp_path / "posts.csv"
    table.write_text(
        "text,author\n" + "".join(f"Fare {n} is too high.,Ann {n}\n" for n in range(rows))
    )
    done = CliRunner().invoke(main, ["extract", str(table), "--jobs", "1"])
    assert done.exit_code == (0 if rows else 1), done.output
    assert len(done.stdout.splitlines()) == rows
