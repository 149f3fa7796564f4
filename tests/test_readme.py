"""Every block of commands in the README runs, and prints what the README shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
README = PROJECT / "README.md"


def sessions(text: str) -> Iterator[tuple[str, list[str]]]:
    """Commands of the ```console blocks, each with the lines of output shown for it."""
    for block in re.findall(r"^```console\n(.*?)^```", text, re.M | re.S):
        command, shown = "", []
        for line in block.splitlines():
            if line.startswith("$ "):
                if command:
                    yield command, shown
                command, shown = line[2:], []
            else:
                shown.append(line)
        yield command, shown


def words(line: str) -> str:
    """A line without what differs from run to run: durations, and how columns are filled up."""
    return re.sub(r"\s+", " ", re.sub(r"\d+(\.\d+)? s\b", "N s", line)).strip()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("readme")
    (place / "seeds").symlink_to(PROJECT / "seeds")
    return place


def test_console_blocks(folder: Path) -> None:
    commands = list(sessions(README.read_text(encoding="utf-8")))
    assert len(commands) >= 5, "the README shows at least five commands"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "100"}
    for command, shown in commands:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}"
        printed = {words(line) for line in done.stdout.splitlines()}
        absent = [
            line for line in shown if line.strip() not in {"", "…"} and words(line) not in printed
        ]
        assert not absent, f"{command} does not print: {absent}\n{done.stdout}"


def test_python_blocks(debate_graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # the README's examples open "graph"
    monkeypatch.chdir(debate_graph.parent)
    blocks = re.findall(r"^```python\n(.*?)^```", README.read_text(encoding="utf-8"), re.M | re.S)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
