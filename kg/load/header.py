"""Header lines of a plain text, recognised where they stand; the text itself is not touched.

Read from the top, a line at a time: day, headline, byline, address, `updated` and `Key: value`
lines, each kind once, blank lines between allowed. The first line that is none of these starts
the body. A line is a headline only where its surroundings say so, since a first sentence that is
taken for one is lost to reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Final

from kg.load.bylines import byline
from kg.load.columns import ADDRESS, field_of, metadata_from
from kg.load.dates import day
from kg.load.draft import Metadata, trimmed
from kg.load.lexicon import lexicon
from kg.model import Extent, normalised

_LINE: Final = re.compile(r"[^\r\n]*\S[^\r\n]*")
_BLANK: Final = re.compile(r"(?:(?>\r\n|\n|\r)[^\S\r\n]*(?:\r|\n))|\s*\Z")
_DEEPEST: Final = 20
"""Lines; no header seen has more than ten."""
_KEYED: Final = re.compile(r"(?P<key>[A-Za-z][A-Za-z _\-]{0,24}?)\s*:\s+(?P<value>\S.*)")
_HEADING: Final = re.compile(r"#{1,2}\s+(?P<title>\S.*?)\s*#*")
_UNDERLINE: Final = re.compile(r"={3,}|-{3,}")
_PARTS: Final = re.compile(r"\s+[|·•–—]\s+|,\s+")
_IN_LINE: Final = re.compile(
    r"\s*(?P<word>date[:\s]\s*)?"
    r"(?P<day>(?P<iso>\d{4}-\d{2}-\d{2})|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})"
    r"(?!\w|-\d)(?P<mark>\s*[|:–—]|\s+-)?\s+(?=(?P<next>\S))",
    re.IGNORECASE,
)
_MOST_NAME_WORDS: Final = 5
"""Words of the paper, place or desk that shares its line with the day."""
_LONGEST_HEADLINE: Final = 160
"""Characters; the longest in the press stay below, most paragraphs above."""
_FEWEST_BODY_WORDS: Final = 12
"""Words of a paragraph that is prose even without a full stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What stands above a text: metadata, where the text proper lies, doubts."""

    metadata: Metadata
    body: Extent | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line with something on it; `apart` if a blank line or the end follows."""

    start: int
    text: str
    apart: bool


def header(text: str, *, start: int = 0, known: Metadata | None = None) -> Header:
    """The header lines from `start` on.

    With `known` metadata (front matter) a headline is only a line that repeats the known one, or
    a Markdown heading.
    """
    lines = _lines(text, start)
    found = Metadata()
    notes: list[str] = []
    begin = lines[0].start if lines else start
    keyed = 0
    for at, line in enumerate(lines):
        upcoming = lines[at + 1] if at + 1 < len(lines) else None
        read = _item(line, at=at, found=found, upcoming=upcoming, keyed=keyed)
        in_line = None if read or found.published else _IN_LINE.match(text, line.start)
        if in_line:
            value, _ = day(in_line["day"])
            if value and in_line.end() < line.start + len(line.text) and _opens(in_line):
                found = replace(found, published=value)
                begin = in_line.end()
                break
        if read is None and (title := _headline(line, lines, at, found, known)):
            read = Metadata(headline=title), ()
        if read is None:
            begin = line.start
            break
        keyed += bool(_key(line.text))
        found = found.filled_from(read[0])
        notes += read[1]
        begin = line.start + len(line.text)
    body = trimmed(text, start=begin)
    if body is None and text[start:].strip():
        notes.append("nothing stands below the header lines")
    return Header(metadata=found, body=body, notes=tuple(notes))


def _lines(text: str, start: int) -> list[_Line]:
    """The first lines with something on them."""
    return [
        _Line(
            start=match.start(),
            text=match[0],
            apart=_BLANK.match(text, match.end()) is not None,
        )
        for match in islice(_LINE.finditer(text, start), _DEEPEST)
    ]


def _opens(in_line: re.Match[str]) -> bool:
    """Whether a day at the start of a line stands before the text, not as part of its sentence."""
    if in_line["word"]:
        return True
    anew = in_line["next"].isupper() or in_line["next"] in "\"'“‘«"
    return anew and bool(in_line["iso"] or in_line["mark"])


def _item(
    line: _Line, *, at: int, found: Metadata, upcoming: _Line | None, keyed: int
) -> tuple[Metadata, tuple[str, ...]] | None:
    """What a line states if it is a day, a byline, an address or a `Key: value`; else None."""
    plain = line.text.strip().strip("*_").strip()
    if (dated := _dated(plain, found)) is not None:
        return dated
    if found.headline and _UNDERLINE.fullmatch(plain):
        return Metadata(), ()
    if _key(plain):
        beside = keyed or (upcoming is not None and _key(upcoming.text.strip().strip("*_")))
        if beside or line.apart or found != Metadata():
            return _keyed_value(plain)
    if ADDRESS.fullmatch(plain) and not found.url:
        return Metadata(url=plain), ()
    written = byline(plain)
    if written is None or found.authors or found.handle:
        return _shared(plain, found)
    # 'One Thing | Another' on top may be a title or a menu; below a day or a headline it is not.
    if at == 0 and not written.handle and not plain.casefold().startswith("by "):
        return _shared(plain, found)
    return written, ()


