"""CSV and TSV tables with named columns: one text a row."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from typing import Final

from kg.errors import InputError
from kg.load.columns import draft_from, field_of
from kg.load.decoding import decode
from kg.load.draft import Draft, Reading

_DELIMITERS: Final = (",", ";", "\t", "|")
_COLUMNS: Final = (
    "Name the column that holds the articles `text`; "
    "`date`, `title`, `author`, `publisher` and `url` are read beside it."
)


def read(data: bytes, file: str) -> Reading:
    """Each row as a text numbered from 1 (the header row not counted); a bad row costs itself.

    Raises InputError where no column holds texts.
    """
    decoded, notes = decode(data, file)
    delimiter = _delimiter(decoded)
    rows = _rows(decoded, delimiter)
    _, names = next(rows, (1, []))
    if isinstance(names, csv.Error) or "text" not in map(field_of, names):
        found = (
            "none" if isinstance(names, csv.Error) else ", ".join(n or "(unnamed)" for n in names)
        )
        raise InputError(file, f"has no column for the text; its columns are {found}", _COLUMNS)
    drafts: list[Draft] = []
    failures: list[InputError] = []
    number = 0
    for line, row in rows:
        if row == []:
            continue
        number += 1
        read_ = _draft(names, row, number)
        if isinstance(read_, Draft):
            drafts.append(read_)
        else:
            where = f"row {number} (from line {line}) {read_}"
            failures.append(InputError(f"{file}#{number}", where, "Mend that row."))
    if not number:
        raise InputError(file, "has column names and no rows", "Add the articles, one a row.")
    return Reading(drafts=tuple(drafts), failures=tuple(failures), notes=notes)


def _draft(names: list[str], row: list[str] | csv.Error, number: int) -> Draft | str:
    """The row as a text, or what is wrong with it."""
    if isinstance(row, csv.Error):
        return f"is broken: {row}; is a quotation mark left open, or not doubled within a cell?"
    if len(row) > len(names):
        return (
            f"has {len(row)} cells for {len(names)} columns; "
            "is a text with the delimiter in it not in quotation marks?"
        )
    values = dict(zip(names, row, strict=False))
    return draft_from(values, part=str(number)) or "has no text"


def _delimiter(decoded: str) -> str:
    """The delimiter under which the first line names a column for the text, else the commonest."""
    first = decoded.lstrip().splitlines()[0]
    for delimiter in _DELIMITERS:
        names = next(csv.reader([first], delimiter=delimiter), [])
        if "text" in map(field_of, names):
            return delimiter
    return max(_DELIMITERS, key=first.count)


def _rows(decoded: str, delimiter: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Rows with the line each starts at; in place of a broken one the error."""
    # The limit on cells is the module's, not the reader's; articles exceed its 131,072 characters.
    before = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        reader = csv.reader(io.StringIO(decoded, newline=""), delimiter=delimiter, strict=True)
        while True:
            line = reader.line_num + 1
            try:
                yield line, next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield line, error
    finally:
        csv.field_size_limit(before)
