"""The explorer as a whole: which graph, which pages, and what all of them share."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.navigation.page import Page

from kg.errors import KgError
from kg.explorer.components.markup import tag
from kg.explorer.components.parts import empty, header, show
from kg.explorer.components.search_box import search_box
from kg.explorer.data import Graph
from kg.explorer.graphs import Source, sources
from kg.explorer.pages import (
    actor,
    actors,
    claim,
    claims,
    concerns,
    conflicts,
    document,
    documents,
    export,
    network,
    overview,
    search,
    sparql,
)

_HERE: Final = Path(__file__).parent
_STYLE: Final = _HERE / "style.css"
_ICON: Final = _HERE / "icon.svg"

_SECTIONS: Final[Mapping[str, tuple[tuple[str, str, Callable[[Graph], None]], ...]]] = {
    "": (("Overview", "", overview.page),),
    "Discourse": (
        ("Actors", "actors", actors.page),
        ("Claims", "claims", claims.page),
        ("Conflicts", "conflicts", conflicts.page),
        ("Concerns & products", "concerns", concerns.page),
        ("Network", "network", network.page),
        ("Documents", "documents", documents.page),
    ),
    "Workbench": (("SPARQL", "sparql", sparql.page), ("Export", "export", export.page)),
}
_UNLISTED: Final = (
    ("Actor", "actor", actor.page),
    ("Claim", "claim", claim.page),
    ("Document", "document", document.page),
    ("Search", "search", search.page),
)


def draw() -> None:
    """Draw the page that the address asks for."""
    st.set_page_config(page_title="Discourse KG", page_icon=str(_ICON), layout="wide")
    st.html(_STYLE)
    known = sources(os.environ, here=Path.cwd())
    if not known:
        _no_graph()
        return
    try:
        _pages(known)
    except KgError as error:
        empty("This could not be shown", str(error))


def _pages(known: tuple[Source, ...]) -> None:
    with st.sidebar:
        show(
            tag("b", "Discourse KG"),
            tag("span", "Who said what", class_="kg-soft"),
            class_="kg-masthead",
        )
        graph = Graph.of(_chosen(known))
    made = {
        section: [_page(graph, *entry, default=not entry[1]) for entry in entries]
        for section, entries in _SECTIONS.items()
    }
    unlisted = [_page(graph, *entry, default=False) for entry in _UNLISTED]
    listed = [each for pages in made.values() for each in pages]
    shown = st.navigation([*listed, *unlisted], position="hidden")
    with st.sidebar:
        search_box(graph)
        for section, pages in made.items():
            if section:
                show(section, class_="kg-kicker kg-nav")
            for each in pages:
                st.page_link(each, width="stretch")
    shown.run()


def _page(
    graph: Graph, title: str, path: str, draw: Callable[[Graph], None], *, default: bool
) -> Page:
    """A page of the app; st.Page takes a function's name for its address unless it is given one."""
    return st.Page(partial(draw, graph), title=title, url_path=path or "overview", default=default)


def _chosen(known: tuple[Source, ...]) -> Source:
    """The graph to look at: chosen in the sidebar where there are several, and in the address."""
    if len(known) == 1:
        return known[0]
    by_name = {source.name: source for source in known}
    name = st.selectbox("Graph", list(by_name), key="graph", bind="query-params")
    return by_name[name]


def _no_graph() -> None:
    header("Discourse KG", "There is no graph to explore yet")
    empty(
        "Build one",
        "Put articles and posts in a folder (text, Markdown, HTML, PDF, DOCX, CSV, feeds) and run:",
        tag("code", "kg build FOLDER"),
        "The graph goes to the folder graph, where the explorer finds it. For one elsewhere, run:",
        tag("code", "kg explore --graph DIR"),
    )
