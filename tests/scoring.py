"""The scorers that lie beside the project on development machines, run on a test's own data."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def scored(shared: Path, name: str, *arguments: Path) -> dict[str, Any]:
    """What the scorer of that name prints; the test is skipped where there is none."""
    program = shared / "score" / f"{name}.py"
    if not program.is_file():
        pytest.skip(f"the scorer {name}.py is absent")
    done = subprocess.run(
        [sys.executable, str(program), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    """A JSON Lines file of those rows."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
