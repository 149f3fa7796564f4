"""PDF files with a text layer, by pypdf; lines of a page are put together to paragraphs."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Final

from kg.errors import InputError
from kg.load.draft import Draft, Metadata, Reading
from kg.load.header import header
from kg.thresholds import FULL_LINE_SHARE, RUNNING_HEAD_SHARE

_PAGE_NUMBER: Final = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_BROKEN_WORD: Final = re.compile(r"(?<=[^\W\d_])[-\u00ad]\Z")
_LONGEST_HEAD: Final = 60
"""Characters; running text fills its line, which is longer."""
_FEWEST_PAGES: Final = 3
"""Pages; on two a line can recur by chance."""


_BROKEN: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pypdf's parser trips over in damaged files beside its own errors."""


def read(data: bytes, file: str) -> Reading:
    """The text of all pages; the headline from the header lines, else from the PDF's title."""
    pages, title = _pages(data, file)
    if not any(page.strip() for page in pages):
        raise InputError(
            file,
            "has no text layer (scanned pages are images)",
            "Run it through OCR, for instance `ocrmypdf in.pdf out.pdf`, and load the result.",
        )
    lines, left_out = without_running_heads([page.splitlines() for page in pages])
    text = "\n\n".join(paragraphs(lines))
    if not text:
        raise InputError(file, "holds page numbers only", "Look whether this is the right file.")
    notes = (f"running heads and page numbers left out: {left_out} lines",) if left_out else ()
    head = header(text)
    metadata = head.metadata
    if title and not metadata.headline:
        metadata = Metadata(headline=title).filled_from(metadata)
        notes = (*notes, "headline from the PDF's properties")
    return Reading(
        drafts=(Draft(text=text, body=head.body, metadata=metadata, notes=(*notes, *head.notes)),)
    )


def _pages(data: bytes, file: str) -> tuple[list[str], str | None]:
    """The text of each page, and the title in the file's properties where it looks like one."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    # pypdf tells of every oddity it can mend; what it can't mend it raises.
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked(file)
        pages = [page.extract_text() for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except InputError:
        raise
    except ImportError as error:  # some ciphers need a package of their own
        raise _locked(file) from error
    except (PyPdfError, *_BROKEN) as error:
        raise InputError(
            file,
            f"is damaged or no PDF ({type(error).__name__}: {error})",
            "Open it in a PDF reader and print it to a new PDF, or fetch it again.",
        ) from error
    return pages, _title(title)


def _locked(file: str) -> InputError:
    return InputError(
        file,
        "is encrypted",
        "Open it with its password and save a copy without (for instance `qpdf --decrypt`).",
    )


def _title(title: str | None) -> str | None:
    """The title property, unless the program that made the file put its own rubbish there."""
    plain = " ".join((title or "").split())
    if len(plain.split()) < 2 or re.search(
        r"^(?:microsoft|untitled|slide|print)\b|\.\w{2,4}$", plain, re.IGNORECASE
    ):
        return None
    return plain


def without_running_heads(pages: Sequence[Sequence[str]]) -> tuple[list[str], int]:
    """All lines without page numbers and without what recurs atop or at the foot of pages."""
    edges = Counter(
        line for page in pages for line in {_bare(line) for line in _edge_lines(page)} if line
    )
    often = max(_FEWEST_PAGES, RUNNING_HEAD_SHARE * len(pages))
    running = {line for line, count in edges.items() if count >= often}
    kept: list[str] = []
    left_out = 0
    for page in pages:
        filled = [i for i, line in enumerate(page) if line.strip()]
        edge = {*filled[:2], *filled[-2:]}
        for i, line in enumerate(page):
            numbered = len(pages) > 1 and _PAGE_NUMBER.fullmatch(line.strip())
            if i in edge and (_bare(line) in running or numbered):
                left_out += 1
            else:
                kept.append(line)
    return kept, left_out


def _edge_lines(page: Sequence[str]) -> list[str]:
    filled = [line for line in page if line.strip()]
    return [*filled[:2], *filled[-2:]]


def _bare(line: str) -> str:
    """A line without a page number at either end; "" for one too long to be a running head."""
    plain = line.strip()
    return "" if len(plain) > _LONGEST_HEAD else re.sub(r"^\d+\s*|\s*\d+$", "", plain)


def paragraphs(lines: Sequence[str]) -> list[str]:
    """Lines as set on the page, put together: a short line or an empty one ends a paragraph.

    A word broken by a hyphen at the end of a line is put together where it goes on in lower case.
    """
    lengths = [len(line.strip()) for line in lines if line.strip()]
    full = FULL_LINE_SHARE * median(sorted(lengths)[len(lengths) // 2 :]) if lengths else 0
    found: list[str] = []
    open_ = False
    for line in lines:
        plain = " ".join(line.split())
        if not plain:
            open_ = open_ and bool(_BROKEN_WORD.search(found[-1]))
            continue
        if open_ and _BROKEN_WORD.search(found[-1]) and plain[0].islower():
            found[-1] = _BROKEN_WORD.sub("", found[-1]) + plain
        elif open_:
            found[-1] = f"{found[-1]} {plain}"
        else:
            found.append(plain)
        open_ = len(line.strip()) >= full
    return found
