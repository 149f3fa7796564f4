"""Products, and what is said of each: the second tab of the page on concerns."""

from __future__ import annotations

from kg.explorer.address import asked, ident, link
from kg.explorer.components.behind import query_behind
from kg.explorer.components.markup import Markup
from kg.explorer.components.paging import pager, part_of
from kg.explorer.components.parts import anchor, empty, row, rows, section, show
from kg.explorer.components.quotations import quotations, tail
from kg.explorer.data import Graph, Row
from kg.explorer.words import definition, noun

_SIZE = 40


def page(graph: Graph) -> None:
    """Draw the list of products, or the product that the address names."""
    if asked("subject"):
        _one(graph, graph.iri("product", ident("subject")))
        return
    products = graph.ask("products")
    if not products.rows:
        empty("No product is spoken of", definition("Product"))
    rows(_line(each) for each in part_of(products.rows, size=_SIZE))
    pager(len(products.rows), size=_SIZE, page="concerns", tab="Products")
    query_behind(products)


def _line(each: Row) -> Markup:
    address = link("concerns", tab="Products", subject=tail(each["product"]))
    parts = (("made by", "makerName"), ("versions", "versions"), ("also", "aliases"))
    return row(
        anchor(each["productName"], address),
        note=" · ".join(f"{label} {each[key]}" for label, key in parts if each[key]),
        count=each["utterances"],
        unit=f"{noun(each['utterances'], 'utterance')} on it",
    )


def _one(graph: Graph, product: str | None) -> None:
    back = anchor("all products", link("concerns", tab="Products"))
    card = graph.ask("actor-card", node=product) if product else None
    if card is None or not card.rows:
        empty("No such product in this graph", "The address may be of another graph. See", back)
        return
    said = graph.ask("utterances", subject=product)
    about = (f"{each['aspect']} {each['value']}" for each in card.rows[2:])
    section(str(card.rows[0]["value"]), " · ".join(about))
    show("← ", back)
    if not said.rows:
        empty("Nothing is said of it", "It is named in the texts, but in nobody’s words.")
    quotations(part_of(said.rows, size=_SIZE))
    pager(len(said.rows), size=_SIZE, page="concerns", tab="Products", subject=tail(product))
    query_behind(card, said)
