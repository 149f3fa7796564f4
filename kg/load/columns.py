"""Named values, from a row, an object, front matter or a header block, become metadata."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from kg.load.bylines import authors_in
from kg.load.dates import day
from kg.load.draft import Draft, Metadata
from kg.load.lexicon import lexicon
from kg.model import Extent

ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2}(?:[-_]\w+)*")
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def field_of(name: object) -> str | None:
    """What a column of this name holds (`text`, `published`, …); None for an unknown name."""
    return _fields().get(_plain(name))


@cache
def _fields() -> dict[str, str]:
    return {_plain(name): field for field, names in lexicon("columns").items() for name in names}


def _plain(name: object) -> str:
    return re.sub(r"[\s_\-.:]+", "", str(name).casefold())


@cache
def _rank() -> dict[str, int]:
    return {_plain(n): i for names in lexicon("columns").values() for i, n in enumerate(names)}


def by_field(values: Mapping[str, object]) -> dict[str, object]:
    """The filled values under the names kg uses; of several for one, the earlier in the list."""
    chosen: dict[str, object] = {}
    for name in sorted(values, key=lambda name: (_rank().get(_plain(name), 0), name)):
        field = field_of(name)
        value = values[name]
        if field is None or value is None or (isinstance(value, str) and not value.strip()):
            continue
        if field == "publisher" and ADDRESS.fullmatch(str(value).strip()):
            field = "url"
        chosen.setdefault(field, value)
    return chosen


def metadata_from(values: Mapping[str, object]) -> tuple[Metadata, tuple[str, ...]]:
    """Metadata under any of the names in `columns.toml`, and what could not be understood."""
    fields = {name: _mended(value) for name, value in by_field(values).items()}
    published, why_not = day(fields.get("published"))
    updated, why_not_updated = day(fields.get("updated"))
    notes = [f"date {reason}" for reason in (why_not, why_not_updated) if reason]
    language = _line(fields.get("language"))
    handle = _line(fields.get("handle"))
    metadata = Metadata(
        published=published,
        updated=updated,
        headline=_line(fields.get("headline")),
        authors=authors_in(fields.get("authors")),
        publisher=_line(fields.get("publisher")),
        url=_line(fields.get("url")),
        platform=_line(fields.get("platform")),
        handle=f"@{handle.removeprefix('@')}" if handle else None,
        language=language[:2].lower() if language and _LANGUAGE.fullmatch(language) else None,
    )
    return metadata, tuple(notes)


def _line(value: object) -> str | None:
    """A value as one line of text; None for nothing, and for what is no single value."""
    if isinstance(value, Mapping):  # schema.org writes {"@type": "Organization", "name": …}
        value = value.get("name")
    if value is None or isinstance(value, (Mapping, list)):
        return None
    return " ".join(str(value).split()) or None


def _mended(value: object) -> object:
    """A value of JSON without lone surrogates, which no encoding can write."""
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("�", value)
    if isinstance(value, Mapping):
        return {key: _mended(each) for key, each in value.items()}
    return [_mended(each) for each in value] if isinstance(value, list) else value


def draft_from(values: Mapping[str, object], *, part: str) -> Draft | None:
    """The text of a row with its metadata; None where the row has no text."""
    text = by_field(values).get("text")
    if not isinstance(text, str):
        return None
    metadata, notes = metadata_from(values)
    if _LONE_SURROGATE.search(text):
        text = _LONE_SURROGATE.sub("�", text)
        notes = (*notes, "halves of characters that stand alone were replaced by �")
    return Draft(text=text, body=Extent(0, len(text)), metadata=metadata, part=part, notes=notes)
