"""JSON Lines: the whole graph, one node per line, in the fields that are public and stable."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.export.records import Records, Row

_FIELDS: Final = {
    "document": ("id", "file", "published", "headline", "origin", "version_of"),
    "actor": ("id", "name", "kind", "aliases", "roles"),
    "product": ("id", "name", "aliases", "maker"),
    "concern": ("id", "label", "raised_by"),
    "utterance": (
        *("id", "document", "speaker", "speaker_id", "source", "cue", "content", "form", "stance"),
        *("certainty", "said", "nested_in", "quantities", "claims"),
    ),
    "claim": ("id", "text", "utterances", "about", "concerns"),
    "relation": ("relation", "kind", "left", "right", "score", "status", "why"),
}
_QUANTITY: Final = ("low", "high", "unit", "per", "approximate")


def jsonl(records: Records) -> bytes:
    """Lines of documents, actors, products, concerns, utterances, claims and relations."""
    utterances = ({**row, "quantities": _quantities(row)} for row in records.utterances)
    kinds: tuple[tuple[str, Iterable[Row]], ...] = (
        ("document", records.documents),
        ("actor", records.actors),
        ("product", records.products),
        ("concern", records.concerns),
        ("utterance", utterances),
        ("claim", records.claims),
        ("relation", records.relations),
    )
    lines = (_line(kind, row) for kind, rows in kinds for row in rows)
    return "".join(lines).encode()


def _quantities(row: Row) -> list[Row]:
    found = row["quantities"]
    if not isinstance(found, list):
        return []
    return [{name: each[name] for name in _QUANTITY} for each in found]


def _line(kind: str, row: Row) -> str:
    fields = {"type": kind, **{name: row[name] for name in _FIELDS[kind]}}
    return json.dumps(fields, ensure_ascii=False) + "\n"
