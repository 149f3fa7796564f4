"""The graph at rest: embedded Oxigraph or any SPARQL 1.1 endpoint, asked in the same way."""

from __future__ import annotations

from kg.store.builds import Build, current, new_build
from kg.store.cells import Cell, Iri, Result, Row
from kg.store.local import LocalStore, in_memory, open_local
from kg.store.protocol import Results, Store
from kg.store.remote import RemoteStore, open_remote

__all__ = [
    "Build",
    "Cell",
    "Iri",
    "LocalStore",
    "RemoteStore",
    "Result",
    "Results",
    "Row",
    "Store",
    "current",
    "in_memory",
    "new_build",
    "open_local",
    "open_remote",
]
