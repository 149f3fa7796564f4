"""A query of one's own is answered in a process of its own, which can be stopped.

The embedded engine has no time limit; a query that multiplies everything by everything would hold
up the explorer for all who look at it. Run as `python -m kg.explorer.apart FOLDER < query`, this
prints the answer: SPARQL JSON for rows and truth, Turtle for triples.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import KgError, QueryError, StoreError
from kg.thresholds import QUERY_SECONDS

if TYPE_CHECKING:
    from kg.endpoint.gate import Asked

_REFUSED: Final = 3
"""Exit code of the process when the message on stderr is ours."""
_GRAPHS: Final = ("CONSTRUCT", "DESCRIBE")


def asked_apart(folder: Path, query: str, *, kind: Asked, seconds: float = QUERY_SECONDS) -> str:
    """The answer as text; QueryError where it takes longer than `seconds` or the engine refuses."""
    command = [sys.executable, "-m", "kg.explorer.apart", str(folder), kind]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, the query on stdin
            command,
            input=query,
            capture_output=True,
            encoding="utf-8",
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise QueryError(
            f"no answer after {seconds:g} seconds, so the query was stopped. Narrow it down: join "
            "patterns by a common variable, give a constant, or leave OPTIONAL and paths (* +) out."
        ) from error
    if done.returncode == _REFUSED:
        raise QueryError(done.stderr.strip())
    if done.returncode:
        raise StoreError(f"{folder}: the query could not be run. {done.stderr.strip()[-300:]}")
    return done.stdout


def main(folder: str, kind: str) -> int:
    """Answer the query on stdin from the graph in a folder."""
    from kg.queries import write
    from kg.store import open_local

    try:
        results = open_local(Path(folder)).results(sys.stdin.read())
        sys.stdout.write(write(results, "table" if kind in _GRAPHS else "json"))
    except KgError as error:
        sys.stderr.write(str(error))
        return _REFUSED
    return 0


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    raise SystemExit(main(*sys.argv[1:3]))
