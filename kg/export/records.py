"""The graph as plain rows, one list per kind of node, for tables, JSON Lines and networks."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from kg.export.selection import shortened_quote
from kg.model import ARTICLE
from kg.queries import bind, question
from kg.store import Iri
from kg.vocabulary import KG, PROV, RDF, SCHEMA, SKOS

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from kg.store import Cell, Store

Row = dict[str, object]
"""JSON-ready: strings, numbers, booleans, None, and lists and dictionaries of these."""

_RELATIONS: Final = (
    ("Conflict", "contradicts"),
    ("Undercut", "undercuts"),
    ("Support", "supports"),
    ("Equivalence", "equivalent"),
    ("Refinement", "refines"),
    ("Contrast", "contrasts"),
    ("NonConflict", "none"),
)
_RANK: Final = {relation: rank for rank, (_, relation) in enumerate(_RELATIONS)}
_QUOTATION_MARKS: Final = '"“”„‟«»'


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All nodes of a graph, each kind in a fixed order (by what people call it, then id).

    Ids are plain (the last part of the IRI). `relations` includes NonConflicts, as relation `none`.
    """

    documents: tuple[Row, ...]
    actors: tuple[Row, ...]
    products: tuple[Row, ...]
    concerns: tuple[Row, ...]
    utterances: tuple[Row, ...]
    claims: tuple[Row, ...]
    relations: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Node:
    """One node's properties, values of each in order."""

    iri: str
    values: Mapping[str, Sequence[Cell]]

    def all(self, term: NamedNode) -> list[Cell]:
        return list(self.values.get(term.value, ()))

    def texts(self, term: NamedNode) -> list[str]:
        return [str(value) for value in self.all(term)]

    def one(self, term: NamedNode) -> Cell:
        """The value, or the first in order where there are several."""
        return next(iter(self.values.get(term.value, ())), None)

    def text(self, term: NamedNode) -> str | None:
        value = self.one(term)
        if value is None:
            return None
        return value.isoformat() if isinstance(value, date) else str(value)

    def local(self, term: NamedNode) -> str | None:
        """The name of a value that is a term of the ontology (`asserts`)."""
        value = self.one(term)
        return str(value).rpartition("#")[2] if value is not None else None

    @property
    def id(self) -> str:
        return plain(self.iri)


def plain(iri: str) -> str:
    """The id in an IRI: its last part."""
    return iri.replace("#", "/").rstrip("/").rpartition("/")[2]


def records(store: Store, *, quote_limit: int | None = None) -> Records:
    """The rows of a graph.

    Args:
        store: the graph.
        quote_limit: None for quotations in full, else their greatest length in characters.
    """
    documents = _nodes(store, KG.Document)
    actors = _nodes(store, KG.Actor)
    utterances = _nodes(store, KG.Utterance)
    claims = _nodes(store, KG.Claim)
    labels = {
        iri: node.text(SKOS.prefLabel) or node.id
        for iri, node in _nodes(store, SKOS.Concept).items()
    }
    propositions = _nodes(store, KG.Proposition)
    raised = {concern for node in utterances.values() for concern in node.texts(KG.raises)}
    raised |= {concern for node in claims.values() for concern in node.texts(KG.concern)}
    return Records(
        documents=_documents(documents),
        actors=tuple(_ordered([_actor(node) for node in actors.values()], "name")),
        products=_products(store, actors),
        concerns=_concerns(utterances.values(), labels, raised),
        utterances=_utterances(
            _Said(
                utterances=utterances,
                propositions=propositions,
                documents=documents,
                actors=actors,
                quantities=_nodes(store, KG.Quantity),
                words=_words(store, quote_limit),
                concerns=raised,
            )
        ),
        claims=_claims(claims, utterances, raised, quote_limit),
        relations=_relations(store),
    )


def _nodes(store: Store, kind: NamedNode) -> dict[str, _Node]:
    found: dict[str, dict[str, list[Cell]]] = {}
    for row in store.select(bind(question("nodes"), {"type": kind})):
        properties = found.setdefault(str(row["node"]), {})
        properties.setdefault(str(row["property"]), []).append(row["value"])
    return {
        iri: _Node(
            iri, {name: tuple(sorted(values, key=_key)) for name, values in found[iri].items()}
        )
        for iri in sorted(found)
    }


def _key(value: Cell) -> tuple[bool, float, str]:
    is_number = isinstance(value, int | float)
    return (not is_number, float(value) if isinstance(value, int | float) else 0.0, str(value))


