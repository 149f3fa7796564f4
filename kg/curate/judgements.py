"""Judgements in and out: JSON Lines, one per line, so that two people's files can be compared.

    {"subject": "identity", "on": ["Ilse Morrowind", "I. Morrowind"], "verdict": "same",
     "coder": "ab", "made": "2026-03-01", "note": "see her page"}

Judgements key on what survives a rebuild: names, utterance ids and proposition ids, which come from
the words themselves; never on claim ids, which depend on what else was read.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final, get_args

from kg.errors import JudgementError
from kg.model import Judgement, RelationKind, Stance

FIELDS: Final = ("subject", "on", "verdict", "coder", "made", "note")
NOBODY: Final = "nobody"
"""Verdict on an attribution: none of the known actors said it."""
ARTICLE: Final = "article"
"""Verdict on an attribution: the article says it in its own voice."""

_VERDICTS: Final[dict[str, tuple[str, ...]]] = {
    "identity": ("same", "distinct"),
    "claim": ("same", "distinct"),
    "relation": ("confirmed", "rejected"),
    "stance": get_args(Stance),
}
_COUNTS: Final = {"identity": (2, 99), "claim": (2, 99), "relation": (2, 3)}


def read(path: Path) -> tuple[Judgement, ...]:
    """The judgements of a file, in its order; empty lines are passed over.

    Raises:
        JudgementError: the file can't be read, or a line can't be understood; says which and why.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise JudgementError(f"{path}: can't be read ({error}). Give a UTF-8 text file.") from error
    return tuple(
        parse(line, where=f"{path}, line {number}")
        for number, line in enumerate(lines, 1)
        if line.strip()
    )


def write(judgements: Iterable[Judgement], path: Path) -> None:
    """The judgements as a file, one per line, sorted, doubles left out; replaced in one go."""
    lines = sorted({line(judgement) for judgement in judgements})
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.name, suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(text + "\n" for text in lines)
        part.chmod(0o644)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def line(judgement: Judgement) -> str:
    """One judgement as a line of JSON, fields in fixed order."""
    row = {
        "subject": judgement.subject,
        "on": list(judgement.on),
        "verdict": judgement.verdict,
        "coder": judgement.coder,
        "made": judgement.made.isoformat(),
        "note": judgement.note,
    }
    return json.dumps(row, ensure_ascii=False)


def parse(text: str, *, where: str) -> Judgement:
    """One line as a judgement; `where` begins the message of a JudgementError."""
    row = _row(text, where)
    subject, on, verdict = row["subject"], row["on"], row["verdict"]
    if subject not in _SUBJECTS:
        raise JudgementError(f"{where}: subject is {subject!r}. Use one of {', '.join(_SUBJECTS)}.")
    if not isinstance(on, list) or not all(isinstance(each, str) and each.strip() for each in on):
        raise JudgementError(f"{where}: 'on' must be a list of names or ids, not {on!r}.")
    least, most = _COUNTS.get(subject, (1, 1))
    if not least <= len(on) <= most or len(set(on)) != len(on):
        wanted = {"relation": "two proposition ids, and if need be the relation's name"}.get(
            subject, "one utterance id" if most == 1 else "two or more different names or ids"
        )
        raise JudgementError(f"{where}: a judgement on {subject} needs {wanted}, found {on!r}.")
    if subject == "relation" and len(on) == most and on[2] not in get_args(RelationKind):
        kinds = ", ".join(get_args(RelationKind))
        raise JudgementError(f"{where}: {on[2]!r} is no relation. Use one of {kinds}.")
    allowed = _VERDICTS.get(subject)
    if not isinstance(verdict, str) or not verdict.strip() or (allowed and verdict not in allowed):
        what = f"one of {', '.join(allowed)}" if allowed else f"a speaker's name, or '{NOBODY}'"
        raise JudgementError(f"{where}: verdict on {subject} is {verdict!r}. Use {what}.")
    return Judgement(
        subject=subject,
        on=tuple(on),
        verdict=verdict,
        coder=row["coder"],
        made=_day(row["made"], where),
        note=row.get("note", ""),
    )


_SUBJECTS: Final = ("identity", "claim", "attribution", "stance", "relation")


def _row(text: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(text)
    except json.JSONDecodeError as error:
        raise JudgementError(
            f"{where}: no JSON ({error.msg} at column {error.colno}). Write one object per line."
        ) from error
    if not isinstance(row, dict):
        raise JudgementError(f"{where}: {text[:40]!r} is no object. Write one object per line.")
    missing = [name for name in FIELDS[:-1] if name not in row]
    unknown = sorted(set(row) - set(FIELDS))
    if missing or unknown:
        what = f"lacks {', '.join(missing)}" if missing else f"has unknown {', '.join(unknown)}"
        raise JudgementError(f"{where}: the judgement {what}. Fields: {', '.join(FIELDS)}.")
    for name in ("coder", "note"):
        if not isinstance(row.get(name, ""), str) or (name == "coder" and not row[name].strip()):
            raise JudgementError(f"{where}: {name!r} must be text, not {row[name]!r}.")
    return row


def _day(value: object, where: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise JudgementError(
            f"{where}: 'made' is {value!r}. Write a day such as 2026-03-01."
        ) from error
