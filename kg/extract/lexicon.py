"""The word lists that reading rests on: TOML files, read once."""

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


def flattened(table: dict[str, list[str]]) -> dict[str, str]:
    """Each listed form with the key it stands under: `{"metre": ["m"]}` → `{"m": "metre"}`."""
    return {form: key for key, forms in table.items() for form in forms}
