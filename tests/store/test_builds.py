"""Builds: whole or not at all, one at a time, the last one kept."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.store import current, new_build, open_local

PROJECT = Path(__file__).resolve().parents[2]


def quad(value: int) -> Quad:
    graph = NamedNode("https://test.example/graph")
    return Quad(
        NamedNode("https://test.example/s"),
        NamedNode("https://test.example/p"),
        Literal(value),
        graph,
    )


def build(folder: Path, value: int) -> None:
    with new_build(folder) as target:
        assert target.load([quad(value)]) == 1


def held(folder: Path) -> list[object]:
    with open_local(folder) as store:
        return [row["o"] for row in store.select("SELECT ?o { ?s ?p ?o }")]


def builds(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "builds").iterdir())


def test_a_build_becomes_current_and_the_one_before_is_kept(tmp_path: Path) -> None:
    kept = []
    for value in (1, 2, 3):
        build(tmp_path / "graph", value)
        assert held(tmp_path / "graph") == [value]
        kept.append(builds(tmp_path / "graph"))
    assert kept == [["000001"], ["000001", "000002"], ["000002", "000003"]]
    assert (tmp_path / "graph" / "current").read_text() == "000003\n"


def test_a_reader_sees_the_old_graph_until_the_new_one_is_whole(tmp_path: Path) -> None:
    build(tmp_path, 1)
    with new_build(tmp_path) as target:
        target.load([quad(2)])
        assert held(tmp_path) == [1]
    assert held(tmp_path) == [2]


def test_a_reader_keeps_what_it_opened(tmp_path: Path) -> None:
    build(tmp_path, 1)
    with open_local(tmp_path) as store:
        build(tmp_path, 2)
        assert [row["o"] for row in store.select("SELECT ?o { ?s ?p ?o }")] == [1]


def test_several_loads_are_one_build(tmp_path: Path) -> None:
    with new_build(tmp_path) as target:
        target.load([quad(1)])
        target.load(iter([quad(2), quad(3)]))
    assert sorted(held(tmp_path), key=str) == [1, 2, 3]


def test_a_build_that_fails_leaves_all_as_it_was(tmp_path: Path) -> None:
    build(tmp_path, 1)
    with pytest.raises(ZeroDivisionError), new_build(tmp_path) as target:
        target.load([quad(2)])
        _ = 1 / 0
    assert (held(tmp_path), builds(tmp_path)) == ([1], ["000001"])


def test_a_first_build_that_fails_leaves_no_graph(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), new_build(tmp_path):
        _ = 1 / 0
    with pytest.raises(StoreError, match="kg build"):
        open_local(tmp_path)


KILLED = """
import os, signal, sys
sys.path[:0] = [sys.argv[1], sys.argv[2]]
from pathlib import Path
from test_builds import quad
from kg.store import new_build
with new_build(Path(sys.argv[3])) as target:
    target.load([quad(2)])
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed otherwise there")
def test_a_killed_build_leaves_the_old_graph_and_no_lock(tmp_path: Path) -> None:
    build(tmp_path, 1)
    here = str(Path(__file__).resolve().parent)
    killed = subprocess.run([sys.executable, "-c", KILLED, here, str(PROJECT), str(tmp_path)])
    assert killed.returncode == -signal.SIGKILL
    assert builds(tmp_path) == ["000001", "000002"]  # its half-made folder
    assert held(tmp_path) == [1]
    build(tmp_path, 3)
    assert held(tmp_path) == [3]
    assert builds(tmp_path) == ["000001", "000002"]  # the folder was made anew


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    with new_build(tmp_path) as first:
        with pytest.raises(StoreError, match="another build is writing"), new_build(tmp_path):
            pytest.fail("both were let in")
        first.load([quad(1)])
    assert held(tmp_path) == [1]


def test_a_place_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="can't be written to"), new_build(tmp_path / "file"):
        pytest.fail("a file is no folder")


# nothing, a build that is gone, a way out of the folder, no text
@pytest.mark.parametrize("line", [b"", b"000009\n", b"../../elsewhere\n", b"\xff\xfe"])
def test_a_current_that_leads_nowhere(tmp_path: Path, line: bytes) -> None:
    build(tmp_path, 1)
    (tmp_path / "current").write_bytes(line)
    with pytest.raises(StoreError, match="Build again"):
        current(tmp_path)
    build(tmp_path, 2)
    assert held(tmp_path) == [2]
