"""Plain text, kept character for character."""

from __future__ import annotations

from kg.load.decoding import decode
from kg.load.draft import Draft, Reading
from kg.load.header import header


def read(data: bytes, file: str) -> Reading:
    """The decoded file as it is; metadata from its header lines."""
    text, notes = decode(data, file)
    head = header(text)
    draft = Draft(text=text, body=head.body, metadata=head.metadata, notes=(*notes, *head.notes))
    return Reading(drafts=(draft,))
