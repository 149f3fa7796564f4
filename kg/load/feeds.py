"""RSS and Atom files, by feedparser: one text an entry."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any
from xml.sax import SAXException

from kg.errors import InputError
from kg.load.columns import metadata_from
from kg.load.draft import Draft, NotArticlesError, Reading, trimmed
from kg.load.html import is_markup, plain_text


def read(data: bytes, file: str) -> Reading:
    """Each entry as a text under its id, else its address, else its number.

    Raises NotArticlesError for other XML, InputError for a feed without entries or a broken one.
    """
    import feedparser

    if not data.strip():
        raise InputError(file, "is empty", "Fetch the feed again, or remove it.")
    feed = feedparser.parse(io.BytesIO(data))
    if not feed.version:
        if feed.bozo:
            raise InputError(
                file, f"is broken XML: {feed.bozo_exception}", "Fetch the feed again, or mend it."
            )
        raise NotArticlesError(
            file, "is no RSS or Atom feed", "Save an article as .html or .txt to have it read."
        )
    if not feed.entries:
        raise InputError(file, "is a feed without entries", "Fetch it again, or remove it.")
    drafts: list[Draft] = []
    failures: list[InputError] = []
    seen: Counter[str] = Counter()
    for number, entry in enumerate(feed.entries, start=1):
        named = " ".join(str(entry.get("id") or entry.get("link") or number).split())
        seen[named] += 1
        part = named if seen[named] == 1 else f"{named} ({seen[named]})"
        draft = _draft(entry, part=part, publisher=feed.feed.get("title"))
        if draft is None:
            failures.append(
                InputError(
                    f"{file}#{part}",
                    f"entry {number} has no text, only a title or an address",
                    "Save the article it leads to as .html or .txt.",
                )
            )
        else:
            drafts.append(draft)
    if isinstance(feed.bozo_exception if feed.bozo else None, SAXException):
        failures.append(
            InputError(
                file,
                f"is broken XML behind entry {len(feed.entries)}: {feed.bozo_exception}",
                "The entries before were read; fetch the feed again.",
            )
        )
    return Reading(drafts=tuple(drafts), failures=tuple(failures))


def _draft(entry: Any, *, part: str, publisher: str | None) -> Draft | None:  # noqa: ANN401
    contents = [_words(part_) for part_ in entry.get("content", [])]
    whole = max(contents, key=len, default="")
    summary = _words(entry.get("summary_detail") or {"value": entry.get("summary", "")})
    text = whole or summary
    if not text:
        return None
    authors = [a.get("name") for a in entry.get("authors", []) if a.get("name")]
    metadata, notes = metadata_from(
        {
            # Not entry.get: feedparser hands out one of the two days for the other.
            "date": dict.get(entry, "published") or dict.get(entry, "updated"),
            "updated": dict.get(entry, "updated"),
            "title": _words({"value": entry.get("title", "")}),
            "author": authors or entry.get("author"),
            "publisher": (entry.get("source") or {}).get("title") or publisher,
            "url": entry.get("link"),
        }
    )
    if not whole:
        notes = (*notes, "the feed gives a summary, not the whole text")
    return Draft(text=text, body=trimmed(text), metadata=metadata, part=part, notes=notes)


def _words(content: Any) -> str:  # noqa: ANN401 - feedparser's dicts have no types
    value = str(content.get("value") or "")
    html = content.get("type", "") in ("text/html", "application/xhtml+xml") or is_markup(value)
    return plain_text(value) if html and value.strip() else value.strip()
