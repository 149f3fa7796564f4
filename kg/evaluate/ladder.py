"""Exact spans within tokenised sentences, as the published figures on PolNeAR were counted.

The form of gold is that of CofeNet (Wang and others, COLING 2022): tokens and labels of a sentence
a line, an article's sentences once for each of its annotators. A span counts when role, first and
last token agree; what crosses the border of a sentence is cut there.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from kg.errors import GoldError
from kg.evaluate.bootstrap import estimates
from kg.evaluate.brat import Spans
from kg.evaluate.files import rows_of
from kg.evaluate.metrics import Counts, overlap
from kg.evaluate.task import Figures
from kg.model import Extent

FILE: Final = "sentences.jsonl"
"""What a gold folder calls its tokenised sentences."""
LEVELS: Final = ("all", "first")
"""Every annotator's reading of an article (as published), and the one that comes first alone."""
ROLES: Final = ("source", "cue", "content")
REMEDY: Final = (
    f'{FILE} must have a line {{"id": "ARTICLE_ANNOTATOR", "tokens": […], "labels": '
    '["B-source", "I-content", "O", …]} for each sentence, with a text/ARTICLE.txt.'
)
_REACH: Final = 60
"""Characters after the last token within which the next one must start."""
_LOST: Final = 0.3
"""Share of a sentence's tokens that must be lost before it is looked for anywhere in the text."""
_ANCHORS: Final = 8
"""Tokens at a sentence's start of which the longest shows where it may stand."""

Place = tuple[int, int]
"""Where a token starts and ends in the text, in characters."""
LabelledSpan = tuple[str, int, int]
"""Role, first and last token, both included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One annotator's reading of a sentence."""

    article: str
    annotator: str
    tokens: tuple[str, ...]
    spans: frozenset[LabelledSpan]


def sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of a gold file, in its order.

    Raises:
        GoldError: it is absent, or a line is not what REMEDY says.
    """
    for number, row in rows_of(path, fields=("id", "tokens", "labels"), remedy=REMEDY):
        tokens, labels = row["tokens"], row["labels"]
        if len(tokens) != len(labels):
            raise GoldError(
                f"{path}, line {number}: {len(tokens)} tokens, {len(labels)} labels. {REMEDY}"
            )
        article, _, annotator = str(row["id"]).rpartition("_")
        yield Sentence(
            article=article,
            annotator=annotator,
            tokens=tuple(tokens),
            spans=frozenset(_labelled(labels)),
        )


def _labelled(labels: Sequence[str]) -> Iterator[LabelledSpan]:
    """Spans of IOB2 labels; an I that continues nothing begins one."""
    role, start = "", 0
    for at, label in enumerate([*labels, "O"]):
        prefix, _, name = label.partition("-")
        if role and (prefix != "I" or name != role):
            yield role, start, at - 1
            role = ""
        if prefix == "B" or (prefix == "I" and not role):
            role, start = name, at


def score(
    gold: Sequence[Sentence], texts: Mapping[str, str], predicted: Mapping[str, Sequence[Spans]]
) -> Figures:
    """Figures in percent by level and role, intervals over articles.

    `tokens` and `not_found_in_text` tell how many tokens there are and how many were not found
    again in the articles; nothing predicted can cover those.

    Args:
        gold: sentences, those of an article and annotator in the order of the text.
        texts: the articles by name, to which predicted extents refer.
        predicted: attributions by the same names.

    Raises:
        GoldError: an article has no text or no predictions.
    """
    cursor: dict[tuple[str, str], int] = {}
    first: dict[str, str] = {}
    units: defaultdict[str, defaultdict[str, Counts]] = defaultdict(lambda: defaultdict(Counts))
    tokens = lost = 0
    for sentence in gold:
        article, annotator = sentence.article, sentence.annotator
        for known, what in ((texts, "text"), (predicted, "prediction")):
            if article not in known:
                raise GoldError(f"{FILE}: no {what} for {article!r}. {REMEDY}")
        after = cursor.get((article, annotator), 0)
        places, cursor[article, annotator] = _placed(sentence.tokens, texts[article], after)
        tokens += len(places)
        lost += places.count(None)
        found = _covered(places, predicted[article])
        levels = LEVELS if first.setdefault(article, annotator) == annotator else LEVELS[:1]
        for role in ROLES:
            one = overlap(_of(role, sentence.spans), _of(role, found))
            for level in levels:
                units[article][f"{level}.{role}"] += one
    names = [f"{level}.{role}" for level in LEVELS for role in ROLES]
    found_at = estimates([units[article] for article in sorted(units)], levels=names)
    return {
        "tokens": tokens,
        "not_found_in_text": lost,
        **{
            level: {
                role: {
                    **found_at[f"{level}.{role}"].percent(),
                    "gold": found_at[f"{level}.{role}"].counts.gold,
                }
                for role in ROLES
            }
            for level in LEVELS
        },
    }


def _of(role: str, spans: frozenset[LabelledSpan]) -> frozenset[LabelledSpan]:
    return frozenset(span for span in spans if span[0] == role)


def _covered(
    places: Sequence[Place | None], attributions: Sequence[Spans]
) -> frozenset[LabelledSpan]:
    """What the extents of attributions cover of a sentence; pieces of a content stay apart."""
    tokens = [(i, *place) for i, place in enumerate(places) if place is not None]
    if not tokens:
        return frozenset()
    first, last = tokens[0][1], tokens[-1][2]
    found: set[LabelledSpan] = set()
    for attribution in attributions:
        for role in ROLES:
            extents: tuple[Extent, ...] = getattr(attribution, role)
            for extent in extents:
                if extent.start < last and first < extent.end:
                    inside = [i for i, a, b in tokens if a < extent.end and extent.start < b]
                    found.update([(role, inside[0], inside[-1])] if inside else ())
    return frozenset(found)


def _placed(tokens: Sequence[str], text: str, after: int) -> tuple[list[Place | None], int]:
    """Where a sentence's tokens stand, and where the last of them ends.

    Looked for after the sentence before, and, where too many are not there, anywhere: headlines
    and captions do not always stand in the order of the sentences.
    """
    best = _aligned(tokens, text, after)
    lost = best[0].count(None)
    if lost <= _LOST * len(tokens):
        return best
    anchor = max(tokens[:_ANCHORS], key=len)
    start = text.find(anchor)
    while start >= 0 and lost:
        other = _aligned(tokens, text, max(0, start - _REACH))
        if other[0].count(None) < lost:
            best, lost = other, other[0].count(None)
        start = text.find(anchor, start + 1)
    return best


def _aligned(tokens: Sequence[str], text: str, at: int) -> tuple[list[Place | None], int]:
    places: list[Place | None] = []
    for token in tokens:
        place = _next(token, text, at)
        places.append(place)
        if place is not None:
            at = place[1]
    return places, at


def _next(token: str, text: str, at: int) -> Place | None:
    """The nearest place of a token, in any of its forms; of two at one place, the shorter."""
    found = []
    for form in _forms().get(token) or (token, token.replace("'", "’"), token.replace("`", "‘")):
        start = text.find(form, at, at + _REACH + len(form))
        if start >= 0:
            found.append((start, start + len(form)))
    return min(found, default=None)


@cache
def _forms() -> dict[str, list[str]]:
    path = Path(__file__).with_suffix(".toml")
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    forms: dict[str, list[str]] = table["forms"]
    return forms
