"""The forms in which a line names who wrote a text, and where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final

from kg.load.dates import day
from kg.load.draft import Metadata
from kg.load.lexicon import lexicon

_LONGEST: Final = 120
"""Characters; a byline with two names, a role and a paper stays below."""
_MOST_NAME_WORDS: Final = 5
_MOST_TITLE_WORDS: Final = 7
_POST: Final = re.compile(
    r"(?:(?P<name>[^@|]{2,60}?)\s*[(,]?\s*)?(?P<handle>@[\w.\-]+)\)?"
    r"\s*(?:\bon\b|\bvia\b|[|·•,])\s*(?P<platform>[A-Z][\w.\-]*(?: [A-Z][\w.\-]*){0,2})"
    r"(?:\s*(?:[|·•,]|\bon\b)\s*(?P<day>[^|·•]+))?"
)
_AND: Final = re.compile(r"\s+(?:and|&|with)\s+")
_BARS: Final = re.compile(r"\s+[|·•]\s+")
_BARS_OR_DASHES: Final = re.compile(r"\s+[|·•–—]\s+")
_INITIALS: Final = re.compile(r"(?:\w\.)+|(?:Jr|Sr|Dr|St|Mr|Ms|Mrs)\.")


def byline(line: str) -> Metadata | None:
    """What a byline states; None for any other line.

    Forms: `By A and B, Publisher`, `A | Publisher`, `@handle on Platform`, each with or without
    a day at its end.
    """
    line = line.strip().strip("*_").strip()
    if not line or len(line) > _LONGEST:
        return None
    return _post(line) or _opened(line) or _barred(line)


def authors_in(value: object) -> tuple[str, ...]:
    """The names in a value: a list, an object with a name, or several in one string."""
    if value is None:
        return ()
    if isinstance(value, Mapping):
        return authors_in(value.get("name"))
    if isinstance(value, list):
        return tuple(dict.fromkeys(name for one in value for name in authors_in(one)))
    text = " ".join(str(value).split())
    text = _without_opener(text) or text
    names = [part.strip(" ,") for piece in text.split(";") for part in _AND.split(piece)]
    # 'Ann Wold, Bo Tjern' is two people, 'Wold, Ann' is one.
    parted = [_commas(name) for name in names]
    return tuple(dict.fromkeys(name for part in parted for name in part if name))


def _commas(names: str) -> list[str]:
    pieces = [piece.strip() for piece in names.split(",")]
    return pieces if all(_is_name(p) and " " in p for p in pieces) else [names]


@cache
def _openers() -> re.Pattern[str]:
    words = sorted(lexicon("bylines")["openers"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words)})\b:?\s+(?=\S)", re.IGNORECASE)


def _without_opener(line: str) -> str | None:
    found = _openers().match(line)
    return line[found.end() :] if found else None


def _post(line: str) -> Metadata | None:
    found = _POST.fullmatch(_without_opener(line) or line)
    if not found:
        return None
    published = None
    if found["day"]:
        published, _ = day(found["day"].strip())
        if published is None:
            return None
    name = (found["name"] or "").strip(" ,(")
    if name and not _is_name(name):
        return None
    return Metadata(
        handle=found["handle"],
        platform=found["platform"],
        authors=(name,) if name else (),
        published=published,
    )


def _opened(line: str) -> Metadata | None:
    """`By A, B and C, transport editor, The Paper`."""
    rest = _without_opener(line)
    if rest is None or _ends_sentence(rest):
        return None
    pieces = [p for bar in _BARS_OR_DASHES.split(rest) for p in re.split(r",\s+", bar) if p.strip()]
    pieces, published = _take_day(pieces)
    if not pieces:
        return None
    last = max((i for i, piece in enumerate(pieces) if _AND.search(piece)), default=0)
    joined = [name for piece in pieces[: last + 1] for name in _AND.split(piece)]
    if last and not all(_is_name(name) and " " in name for name in joined):
        last = 0  # 'By A. Writer, Bolt and Sons': the 'and' is in the paper's name
    authors = [name.strip() for piece in pieces[: last + 1] for name in _AND.split(piece)]
    publisher: str | None = None
    if last == 0 and len(pieces) == 1 and " for " in authors[-1]:
        authors[-1], _, publisher = authors[-1].partition(" for ")
    authors = [re.sub(r"\s+in [A-Z].*$", "", name) for name in authors]
    if not authors or not all(_is_name(name) for name in authors):
        return None
    others = [piece.strip() for piece in pieces[last + 1 :] if not _is_role(piece)]
    if len(others) > 1 or (others and not _is_title(others[0])):
        return None
    return Metadata(
        authors=tuple(authors),
        publisher=publisher or (others[0] if others else None),
        published=published,
    )


def _barred(line: str) -> Metadata | None:
    """`A | Publisher`, `A | Publisher | 12 March 2026`."""
    pieces = [piece.strip() for piece in _BARS.split(line)]
    if len(pieces) < 2 or _ends_sentence(line):
        return None
    pieces, published = _take_day(pieces)
    pieces = [piece for piece in pieces if not _is_role(piece)]
    if not 1 <= len(pieces) <= 2 or (len(pieces) == 1 and published is None):
        return None
    authors = tuple(_AND.split(_without_opener(pieces[0]) or pieces[0]))
    if not all(_is_name(name) for name in authors):
        return None
    publisher = pieces[1]
    if not _is_title(publisher):
        return None
    return Metadata(authors=authors, publisher=publisher, published=published)


def _take_day(pieces: list[str]) -> tuple[list[str], date | None]:
    """The pieces without the one that is a day, and that day ('March 12, 2026' is two pieces)."""
    for width in (1, 2):
        for at in range(1, len(pieces) - width + 1):
            value, _ = day(", ".join(pieces[at : at + width]))
            if value:
                return pieces[:at] + pieces[at + width :], value
    return pieces, None


def _is_name(text: str) -> bool:
    """Whether it is written like a name: few words, each capitalised but for particles."""
    words = text.replace("’", "'").split()
    particles = lexicon("bylines")["particles"]
    return (
        1 <= len(words) <= _MOST_NAME_WORDS
        and words[0].casefold() != "the"
        and words[-1].casefold() not in particles
        and all(
            word.casefold() in particles
            or (word[0].isupper() and all(c.isalpha() or c in ".'-" for c in word))
            for word in words
        )
        and any(word[0].isupper() for word in words)
    )


def _is_title(text: str) -> bool:
    """Whether it could name a paper or a site: few words, and no sentence's beginning in small."""
    return len(text.split()) <= _MOST_TITLE_WORDS and (text[0].isupper() or text[0].isdigit())


def _is_role(text: str) -> bool:
    return any(word.strip(".").casefold() in lexicon("bylines")["roles"] for word in text.split())


def _ends_sentence(line: str) -> bool:
    return line.endswith((".", "!", "?", ":", ";", ",")) and not _INITIALS.fullmatch(
        line.split()[-1]
    )
