"""Gold quantities as NewsQuant has them, in the units of this house."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from kg.errors import GoldError
from kg.evaluate.files import json_of

REMEDY: Final = (
    "GOLD must be a JSON list of {'text', 'quantities': [{'value', 'normalized_unit', 'change'}]}."
)
_RANGE: Final = re.compile(r"(-?[\d.]+)\s*-\s*(-?[\d.]+)")
_CHANGES: Final = {"up": "up", "down": "down"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Ends of the interval, unit and denominator; `change` up, down or ''."""

    low: float
    high: float
    unit: str
    per: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with the quantities in it."""

    text: str
    amounts: tuple[Amount, ...]


def sentences(path: Path) -> tuple[Sentence, ...]:
    """The sentences of a gold file.

    Raises:
        GoldError: it is absent, no JSON, or not of that form.
    """
    rows = json_of(path, remedy=REMEDY)
    try:
        return tuple(
            Sentence(text=row["text"], amounts=tuple(_amount(q) for q in row["quantities"]))
            for row in rows
        )
    except (KeyError, TypeError, ValueError) as error:
        raise GoldError(f"{path}: {error!r} in a sentence or quantity. {REMEDY}") from error


@cache
def _table() -> dict[str, Any]:
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _amount(record: Mapping[str, str]) -> Amount:
    unit, per = _unit(record["normalized_unit"])
    scale = 100 if record["normalized_unit"].startswith("%") else 1
    match = _RANGE.fullmatch(record["value"].strip())
    low, high = match.groups() if match else (record["value"], record["value"])
    ends = sorted((float(low) * scale, float(high) * scale))
    return Amount(
        low=ends[0],
        high=ends[1],
        unit=unit,
        per=per,
        change=_CHANGES.get(record.get("change", ""), ""),
    )


def _unit(name: str) -> tuple[str, str]:
    """Unit and denominator ('' for none) of a normalised unit."""
    names, rates = _table()["units"], _table()["rates"]
    if name.startswith("%"):
        return "percent", ""
    if name in rates:
        unit, per = rates[name]
        return unit, per
    unit, _, per = name.partition(" per ")
    return names.get(unit, unit.lower()), names.get(per, per)
