"""Gold attributions in brat standoff, as PolNeAR has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import GoldError, ModelError
from kg.evaluate.files import folder, text_of
from kg.model import Extent

REMEDY: Final = (
    "GOLD must be a folder with text/*.txt and, in brat standoff, attributions/NAME_*.ann "
    "for each text/NAME.txt."
)
_NUMBERED: Final = re.compile(r"\d+$")
_ROLES: Final = frozenset({"source", "cue", "content"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """One attribution as extents alone; source and cue may be empty, or in several pieces.

    Attributes:
        nested: whether somebody else reports it, as `kg extract` says of what it found.
    """

    source: tuple[Extent, ...] = ()
    cue: tuple[Extent, ...] = ()
    content: tuple[Extent, ...] = ()
    nested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A text with its gold; None where no annotator read it."""

    name: str
    path: Path
    text: str
    gold: tuple[Spans, ...] | None


def annotated(gold: Path) -> Iterator[Annotated]:
    """Each text of a gold folder with the attributions of its first annotator, by name.

    Raises:
        GoldError: folder or file is not what REMEDY says.
    """
    texts = sorted(folder(gold, holding="text", remedy=REMEDY).glob("*.txt"))
    notes = folder(gold, holding="attributions", remedy=REMEDY)
    if not texts:
        raise GoldError(f"{gold / 'text'}: has no .txt file. {REMEDY}")
    for path in texts:
        found = sorted(notes.glob(f"{path.stem}_*.ann"))
        yield Annotated(
            name=path.name,
            path=path,
            text=text_of(path, remedy=REMEDY),
            gold=attributions(found[0]) if found else None,
        )


def attributions(path: Path) -> tuple[Spans, ...]:
    """The attributions of one standoff file that have content, in the file's order."""
    extents: dict[str, tuple[Extent, ...]] = {}
    events: list[Sequence[str]] = []
    for number, line in enumerate(text_of(path, remedy=REMEDY).split("\n"), 1):
        key, tab, rest = line.partition("\t")
        if not tab:
            continue  # the quoted text of an annotation can run over a line's end
        if key.startswith("T"):
            extents[key] = _extents(rest.split("\t")[0], f"{path}, line {number}")
        elif key.startswith("E"):
            events.append(rest.split())
    found = [_spans(event, extents) for event in events]
    return tuple(spans for spans in found if spans.content)


def _extents(described: str, place: str) -> tuple[Extent, ...]:
    """'Content 115 290;300 320' as extents."""
    _, _, pieces = described.partition(" ")
    try:
        return tuple(Extent(*map(int, piece.split())) for piece in pieces.split(";"))
    except (TypeError, ValueError, ModelError) as error:
        raise GoldError(f"{place}: {described!r} has no readable offsets. {REMEDY}") from error


def _spans(event: Sequence[str], extents: dict[str, tuple[Extent, ...]]) -> Spans:
    found: dict[str, tuple[Extent, ...]] = dict.fromkeys(sorted(_ROLES), ())
    for part in event:
        role, _, key = part.partition(":")
        name = _NUMBERED.sub("", role).lower()
        if name in _ROLES and key in extents:
            found[name] += extents[key]
    return Spans(source=found["source"], cue=found["cue"], content=found["content"])
