"""Opinions of the judge kept between builds, so that a new document does not re-judge the rest.

What the judge holds of a pair depends on its weights, the two texts, who speaks and when, and on
nothing else; the key is the hash of all these. The file lies in the user's cache folder (KG_CACHE)
and may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import numpy as np

from kg.link.judge import KINDS, REASONS, RELATIONS, Asserted, Opinion, opinion
from kg.resources import cache_folder, model

_SIZES = (len(RELATIONS), len(KINDS), len(REASONS), 3)
_log = logging.getLogger(__name__)


class Memory:
    """The judge with what it was asked before; asked anew where it was not."""

    def __init__(self, store: sqlite3.Connection | None) -> None:
        self._store = store
        self._known: dict[bytes, Opinion] = {}

    def opinion(self, left: Asserted, right: Asserted) -> Opinion:
        """What the judge holds of a pair."""
        key = _key(left, right)
        found = self._known.get(key) or self._kept(key)
        if found is None:
            found = opinion(left, right)
            self._keep(key, found)
        self._known[key] = found
        return found

    def _kept(self, key: bytes) -> Opinion | None:
        if self._store is None:
            return None
        try:
            asked = self._store.execute("SELECT shares FROM opinions WHERE id = ?", (key,))
            row = asked.fetchone()
        except sqlite3.Error as error:
            self._forget(error)
            return None
        return _opinion(row[0]) if row else None

    def _keep(self, key: bytes, found: Opinion) -> None:
        if self._store is not None:
            row = (key, _bytes(found))
            try:
                self._store.execute("INSERT OR REPLACE INTO opinions VALUES (?, ?)", row)
            except sqlite3.Error as error:
                self._forget(error)

    def _forget(self, error: sqlite3.Error) -> None:
        """Go on without the file: what can be asked again must not end a build."""
        _log.warning("opinions of the judge are not kept: %s", error)
        self._store = None


@contextmanager
def memory() -> Iterator[Memory]:
    """The judge's memory; where the cache folder can't be written to, one that forgets."""
    store = None
    try:
        folder = cache_folder("opinions")
        folder.mkdir(parents=True, exist_ok=True)
        store = sqlite3.connect(folder / f"{_version()}.sqlite", timeout=10)
        store.execute("CREATE TABLE IF NOT EXISTS opinions (id BLOB PRIMARY KEY, shares BLOB)")
    except (OSError, sqlite3.Error) as error:
        _log.warning("opinions of the judge are not kept: %s", error)
        if store is not None:
            store.close()
        store = None
    try:
        yield Memory(store)
    finally:
        if store is not None:
            try:
                store.commit()
            except sqlite3.Error as error:
                _log.warning("opinions of the judge are not kept: %s", error)
            store.close()


@cache
def _version() -> str:
    return hashlib.sha256(model("judge.onnx").read_bytes()).hexdigest()[:16]


def _key(left: Asserted, right: Asserted) -> bytes:
    parts = [str(part) for one in (left, right) for part in (one.text, one.speaker, one.said)]
    return hashlib.sha256("\x1f".join(parts).encode()).digest()


def _bytes(found: Opinion) -> bytes:
    shares = (found.relation, found.kind, found.reason, found.inference)
    return np.concatenate(shares).astype("<f4").tobytes()


def _opinion(kept: bytes) -> Opinion:
    ends = np.cumsum(_SIZES)[:-1].tolist()
    relation, kind, reason, inference = np.split(np.frombuffer(kept, "<f4"), ends)
    return Opinion(relation=relation, kind=kind, reason=reason, inference=inference)
