"""What a reader of one format hands over, before ids and languages are given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from typing import Self

from kg.errors import InputError
from kg.model import Extent, Media


class NotArticlesError(InputError):
    """A file that is sound, and holds something other than articles.

    Found by walking a folder it is passed over with a note; named by the user it is a failure.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a text beside the text."""

    published: date | None = None
    updated: date | None = None
    headline: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    platform: str | None = None
    handle: str | None = None
    language: str | None = None

    def filled_from(self, other: Metadata) -> Self:
        """The same, with what it lacks taken from the other."""
        both = {f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)}
        return type(self)(**both)

    @property
    def media(self) -> Media:
        """A post where it has a handle or a platform, else an article."""
        return "post" if self.handle or self.platform else "article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One text with its metadata.

    Attributes:
        part: number of the row or id of the feed entry, where a file holds several texts.
        body: the text proper; None where nothing is left below the header lines.
    """

    text: str
    body: Extent | None
    metadata: Metadata
    part: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one file holds: its texts, and the rows that could not be read."""

    drafts: tuple[Draft, ...] = ()
    failures: tuple[InputError, ...] = ()
    notes: tuple[str, ...] = ()


Reader = Callable[[bytes, str], Reading]
"""From the bytes of a file, and its name for messages, to what it holds.

Raises InputError where the file can't be read, NotArticlesError where it holds something else.
"""


def trimmed(text: str, *, start: int = 0) -> Extent | None:
    """From `start` to the end without the white space around; None where nothing is left."""
    end = len(text.rstrip())
    first = start + len(text[start:]) - len(text[start:].lstrip())
    return Extent(first, end) if first < end else None
