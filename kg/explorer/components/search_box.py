"""The search box of the sidebar: the first finds below it, all of them on a page of their own."""

from __future__ import annotations

import streamlit as st

from kg.explorer.address import link
from kg.explorer.components.markup import Markup, tag
from kg.explorer.components.parts import anchor, show
from kg.explorer.components.quotations import tail
from kg.explorer.data import Graph, Row
from kg.explorer.words import counted

_SHOWN = 6


def search_box(graph: Graph) -> None:
    """Draw the box, and what it finds."""
    sought = st.text_input(
        "Search",
        key="q",
        bind="query-params",
        placeholder="Words of a claim, a name …",
        max_chars=120,
    ).strip()
    if not sought:
        return
    found = graph.ask("find", words=sought).rows
    if not found:
        show(f"Nothing holds “{sought}”. Try the start of a single word.", class_="kg-soft")
        return
    lines = (tag("li", found_link(each), " ", kind(each)) for each in found[:_SHOWN])
    everything = anchor(f"All {counted(len(found), 'find')}", link("search", words=sought))
    show(tag("ul", *lines), everything, class_="kg-found")


def found_link(each: Row) -> Markup:
    """A link to the page of what was found."""
    ident = tail(each["node"])
    address = {
        "actor": link("actor", id=ident),
        "claim": link("claim", id=ident),
        "concern": link("concerns", concern=ident),
        "product": link("concerns", tab="Products", subject=ident),
    }[str(each["type"])]
    return anchor(each["found"], address)


def kind(each: Row) -> Markup:
    """What kind of thing was found."""
    return tag("span", each["type"], class_="kg-label")
