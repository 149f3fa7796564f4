"""Which quads leave the store, and in which order: the same graph gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.vocabulary import KG, NIF, OA, RDF, SCHEMA

if TYPE_CHECKING:
    from kg.store import Store

_RUN: Final = re.compile(r"/graph/run(/|$)")
_ONTOLOGY: Final = re.compile(r"/graph/ontology(/|$)")
_MARK: Final = " …"
_CUT: Final = re.compile(r"\s+\S*$")


def selected(
    store: Store, *, with_run: bool, with_ontology: bool, quote_limit: int | None
) -> list[Quad]:
    """The quads to be exported, sorted by graph and subject, types first.

    Args:
        store: where they come from.
        with_run: whether the graphs of runs (times, host, durations) are among them.
        with_ontology: whether the whole graph of ontology and concerns is; else only what it says
            of the concerns that are raised.
        quote_limit: None for whole texts; else texts are left out, and quotations cut to so many
            characters.
    """
    ontology = [name for name in store.graphs() if _ONTOLOGY.search(name)]
    names = [name for name in store.graphs() if with_run or not _RUN.search(name)]
    own = [quad for name in names if name not in ontology for quad in store.quads(name)]
    words = [quad for name in ontology for quad in store.quads(name)]
    kept = own + (words if with_ontology else _concerns(words, used={q.object for q in own}))
    if quote_limit is not None:
        kept = list(_without_text(kept, quote_limit))
    return sorted(kept, key=_order)


def _concerns(words: Iterable[Quad], *, used: Collection[object]) -> list[Quad]:
    """What the ontology's graph says of the concerns that are raised: labels, mostly."""
    concerns = {q.subject for q in words if q.object == KG.Concern and q.subject in used}
    return [quad for quad in words if quad.subject in concerns]


def shortened_quote(text: str, limit: int | None) -> str:
    """The text, cut between words to at most `limit` characters and marked as cut."""
    if limit is None or len(text) <= limit:
        return text
    end = max(limit - len(_MARK), 1)
    head = text[:end] if text[end].isspace() else _CUT.sub("", text[:end])
    return head.rstrip() + _MARK


def _without_text(quads: Iterable[Quad], limit: int) -> Iterator[Quad]:
    left_out = {NIF.isString, OA.prefix, OA.suffix}
    quoted = {SCHEMA.text, OA.exact, NIF.anchorOf, KG.sourceText, KG.cueText, KG.skipped}
    for quad in quads:
        if quad.predicate in left_out:
            continue
        if quad.predicate in quoted and isinstance(quad.object, Literal):
            text = shortened_quote(quad.object.value, limit)
            yield Quad(quad.subject, quad.predicate, Literal(text), quad.graph_name)
        else:
            yield quad


def _order(quad: Quad) -> tuple[str, str, str, str]:
    is_type = isinstance(quad.predicate, NamedNode) and quad.predicate == RDF["type"]
    predicate = "" if is_type else quad.predicate.value
    return (str(quad.graph_name), str(quad.subject), predicate, str(quad.object))
