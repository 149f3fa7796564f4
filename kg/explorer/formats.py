"""What each export format is called and is for, read from `formats.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format as the explorer presents it; `name` is what `kg export --format` calls it."""

    name: str
    title: str
    group: str
    use: str


@cache
def formats() -> tuple[Format, ...]:
    """All formats, in the order in which they are shown."""
    text = (Path(__file__).parent / "formats.toml").read_text(encoding="utf-8")
    return tuple(Format(**each) for each in tomllib.loads(text)["format"])