def _ordered(rows: Sequence[Row], *names: str) -> list[Row]:
    return sorted(rows, key=lambda row: tuple(str(row[name]) for name in (*names, "id")))


def _documents(documents: Mapping[str, _Node]) -> tuple[Row, ...]:
    rows: list[Row] = [
        {
            "id": node.id,
            "file": node.text(KG.file),
            "published": node.text(SCHEMA.datePublished),
            "headline": node.text(SCHEMA.headline),
            "origin": _id(node.one(KG.origin)),
            "version_of": _id(node.one(PROV.wasRevisionOf)),
            "authors": node.texts(SCHEMA.author),
            "publisher": node.text(SCHEMA.publisher),
            "url": node.text(SCHEMA.url),
            "language": node.text(SCHEMA.inLanguage),
            "read": node.one(KG.wasRead),
            "sha256": node.text(KG.sha256),
        }
        for node in documents.values()
    ]
    return tuple(_ordered(rows, "file"))


def _actor(node: _Node) -> Row:
    types = node.texts(RDF["type"])
    kinds = (
        (SCHEMA.Person, "person"),
        (SCHEMA.Organization, "organisation"),
        (KG.Group, "group"),
    )
    return {
        "id": node.id,
        "name": node.text(SCHEMA.name),
        "kind": next((name for term, name in kinds if term.value in types), "group"),
        "aliases": sorted({*node.texts(SCHEMA.alternateName), *node.texts(KG.handle)}),
        "roles": node.texts(KG.role),
    }


