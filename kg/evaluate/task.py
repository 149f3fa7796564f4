"""What can be measured: a task has a name, a line of help and a function from gold to figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

Figures = Mapping[str, Any]
"""What is printed as JSON: numbers, strings, lists and mappings of these."""


class Run(Protocol):
    """Reads gold, predicts unless predictions are given, and scores."""

    def __call__(self, gold: Path, *, predicted: Path | None = None) -> Figures:
        """The figures of a task; GoldError where gold or predictions can't be read."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing that `kg evaluate` measures.

    Attributes:
        title: what is measured, in a few words.
        summary: what the figures mean, in a sentence or two.
        gold: what GOLD has to be.
        predicted: what `--predicted` takes instead of running anew.
    """

    name: str
    title: str
    summary: str
    gold: str
    predicted: str
    run: Run
