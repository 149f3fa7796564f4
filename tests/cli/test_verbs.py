"""Every verb once with help, success and the likeliest mistake."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import VERBS, main

ARTICLE = """2026-05-04
Ferry fares to double, says operator
By Nuala Fenwick, The Saltmarsh Post

Orla Brandreth, director of the Saltmarsh Ferry Company, said fares would double in June. “We have
no choice,” Brandreth said. According to the company, fuel now costs 1.4 million crowns a year.
"""


@pytest.fixture
def run() -> CliRunner:
    return CliRunner()


def ok(result: Result, *, code: int = 0) -> str:
    assert result.exit_code == code, result.output
    return result.stdout


@pytest.mark.parametrize("verb", VERBS)
def test_help_teaches(run: CliRunner, verb: str) -> None:
    out = ok(run.invoke(main, [verb, "--help"]))
    assert "Usage:" in out
    assert "Example" in out, "help shows an example"
    assert "\\b" not in out, "marks of layout are obeyed, not printed"


def test_help_lists_every_verb_with_its_summary(run: CliRunner) -> None:
    out = ok(run.invoke(main, ["--help"]))
    for verb, (_, summary) in VERBS.items():
        assert verb in out
        assert summary.split()[0] in out


def test_unknown_verb_is_not_understood(run: CliRunner) -> None:
    assert run.invoke(main, ["biuld"]).exit_code == 2


def test_build_reports_and_tells_what_failed(run: CliRunner, tmp_path: Path) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    (inputs / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    done = run.invoke(main, ["build", str(inputs), "--to", str(tmp_path / "graph")])
    ok(done)
    assert done.stdout == "", "a build prints messages, not data"
    assert "1 documents from 1 origins" in done.stderr

    # an empty file costs itself, not the run; the exit code says so
    (inputs / "empty.txt").write_text("")
    done = run.invoke(main, ["build", str(inputs), "--to", str(tmp_path / "graph")])
    ok(done, code=1)
    assert "not read: empty.txt" in done.stderr
    assert "1 documents" in done.stderr


def test_build_of_what_does_not_exist(run: CliRunner, tmp_path: Path) -> None:
    done = run.invoke(main, ["build", str(tmp_path / "nowhere"), "--to", str(tmp_path / "graph")])
    assert done.exit_code in {1, 2}
    assert "nowhere" in done.stderr
    assert not (tmp_path / "graph" / "current").exists(), "nothing was built from nothing"


def test_extract_prints_a_line_for_each_document(run: CliRunner, tmp_path: Path) -> None:
    file = tmp_path / "ferry.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    rows = [json.loads(x) for x in ok(run.invoke(main, ["extract", str(file)])).splitlines()]
    assert [row["document"] for row in rows] == ["ferry.txt"]
    assert "Orla Brandreth" in {u["speaker"] for u in rows[0]["utterances"]}
    assert "text" not in rows[0]
    with_text = ok(run.invoke(main, ["extract", str(file), "--with-text"]))
    assert json.loads(with_text)["text"] == ARTICLE
    table = ok(run.invoke(main, ["extract", str(file), "--format", "table"]))
    assert "Orla Brandreth" in table


def test_extract_names_a_file_that_is_not_there(run: CliRunner, tmp_path: Path) -> None:
    done = run.invoke(main, ["extract", str(tmp_path / "missing.txt")])
    ok(done, code=1)
    assert "missing.txt" in done.stderr


def test_relate_judges_pairs_in_order(run: CliRunner, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    left = {"speaker": "Orla Brandreth", "said": "2026-05-04", "text": "The ferry is safe."}
    right = {"speaker": "Jory Pell", "said": "2026-05-05", "text": "The ferry is not safe."}
    pairs.write_text(json.dumps({"id": "a", "left": left, "right": right}) + "\n")
    (row,) = [json.loads(x) for x in ok(run.invoke(main, ["relate", str(pairs)])).splitlines()]
    assert (row["id"], row["relation"], row["kind"]) == ("a", "contradicts", "negation")
    assert row["why"]
    assert 0 <= row["score"] <= 1


def test_relate_names_the_line_it_can_not_read(run: CliRunner, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text('{"id": "a"}\n')
    done = run.invoke(main, ["relate", str(pairs)])
    ok(done, code=2)
    assert "line 1" in done.stderr


def test_judgements_outlive_a_rebuild(run: CliRunner, tmp_path: Path) -> None:
    inputs, graph = tmp_path / "in", tmp_path / "graph"
    inputs.mkdir()
    (inputs / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    ok(run.invoke(main, ["build", str(inputs), "--to", str(graph)]))
    rows = ok(run.invoke(main, ["export", "--graph", str(graph), "--format", "jsonl"]))
    nodes = [json.loads(line) for line in rows.splitlines()]
    said = next(n for n in nodes if n["type"] == "utterance" and "no choice" in n["content"][0])
    assert said["speaker"] == "Orla Brandreth"
    ident = said["id"].rsplit("/", 1)[-1]
    judged = ["judge", "attribution", ident, "--verdict", "nobody", "--coder", "ab"]
    ok(run.invoke(main, [*judged, "--graph", str(graph), "--note", "checked the tape"]))
    for _ in range(2):
        ok(run.invoke(main, ["build", str(inputs), "--to", str(graph)]))
        rows = ok(run.invoke(main, ["export", "--graph", str(graph), "--format", "jsonl"]))
        nodes = [json.loads(line) for line in rows.splitlines()]
        again = next(n for n in nodes if n["type"] == "utterance" and n["id"] == said["id"])
        assert again["speaker"] is None


def test_judge_refuses_a_verdict_that_no_build_could_apply(run: CliRunner, tmp_path: Path) -> None:
    done = run.invoke(
        main,
        ["judge", "stance", "abc", "--verdict", "maybe", "--coder", "ab", "--graph", str(tmp_path)],
    )
    ok(done, code=2)
    assert "maybe" in done.stderr
    assert not (tmp_path / "judgements.jsonl").exists()


def test_query_lists_asks_and_writes(run: CliRunner, debate_graph: Path) -> None:
    assert "contested-claims" in ok(run.invoke(main, ["query"]))
    asked = ["query", "--graph", str(debate_graph)]
    table = ok(run.invoke(main, [*asked, "actors"]))
    assert "Pernille Achterberg" in table
    rows = ok(run.invoke(main, [*asked, "actors", "--format", "csv"]))
    assert len(list(csv.DictReader(io.StringIO(rows)))) > 5
    own = (
        "SELECT (COUNT(*) AS ?n) WHERE { ?claim a <https://w3id.org/discourse-kg/ontology#Claim> }"
    )
    answer = json.loads(ok(run.invoke(main, [*asked, own, "--format", "json"])))
    assert int(answer["results"]["bindings"][0]["n"]["value"]) > 20
    shown = ok(run.invoke(main, [*asked, "claims-of-actor", "--param", "name=Brandt", "--show"]))
    assert "SELECT" in shown
    assert '"Brandt"' in shown


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        # a name nearly right
        (["contested-claim"], "contested-claims"),
        # a parameter the question does not have
        (["actors", "--param", "colour=red"], "colour"),
        # SPARQL with a slip
        (["SELECT ?x WHERE { ?x a "], "not SPARQL 1.1: error at"),
        # no sign of equality
        (["actors", "--param", "name"], "name=value"),
    ],
)
def test_query_mistakes(
    run: CliRunner, debate_graph: Path, arguments: list[str], hint: str
) -> None:
    done = run.invoke(main, ["query", "--graph", str(debate_graph), *arguments])
    ok(done, code=2)
    assert hint in done.stderr


def test_query_where_there_is_no_graph(run: CliRunner, tmp_path: Path) -> None:
    done = run.invoke(main, ["query", "--graph", str(tmp_path), "actors"])
    ok(done, code=2)
    assert "kg build" in done.stderr


def test_export_to_stdout_and_to_a_file(run: CliRunner, debate_graph: Path, tmp_path: Path) -> None:
    asked = ["export", "--graph", str(debate_graph), "--format"]
    printed = ok(run.invoke(main, [*asked, "turtle"]))
    assert "kg:Claim" in printed
    file = tmp_path / "graph.ttl"
    ok(run.invoke(main, [*asked, "turtle", "-o", str(file)]))
    assert file.read_text(encoding="utf-8") == printed
    assert run.invoke(main, [*asked, "word"]).exit_code == 2


def test_validate_conforms(run: CliRunner, debate_graph: Path) -> None:
    assert "conforms" in ok(run.invoke(main, ["validate", "--graph", str(debate_graph)])).lower()


def test_evaluate_knows_its_tasks(run: CliRunner, project: Path, tmp_path: Path) -> None:
    gold = project / "tests" / "gold" / "example-debate.json"
    done = run.invoke(main, ["evaluate", "cooking", str(gold)])
    ok(done, code=2)
    assert "debate" in done.stderr
    assert run.invoke(main, ["evaluate", "debate", str(tmp_path / "no.json")]).exit_code == 2


@pytest.mark.parametrize("verb", ["explore", "serve"])
def test_servers_say_when_there_is_no_graph(run: CliRunner, tmp_path: Path, verb: str) -> None:
    done = run.invoke(main, [verb, "--graph", str(tmp_path)])
    ok(done, code=2)
    assert "kg build" in done.stderr