def _products(store: Store, actors: Mapping[str, _Node]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for node in _nodes(store, KG.Product).values():
        maker = actors.get(str(node.one(SCHEMA.manufacturer)))
        rows.append(
            {
                "id": node.id,
                "name": node.text(SCHEMA.name),
                "aliases": node.texts(SCHEMA.alternateName),
                "maker": maker.text(SCHEMA.name) if maker else None,
                "maker_id": maker.id if maker else None,
                "versions": node.texts(SCHEMA.version),
            }
        )
    return tuple(_ordered(rows, "name"))


def _concerns(
    utterances: Collection[_Node], labels: Mapping[str, str], known: Collection[str]
) -> tuple[Row, ...]:
    raised: dict[str, set[str]] = {}
    for node in utterances:
        for concern in node.texts(KG.raises):
            speaker = _id(node.one(KG.speaker)) or _article(node)
            raised.setdefault(concern, set()).update([speaker] if speaker else [])
    rows: list[Row] = [
        {
            "id": _concern_id(iri, known),
            "label": labels.get(iri, plain(iri)),
            "raised_by": sorted(raised[iri]),
        }
        for iri in sorted(raised)
    ]
    return tuple(_ordered(rows, "label"))


def _concern_id(iri: str, among: Collection[str]) -> str:
    """The slug, or the whole IRI where concerns of two schemes share one."""
    same = [other for other in among if plain(other) == plain(iri)]
    return plain(iri) if len(same) == 1 else iri


def _article(node: _Node) -> str | None:
    return ARTICLE if node.local(KG.form) == "authored" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """All that the rows of utterances are put together from, by IRI."""

    utterances: Mapping[str, _Node]
    propositions: Mapping[str, _Node]
    documents: Mapping[str, _Node]
    actors: Mapping[str, _Node]
    quantities: Mapping[str, _Node]
    words: Mapping[str, tuple[int, str]]
    concerns: Collection[str]

    def content(self, node: _Node) -> list[str]:
        """The pieces of evidence in order, without the quotation marks around them."""
        pieces = sorted(self.words[iri] for iri in node.texts(KG.evidence) if iri in self.words)
        return [_unquoted(text) for _, text in pieces]

    def start(self, node: _Node) -> int:
        """Where the evidence begins; behind everything where there is none."""
        places = [self.words[iri][0] for iri in node.texts(KG.evidence) if iri in self.words]
        return min(places, default=sys.maxsize)


def _unquoted(text: str) -> str:
    """The text without a pair of quotation marks around all of it."""
    inner = text[1:-1]
    around = text[:1] in _QUOTATION_MARKS and text[-1:] in _QUOTATION_MARKS
    return inner if around and inner and not set(inner) & set(_QUOTATION_MARKS) else text


def _words(store: Store, quote_limit: int | None) -> dict[str, tuple[int, str]]:
    """Extent to its first character and its words."""
    return {
        str(row["extent"]): (
            int(str(row["start"])),
            shortened_quote(str(row["words"]), quote_limit),
        )
        for row in store.select(bind(question("extents"), {}))
    }


def _utterances(said: _Said) -> tuple[Row, ...]:
    rows = [(said.start(node), _utterance(node, said)) for node in said.utterances.values()]
    rows.sort(key=lambda item: (str(item[1]["document"]), item[0], str(item[1]["id"])))
    return tuple(row for _, row in rows)


def _utterance(node: _Node, said: _Said) -> Row:
    document = said.documents.get(str(node.one(KG.inDocument)))
    speaker = said.actors.get(str(node.one(KG.speaker)))
    expressed = [said.propositions[iri] for iri in node.texts(KG.expresses)]
    expressed.sort(key=lambda item: (said.start(item), item.id))
    quantities = [said.quantities[iri] for iri in node.texts(KG.quantity)]
    quantities.sort(key=lambda item: (said.start(item), item.id))
    return {
        "id": node.id,
        "document": document.text(KG.file) if document else None,
        "speaker": speaker.text(SCHEMA.name) if speaker else _article(node),
        "speaker_id": speaker.id if speaker else None,
        "source": node.text(KG.sourceText),
        "cue": node.text(KG.cueText),
        "content": said.content(node),
        "form": node.local(KG.form),
        "stance": node.local(KG.stanceKind),
        "certainty": node.local(KG.certainty),
        "said": node.text(KG.said),
        "nested_in": _id(node.one(KG.reportedBy)),
        "quantities": [_quantity(each) for each in quantities],
        "claims": [_expressed(each, said) for each in expressed],
        "polarity": node.local(KG.polarity),
        "about": sorted(plain(iri) for iri in node.texts(KG.about)),
        "concerns": sorted(_concern_id(iri, said.concerns) for iri in node.texts(KG.raises)),
        "why": node.text(KG.speakerReason),
    }


def _expressed(proposition: _Node, said: _Said) -> Row:
    target = said.propositions.get(str(proposition.one(KG.target)))
    return {
        "claim": _id(proposition.one(KG.memberOf)),
        "target": _id(target.one(KG.memberOf)) if target else None,
        "content": said.content(proposition),
    }


def _quantity(node: _Node) -> Row:
    return {
        "low": node.one(SCHEMA.minValue),
        "high": node.one(SCHEMA.maxValue),
        "unit": node.text(KG.unitText) or "",
        "per": node.text(KG.per),
        "approximate": bool(node.one(KG.approximate)),
        "bound": node.text(KG.bound),
        "change": node.text(KG.change),
        "measure": node.text(KG.measure) or "",
        "id": node.id,
    }


def _claims(
    claims: Mapping[str, _Node],
    utterances: Mapping[str, _Node],
    concerns: Collection[str],
    quote_limit: int | None,
) -> tuple[Row, ...]:
    expressing: dict[str, list[str]] = {}
    for node in utterances.values():
        for proposition in node.texts(KG.expresses):
            expressing.setdefault(proposition, []).append(node.id)
    rows: list[Row] = [
        {
            "id": node.id,
            "text": shortened_quote(node.text(SCHEMA.text) or "", quote_limit),
            "utterances": sorted(
                {each for iri in node.texts(KG.member) for each in expressing.get(iri, ())}
            ),
            "about": sorted(plain(iri) for iri in node.texts(SCHEMA.about)),
            "concerns": sorted(_concern_id(iri, concerns) for iri in node.texts(KG.concern)),
            "polarity": node.local(KG.polarity),
            "documents": sorted(plain(iri) for iri in node.texts(SCHEMA.appearance)),
        }
        for node in claims.values()
    ]
    return tuple(_ordered(rows, "text"))


def _relations(store: Store) -> tuple[Row, ...]:
    rows: list[Row] = [
        {
            "id": node.id,
            "relation": relation,
            "kind": node.text(KG.kind) or "",
            "left": _id(node.one(KG.left)),
            "right": _id(node.one(KG.right)),
            "score": node.one(KG.score),
            "status": node.local(KG.status),
            "why": node.text(KG.reason),
        }
        for name, relation in _RELATIONS
        for node in _nodes(store, KG[name]).values()
    ]
    return tuple(sorted(rows, key=lambda row: (_RANK[str(row["relation"])], str(row["id"]))))


def _id(value: Cell) -> str | None:
    return plain(value) if isinstance(value, Iri) else None
