"""Which graphs there are to look at, from the environment or from the folders close by."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

GRAPHS: Final = "KG_GRAPHS"
"""Environment variable: `name=folder`, several joined by the path separator of the system."""
STORE: Final = "KG_STORE"
"""Environment variable: address of a SPARQL endpoint, which then is the only graph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A graph by the name it is shown under, and its place: a folder, or an endpoint's address."""

    name: str
    place: str

    @property
    def remote(self) -> bool:
        """Whether it is an endpoint."""
        return self.place.startswith(("http://", "https://"))


def sources(environment: Mapping[str, str], *, here: Path) -> tuple[Source, ...]:
    """The graphs to choose from, the first being shown unless another is asked for.

    Without either variable: every graph in `here/graphs`, else the one in `here/graph`, else none.
    """
    if address := environment.get(STORE, "").strip():
        return (Source(name=urlsplit(address).netloc or address, place=address),)
    if listed := environment.get(GRAPHS, "").strip():
        return tuple(_distinct(listed.split(os.pathsep)))
    found = sorted(path for path in (here / "graphs").glob("*") if is_graph(path))
    if not found and is_graph(here / "graph"):
        found = [here / "graph"]
    return tuple(Source(name=path.name, place=str(path)) for path in found)


def is_graph(path: Path) -> bool:
    """Whether a build stands there."""
    return (path / "current").is_file()


def listed(graphs: Mapping[str, Path]) -> str:
    """What `KG_GRAPHS` has to be for these graphs."""
    return os.pathsep.join(f"{name}={path}" for name, path in graphs.items())


def _distinct(entries: list[str]) -> Iterator[Source]:
    """One source an entry; a name that comes again gets its number, so that both can be chosen."""
    seen: dict[str, int] = {}
    for entry in filter(None, (entry.strip() for entry in entries)):
        name, equals, place = entry.partition("=")
        if not equals:
            name, place = Path(entry).name, entry
        seen[name] = seen.get(name, 0) + 1
        yield Source(name=name if seen[name] == 1 else f"{name} ({seen[name]})", place=place)
