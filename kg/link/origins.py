"""Which documents go back to one source: versions of one article, and copies under another name.

Compared by runs of words (shingles), as in Broder, 'On the resemblance and containment of
documents' (1997), but counted by sentence, so that the reason can be read and checked.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final, Literal

from kg.model import Document, Origin, normalised
from kg.thresholds import COPY_LENGTH, COPY_SENTENCES, COPY_SHARE, COPY_SHINGLE, SENTENCE_COPIED

_ENDS: Final = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+|\n+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    document: Document
    sentences: tuple[frozenset[str], ...]
    shingles: frozenset[str]

    @property
    def length(self) -> int:
        return len(self.shingles)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    earlier: str
    later: str
    what: Literal["version", "copy"]
    why: str


def origins(documents: Sequence[Document]) -> tuple[Origin, ...]:
    """The origins that more than one document goes back to, by id of the earliest.

    Documents without body, or shorter than one run of words, have no origin but themselves.
    """
    texts = [_text(d) for d in sorted(documents, key=_age) if d.body is not None]
    links = [link for a, b in _candidates(texts) if (link := _link(texts[a], texts[b])) is not None]
    home = {text.document.id: text.document.id for text in texts}
    position = {text.document.id: i for i, text in enumerate(texts)}
    for link in links:
        a, b = _root(home, link.earlier), _root(home, link.later)
        first, second = sorted((a, b), key=lambda ident: position[ident])
        home[second] = first
    gathered: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        gathered[_root(home, text.document.id)].append(text.document.id)
    return tuple(
        _origin(members, links) for _, members in sorted(gathered.items()) if len(members) > 1
    )


def _origin(members: Sequence[str], links: Sequence[_Link]) -> Origin:
    """Each further document with the one reason that says most: a version's, else the first."""
    why, versions = [], []
    for later in members[1:]:
        own = [link for link in links if link.later == later and link.earlier in members]
        newest = [link for link in own if link.what == "version"]
        if newest:
            best = max(newest, key=lambda link: members.index(link.earlier))
            versions.append((later, best.earlier))
        elif own:
            best = own[0]
        else:  # joined through a document later than itself
            best = next(link for link in links if link.earlier == later)
        why.append(best.why)
    return Origin(
        id=members[0], documents=tuple(members), why=tuple(why), version_of=tuple(versions)
    )


def _age(document: Document) -> tuple[date, date, str]:
    published = document.published or date.max
    return (published, document.updated or published, document.id)


def _text(document: Document) -> _Text:
    body = document.body.within(document.text) if document.body else ""
    sentences = tuple(
        runs for sentence in _ENDS.split(body) if (runs := _shingles(normalised(sentence)))
    )
    return _Text(
        document=document,
        sentences=sentences,
        shingles=frozenset(run for runs in sentences for run in runs),
    )


def _shingles(text: str) -> frozenset[str]:
    words = text.split()
    return frozenset(
        " ".join(words[i : i + COPY_SHINGLE]) for i in range(len(words) - COPY_SHINGLE + 1)
    )


def _candidates(texts: Sequence[_Text]) -> list[tuple[int, int]]:
    """Pairs, earlier first, that share a run of words or an address."""
    holders: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        for run in text.shingles:
            holders[run].append(i)
        if text.document.url:
            holders["\x1f" + text.document.url].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for found in holders.values():
        if len(found) > 1:
            shared.update(combinations(found, 2))
    return sorted(shared)


def _link(earlier: _Text, later: _Text) -> _Link | None:
    a, b = earlier.document, later.document
    same_headline = bool(a.headline) and normalised(a.headline or "") == normalised(
        b.headline or ""
    )
    same_house = a.publisher == b.publisher
    same_address = a.url is not None and a.url == b.url
    share, of = _share(earlier, later)
    shortness = min(earlier.length, later.length) / max(earlier.length, later.length, 1)
    overlapping = share >= COPY_SHARE and shortness >= COPY_LENGTH
    if same_address and a.sha256 != b.sha256:
        why = f"{b.file} is a later version of {a.file}: same address"
    elif overlapping and same_headline and same_house:
        stated = f", updated {b.updated}" if b.updated else ""
        why = f"{b.file} is a later version of {a.file}: same headline and publisher{stated}; {of}"
    elif overlapping:
        other = "" if same_headline else " under another headline"
        why = f"{b.file} is a near-copy of {a.file}{other}: {of}"
        return _Link(earlier=a.id, later=b.id, what="copy", why=why)
    else:
        return None
    return _Link(earlier=a.id, later=b.id, what="version", why=why)


def _share(earlier: _Text, later: _Text) -> tuple[float, str]:
    """How many sentences of the shorter stand in the longer, as a share and in words."""
    short, full = (earlier, later) if earlier.length <= later.length else (later, earlier)
    if not short.sentences:
        return 0.0, ""
    standing = sum(
        len(runs & full.shingles) >= SENTENCE_COPIED * len(runs) for runs in short.sentences
    )
    if standing < COPY_SENTENCES and not short.shingles <= full.shingles:
        return 0.0, ""
    share = standing / len(short.sentences)
    return share, (
        f"{share:.0%} of the sentences of {short.document.file} ({standing} of "
        f"{len(short.sentences)}) stand in {full.document.file}"
    )


def _root(home: dict[str, str], ident: str) -> str:
    while home[ident] != ident:
        ident = home[ident]
    return ident
