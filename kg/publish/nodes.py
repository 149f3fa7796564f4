"""IRIs, literals and descriptions of nodes: the one place where values become RDF terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Document, Extent, Quantity, content_id
from kg.vocabulary import BASE, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_DATE: Final = NamedNode(_XSD + "date")
_DATE_TIME: Final = NamedNode(_XSD + "dateTime")

_TYPE: Final = RDF.type

Value = NamedNode | Literal | None
Properties = tuple[tuple[NamedNode, "Value"], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The IRIs of instances and graphs under one base, which ends in `/` or `#`."""

    base: str = BASE

    def node(self, kind: str, ident: str) -> NamedNode:
        """The IRI of an instance; `kind` is the path between base and id."""
        return NamedNode(f"{self.base}{kind}/{quote(ident, safe='')}")

    def graph(self, kind: str, ident: str | None = None) -> NamedNode:
        """The IRI of a named graph: `links`, `relations`, `ontology`, or `document` with its id."""
        return self.node("graph", kind) if ident is None else self.node(f"graph/{kind}", ident)

    def extent(self, document: str, extent: Extent) -> NamedNode:
        """The IRI of a range of characters."""
        return self.node("extent", f"{document}-{extent.start}-{extent.end}")

    def quantity(self, document: Document, quantity: Quantity) -> NamedNode:
        """The IRI of a quantity: one number at one place, however many utterances hold it."""
        extent = quantity.extent
        parts = (str(extent.start), str(extent.end), str(quantity.low), str(quantity.high))
        return self.node("quantity", content_id("quantity", document.id, *parts))


def text(value: str | None) -> Literal | None:
    """A string, or nothing where there is none or it is empty."""
    return Literal(value) if value else None


def day(value: date | None) -> Literal | None:
    """An `xsd:date`."""
    return Literal(value.isoformat(), datatype=_DATE) if value is not None else None


def moment(value: datetime) -> Literal:
    """An `xsd:dateTime`."""
    return Literal(value.isoformat(), datatype=_DATE_TIME)


def number(value: float | None) -> Literal | None:
    """An `xsd:double`, in the form in which the store will give it back."""
    return Literal(float(value)) if value is not None else None


def score(value: float) -> Literal:
    """A score as an `xsd:double` of three decimals, so that the last bits never show."""
    return Literal(round(float(value), 3))


def each(predicate: NamedNode, values: Iterable[Value]) -> Properties:
    """The same property with several values."""
    return tuple((predicate, value) for value in values)


def texts(predicate: NamedNode, values: Iterable[str]) -> Properties:
    """The same property with several strings."""
    return each(predicate, (text(value) for value in values))


def described(
    node: NamedNode,
    graph: NamedNode,
    types: Iterable[NamedNode],
    *properties: tuple[NamedNode, Value],
) -> Iterator[Quad]:
    """The quads that say what a node is; properties without a value are left out."""
    for kind in types:
        yield Quad(node, _TYPE, kind, graph)
    for predicate, value in properties:
        if value is not None:
            yield Quad(node, predicate, value, graph)
