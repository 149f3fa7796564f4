"""Pairs of claims from a JSON Lines file, judged one by one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from kg.errors import InputError
from kg.link.judge import Asserted, opinion, present
from kg.relate.comparing import compare
from kg.relate.reading import side
from kg.relate.weighing import Judge, heard

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.link.encoder import Encoder

_SHAPE: Final = 'A line is {"id", "left": {"speaker", "said", "text"}, "right": {…}}.'


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two claims to be judged."""

    id: str
    left: Asserted
    right: Asserted


def read_pairs(path: Path) -> tuple[Pair, ...]:
    """The pairs of a file, in its order.

    Raises:
        InputError: the file is absent, or a line is no pair; the message gives the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as unreadable:
        raise InputError(str(path), f"can't be read: {unreadable}", _SHAPE) from unreadable
    found: dict[str, Pair] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        pair = _pair(_object(line, where), where)
        if pair.id in found:
            raise InputError(
                where, f"id {pair.id!r} occurs twice", "Give each pair an id of its own."
            )
        found[pair.id] = pair
    return tuple(found.values())


def judged(
    pairs: Iterable[Pair], *, nlp: Language, encoder: Encoder | None = None
) -> Iterator[dict[str, Any]]:
    """What stands between the two claims of each pair, as the lines that `kg relate` prints.

    Without an encoder the shipped one is taken: paraphrases share few words.
    """
    from kg.link import encoder as shipped

    encoder = encoder or shipped()
    for pair in pairs:
        left, right = (
            side(nlp(stated.text), speaker=stated.speaker, said=stated.said)
            for stated in (pair.left, pair.right)
        )
        verdict = compare(
            left, right, alike=_alike(pair, encoder), judge=_judge(pair) if present() else None
        )
        yield {
            "id": pair.id,
            "relation": verdict.relation,
            "kind": verdict.kind,
            "score": round(verdict.score, 3),
            "why": verdict.why,
            "direction": verdict.direction,
        }


def _judge(pair: Pair) -> Judge:
    left, right = (
        replace(one, speaker=one.speaker.partition(",")[0].strip())
        for one in (pair.left, pair.right)
    )
    return partial(heard, opinion, left, right)


def _alike(pair: Pair, encoder: Encoder) -> float:
    vectors = encoder.encode([pair.left.text, pair.right.text])
    return round(float(np.dot(vectors[0], vectors[1])), 3)


def _object(line: str, where: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as broken:
        raise InputError(where, f"no JSON ({broken.msg})", _SHAPE) from broken
    if not isinstance(row, dict):
        raise InputError(where, "no JSON object", _SHAPE)
    return row


def _pair(row: Mapping[str, Any], where: str) -> Pair:
    if "id" not in row:
        raise InputError(where, "field 'id' is missing", _SHAPE)
    return Pair(
        id=str(row["id"]), left=_asserted(row, "left", where), right=_asserted(row, "right", where)
    )


def _asserted(row: Mapping[str, Any], name: str, where: str) -> Asserted:
    value = row.get(name)
    if not isinstance(value, dict):
        raise InputError(where, f"field {name!r} is missing or no object", _SHAPE)
    text = value.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError(where, f"{name!r} has no text", _SHAPE)
    said = value.get("said")
    try:
        day = date.fromisoformat(said) if said else None
    except (TypeError, ValueError) as wrong:
        raise InputError(
            where, f"{said!r} is no day", "Write it as 2026-01-31, or leave it out."
        ) from wrong
    return Asserted(text=text.strip(), speaker=str(value.get("speaker") or ""), said=day)
