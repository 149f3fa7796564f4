"""Word documents (.docx), by python-docx: paragraphs and tables in their order."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final

from kg.errors import InputError
from kg.load.draft import Draft, Metadata, Reading
from kg.load.header import header

_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    KeyError,
    ValueError,
    AttributeError,
    EOFError,
    OSError,
    RuntimeError,  # an archive with a password; NotImplementedError for an unknown packing
)
"""What unpacking and python-docx trip over in damaged files."""


def read(data: bytes, file: str) -> Reading:
    """Paragraphs with a blank line between, cells of a table row with tabs between."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

    try:
        document = docx.Document(io.BytesIO(data))
        blocks = list(_blocks(document))
    except (OpcError, XMLSyntaxError, *_BROKEN) as error:
        raise InputError(
            file,
            f"is damaged or no Word document ({type(error).__name__})",
            "Open it in a word processor and save it again as .docx; "
            "one with a password has to be saved without.",
        ) from error
    text = "\n\n".join(block for _, block in blocks)
    if not text:
        raise InputError(file, "holds no text", "Look whether its text is an image or a text box.")
    titles = [block for style, block in blocks if style == "Title"]
    known = Metadata(headline=" ".join(titles[0].split())) if len(titles) == 1 else None
    head = header(text, known=known)
    metadata = known.filled_from(head.metadata) if known else head.metadata
    draft = Draft(text=text, body=head.body, metadata=metadata, notes=head.notes)
    return Reading(drafts=(draft,))


def _blocks(document: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - docx has no types
    """Style and text of each paragraph and each row of a table that has any text."""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = dict.fromkeys(row.cells)  # a merged cell is met once per column
                yield "", "\t".join(cell.text.strip() for cell in cells).strip()
        elif block.text.strip():
            yield (block.style.name if block.style else ""), block.text.strip()
