"""The gold folder as lessons: PolNeAR's attributions, CrossNER's names, GUM's entities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from kg.errors import GoldError
from kg.extract.language import parse
from kg.load import load
from kg.model import Document
from kg.train.distant import listed
from kg.train.entities import unanimous
from kg.train.lessons import KINDS, ROLES, UNKNOWN, Lesson, Span, Tie, covered, lesson, paint

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

CLASSES: Final = {
    **dict.fromkeys(
        ("person", "researcher", "politician", "writer", "scientist", "musicalartist"), "person"
    ),
    **dict.fromkeys(("organisation", "university", "politicalparty", "band"), "organisation"),
    **dict.fromkeys(("location", "country"), "place"),
    "product": "product",
}
"""CrossNER's classes as kinds of this house; the rest are `other`."""

DOMAINS: Final = ("politics", "science", "music", "literature")
"""CrossNER's domains that are taught whole; of `ai` the training part alone, to be measured on."""

PARSED: Final = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "other",
    "LANGUAGE": "other",
}
"""Labels of spaCy's recogniser that are taken at its word, for want of marked news."""
UNSURE: Final = frozenset({"PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
"""Labels it gives so wrongly that nothing is better."""
POSSESSIVE: Final = frozenset({"'s", "’s"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What there is to learn from, and what is kept back to measure on."""

    attributions: list[Lesson]
    names: list[Lesson]
    entities: list[Lesson]
    unmarked: list[Lesson]
    attributions_dev: list[Lesson]
    names_dev: list[Lesson]


def course(gold: Path, corpora: Path | None, nlp: Language) -> Course:
    """All lessons of a gold folder laid out as attribution/polnear, names/*, coreference/gum.

    `corpora` holds texts that nobody marked: articles (`*.txt`) and newsletters (`*.md`).

    Raises:
        GoldError: a part of it is absent.
    """
    from kg.train.entities import entities

    polnear, crossner = gold / "attribution" / "polnear", gold / "names"
    files = [crossner / "ai" / "train.txt"]
    files += [crossner / d / f"{part}.txt" for d in DOMAINS for part in ("train", "dev")]
    absent = [p for p in (*files, polnear / "train", polnear / "dev") if not p.exists()]
    if absent:
        raise GoldError(
            f"{absent[0]}: not found. GOLD must hold attribution/polnear/{{train,dev}}, "
            "names/{ai,politics,science,music,literature} and coreference/gum."
        )
    return Course(
        attributions=list(attributions(polnear / "train", nlp)),
        names=[one for file in files for one in names(file, nlp)],
        entities=list(entities(gold / "coreference" / "gum" / "train", nlp)),
        unmarked=list(unmarked(corpora, nlp)) if corpora is not None else [],
        attributions_dev=list(attributions(polnear / "dev", nlp)),
        names_dev=list(names(crossner / "ai" / "dev.txt", nlp)),
    )


def attributions(folder: Path, nlp: Language) -> Iterator[Lesson]:
    """The articles of a folder with text/*.txt and attributions/*.ann (brat standoff).

    An article that several people marked is taught once as each of them marked it, counting less.
    """
    texts = sorted((folder / "text").glob("*.txt"))
    for document, doc in parse(load(texts).documents, nlp=nlp):
        marked = sorted((folder / "attributions").glob(Path(document.file).stem + "_*.ann"))
        known = unanimous(_parser_names(lesson(document, doc), doc))
        for one in marked:
            told = _attributed(known, one.read_text(encoding="utf-8"))
            yield replace(told, trust=len(marked) ** -0.5)


def unmarked(corpora: Path, nlp: Language) -> Iterator[Lesson]:
    """Texts of which the parser alone tells, and newsletters that list what they name."""
    if not corpora.is_dir():
        raise GoldError(
            f"{corpora}: no such folder. CORPORA must hold *.txt or *.md, at any depth."
        )
    articles = sorted(corpora.rglob("*.txt"))
    for document, doc in parse(load(articles).documents if articles else (), nlp=nlp):
        if document.readable:
            yield unanimous(_parser_names(lesson(document, doc), doc))
    yield from listed(sorted(corpora.rglob("*.md")), nlp)


def _attributed(known: Lesson, annotation: str) -> Lesson:
    roles = np.zeros(len(known.words), dtype=np.int64)
    ties: dict[Tie, None] = {}
    found: dict[str, set[Span]] = {role: set() for role in ROLES}
    for event in _events(annotation):
        parts: dict[str, list[Span]] = {
            role: [s for a, b in event[role] if (s := covered(known.words, a, b)) is not None]
            for role in ROLES
        }
        if not parts["content"]:
            continue
        for role, places in parts.items():
            found[role] |= set(places)
        for cue in parts["cue"][:1]:
            ties |= dict.fromkeys(Tie(kind="cue", of=c, to=cue) for c in parts["content"])
            source = parts["source"][0] if parts["source"] else None
            ties[Tie(kind="source", of=cue, to=source)] = None
    paint(roles, [(ROLES.index(role), span) for role in ROLES for span in sorted(found[role])])
    spans = {role: frozenset(places) for role, places in found.items()}
    return replace(known, roles=roles, ties=tuple(ties), spans=spans)


def _events(annotation: str) -> Iterator[dict[str, list[Span]]]:
    """The extents of each role of each attribution, in characters."""
    extents: dict[str, list[Span]] = {}
    for line in annotation.split("\n"):
        key, tab, rest = line.partition("\t")
        if not tab:
            continue  # the quoted text of an annotation can run over a line's end
        if key.startswith("T"):
            where = rest.split("\t")[0].partition(" ")[2]
            pairs = [part.split() for part in where.split(";")]
            extents[key] = [(int(a), int(b)) for a, b in pairs]
        elif key.startswith("E"):
            event: dict[str, list[Span]] = {role: [] for role in ROLES}
            for part in rest.split():
                role, _, name = part.partition(":")
                role = re.sub(r"\d+$", "", role).lower()
                if role in event:
                    event[role] += extents.get(name, [])
            yield event


def _parser_names(known: Lesson, doc: Doc) -> Lesson:
    """Names as the parser finds them, without article or possessive, as CrossNER marks them."""
    labels = np.zeros(len(known.words), dtype=np.int64)
    tokens = known.words.tokens
    for entity in doc.ents:
        span = covered(known.words, entity.start_char, entity.end_char)
        if span is None:
            continue
        first, last = span
        if entity.label_ in UNSURE:
            labels[first : last + 1] = UNKNOWN
        elif entity.label_ in PARSED:
            if doc[int(tokens[first])].lower_ == "the" and first < last:
                first += 1
            if doc[int(tokens[last])].lower_ in POSSESSIVE and first < last:
                last -= 1
            paint(labels, [(KINDS.index(PARSED[entity.label_]), (first, last))])
    return replace(known, names=labels, gold_names=False)


def names(file: Path, nlp: Language) -> Iterator[Lesson]:
    """The sentences of a file with a token, a tab and its label a line, as CrossNER has them."""
    blocks: list[list[tuple[str, str]]] = [[]]
    for line in file.read_text(encoding="utf-8").split("\n"):
        token, _, label = line.strip().partition("\t")
        if token:
            blocks[-1].append((token, label))
        elif blocks[-1]:
            blocks.append([])
    blocks = [block for block in blocks if block]
    documents = [
        Document.of(" ".join(t for t, _ in block), file=f"{file}#{n}", occurrence=n)
        for n, block in enumerate(blocks)
    ]
    for block, (document, doc) in zip(blocks, parse(documents, nlp=nlp), strict=True):
        known = lesson(document, doc)
        labels = np.zeros(len(known.words), dtype=np.int64)
        paint(
            labels,
            [
                (KINDS.index(kind), span)
                for kind, a, b in _marked(block)
                if (span := covered(known.words, a, b)) is not None
            ],
        )
        yield replace(known, names=labels)


def _marked(block: list[tuple[str, str]]) -> list[tuple[str, int, int]]:
    """Kind and extent of each name of a sentence whose tokens are joined by single spaces."""
    at, found = 0, list[tuple[str, int, int]]()
    for token, label in block:
        prefix, _, name = label.partition("-")
        if prefix == "I" and found:
            found[-1] = (*found[-1][:2], at + len(token))
        elif prefix == "B":
            found.append((CLASSES.get(name, "other"), at, at + len(token)))
        at += len(token) + 1
    return found