@cache
def _day_words() -> dict[str, re.Pattern[str]]:
    words = lexicon("bylines")
    return {
        kind: re.compile(
            rf"(?:{'|'.join(sorted(words[kind], key=len, reverse=True))})\b:?\s+(?P<day>.+)",
            re.IGNORECASE,
        )
        for kind in ("published", "updated")
    }


def _dated(plain: str, found: Metadata) -> tuple[Metadata, tuple[str, ...]] | None:
    """A line that is a day, with or without a word before it."""
    for kind, pattern in _day_words().items():
        match = pattern.fullmatch(plain)
        if match is None:
            continue
        value, why_not = day(match["day"])
        if value is not None:
            return (
                Metadata(published=value) if kind == "published" else Metadata(updated=value)
            ), ()
        # 'Date: last spring' is a header line; 'Posted a picture' is not.
        if why_not and re.fullmatch(r"[\d/.\- ]+", match["day"]):
            return Metadata(), (f"date {why_not}",)
    if found.published:
        return None
    value, why_not = day(plain)
    if value is not None:
        return Metadata(published=value), ()
    if why_not and re.fullmatch(r"\d{1,2}([/.\-])\d{1,2}\1\d{2,4}", plain):
        return Metadata(), (f"date {why_not}",)
    return None


def _shared(plain: str, found: Metadata) -> tuple[Metadata, tuple[str, ...]] | None:
    """A line that a day shares with a byline, an update, or the name of a paper or place.

    Whether `Tollmarsh, 13 February 2026` names a place or a paper can't be told, so only the day
    is taken from it.
    """
    pieces = _PARTS.split(plain)
    if len(pieces) < 2 or len(plain) > _LONGEST_HEADLINE:
        return None
    read = Metadata()
    at = 0
    while at < len(pieces):
        # 'February 13, 2026' is two pieces
        pair = _dated(", ".join(pieces[at : at + 2]), found)
        stated = pair or _dated(pieces[at], found)
        written = byline(pieces[at])
        if stated is not None:
            read = read.filled_from(stated[0])
        elif written is not None:
            read = read.filled_from(written)
        elif not _is_label(pieces[at]):
            return None
        at += 2 if pair and at + 1 < len(pieces) else 1
    return (read, ()) if read.published or read.updated else None


def _is_label(piece: str) -> bool:
    """Whether it could be the name of a paper, place or desk: few words, none of a sentence."""
    words = piece.split()
    return (
        0 < len(words) <= _MOST_NAME_WORDS
        and words[0][0].isupper()
        and words[-1][0].isupper()
        and not piece.endswith((".", ":", "!", "?"))
    )


def _key(line: str) -> str | None:
    match = _KEYED.fullmatch(line.strip())
    field = field_of(match["key"]) if match else None
    return field if field not in (None, "text") else None


def _keyed_value(plain: str) -> tuple[Metadata, tuple[str, ...]]:
    match = _KEYED.fullmatch(plain)
    return metadata_from({match["key"]: match["value"].strip("*_ ")}) if match else (Metadata(), ())


def _headline(
    line: _Line, lines: list[_Line], at: int, found: Metadata, known: Metadata | None
) -> str | None:
    """The headline that a line is, by its form and by what stands around it; else None."""
    plain = line.text.strip()
    heading = _HEADING.fullmatch(plain)
    title = heading["title"] if heading else plain.strip("*_").strip()
    if found.headline:
        return None
    if known is not None and known.headline:
        return title if normalised(title) == normalised(known.headline) else None
    below = lines[at + 1] if at + 1 < len(lines) else None
    if found.published and below and _is_byline(below, found) and len(title) <= _LONGEST_HEADLINE:
        return title  # between day and byline, whatever its form
    if len(title) > _LONGEST_HEADLINE or len(title.split()) < 2:
        return title if heading and len(title) <= _LONGEST_HEADLINE else None
    if title.rstrip("\"'”’»)").endswith((".", ",", ";", ":", "…")) or title[0] in "-*•>–—@([{<|":
        return None
    if below is None:
        return None
    if heading or _is_item(below, found):
        return title
    return title if line.apart and _is_prose(lines, at + 1, found) else None


def _is_item(line: _Line, found: Metadata) -> bool:
    """Whether a line can stand under a headline only: a byline, a day, an address."""
    plain = line.text.strip().strip("*_").strip()
    if ADDRESS.fullmatch(plain) or re.fullmatch("={3,}", plain):
        return True
    if (_dated(plain, found) or _shared(plain, found)) is not None:
        return True
    return _is_byline(line, found)


def _is_byline(line: _Line, found: Metadata) -> bool:
    return byline(line.text) is not None and not found.authors and not found.handle


def _is_prose(lines: list[_Line], at: int, found: Metadata) -> bool:
    """Whether running text follows, so that the line above is its headline and no short post."""
    for line in lines[at:]:
        if _is_item(line, found):
            continue
        plain = line.text.strip().rstrip("\"'”’»)")
        return plain.endswith((".", "!", "?")) or len(plain.split()) >= _FEWEST_BODY_WORDS
    return False
