"""Where a text names somebody or something: what the reader says, and runs of capitals by rule.

Titles, roles and versions are cut off here; the kind is voted on later (`kinds.py`), for which the
reader is asked and not trusted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.extract.capitals import NAME_LABELS, is_heading, namelike, usual_names
from kg.extract.nouns import nouns
from kg.extract.tagged import spoken, sure
from kg.model import Document, Extent

if TYPE_CHECKING:
    from spacy.tokens import Doc

_VERSION: Final = re.compile(r"v?\d+(?:\.\d+)+[a-z]?|v\d+|\d{1,3}[a-z]?")
_DOTTED: Final = re.compile(r"v?\d+(?:\.\d+)+[a-z]?|v\d+")
_HYPHENED_VERSION: Final = re.compile(r"[-‑](v?\d+(?:\.\d+)*[a-z]?)$")
_COUNTED: Final = frozenset({"%", "percent", "per", "million", "billion", "trillion", "m", "bn"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One naming, in tokens of the `Doc`.

    Attributes:
        start, end: tokens of name and version, title left out.
        text: the name without title, determiner and version.
        titles: words before it, lower case: `("prime", "minister")`.
        label: what the reader calls most of it, in spaCy's terms; "" for nothing.
        sure: how likely the reader holds each kind, 0 to 1; None where it doesn't say.
    """

    start: int
    end: int
    text: str
    titles: tuple[str, ...] = ()
    version: str | None = None
    label: str = ""
    sure: Mapping[str, float] | None = None

    @property
    def full(self) -> str:
        """Name and version, as one would print it."""
        if self.version is None or self.text.endswith(self.version):
            return self.text
        return f"{self.text} {self.version}"


def extent(doc: Doc, start: int, end: int) -> Extent:
    """Characters of the tokens from `start` up to, not including, `end`."""
    return Extent(doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text))


def names(document: Document, doc: Doc) -> tuple[Name, ...]:
    """Every naming in headline and body, in order; header lines (date, byline) name no actor."""
    lines = read_lines(document)
    usual = usual_names(doc)
    common = frozenset(form for t in doc if t.is_lower for form in (t.lower_, t.lemma_))
    found: list[Name] = []
    for start, end in _read_or_run(doc, usual):
        if any(line.start <= doc[start].idx < line.end for line in lines):
            found.extend(_unnumbered(name, common) for name in _cut(doc, start, end))
    return tuple(found)


def _unnumbered(name: Name, common: frozenset[str]) -> Name:
    """'Kiln 4' without its number where the text speaks of kilns: a label is no version."""
    numbered = name.version is not None and not name.text.endswith(name.version)
    if numbered and name.text.split()[-1].casefold() in common:
        return replace(name, end=name.end - 1, version=None)
    return name


def read_lines(document: Document) -> tuple[Extent, ...]:
    """What of a document is read: body, and the headline where it stands before the body."""
    if document.body is None:
        return ()
    headline = document.headline
    at = document.text.find(headline, 0, document.body.start) if headline else -1
    before = (Extent(at, at + len(headline)),) if headline and at >= 0 else ()
    return (*before, document.body)


