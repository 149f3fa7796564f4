"""Gold names in two columns, a token and its label (IOB2) a line, as CrossNER has them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from kg.errors import GoldError
from kg.evaluate.files import text_of
from kg.model import Extent

REMEDY: Final = (
    "GOLD must have a token, a tab and a label (B-person, I-person, O) on each line, and a blank "
    "line between sentences; or be a folder with such a dev.txt."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """A sentence with its names: (kind, extent), and the extents of names of other kinds."""

    text: str
    names: frozenset[tuple[str, Extent]]
    others: frozenset[Extent]


@cache
def _kinds() -> dict[str, str]:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {label: kind for kind, labels in table["kinds"].items() for label in labels}


def tagged(path: Path) -> Iterator[Tagged]:
    """The sentences of a gold file.

    Raises:
        GoldError: it is absent, or a line is not of that form.
    """
    place = path / "dev.txt" if path.is_dir() else path
    block: list[tuple[str, str]] = []
    for number, line in enumerate([*text_of(place, remedy=REMEDY).split("\n"), ""], 1):
        token, _, label = line.rstrip("\r").partition("\t")
        if token and label:
            block.append((token, label.strip()))
        elif token.strip():
            raise GoldError(f"{place}, line {number}: has no label. {REMEDY}")
        elif block:
            yield _sentence(block)
            block = []


def _sentence(block: list[tuple[str, str]]) -> Tagged:
    text = " ".join(token for token, _ in block)
    found: list[tuple[str, int, int]] = []
    at = 0
    for token, label in block:
        prefix, _, kind = label.partition("-")
        if prefix == "I" and found and found[-1][0] == kind and found[-1][2] == at - 1:
            found[-1] = (kind, found[-1][1], at + len(token))
        elif prefix in {"B", "I"}:
            found.append((kind, at, at + len(token)))
        at += len(token) + 1
    kinds = _kinds()
    return Tagged(
        text=text,
        names=frozenset((kinds[kind], Extent(a, b)) for kind, a, b in found if kind in kinds),
        others=frozenset(Extent(a, b) for kind, a, b in found if kind not in kinds),
    )
