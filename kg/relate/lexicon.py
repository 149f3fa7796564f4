"""The word lists that judging rests on: TOML files, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

_FOLDER: Final = Path(__file__).resolve().parent / "lexicons"


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The tables of `lexicons/NAME.toml`; shared between callers, so never to be changed."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def listed(name: str, table: str, key: str = "words") -> frozenset[str]:
    """One list of a lexicon as a set."""
    return frozenset(lexicon(name)[table][key])
