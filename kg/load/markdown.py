"""Markdown, kept character for character; metadata from YAML front matter and header lines."""

from __future__ import annotations

import re
from typing import Final

import yaml

from kg.load.columns import metadata_from
from kg.load.decoding import decode
from kg.load.draft import Draft, Metadata, Reading
from kg.load.header import header

FENCED: Final = re.compile(
    r"---[ \t]*(?:\r\n|\n|\r)(?P<matter>.*?)(?:(?<=\n)|(?<=\r))"
    r"(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)",
    re.DOTALL,
)


def read(data: bytes, file: str) -> Reading:
    """The decoded file as it is; its body starts below front matter, heading and byline."""
    text, notes = decode(data, file)
    fenced = FENCED.match(text)
    known, doubts = front_matter(fenced["matter"]) if fenced else (None, ())
    head = header(text, start=fenced.end() if fenced else 0, known=known)
    metadata = known.filled_from(head.metadata) if known else head.metadata
    return Reading(
        drafts=(
            Draft(
                text=text, body=head.body, metadata=metadata, notes=(*notes, *doubts, *head.notes)
            ),
        )
    )


def front_matter(matter: str) -> tuple[Metadata | None, tuple[str, ...]]:
    """What the front matter says; None, with the reason as a note, where it is no sound YAML."""
    try:
        values = yaml.safe_load(matter)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at its line {mark.line + 1}" if mark else ""
        return None, (f"front matter is no sound YAML{where}; its metadata was not read",)
    if values is None:
        return None, ()
    if not isinstance(values, dict):
        return None, ("front matter names no values; its metadata was not read",)
    return metadata_from({str(name): value for name, value in values.items()})
