"""Names in newsletters whose front matter lists whom and what they speak of.

News of technology with names marked by hand is not to be had. Issues that list companies, models
and people by slug mark themselves, after a fashion: what a slug spells is a name of its kind
wherever it stands (distant supervision; Mintz et al., ACL 2009). Other capitals are unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import yaml

from kg.extract.language import parse
from kg.load import load
from kg.load.markdown import FENCED
from kg.train.lessons import KINDS, UNKNOWN, Lesson, covered, lesson, paint

if TYPE_CHECKING:
    from spacy.language import Language

LISTS: Final = {"companies": "organisation", "models": "product", "people": "person"}
"""Lists of the front matter, and the kind of name in each."""
SHORTEST: Final = 3
"""Letters of a slug that is sought; shorter ones are words too."""

_APART: Final = "[-‑ _]?"
_NUMBERED: Final = r"(?:[-‑ ](?:v?\d+(?:\.\d+)+[a-z]?|v?\d{1,3}[a-z]?|\d+[BM]))?"
"""A version behind a product's name belongs to it, whichever it is."""
_VERSION: Final = re.compile(r"[-‑ _]?v?\d[\w.]*")
_FULL_NAME: Final = re.compile(r"(?<!\w)[A-Z]\w+(?: [A-Z]\w+){1,2}(?!\w)")


def listed(files: Sequence[Path], nlp: Language) -> Iterator[Lesson]:
    """The issues in files of Markdown with YAML front matter; what one lists is named in all."""
    known = names(files)
    things = {spelt: kind for spelt, kind in known.items() if kind is not None and kind != "person"}
    people = frozenset(slug for slug, kind in known.items() if kind == "person")
    pattern = _pattern(known)
    for document, doc in parse(load(files).documents if files else (), nlp=nlp):
        found = lesson(document, doc)
        labels = np.zeros(len(found.words), dtype=np.int64)
        for n, token in enumerate(found.words.tokens):
            text = doc[int(token)].text
            if not text.islower() and any(c.isalnum() for c in text):
                labels[n] = UNKNOWN
        for match in pattern.finditer(doc.text):
            span = covered(found.words, match.start(), match.end())
            kind = things.get(_slug(match["name"]))
            if span is None or match.group().islower():
                continue
            if kind is None:
                labels[span[0] : span[1] + 1] = UNKNOWN
            else:
                paint(labels, [(KINDS.index(kind), span)])
        for match in _FULL_NAME.finditer(doc.text):
            span = covered(found.words, match.start(), match.end())
            if span is not None and _slug(match.group()) in people:
                paint(labels, [(KINDS.index("person"), span)])
        yield replace(found, names=labels, gold_names=False)


def names(files: Sequence[Path]) -> dict[str, str | None]:
    """Slugs without hyphens and versions, with their kind; None where lists disagree.

    What begins the names of models more often than it is listed as a company is a model.
    """
    told: dict[str, Counter[str]] = {}
    begun: Counter[str] = Counter()
    for file in files:
        said = _front(file.read_text(encoding="utf-8"))
        for key, kind in LISTS.items():
            here = said.get(key)
            for slug in map(str, here if isinstance(here, list) else []):
                bare = _VERSION.sub("", slug).strip("-_ ") if kind == "product" else slug
                if len(_slug(bare)) >= SHORTEST:
                    told.setdefault(bare, Counter())[kind] += 1
                if kind == "product":
                    begun[re.split(r"[-_ ]", bare)[0]] += 1
    out: dict[str, str | None] = {}
    for slug, kinds in sorted(told.items()):
        listed_as = kinds["organisation"]
        if listed_as and begun[slug]:
            extended = any(
                other.startswith(f"{slug}-") and told[other]["organisation"] for other in told
            )
            sure = None if extended else "product" if begun[slug] > listed_as else "organisation"
            out[_slug(slug)] = sure if begun[slug] != listed_as else None
        else:
            out[_slug(slug)] = next(iter(kinds)) if len(kinds) == 1 else None
    return out


def _front(text: str) -> Mapping[str, object]:
    """What the front matter says; nothing where there is none, or no sound YAML."""
    fenced = FENCED.match(text)
    try:
        said = yaml.safe_load(fenced["matter"]) if fenced else None
    except yaml.YAMLError:
        return {}
    return said if isinstance(said, dict) else {}


def _pattern(known: Mapping[str, str | None]) -> re.Pattern[str]:
    things = sorted((s for s, k in known.items() if k != "person"), key=lambda s: (-len(s), s))
    spelt = "|".join(_APART.join(re.escape(c) for c in slug) for slug in things)
    return re.compile(rf"(?<![\w@/#.-])(?P<name>{spelt}){_NUMBERED}(?![\w])", re.IGNORECASE)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9+]", "", name.casefold())