def _read_or_run(doc: Doc, usual: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Tokens of names, in order: what our tagger read, and runs of capitals it doesn't touch."""
    if spoken(doc) is None:
        yield from _runs(doc, usual)
        return
    common = nouns().common
    runs = list(_runs(doc, usual))
    named = {t.i for e in doc.ents for t in e}
    read = [
        _with_titles(doc, e.start, _run_on(e.end, runs, named))
        for e in doc.ents
        if e.label_ != "NORP" and e.text.casefold() not in common
    ]
    taken = {i for a, b in read for i in range(a, b)} | named
    rest = [run for run in runs if taken.isdisjoint(range(*run))]
    yield from sorted([*read, *rest])


def _run_on(end: int, runs: Sequence[tuple[int, int]], named: set[int]) -> int:
    """Where a name ends that the reader broke off within a run of capitals ('Ferrow | Works')."""
    at = bisect_right(runs, end - 1, key=lambda run: run[0]) - 1
    if at < 0 or runs[at][1] <= end or not named.isdisjoint(range(end, runs[at][1])):
        return end
    return runs[at][1]


def _with_titles(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A name with the titles before it, which `_cut` takes off and keeps, without its version."""
    if end - start > 1 and _VERSION.fullmatch(doc[end - 1].text):
        end -= 1  # `_version` looks for it behind the name
    while start > 0 and doc[start - 1].text.rstrip(".").casefold() in nouns().titles:
        start -= 1
    return start, end


def _runs(doc: Doc, usual: frozenset[str]) -> Iterator[tuple[int, int]]:
    lower = frozenset(t.text for t in doc if t.is_lower)
    headings = {t.i for s in doc.sents if is_heading(s) for t in s}
    like = [namelike(t, usual=usual, lower=lower, heading=t.i in headings) for t in doc]
    i = 0
    while i < len(doc):
        if not like[i]:
            i += 1
            continue
        end = _end_of_run(doc, i, like)
        yield i, end
        i = end


def _end_of_run(doc: Doc, start: int, like: list[bool]) -> int:
    end = start + 1
    while end < len(doc):
        token = doc[end]
        follows = end + 1 < len(doc) and like[end + 1]
        glued = not doc[end - 1].whitespace_ and not token.whitespace_
        if _closes_sentence(doc, end - 1):
            break
        if like[end] and not token.is_sent_start:
            end += 1
        elif len(token.text) == 1 and token.text.isupper() and follows:
            end += 2  # a middle initial that is also a word: 'Ivo A Lent'
        elif (
            (token.text in {"-", "‑", "&"} and glued and follows)
            or (token.text == "&" and follows)
            or (token.text in {"'", "’"} and follows and _ends_in_institution(doc, end + 1, like))
        ):
            end += 2
        elif token.text.casefold() in {"of", "for", "and", "the", "de", "van", "von", "bin", "al"}:
            joined = _joined(doc, start, end, like)
            if joined == end:
                break
            end = joined
        else:
            break
    return end


def _closes_sentence(doc: Doc, at: int) -> bool:
    """Whether a letter with a stop ends a sentence, no initial: 'on platform Q. Lent said'."""
    token = doc[at]
    if len(token.text) != 2 or not token.text.endswith(".") or at == 0:
        return False
    before = doc[at - 1].text.casefold()
    return before in nouns().product | nouns().platform | {"on"}


def _ends_in_institution(doc: Doc, at: int, like: list[bool]) -> bool:
    """Whether the run from `at` on ends in a word for an association: "Weavers' Federation"."""
    end = at
    while end < len(doc) and like[end]:
        end += 1
    return doc[end - 1].text.casefold() in nouns().institution | nouns().suffix


def _joined(doc: Doc, start: int, at: int, like: list[bool]) -> int:
    """Where a name goes on after 'of', 'for', 'and' …; `at` itself where it does not."""
    word = doc[at].text.casefold()
    after = at + 1
    if word in {"of", "for"} and after < len(doc) and doc[after].text.casefold() == "the":
        after += 1
    if after >= len(doc) or not like[after] or doc[after].is_sent_start:
        return at
    same = doc[at].ent_type_ in NAME_LABELS and doc[after].ent_iob_ == "I"
    if word in {"de", "van", "von", "bin", "al"}:
        return after + 1
    heads = {t.text.casefold() for t in doc[start:at]}
    linked = bool(heads & (nouns().linked | nouns().institution)) and heads.isdisjoint(nouns().role)
    if word in {"of", "for"}:
        return after + 1 if linked or (same and doc[at].ent_type_ in {"ORG", "LAW"}) else at
    spoken = {"of", "for"} & heads  # 'Department of Trade and Industry', never 'Aldane and Quill'
    return after + 1 if word == "and" and linked and spoken and same else at


def _cut(doc: Doc, start: int, end: int) -> Iterator[Name]:
    """A run as one name or several: titles off, roles between two names split them."""
    known = nouns()
    while start < end and doc[start].ent_type_ == "NORP" and end - start > 1:
        if doc[start + 1].ent_type_ == "NORP" and doc[start + 1].ent_iob_ == "I":
            break
        start += 1
    words = [t.text.rstrip(".").casefold() for t in doc[start:end]]
    body = {words[-1]} & (known.suffix | known.institution | known.place)
    if not body or words[-1] in known.titles:
        for k in range(len(words) - 1, 0, -1):
            if words[k - 1] in known.titles or (
                k > 1 and words[k - 1] in known.role and doc[start + k].ent_type_ == "PERSON"
            ):
                yield from _before_title(doc, start, start + k)
                titles = tuple(w for w in words[:k] if w in known.titles or w in known.role)
                if words[-1] not in known.titles or k == len(words) - 1:
                    yield from _name(doc, start + k, end, titles=titles)
                return
    people = all(t.ent_type_ == "PERSON" for t in doc[start + 1 : end])
    if len(words) > 2 and words[0] in known.role and not body and people:
        yield from _name(doc, start + 1, end, titles=(words[0],))  # 'Backbencher Ivo Lent'
        return
    if any(w not in known.titles for w in words):
        yield from _name(doc, start, end)


def _before_title(doc: Doc, start: int, end: int) -> Iterator[Name]:
    """What stands before a title and is a name itself: 'Norland President Ida Vane'."""
    known = nouns()
    stop = end
    while stop > start and doc[stop - 1].text.casefold() in known.titles.keys() | known.role:
        stop -= 1
    if stop > start and all(t.ent_type_ in {"ORG", "GPE"} for t in doc[start:stop]):
        yield from _name(doc, start, stop)


def _name(doc: Doc, start: int, end: int, *, titles: tuple[str, ...] = ()) -> Iterator[Name]:
    text = re.sub(r"\s+", " ", doc[start:end].text).strip(" .,-*_#")
    if not text or text.casefold() in nouns().titles:
        return
    alone = end - start == 1 and not titles
    if alone and text.casefold() in nouns().role | nouns().product | nouns().group:
        return
    label = _label(doc, start, end)
    if end < len(doc) and doc[end].text in {"'s", "’s"} and _no_possessed(doc, end):
        text += doc[end].text
        end += 1
    version, end = _version(doc, start, end)
    hyphened = _HYPHENED_VERSION.search(text)
    if version is None and hyphened:
        version = hyphened.group(1)
    told = [sure(t) for t in doc[start:end] if t.ent_type_ == label]
    yield Name(
        start=start,
        end=end,
        text=text,
        titles=titles,
        version=version,
        label=label,
        sure=next((one for one in told if one is not None), None),
    )


def _no_possessed(doc: Doc, at: int) -> bool:
    """Whether the 's belongs to the name (a shop's, say), since nothing follows that is owned."""
    return at + 1 < len(doc) and (
        doc[at + 1].pos_ in {"AUX", "ADP", "CCONJ"}
        or (doc[at + 1].pos_ == "VERB" and doc[at + 1].tag_ in {"VBD", "VBZ", "VBP", "MD"})
    )


def _label(doc: Doc, start: int, end: int) -> str:
    labels = [t.ent_type_ for t in doc[start:end] if t.ent_type_]
    return max(sorted(set(labels)), key=labels.count) if labels else ""


def _version(doc: Doc, start: int, end: int) -> tuple[str | None, int]:
    """The version mark after a name, and where the naming then ends."""
    if end >= len(doc) or not doc[end - 1].whitespace_ or doc[end].is_sent_start:
        return None, end
    mark = doc[end].text
    if not _VERSION.fullmatch(mark):
        return None, end
    after = doc[end + 1] if end + 1 < len(doc) else None
    if after is not None and (
        after.text.casefold() in _COUNTED
        or after.tag_ == "NNS"
        or after.text.casefold() in nouns().calendar
    ):
        return None, end
    if doc[end].ent_type_ in {"PERCENT", "MONEY", "QUANTITY", "TIME"}:
        return None, end
    dotted = _DOTTED.fullmatch(mark) is not None
    closed = (
        after is None
        or after.is_punct
        or after.is_space
        or after.pos_ in {"AUX", "VERB", "ADP", "PART"}
    )
    if dotted or (closed and doc[end].ent_type_ != "DATE" and not mark.startswith("0")):
        return mark, end + 1
    return None, end
