"""Whether a name is a person's, an organisation's, a product's or a place's: votes, with reasons.

The reader has one voice, shared over all namings of the same string; the words around and the shape
of the name have the others. The weights are ranks of trust, not probabilities: a version or a title
outweighs a reader that errs on new names, and so do two things that the text says outright.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from kg.extract.describe import Description
from kg.extract.names import Name
from kg.extract.nouns import nouns
from kg.model import EntityKind
from kg.thresholds import NAME_KIND_FLOOR

if TYPE_CHECKING:
    from spacy.tokens import Doc

Votes = Counter[EntityKind]

_LABELS: Final[Mapping[str, EntityKind]] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "PRODUCT": "product",
    "EVENT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
    "NORP": "other",
}
_SAYS: Final[Mapping[str, EntityKind]] = {
    "role": "person",
    "company": "organisation",
    "institution": "organisation",
    "product": "product",
    "place": "place",
}
_LABEL, _HINT, _SIGN, _SAID_OUTRIGHT, _SHAPE = 2.5, 1.0, 2.0, 4.0, 6.0
_LEAST, _TRUST = 0.003, 1.5
"""The share under which a kind is out of the question for the reader, and how much its log-odds
count beside what the text says."""
_CAMEL: Final = re.compile(r"(?!(?:Ma?c|De|Di|La|Le|Du|Fitz|O['’])[A-Z])\w*[a-z]\w*[A-Z]\w*")
_LIST: Final = frozenset({",", "and", "or", "&", ";"})
_LIKE: Final = frozenset({"like", "including", "as", "namely"})


def kind(
    doc: Doc,
    namings: Sequence[Name],
    described: Sequence[Description],
    *,
    speaks: bool,
    others: Votes,
) -> tuple[EntityKind, float]:
    """The kind of a name from all its namings in a document, and the weight of the votes for it.

    The reader's own vote weighs no more than its least there.

    `others` are votes from other names: those it is listed with ('A, B and C' share their kind),
    those that hold it ('Port of A' makes A a place);
    `speaks` tells that something is attributed to it.
    """
    votes = Votes(others)
    read: Counter[EntityKind] = Counter()
    for one in namings:
        for found, weight in _read(one):
            read[found] += weight / len(namings)  # type: ignore[assignment]
    votes.update(read)
    for which in sorted({_SAYS[d.says] for d in described}):
        votes[which] += _SAID_OUTRIGHT  # type: ignore[assignment]
    for which, weight in sorted(set(_shape(namings))):
        votes[which] += weight  # type: ignore[assignment]
    context = {v for n in namings for v in context_votes(doc, n)}
    for which, weight in sorted(context):
        votes[which] += weight  # type: ignore[assignment]
    if speaks:
        votes["product"] -= _SIGN  # type: ignore[assignment]
        words = namings[0].text.split()
        votes["person" if len(words) > 1 else "organisation"] += _HINT  # type: ignore[assignment]
    if not votes:
        return "other", 0.0
    best = max(sorted(votes), key=lambda which: votes[which])
    if votes[best] < NAME_KIND_FLOOR:
        return "other", 0.0
    # however sure the reader is, it is not the text that says so
    return best, float(votes[best] - max(read[best] - _LABEL, 0.0))


def _read(name: Name) -> Iterator[tuple[EntityKind, float]]:
    """What the reader says of one naming: of each kind that it holds possible how much."""
    if name.sure is not None:
        for found, share in name.sure.items():
            if share > _LEAST:
                yield found, _TRUST * math.log(share / _LEAST)  # type: ignore[misc]
    elif name.label in _LABELS:
        yield _LABELS[name.label], _LABEL


def _shape(namings: Sequence[Name]) -> Iterator[tuple[EntityKind, float]]:
    """Votes from the name itself: title, version, company suffix, capitals within."""
    known = nouns()
    for name in namings:
        words = [w.casefold().strip(".,'’") for w in name.text.split()]
        last = words[-1]
        if name.titles:
            yield "person", _SHAPE
        if name.version is not None:
            dotted = "." in name.version or name.version.startswith("v") or "-" in name.text
            yield "product", _SHAPE if dotted else _SIGN
        if len(words) > 1 and last in known.suffix | known.institution and not name.titles:
            yield "organisation", _SAID_OUTRIGHT
        bodies = set(words) & known.institution or words[0] in known.linked
        if len(words) > 2 and {"of", "for"} & set(words[1:]) and bodies:
            yield "organisation", _SAID_OUTRIGHT
        if len(words) > 1 and last in known.place and last not in known.institution:
            yield "place", _SAID_OUTRIGHT
        if any(_CAMEL.fullmatch(w) for w in name.text.split()):
            yield "organisation", _HINT
            yield "person", -_SIGN
        plain = not name.label and not name.titles and name.text.replace(" ", "").isalpha()
        common = known.suffix | known.institution | known.place | known.product
        if plain and 1 < len(words) < 4 and common.isdisjoint(words):
            yield "person", _HINT
        if len(words) == 1 and name.text.isupper() and len(name.text) > 1:
            yield "organisation", _HINT
            yield "person", -_HINT


def context_votes(doc: Doc, name: Name) -> Iterator[tuple[EntityKind, float]]:
    """Votes from the words around one naming."""
    yield from _around_of(doc, name)
    yield from _following(doc, name)
    listed = _list_head(doc, name)
    for which, words in nouns().plural.items():
        if listed in words:
            yield which, _SAID_OUTRIGHT  # type: ignore[misc]


def _around_of(doc: Doc, name: Name) -> Iterator[tuple[EntityKind, float]]:
    known = nouns()
    at = name.start - 1
    if at >= 0 and doc[at].lower_ == "the":
        at -= 1
    if at < 1:
        return
    word, before = doc[at].lower_, doc[at - 1]
    noun = before.text.casefold()
    if word in {"of", "at", "for", "with"} and noun in known.staffed:
        general = noun in {"president", "director", "head", "manager", "professor"}
        yield "organisation", _HINT if general else _SAID_OUTRIGHT - _HINT
    if word == "of" and noun in {
        "maker",
        "developer",
        "creator",
        "version",
        "versions",
        "release",
        "users",
        "edition",
    }:
        yield "product", _SAID_OUTRIGHT - _HINT
    if (
        word == "of"
        and noun in {"company", "parent", "owner"}
        and "parent"
        in {
            noun,
            doc[at - 2].text.casefold() if at > 1 else "",
        }
    ):
        yield "product", _SAID_OUTRIGHT
    versioned = (
        doc[at - 1].like_num and at > 1 and doc[at - 2].lemma_.casefold() in {"release", "version"}
    )
    if word == "of" and versioned:
        yield "product", _SHAPE
    if word == "by" and before.tag_ == "VBN" and before.lemma_ in known.made:
        yield "organisation", _SIGN if " " in name.text else _SAID_OUTRIGHT - _HINT
    if word in {"using", "via"}:
        yield "product", _SIGN
    if word in {"in", "at", "from", "near", "across"} and name.label in {"GPE", "LOC", "FAC"}:
        yield "place", _HINT
    held = before.lemma_.casefold() in {
        "share",
        "stake",
        "interest",
        "confidence",
        "faith",
        "invest",
    }
    if word == "in" and doc[name.start - 1].lower_ == "in" and not held:
        yield "place", _SIGN


def _following(doc: Doc, name: Name) -> Iterator[tuple[EntityKind, float]]:
    known = nouns()
    at = name.end
    if at + 1 >= len(doc):
        return
    owns = doc[at].text in {"'s", "’s", "'", "’"}
    k = at + 1 if owns else at
    ahead: list[str] = []
    while k < len(doc) and len(ahead) < 5 and doc[k].pos_ in {"NOUN", "ADJ", "PROPN", "ADV"}:
        ahead.append(doc[k].text.casefold())
        k += 1
    if not ahead or (not owns and not doc[at - 1].whitespace_):
        return
    if known.owned & set(ahead[:2]):
        yield "organisation", _SIGN if owns else _HINT
    versions = owns and k < len(doc) and re.fullmatch(r"v?\d+\.\d+", doc[k].text) is not None
    if versions:
        yield "organisation", _SAID_OUTRIGHT
    last = doc[k - 1].lemma_.casefold()
    if last in known.product | {"product"} and not versions:
        single = name.start > 0 and doc[name.start - 1].pos_ in {"DET", "PRON"}  # 'the Pellet app'
        yield ("organisation", _SIGN) if owns else ("product", _SAID_OUTRIGHT if single else _SIGN)
    if not owns and ahead[0] in {"maker", "owner", "developer", "creator", "users", "user"}:
        yield "product", _SAID_OUTRIGHT - _HINT


def _list_head(doc: Doc, name: Name) -> str:
    """The plural noun that a list goes back to: 'players' in 'players such as A, B and C'."""
    at = name.start - 1
    while at > 1 and (
        doc[at].text.casefold() in _LIST or doc[at].text[:1].isupper() or doc[at].like_num
    ):
        at -= 1
    if at < 1 or doc[at].lower_ not in _LIKE:
        return ""
    at -= 2 if doc[at - 1].lower_ == "such" else 1
    if at >= 0 and doc[at].text == ",":
        at -= 1
    return str(doc[at].text.casefold()) if at >= 0 else ""


def lists(doc: Doc, found: Sequence[Name]) -> tuple[tuple[int, ...], ...]:
    """Positions of names that are listed together: 'A, B and C', 'A and B'."""
    groups: list[list[int]] = []
    for i, name in enumerate(found):
        between = [t.text.casefold() for t in doc[found[i - 1].end : name.start]] if i else [""]
        together = bool(between) and all(w in _LIST or w == "the" for w in between)
        if together and groups:
            groups[-1].append(i)
        else:
            groups.append([i])
    return tuple(tuple(g) for g in groups if len(g) > 1)
