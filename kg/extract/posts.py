"""Who wrote a post: by its signature line, its handle, or how its author introduces herself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.cluster import Cluster
from kg.model import Attribution, Document

if TYPE_CHECKING:
    from spacy.tokens import Doc

_INTRODUCES: Final = (
    ("i", "'m"),
    ("i", "’m"),
    ("i", "am"),
    ("name", "is"),
    ("name", "'s"),
    ("name", "’s"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """The author of a post; `name` is the handle where no name is known."""

    name: str
    handle: str | None


def authors(
    document: Document, doc: Doc, found: Sequence[Cluster], attributions: Sequence[Attribution]
) -> tuple[Author, ...]:
    """The authors of all posts in a document, the document's own first, each once."""
    listed: list[Author] = []
    if document.media == "post" and (document.handle or document.authors):
        own = document.authors[0] if len(document.authors) == 1 else introduced(doc, found)
        handle = _bare(document.handle)
        listed.append(Author(name=own or handle or document.authors[0], handle=handle))
    for one in attributions:
        handle = _bare(one.handle)
        if one.form != "post" or not (one.author or handle):
            continue
        if any(handle is not None and a.handle == handle for a in listed):
            continue
        name = " ".join((one.author or handle or "").split())
        if not any(a.name == name for a in listed):
            listed.append(Author(name=name, handle=handle))
    return tuple(listed)


def introduced(doc: Doc, found: Sequence[Cluster]) -> str | None:
    """The name that a post's author gives herself ('I'm Ida Vane'), if it is one name only."""
    names = {
        c.name
        for c in found
        for n in c.namings
        if c.kind == "person"
        and n.start >= 2
        and (doc[n.start - 2].lower_, doc[n.start - 1].lower_) in _INTRODUCES
    }
    return names.pop() if len(names) == 1 else None


def _bare(handle: str | None) -> str | None:
    return re.sub(r"^@", "", handle.strip()) if handle and handle.strip("@ ") else None
