"""CSV tables, one per kind of node, for spreadsheets and statistics: a folder, or one zip."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from kg.export.characters import spreadsheet_cell

if TYPE_CHECKING:
    from kg.export.records import Records, Row

_COLUMNS: Final = {
    "documents": (
        *("id", "file", "published", "headline", "authors", "publisher", "url", "language", "read"),
        *("origin", "version_of", "sha256"),
    ),
    "actors": ("id", "name", "kind", "aliases", "roles"),
    "products": ("id", "name", "aliases", "versions", "maker", "maker_id"),
    "concerns": ("id", "label", "raised_by"),
    "utterances": (
        *("id", "document", "speaker", "speaker_id", "source", "cue", "content", "form", "stance"),
        *("certainty", "polarity", "said", "nested_in", "claims", "about", "concerns", "why"),
    ),
    "claims": ("id", "text", "polarity", "utterances", "documents", "about", "concerns"),
    "relations": ("id", "relation", "kind", "left", "right", "score", "status", "why"),
    "quantities": (
        *("id", "utterance", "document", "speaker", "low", "high", "unit", "per", "bound"),
        *("approximate", "change", "measure"),
    ),
}
_BETWEEN: Final = "; "
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold: the same graph, the same bytes


def tables(records: Records) -> dict[str, bytes]:
    """File name to its bytes: UTF-8 with a mark (spreadsheets need it), lists joined by `; `."""
    rows: Mapping[str, Iterable[Row]] = {
        "documents": records.documents,
        "actors": records.actors,
        "products": records.products,
        "concerns": records.concerns,
        "utterances": map(_flat, records.utterances),
        "claims": records.claims,
        "relations": records.relations,
        "quantities": _quantities(records.utterances),
    }
    return {f"{name}.csv": _table(_COLUMNS[name], rows[name]) for name in _COLUMNS}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as one zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), files[name])
    return buffer.getvalue()


def _flat(row: Row) -> Row:
    """An utterance with the ids of its claims in place of claims and their pieces."""
    claims = row["claims"] if isinstance(row["claims"], list) else []
    pieces = row["content"] if isinstance(row["content"], list) else []
    return {
        **row,
        "claims": [each["claim"] for each in claims],
        "content": " … ".join(pieces),
    }


def _quantities(utterances: Iterable[Row]) -> Iterator[Row]:
    for row in utterances:
        for each in row["quantities"] if isinstance(row["quantities"], list) else []:
            shared = {name: row[name] for name in ("document", "speaker")}
            yield {**each, **shared, "utterance": row["id"]}


def _table(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in columns])
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return spreadsheet_cell(_BETWEEN.join(str(each) for each in value))
        case str():
            return spreadsheet_cell(value.replace("\0", ""))
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
