"""The word lists of this room, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The list of that name in `lexicons/`."""
    path = Path(__file__).parent / "lexicons" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
