"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
from pathlib import Path

import pytest

import kg

PROJECT = Path(__file__).resolve().parent.parent
MODULES = sorted(
    m.name for m in pkgutil.walk_packages(kg.__path__, "kg.") if "__main__" not in m.name
)
SOURCES = sorted((PROJECT / "kg").rglob("*.py"))


@pytest.mark.parametrize("name", MODULES)
def test_every_module_imports(name: str) -> None:
    importlib.import_module(name)


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: str(p.relative_to(PROJECT)))
def test_no_assert_outside_tests(source: Path) -> None:
    tree = ast.parse(source.read_text(encoding="utf-8"))
    lines = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    assert not lines, f"{source.name}: assert vanishes under -O (lines {lines})"


def test_no_file_named_for_nothing() -> None:
    forbidden = {"utils", "util", "helpers", "common", "core", "manager", "processor", "misc"}
    assert not [p for p in SOURCES if p.stem in forbidden]


def tracked_texts() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    endings = {".py", ".toml", ".md", ".ttl", ".rq", ".lock", ".yml", ""}
    files = [PROJECT / line for line in listed.stdout.splitlines()]
    return [f for f in files if f.is_file() and f.suffix in endings and "seeds" not in f.parts]


def test_nothing_names_the_machine_it_was_written_on() -> None:
    # put together here, so that this file does not name them either
    traces = re.compile(
        "|".join(("/wo" + "rk/", "/ro" + "ot/", "/op" + "t/wheels", "py" + r"pi\.org"))
    )
    found = [
        f"{file.relative_to(PROJECT)}:{number}"
        for file in tracked_texts()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if traces.search(line)
    ]
    assert not found


def test_light_modules_stay_light() -> None:
    # what `kg --help` and a named question load must not pull in the heavy packages
    code = (
        "import sys, kg, kg.cli, kg.queries, kg.store;"
        "heavy = {'spacy', 'torch', 'sentence_transformers', 'streamlit', 'pandas', 'networkx',"
        " 'pyshacl', 'trafilatura', 'transformers', 'rdflib', 'numpy'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    import sys

    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
