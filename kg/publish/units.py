"""QUDT units for the units that texts name."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.vocabulary import prefixes

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def _table() -> Mapping[tuple[str, str | None], str]:
    path = Path(__file__).parent / "lexicons" / "units.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    simple = {(name, None): code for group in data["unit"] for name, code in group["names"].items()}
    rates = {(row["unit"], row["per"]): row["code"] for row in data["rate"]}
    money = {(code, None): f"CCY_{code}" for code in data["currency"]["codes"]}
    return simple | rates | money


def unit(name: str, per: str | None = None) -> NamedNode | None:
    """The QUDT unit for a unit name and denominator; None where QUDT has none for the pair."""
    code = _table().get((name, per))
    return NamedNode(prefixes()["unit"] + code) if code is not None else None
