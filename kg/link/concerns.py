"""Which concerns an utterance raises, out of a SKOS scheme that users can extend.

First by words: a label of the concept stands in what is said. Most labels name neutral matters too
('ownership', 'noise'), so one counts only beside a sign of worry, or if it names an evil itself.
Only where no label is found, by meaning: what is said is near the concept's definition, nearer than
to any other, and worry shows in its words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from kg.errors import InputError
from kg.link.encoder import Encoder
from kg.link.propositions import parts, worded
from kg.link.wording import telling
from kg.link.words import fits, stems, words
from kg.model import ConcernLink, Extent, Extraction, Utterance
from kg.resources import ontology
from kg.thresholds import CONCERN_ALIKE, CONCERN_MARGIN, CONCERN_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A concern of the scheme."""

    iri: str
    label: str
    alternatives: tuple[str, ...] = ()
    definition: str = ""
    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """Concepts by IRI, each once."""

    concepts: tuple[Concept, ...]

    def narrow(self) -> tuple[Concept, ...]:
        """The concepts that no other is narrower than: those looked for by meaning."""
        above = {iri for concept in self.concepts for iri in concept.broader}
        return tuple(concept for concept in self.concepts if concept.iri not in above)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Label:
    stems: tuple[str, ...]
    text: str
    iri: str


Labels = Mapping[str, Sequence[_Label]]
"""Labels by the stem of their first word."""


def scheme(paths: Iterable[Path]) -> Scheme:
    """The concepts of one or more Turtle files; a concept told of in several is put together.

    Labels and definitions are taken in English or without language.

    Raises:
        InputError: a file can't be read, is no Turtle, or holds a concept without one label.
    """
    labels: dict[str, dict[str, set[str]]] = {}
    file_of: dict[str, str] = {}
    for path in paths:
        for subject, predicate, value in _triples(path):
            told = labels.setdefault(subject, {})
            told.setdefault(predicate, set()).add(value)
            file_of.setdefault(subject, str(path))
    concepts = []
    for iri, told in sorted(labels.items()):
        if SKOS + "Concept" not in told.get(_TYPE, ()):
            continue
        preferred = told.get(SKOS + "prefLabel", set())
        if len(preferred) != 1:
            raise InputError(
                file_of[iri],
                f"concept {iri} has {len(preferred)} preferred labels in English",
                "Give it exactly one skos:prefLabel.",
            )
        concepts.append(
            Concept(
                iri=iri,
                label=min(preferred),
                alternatives=tuple(sorted(told.get(SKOS + "altLabel", ()))),
                definition=" ".join(sorted(told.get(SKOS + "definition", ()))),
                broader=tuple(sorted(told.get(SKOS + "broader", ()))),
            )
        )
    return Scheme(concepts=tuple(concepts))


@cache
def shipped() -> Scheme:
    """The scheme that comes with the package."""
    return scheme([ontology("concerns.ttl")])


def concerns(
    extractions: Sequence[Extraction], *, scheme: Scheme, encoder: Encoder
) -> tuple[ConcernLink, ...]:
    """The concerns that utterances raise, by utterance, place and concept."""
    labels = _labels(scheme)
    linked: list[ConcernLink] = []
    open_: list[tuple[str, Extent, str]] = []
    for extraction in extractions:
        text = extraction.document.text
        for utterance in extraction.utterances:
            by_words = _by_words(utterance, text, labels)
            linked += by_words
            if not by_words:
                open_ += [
                    (utterance.id, Extent(content[0].start, content[-1].end), worded(content, text))
                    for content in parts(utterance, text)
                    if _worried(utterance, content, text)
                    and len(telling(worded(content, text))) >= CONCERN_WORDS
                ]
    linked += _by_meaning(open_, scheme.narrow(), encoder)
    return tuple(sorted(linked, key=lambda c: (c.utterance, c.evidence, c.concept)))


def _by_words(utterance: Utterance, text: str, labels: Labels) -> list[ConcernLink]:
    """Labels found in the content, the longest first, none inside another; a concept once."""
    links: dict[str, ConcernLink] = {}
    for piece in utterance.content:
        inside = words(piece.within(text))
        taken: set[int] = set()
        for at, label in _found(tuple(word.stem for word in inside), labels):
            places = set(range(at, at + len(label.stems)))
            sign = None if places & taken else _sign(label.stems, utterance, text)
            if sign is None:
                continue
            taken |= places
            extent = Extent(
                piece.start + inside[at].extent.start,
                piece.start + inside[max(places)].extent.end,
            )
            why = f"'{extent.within(text)}' is the concern's label '{label.text}', {sign}"
            link = ConcernLink(
                utterance=utterance.id, concept=label.iri, evidence=extent, score=1.0, why=why
            )
            links.setdefault(label.iri, link)
    return list(links.values())


