"""The graph in the formats of other tools, from nothing but what the store answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from kg.errors import InputError, QueryError
from kg.export import graphs, html, jsonl, rdf, tables
from kg.export.networks import Projection, Weight, projection, whole
from kg.export.records import Records, records
from kg.export.selection import selected
from kg.thresholds import QUOTE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import Quad

    from kg.store import Store

__all__ = [
    "FORMATS",
    "Projection",
    "Records",
    "Weight",
    "export",
    "projection",
    "records",
    "whole",
]

_RDF: Final[dict[str, Callable[[Sequence[Quad]], bytes]]] = {
    "turtle": rdf.turtle,
    "trig": rdf.trig,
    "nquads": rdf.nquads,
    "jsonld": rdf.jsonld,
    "rdfxml": rdf.rdfxml,
}
_ROWS: Final[dict[str, Callable[[Records], bytes]]] = {
    "jsonl": jsonl.jsonl,
    "graphml": graphs.graphml,
    "gexf": graphs.gexf,
    "html": html.html,
}
FORMATS: Final = {
    "turtle": "ttl",
    "trig": "trig",
    "nquads": "nq",
    "jsonld": "jsonld",
    "rdfxml": "rdf",
    "jsonl": "jsonl",
    "graphml": "graphml",
    "gexf": "gexf",
    "csv": "zip",
    "html": "html",
}
"""Name of each format, and the usual ending of its files."""


def export(  # noqa: PLR0913 - each is an option of its own
    store: Store,
    format: str,
    out: Path | BinaryIO,
    *,
    with_run: bool = False,
    with_ontology: bool = False,
    without_text: bool = False,
    quote_limit: int = QUOTE_LIMIT,
) -> None:
    """Write the graph in one format; the same graph gives the same bytes.

    Args:
        store: the graph.
        format: a name in `FORMATS`.
        out: where to. `csv` writes a folder of tables, or one zip to a stream or a file `….zip`.
        with_run: add the graphs of runs (RDF formats): times and versions, which differ each time.
        with_ontology: add the ontology (RDF formats).
        without_text: leave out whole texts, and cut quotations to `quote_limit` characters.
        quote_limit: used with `without_text` only.

    Raises:
        QueryError: the format is unknown.
        InputError: `out` can't be written.
    """
    limit = quote_limit if without_text else None
    if format in _RDF:
        quads = selected(store, with_run=with_run, with_ontology=with_ontology, quote_limit=limit)
        _write(_RDF[format](quads), out)
    elif format == "csv":
        _write_tables(tables.tables(records(store, quote_limit=limit)), out)
    elif format in _ROWS:
        _write(_ROWS[format](records(store, quote_limit=limit)), out)
    else:
        raise QueryError(f"there is no export format {format!r}. Use one of {', '.join(FORMATS)}.")


def _write_tables(files: dict[str, bytes], out: Path | BinaryIO) -> None:
    if not isinstance(out, Path) or out.suffix == ".zip":
        _write(tables.zipped(files), out)
        return
    if out.is_file():
        raise InputError(
            str(out), "is a file, and the tables need a folder", "Name a folder or a .zip."
        )
    for name, data in files.items():
        _write(data, out / name)


def _write(data: bytes, out: Path | BinaryIO) -> None:
    if not isinstance(out, Path):
        out.write(data)
        return
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(data)
    except OSError as error:
        raise InputError(
            str(out), f"can't be written ({error.strerror})", "Choose another place with -o."
        ) from error
