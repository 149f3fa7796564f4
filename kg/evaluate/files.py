"""Files of gold and of predictions, read with errors that name file, line and remedy."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.errors import GoldError


def text_of(path: Path, *, remedy: str) -> str:
    """The text of a file.

    Raises:
        GoldError: it is absent, a folder, or not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise GoldError(f"{path}: not found. {remedy}") from error
    except (IsADirectoryError, PermissionError) as error:
        raise GoldError(f"{path}: can't be read ({error.strerror}). {remedy}") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: not UTF-8 at byte {error.start}. {remedy}") from error


def json_of(path: Path, *, remedy: str) -> Any:  # noqa: ANN401 - JSON is any
    """The JSON value in a file."""
    try:
        return json.loads(text_of(path, remedy=remedy))
    except json.JSONDecodeError as error:
        raise GoldError(f"{path}, line {error.lineno}: not JSON ({error.msg}). {remedy}") from error


def rows_of(
    path: Path, *, fields: Sequence[str], remedy: str
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a JSON Lines file with the number of their line; each has those fields."""
    for number, line in enumerate(text_of(path, remedy=remedy).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise GoldError(f"{path}, line {number}: not JSON ({error.msg}). {remedy}") from error
        if not isinstance(row, dict):
            raise GoldError(f"{path}, line {number}: not an object. {remedy}")
        for field in fields:
            if field not in row:
                raise GoldError(f"{path}, line {number}: field {field!r} is missing. {remedy}")
        yield number, row


def folder(path: Path, *, holding: str, remedy: str) -> Path:
    """The folder of that name inside another; GoldError where there is none."""
    inside = path / holding
    if not inside.is_dir():
        raise GoldError(f"{path}: has no folder {holding!r}. {remedy}")
    return inside
