"""Web pages: the article's text without menus and adverts, by trafilatura."""

from __future__ import annotations

import re
from typing import Any, Final

from kg.errors import InputError
from kg.load.columns import metadata_from
from kg.load.decoding import decode
from kg.load.draft import Draft, Reading, trimmed
from kg.load.header import header

_CHARSET: Final = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w\-]+)", re.IGNORECASE)
_TAG: Final = re.compile(r"<[A-Za-z!/][^>]*>")
_BLOCK: Final = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt"),
        *("figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
        *("li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "tr", "ul"),
    )
)
_SILENT: Final = frozenset(("script", "style", "template", "noscript", "iframe"))
_HEAD: Final = 4096
"""Bytes; the standard wants the charset within the first 1024, pages are laxer."""


def read(data: bytes, file: str) -> Reading:
    """The article's text with what the page's head says of it.

    Raises InputError where the page holds no text (often one that a browser draws by script).
    """
    import trafilatura

    page, notes = _characters(data, file)
    found = trafilatura.bare_extraction(
        page,
        include_comments=False,
        favor_recall=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = (found.text if found else None) or ""
    if not text.strip():
        text = plain_text(page)
        notes = (*notes, "no article found by its layout; the whole page's text was taken")
    if not text.strip():
        raise InputError(
            file,
            "holds no text",
            "Such pages are drawn by script: save the page from the browser once it shows, "
            "or paste its text into a .txt file.",
        )
    values = _values(found)
    known, doubts = metadata_from(values)
    head = header(text, known=known)
    return Reading(
        drafts=(
            Draft(
                text=text,
                body=head.body or trimmed(text),
                metadata=known.filled_from(head.metadata),
                notes=(*notes, *doubts),
            ),
        )
    )


def _characters(data: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    """The page's characters in the encoding it declares, if it is that, else as for any text."""
    declared = _CHARSET.search(data[:_HEAD])
    if declared:
        try:
            return data.decode(declared[1].decode("ascii")), ()
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data, file)


def _values(found: Any) -> dict[str, object]:  # noqa: ANN401 - trafilatura has no types
    if found is None:
        return {}
    return {
        "title": found.title,
        "date": found.date,
        "author": found.author,
        "publisher": found.sitename,
        "url": found.url,
    }


def is_markup(text: str) -> bool:
    """Whether a string is HTML and no plain text."""
    return bool(_TAG.search(text))


def plain_text(markup: str) -> str:
    """The words of a page or fragment, a blank line between its blocks."""
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        root = html.document_fromstring(markup.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return ""
    body = root.find("body")
    if body is None:
        return ""
    pieces: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end", "comment")):
        if not isinstance(element.tag, str) or event == "comment":
            pieces.append(element.tail or "")
            continue
        if element.tag in _BLOCK:
            pieces.append("\n")
        if event == "start":
            pieces.append("" if element.tag in _SILENT else (element.text or ""))
        elif element.tag != "body":
            pieces.append(element.tail or "")
    lines = (" ".join(line.split(" ")) for line in _spaces_joined("".join(pieces)).split("\n"))
    return "\n\n".join(line.strip() for line in lines if line.strip())


def _spaces_joined(text: str) -> str:
    return re.sub(r"[ \t\r\f]+", " ", text)
