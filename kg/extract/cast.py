"""Who can speak in a document, and what was issued by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.nouns import nouns
from kg.model import Entity, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The key of the entity that speaks, or None; and why."""

    key: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who can speak in a document: its entities by key, its mentions by token."""

    entities: Mapping[str, Entity]
    at: Mapping[int, Mention]
    mentions: tuple[Mention, ...]
    issuers: Mapping[str, frozenset[str]]


def cast(doc: Doc, entities: Sequence[Entity], mentions: Sequence[Mention]) -> Cast:
    """The mentions of a document by each token they cover, narrower ones first."""
    at: dict[int, Mention] = {}
    for one in sorted(mentions, key=lambda m: (m.extent.start - m.extent.end, m.extent)):
        span = doc.char_span(one.extent.start, one.extent.end, alignment_mode="expand")
        if span is not None and one.entity is not None:
            at.update((t.i, one) for t in span)
    by_key = {e.key: e for e in entities}
    ordered = tuple(sorted(mentions, key=lambda m: m.extent))
    return Cast(entities=by_key, at=at, mentions=ordered, issuers=_issuers(doc, by_key, at))


def _issuers(
    doc: Doc, entities: Mapping[str, Entity], at: Mapping[int, Mention]
) -> dict[str, frozenset[str]]:
    """Who issued the studies, reports and letters that the text speaks of, by noun."""
    found: dict[str, set[str]] = {}
    for token in doc:
        if token.lower_ not in nouns().document or token.pos_ != "NOUN":
            continue
        for one in (*dependents(token), *_by_line(doc, token)):
            mention = at.get(one.i)
            key = mention.entity if mention is not None and one.dep_ != "amod" else None
            if key is not None and entities[key].kind in {"organisation", "person"}:
                found.setdefault(token.lemma_.casefold(), set()).add(key)
                break
    return {noun: frozenset(keys) for noun, keys in found.items()}


def dependents(word: Token) -> list[Token]:
    """Possessor, then 'by' and 'from', then 'for' and 'of', then a name before it."""
    found = [c for c in word.children if c.dep_ == "poss"]
    for preposition in word.children:
        if preposition.dep_ == "prep" and preposition.lower_ in {"by", "from", "for", "of", "at"}:
            found += [c for c in preposition.children if c.dep_ == "pobj"]
        if preposition.dep_ in {"acl", "relcl"}:
            found += [
                o for b in preposition.children if b.dep_ in {"agent", "prep"} and b.lower_ == "by"
                for o in b.children if o.dep_ == "pobj"
            ]  # fmt: skip
    found += [c for c in word.children if c.dep_ in {"compound", "nmod", "amod"}]
    return found


def _by_line(doc: Doc, word: Token) -> list[Token]:
    """The word after 'by' in 'a report, published on Thursday by the Kiln Institute,'."""
    for k in range(word.i + 1, min(word.i + 9, len(doc) - 2)):
        token = doc[k]
        if token.text in {".", ";"} or token.is_space or token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            break
        if token.lower_ == "by":
            return [t for t in doc[k + 1 : k + 4] if t.pos_ == "PROPN"][:1]
    return []
