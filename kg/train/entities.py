"""Names in GUM's documents, and names that a whole document agrees on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from kg.extract.decoding import spans
from kg.extract.language import parse
from kg.model import Document
from kg.train.lessons import KINDS, UNKNOWN, Lesson, covered, lesson, paint

if TYPE_CHECKING:
    from spacy.language import Language

AGREED: Final = 2 / 3
"""Share of the namings of a string in a document that must be of one kind for all to be."""

_KINDS: Final = {"person": "person", "organization": "organisation", "place": "place"}
"""GUM's kinds that are kinds of this house; names of others are unknown, not wrong."""
_TITLES: Final = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Prof|Professor|President|Sen|Senator|Rep|Gov|Governor|Sir|Lord|Lady|King"
    r"|Queen|Prince|Princess|Judge|Justice|Captain|General|Minister|Chancellor)\.?"
)
_WITHIN: Final = frozenset(
    {"of", "the", "and", "for", "&", "-", "de", "von", "van", "der", "la", "'s", "’s"}
)
_DETERMINERS: Final = frozenset({"DT", "PRP$"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token of GUM: its extent in the text, its form and its fine part of speech."""

    start: int
    end: int
    form: str
    tag: str


Mention = tuple[str, int, int]
"""Kind, first token, last token."""


def unanimous(known: Lesson) -> Lesson:
    """The names of a text that the parser named, put right by the rest of the text.

    A word that ends a person's full name is that person wherever it stands alone; a string that is
    mostly of one kind is always; one that is of several kinds alike is unknown.
    """
    labels = known.names.copy()
    found = spans(np.maximum(labels, 0))
    surnames = {_word(known, last) for kind, first, last in found if kind == 0 and last > first}
    seen: dict[tuple[int, ...], Counter[int]] = defaultdict(Counter)
    for kind, first, last in found:
        seen[_string(known, first, last)][kind] += 1
    for kind, first, last in found:
        kinds = seen[_string(known, first, last)]
        usual, times = kinds.most_common(1)[0]
        if first == last and kind != 0 and _word(known, last) in surnames:
            paint(labels, [(0, (first, last))])
        elif len(kinds) > 1 and times >= AGREED * kinds.total():
            paint(labels, [(usual, (first, last))])
        elif len(kinds) > 1:
            labels[first : last + 1] = UNKNOWN
    return replace(known, names=labels)


def _string(known: Lesson, first: int, last: int) -> tuple[int, ...]:
    at = known.words.first
    return tuple(known.words.pieces[at[first] : at[last + 1]].tolist())


def _word(known: Lesson, word: int) -> tuple[int, ...]:
    return _string(known, word, word)


def entities(folder: Path, nlp: Language) -> Iterator[Lesson]:
    """GUM's documents (CoNLL-U); names of people, organisations and places alone are known."""
    for file in sorted(folder.glob("*.conllu")):
        text, tokens, mentions = read(file.read_text(encoding="utf-8"))
        document, doc = next(parse([Document.of(text, file=file.name)], nlp=nlp))
        known = lesson(document, doc)
        labels = np.zeros(len(known.words), dtype=np.int64)
        for token in tokens:
            span = covered(known.words, token.start, token.end)
            if span is not None and token.tag.startswith("NNP"):
                labels[span[0] : span[1] + 1] = UNKNOWN
        for kind, first, last in sorted(mentions, key=lambda m: m[1] - m[2]):
            run = name(tokens, first, last)
            span = run and covered(known.words, tokens[run[0]].start, tokens[run[1]].end)
            if span and kind in _KINDS:
                paint(labels, [(KINDS.index(_KINDS[kind]), span)])
            elif span:
                labels[span[0] : span[1] + 1] = UNKNOWN
        yield replace(known, names=labels)


def read(conllu: str) -> tuple[str, list[Token], list[Mention]]:
    """The running text of a CoNLL-U document, its tokens, and the mentions of entities in it."""
    text, tokens, mentions = "", list[Token](), list[Mention]()
    opened: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for line in conllu.split("\n"):
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            text = text.rstrip() + "\n\n" if text.strip() else ""
        columns = line.split("\t")
        if len(columns) != 10 or not columns[0].isdigit():
            continue
        notes = dict(p.partition("=")[::2] for p in columns[9].split("|") if "=" in p)
        at, form = len(text), columns[1]
        tokens.append(Token(start=at, end=at + len(form), form=form, tag=columns[4]))
        text += form + ("" if notes.get("SpaceAfter") == "No" else " ")
        here = len(tokens) - 1
        for mark in re.findall(r"\([^()]*\)?|[^()]+\)", notes.get("Entity", "")):
            said = mark.strip("()").split("-")
            kind = said[1] if len(said) > 1 else "other"
            if mark.startswith("(") and mark.endswith(")"):
                mentions.append((kind, here, here))
            elif mark.startswith("("):
                opened[said[0]].append((kind, here))
            elif opened[said[0]]:
                kind, first = opened[said[0]].pop()
                mentions.append((kind, first, here))
    return text, tokens, mentions


def name(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    """The run of capitalised words that names a mention, titles left out; None where none does."""
    start = first
    while start <= last and tokens[start].tag in _DETERMINERS:
        start += 1
    while start < last and _TITLES.fullmatch(tokens[start].form):
        start += 1
    if start > last or not tokens[start].form[:1].isupper():
        return None
    end = start
    while end < last:
        following = tokens[end + 1]
        after = tokens[end + 2].form if end + 2 <= last else ""
        if following.form[:1].isupper() or following.tag == "CD" or following.form == "-":
            end += 1
        elif following.form.lower() in _WITHIN and after[:1].isupper():
            end += 2
        else:
            break
    proper = any(t.tag.startswith("NNP") for t in tokens[start : end + 1])
    rest = tokens[end + 1 : last + 1]
    apart = any(t.form in {",", "("} or t.tag in {"IN", "WDT", "WP"} for t in rest)
    # 'Kiln workers' are no kiln: a noun behind the name heads the phrase
    headed = bool(rest) and tokens[last].tag.startswith("NN") and not apart
    return (start, end) if proper and not headed else None
