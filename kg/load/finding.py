"""Which files the inputs mean, and under which names; what is passed over is said.

The principle: what the user named must be read or is a failure. What a folder holds is read if
its ending is one kg reads, is a failure if its ending says that it is text kg does not read yet,
and is passed over with a note if it is something else (images, programs, `README`, data). A folder
that holds a `corpus.toml` is a corpus of its own: it is read when it is named, and left out when a
folder above it is, so that two corpora are never mixed by mistake.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kg.errors import InputError
from kg.load.lexicon import lexicon

CORPUS: Final = "corpus.toml"
"""Marks a folder as a corpus of its own; may hold its title and description."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file to read.

    Attributes:
        path: absolute, links followed.
        file: the name it goes by: relative to the folder it was found in, with `/`.
        named: whether the user named the file itself.
    """

    path: Path
    file: str
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Files in the order of their names, and what was not taken."""

    files: tuple[Found, ...]
    failures: tuple[InputError, ...] = ()
    notes: tuple[str, ...] = ()


def find(inputs: Sequence[Path], *, endings: Collection[str]) -> Findings:
    """The files that the inputs mean, each once, sorted by name; `endings` are those kg reads."""
    files: list[Found] = []
    failures: list[InputError] = []
    notes: list[str] = []
    for given in inputs:
        path = Path(given).expanduser()
        if path.is_dir():
            walked = _walk(path, endings=endings)
            files += walked.files
            failures += walked.failures
            notes += walked.notes
        elif path.is_file():
            files.append(Found(path=path.resolve(), file=path.name, named=True))
        else:
            reason = "is neither a file nor a folder" if path.exists() else "does not exist"
            failures.append(InputError(str(given), reason, "Look whether the path is right."))
    once, doubles = _once(files)
    distinct = sorted(_told_apart(once), key=lambda found: found.file)
    return Findings(
        files=tuple(distinct),
        failures=tuple(sorted(failures, key=str)),
        notes=tuple(sorted({*notes, *doubles})),
    )


def _walk(folder: Path, *, endings: Collection[str]) -> Findings:
    files: list[Found] = []
    failures: list[InputError] = []
    notes: list[str] = []

    def unreadable(error: OSError) -> None:
        where = Path(error.filename or folder)
        failures.append(
            InputError(str(where), f"can't be opened ({error.strerror})", "Look at its rights.")
        )

    for at, folders, names in os.walk(folder, onerror=unreadable):
        here = Path(at)
        for name in sorted(folders):
            # A link may lead back up, and then there is no end.
            if not _by_machine(name) and (here / name).is_symlink():
                file = (here / name).relative_to(folder).as_posix()
                notes.append(f"{file}: a link to a folder, not followed; name the folder itself")
        hidden = [name for name in (*folders, *names) if _by_machine(name)]
        if hidden:
            where = here.relative_to(folder.parent).as_posix()
            notes.append(f"{where}: passed over, hidden: {_listed(sorted(hidden))}")
        folders[:] = sorted(name for name in folders if not _by_machine(name))
        apart = [name for name in folders if (here / name / CORPUS).is_file()]
        folders[:] = [name for name in folders if name not in apart]
        notes += [
            f"{(here / name).relative_to(folder).as_posix()}: left out, a corpus of its own "
            f"({CORPUS}); build it by itself"
            for name in apart
        ]
        others: list[str] = []
        for name in sorted(set(names) - set(hidden) - {CORPUS}):
            path = here / name
            file = path.relative_to(folder).as_posix()
            ending = path.suffix.lower()
            if not path.is_file():
                notes.append(f"{file}: passed over, no file to read (a broken link or a device)")
            elif _about_the_folder(path):
                notes.append(f"{file}: passed over, its name says that it is about the folder")
            elif ending in endings:
                files.append(Found(path=path.resolve(), file=file, named=False))
            elif ending in lexicon("formats")["unread"]:
                failures.append(not_read(file, endings=endings))
            else:
                others.append(name)
        if others:
            where = here.relative_to(folder.parent).as_posix()
            notes.append(f"{where}: passed over, not a format kg reads: {_listed(others)}")
    return Findings(files=tuple(files), failures=tuple(failures), notes=tuple(notes))


def not_read(file: str, *, endings: Collection[str]) -> InputError:
    """The failure for a format that kg does not read, with the list of those it does."""
    remedy = lexicon("formats")["unread"].get(Path(file).suffix.lower(), "Save it as one of these.")
    return InputError(
        file, f"is not a format kg reads (it reads {' '.join(sorted(endings))})", remedy
    )


_LISTED: Final = 8
"""Names; a folder of a thousand images should not fill the screen."""


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _LISTED
    return ", ".join(names[:_LISTED]) + (f" and {more} more" if more > 0 else "")


def _by_machine(name: str) -> bool:
    machine = lexicon("formats")["machine"]
    return name.startswith(tuple(machine["beginnings"])) or name.lower() in machine["names"]


def _about_the_folder(path: Path) -> bool:
    return path.stem.casefold().replace("-", "_") in lexicon("formats")["about"]["names"]


def _once(files: Sequence[Found]) -> tuple[list[Found], list[str]]:
    """Each file once, under its longest name, and a note where the inputs mean one twice."""
    by_path: dict[Path, list[Found]] = defaultdict(list)
    for found in files:
        by_path[found.path].append(found)
    once: list[Found] = []
    notes: list[str] = []
    for same in by_path.values():
        best = max(same, key=lambda found: (len(found.file), found.file))
        once.append(replace(best, named=any(found.named for found in same)))
        if len(same) > 1:
            notes.append(f"{best.file}: given more than once, read once")
    return once, notes


def _told_apart(files: Sequence[Found]) -> list[Found]:
    """Files of one name get the names of their folders before it, until they differ."""
    apart = list(files)
    while True:
        places: dict[str, list[int]] = defaultdict(list)
        for at, found in enumerate(apart):
            places[found.file].append(at)
        same = [at for group in places.values() if len(group) > 1 for at in group]
        if not same:
            return apart
        for at in same:
            apart[at] = _with_folder(apart[at])


def _with_folder(found: Found) -> Found:
    folders = found.path.parts[1:-1]
    depth = found.file.count("/")
    # A link's name may differ from that of what it leads to: then the whole path tells.
    if depth >= len(folders):
        return replace(found, file=f"{found.path.as_posix().lstrip('/')}:{found.file}")
    return replace(found, file=f"{folders[len(folders) - depth - 1]}/{found.file}")
