"""JSON Lines, and JSON files that hold one text or a list of them, with named values."""

from __future__ import annotations

import json
from collections.abc import Iterable

from kg.errors import InputError
from kg.load.columns import draft_from, field_of
from kg.load.decoding import decode
from kg.load.draft import Draft, NotArticlesError, Reading

_NAMES = (
    "Each object needs its text under `text`; "
    "`date`, `title`, `author`, `publisher` and `url` are read beside it."
)


def read_lines(data: bytes, file: str) -> Reading:
    """Each line as a text numbered by its line; a bad line costs itself.

    Raises NotArticlesError where the lines are sound and none has a text.
    """
    decoded, notes = decode(data, file)
    rows: list[tuple[int, object]] = []
    failures: list[InputError] = []
    # Not splitlines: U+2028 and its like may stand within a JSON string.
    for number, line in enumerate(decoded.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            rows.append((number, json.loads(line)))
        except (ValueError, RecursionError) as error:
            why = error.msg if isinstance(error, json.JSONDecodeError) else type(error).__name__
            failures.append(
                InputError(
                    f"{file}#{number}", f"line {number} is malformed JSON: {why}", "Mend that line."
                )
            )
    if not rows:
        raise (
            failures[0]
            if len(failures) == 1
            else InputError(
                file,
                f"is no JSON Lines: none of its {len(failures)} lines is sound JSON",
                "Write one object a line, or save it as .txt if it is plain text.",
            )
        )
    return _texts(rows, file, kind="line", failures=failures, notes=notes)


def read_whole(data: bytes, file: str) -> Reading:
    """One object with a text, or a list of such, numbered from 1."""
    decoded, notes = decode(data, file)
    try:
        value = json.loads(decoded)
    except json.JSONDecodeError as error:
        if "\n" in decoded.strip() and error.msg == "Extra data":
            return read_lines(data, file)  # JSON Lines under the name of JSON
        raise InputError(
            file, f"is malformed JSON at line {error.lineno}: {error.msg}", "Mend that line."
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(file, "is nested too deeply to be read", "Flatten it.") from error
    if isinstance(value, dict):
        draft = draft_from(value, part="1")
        if draft is None:
            raise _no_text(file, value)
        return Reading(drafts=(draft,), notes=notes)
    if not isinstance(value, list) or not value:
        raise NotArticlesError(file, "holds no list of articles", _NAMES)
    return _texts(list(enumerate(value, start=1)), file, kind="item", failures=[], notes=notes)


def _texts(
    rows: list[tuple[int, object]],
    file: str,
    *,
    kind: str,
    failures: list[InputError],
    notes: tuple[str, ...],
) -> Reading:
    drafts: list[Draft] = []
    for number, row in rows:
        draft = draft_from(row, part=str(number)) if isinstance(row, dict) else None
        if draft is None:
            named = f"names {_listed(row)}" if isinstance(row, dict) else "is no object"
            failures.append(
                InputError(f"{file}#{number}", f"{kind} {number} has no text; it {named}", _NAMES)
            )
        else:
            drafts.append(draft)
    if not drafts:
        raise _no_text(file, next((row for _, row in rows if isinstance(row, dict)), {}))
    return Reading(drafts=tuple(drafts), failures=tuple(failures), notes=notes)


def _no_text(file: str, example: Iterable[object]) -> InputError:
    """Other data, unless a title or an address shows that articles were meant."""
    names = list(example)
    meant = {"headline", "url"} & set(map(field_of, names))
    error = InputError if meant else NotArticlesError
    return error(file, f"has no value for the text; its values are {_listed(names)}", _NAMES)


def _listed(names: Iterable[object]) -> str:
    return ", ".join(map(str, names)) or "none"
