"""Vectors kept on disk between runs, keyed by the text they stand for.

One SQLite file per model: atomic by nature, shared by processes, and thrown away with a message
when it can't be read, since everything in it can be computed again.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

CHUNK: Final = 500
"""Keys per question to the database; SQLite allows 999 parameters at the least."""
WAIT: Final = 30.0
"""Seconds to wait for another process that writes."""

_log = logging.getLogger(__name__)


def remembered(
    texts: Sequence[str], compute: Callable[[Sequence[str]], Vectors], *, file: Path
) -> Vectors:
    """One row per text, from the file where it is known, else computed and put there.

    A file that can't be used costs time and a logged warning, never the run.
    """
    keys = [hashlib.sha256(text.encode()).digest() for text in texts]
    known = _read(file, sorted(set(keys)))
    missing: dict[bytes, str] = {}
    for key, text in zip(keys, texts, strict=True):
        if key not in known:
            missing.setdefault(key, text)
    if missing or not texts:
        computed = compute(list(missing.values()))
        if not texts:
            return computed
        fresh = dict(zip(missing, computed, strict=True))
        if any(len(row) != computed.shape[1] for row in known.values()):
            _discard(file, "it holds vectors of another length")
            return compute(texts)
        _write(file, fresh)
        known.update(fresh)
    return np.stack([known[key] for key in keys])


def _read(file: Path, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
    if not file.is_file():
        return {}
    known: dict[bytes, Vectors] = {}
    try:
        with closing(sqlite3.connect(file, timeout=WAIT)) as database:
            for chunk in _chunks(keys):
                marks = ",".join("?" * len(chunk))
                question = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608 - question marks alone
                for key, vector in database.execute(question, chunk):
                    known[key] = np.frombuffer(vector, dtype="<f4").astype(np.float32)
    except (sqlite3.Error, ValueError, TypeError) as error:
        _discard(file, str(error))
        return {}
    if len({len(vector) for vector in known.values()}) > 1:
        _discard(file, "it holds vectors of different lengths")
        return {}
    return known


def _write(file: Path, fresh: dict[bytes, Vectors]) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(file, timeout=WAIT)) as database, database:
            database.execute(
                "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)"
            )
            rows = ((key, vector.astype("<f4").tobytes()) for key, vector in sorted(fresh.items()))
            database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
    except (sqlite3.Error, OSError) as error:
        _log.warning("%s: vectors could not be kept for the next run (%s)", file, error)


def _discard(file: Path, reason: str) -> None:
    _log.warning("%s: the kept vectors can't be used (%s); they are computed again", file, reason)
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        _log.warning("%s: could not be removed (%s); remove it by hand", file, error)


def _chunks(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]
