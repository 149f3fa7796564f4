"""Which graphs the explorer offers, how it is started, and that a query can be stopped."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from explorer.page_reading import PROJECT

from kg.errors import QueryError
from kg.explorer.apart import asked_apart
from kg.explorer.formats import formats
from kg.explorer.graphs import listed, sources
from kg.explorer.launch import launch
from kg.export import FORMATS


def graph(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "current").write_text("000001\n", encoding="ascii")
    return folder


def names(environment: dict[str, str], here: Path) -> list[tuple[str, str]]:
    return [(source.name, source.place) for source in sources(environment, here=here)]


def test_graphs_from_the_environment(tmp_path: Path) -> None:
    given = {"KG_GRAPHS": listed({"seeds": Path("a"), "debate": Path("b/c")})}
    assert names(given, tmp_path) == [("seeds", "a"), ("debate", "b/c")]


def test_graphs_of_one_name_can_be_told_apart(tmp_path: Path) -> None:
    given = {"KG_GRAPHS": os.pathsep.join(["x=a", "x=b", " ", "/some/where/y"])}
    assert names(given, tmp_path) == [("x", "a"), ("x (2)", "b"), ("y", "/some/where/y")]


def test_an_endpoint_is_the_only_graph(tmp_path: Path) -> None:
    given = {"KG_STORE": "http://localhost:7878/query", "KG_GRAPHS": "x=a"}
    (source,) = sources(given, here=tmp_path)
    assert (source.name, source.remote) == ("localhost:7878", True)


def test_graphs_close_by(tmp_path: Path) -> None:
    assert names({}, tmp_path) == []
    one = graph(tmp_path / "graph")
    assert names({}, tmp_path) == [("graph", str(one))]
    several = [graph(tmp_path / "graphs" / name) for name in ("b", "a")]
    (tmp_path / "graphs" / "unfinished").mkdir()
    assert names({}, tmp_path) == [("a", str(several[1])), ("b", str(several[0]))]


def test_launch_hands_the_graphs_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ran = {}

    class Done:
        returncode = 0

    def run(command, *, env, check):
        ran.update(command=command, env=env)
        return Done()

    monkeypatch.setattr("subprocess.run", run)
    assert launch(graphs={"g": tmp_path}, port=8765, options=("--server.headless=true",)) == 0
    assert ran["env"]["KG_GRAPHS"] == f"g={tmp_path}"
    assert {"--server.port=8765", "--server.address=127.0.0.1"} <= set(ran["command"])
    assert Path(ran["command"][4]) == PROJECT / "app.py"


def test_a_query_that_takes_too_long_is_stopped(harbour: Path) -> None:
    everything = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with pytest.raises(QueryError, match=r"no answer after 1\.5 seconds"):
        asked_apart(harbour, everything, kind="SELECT", seconds=1.5)


def test_construct_gives_turtle(harbour: Path) -> None:
    query = "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 3"
    assert " a " in asked_apart(harbour, query, kind="CONSTRUCT")


def test_every_export_format_is_offered_with_its_use() -> None:
    assert {each.name for each in formats()} == set(FORMATS)


def test_app_is_three_lines_and_nothing_is_sent_home() -> None:
    code = (PROJECT / "app.py").read_text(encoding="utf-8").split('"""')[2]
    assert len([line for line in code.splitlines() if line.strip()]) == 2
    config = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    assert "fontFaces" not in config["theme"]