def _found(held: tuple[str, ...], labels: Labels) -> list[tuple[int, _Label]]:
    """The labels that stand in a row of stems, with their places, the longest first."""
    hits = [
        (at, label)
        for at, word in enumerate(held)
        for label in labels.get(word, ())
        if held[at : at + len(label.stems)] == label.stems
    ]
    return sorted(hits, key=lambda hit: (-len(hit[1].stems), hit[0], hit[1].iri, hit[1].text))


def _by_meaning(
    open_: Sequence[tuple[str, Extent, str]], concepts: Sequence[Concept], encoder: Encoder
) -> list[ConcernLink]:
    """The one concept that a content is nearest to, if near enough and clearly the nearest."""
    if not open_ or not concepts:
        return []
    told = encoder.encode([f"{c.label}: {c.definition}" for c in concepts])
    said = encoder.encode([text for *_, text in open_])
    links: dict[tuple[str, str], ConcernLink] = {}
    for (utterance, extent, _), row in zip(open_, said @ told.T, strict=True):
        scores = np.round(row.astype(np.float64), 3)
        order = sorted(range(len(concepts)), key=lambda i: (-scores[i], concepts[i].iri))
        best = order[0]
        second = float(scores[order[1]]) if len(order) > 1 else 0.0
        score = float(scores[best])
        if score < CONCERN_ALIKE or score - second < CONCERN_MARGIN:
            continue
        concept = concepts[best]
        links.setdefault(
            (utterance, concept.iri),
            ConcernLink(
                utterance=utterance,
                concept=concept.iri,
                evidence=extent,
                score=score,
                why=f"what is said is near in meaning to '{concept.label}' ({score:.3f}), nearer "
                "than to any other concern, and worry shows in its words",
            ),
        )
    return list(links.values())


def _sign(sought: Sequence[str], utterance: Utterance, text: str) -> str | None:
    """Why a label counts as a worry here; None where it does not."""
    if any(word in _lists()["evil"] for word in sought):
        return "which names an evil"
    shown = _shown(utterance, utterance.content, text)
    return f"beside '{shown}'" if shown else None


def _worried(utterance: Utterance, content: Sequence[Extent], text: str) -> bool:
    return utterance.stance == "accuses" or _shown(utterance, content, text) is not None


def _shown(utterance: Utterance, content: Sequence[Extent], text: str) -> str | None:
    """The first word of cue or content by which worry shows."""
    places = [utterance.cue] if utterance.cue else []
    for extent in (*places, *content):
        for n, word in enumerate(words(extent.within(text))):
            if n and word.text[0].isupper():
                continue  # 'row' shows worry, 'Mill Row' does not
            if fits(word.stem, _shows()) or fits(word.text.casefold(), _shows()):
                return word.text
    return None


def _labels(scheme: Scheme) -> Labels:
    """The labels of all concepts, by the stem of their first word."""
    labels: dict[str, list[_Label]] = {}
    for concept in scheme.concepts:
        for text in (concept.label, *concept.alternatives):
            if held := stems(text):
                labels.setdefault(held[0], []).append(
                    _Label(stems=held, text=text, iri=concept.iri)
                )
    return labels


def _triples(path: Path) -> list[tuple[str, str, str]]:
    """Triples of IRIs and of English or unmarked literals, as text."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    try:
        quads = list(parse(path=str(path), format=RdfFormat.TURTLE))
    except (OSError, SyntaxError, ValueError) as error:
        raise InputError(
            str(path), f"can't be read as Turtle ({error})", "Correct it, or leave it out."
        ) from error
    rows = []
    for quad in quads:
        if not isinstance(quad.subject, NamedNode):
            continue
        value = quad.object
        if isinstance(value, Literal):
            if value.language is None or value.language.split("-")[0] == "en":
                rows.append((quad.subject.value, quad.predicate.value, value.value))
        elif isinstance(value, NamedNode):
            rows.append((quad.subject.value, quad.predicate.value, value.value))
    return rows


@cache
def _shows() -> frozenset[str]:
    return _lists()["signal"] | _lists()["evaluation"]


@cache
def _lists() -> dict[str, frozenset[str]]:
    path = Path(__file__).parent / "lexicons" / "worry.toml"
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    return {kind: frozenset(entry["words"]) for kind, entry in read.items()}
