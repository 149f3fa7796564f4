"""Builds of a graph: each in a folder of its own, made current in one step when it is whole.

    graph/
      current            one line: the id of the build that readers open
      builds/000007/     store/ and whatever else belongs to that build
      lock               held by the process that builds

A reader never sees half a graph: `current` is replaced only when all is on disk, a build that is
killed leaves it as it was, and the build before is kept until the next one starts, so that a
reader that still has it open can finish.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph

from kg.errors import StoreError

if TYPE_CHECKING:
    from pyoxigraph import Quad

STORE: Final = "store"
"""The folder of a build in which the engine keeps its files."""
_ID: Final = re.compile(r"\d{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """A build under way, in a folder that no reader looks at yet."""

    folder: Path

    def load(self, quads: Iterable[Quad]) -> int:
        """Write quads in bulk, without holding them in memory, and say how many were given."""
        count = 0

        def counted() -> Iterator[Quad]:
            nonlocal count
            for quad in quads:
                count += 1
                yield quad

        try:
            # Opened and closed here, so that no writer is left when readers come.
            engine = pyoxigraph.Store(str(self.folder / STORE))
            engine.bulk_extend(counted())
            engine.flush()
        except (OSError, RuntimeError) as error:
            raise StoreError(
                f"{self.folder}: the graph could not be written ({error}). "
                "See that the disk has room and the folder may be written to."
            ) from error
        return count


def current(graph: Path) -> Path:
    """The folder of the current build; StoreError where there is none."""
    try:
        ident = (graph / "current").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise StoreError(f"{graph}: there is no graph here. Make one with kg build.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{graph}/current can't be read ({error}). Build again.") from error
    folder = graph / "builds" / ident
    if not _ID.fullmatch(ident) or not folder.is_dir():
        raise StoreError(
            f"{graph}/current names the build {ident!r}, which is not there. Build again."
        )
    return folder


@contextmanager
def new_build(graph: Path) -> Iterator[Build]:
    """A build in a fresh folder, made current when the block ends without an exception.

    StoreError where another process is building in the same graph folder.
    """
    with _alone(graph):
        before = _current_or_none(graph)
        _remove(graph, keep={before})  # what killed builds left, and the one before last
        folder = graph / "builds" / f"{int(before or 0) + 1:06d}"
        try:
            folder.mkdir()
            yield Build(folder=folder)
            _sync(folder)
            _make_current(graph, folder.name)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise


@contextmanager
def _alone(graph: Path) -> Iterator[None]:
    """Hold the graph folder's lock, which the system takes back from a process that dies."""
    from filelock import FileLock, Timeout

    try:
        (graph / "builds").mkdir(parents=True, exist_ok=True)
        lock = FileLock(graph / "lock").acquire(timeout=0)
    except Timeout:
        raise StoreError(
            f"{graph}: another build is writing here. Wait until it ends, or build elsewhere "
            "with --to."
        ) from None
    except OSError as error:
        raise StoreError(f"{graph} can't be written to ({error}). Name another place.") from error
    with lock:
        yield


def _current_or_none(graph: Path) -> str | None:
    try:
        return current(graph).name
    except StoreError:
        return None


def _remove(graph: Path, *, keep: set[str | None]) -> None:
    for folder in (graph / "builds").iterdir():
        if _ID.fullmatch(folder.name) and folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)


def _make_current(graph: Path, ident: str) -> None:
    written = graph / "current.new"
    with written.open("w", encoding="ascii") as file:
        file.write(ident + "\n")
        file.flush()
        os.fsync(file.fileno())
    written.replace(graph / "current")
    _sync_folder(graph)


def _sync(folder: Path) -> None:
    """Have everything below a folder on disk before `current` says that it is there."""
    for place, _, files in os.walk(folder):
        for name in files:
            with (Path(place) / name).open("r+b") as file:
                os.fsync(file.fileno())
        _sync_folder(Path(place))


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder can't be opened there, nor need it be
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
