"""The graph in the formats of other tools, each with what it is for."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from kg.explorer.components.markup import tag
from kg.explorer.components.parts import header, section, show
from kg.explorer.data import Graph
from kg.explorer.formats import Format, formats
from kg.export import FORMATS


def page(graph: Graph) -> None:
    """Draw the list of formats."""
    header(
        "Export",
        "Take it along",
        "The same graph gives the same bytes, whenever and wherever it is exported.",
    )
    without_text = st.toggle(
        "Leave whole texts out",
        key="without_text",
        bind="query-params",
        help="Texts may often not be passed on. Hashes, offsets and short quotations stay.",
    )
    for group, entries in groupby(formats(), key=lambda each: each.group):
        section(group)
        for each in entries:
            _offer(graph, each, without_text=without_text)


def _offer(graph: Graph, each: Format, *, without_text: bool) -> None:
    option = " --without-text" if without_text else ""
    left, right = st.columns([5, 2], vertical_alignment="center")
    with left:
        show(
            tag("h3", each.title),
            tag("p", each.use, class_="kg-soft"),
            tag("p", tag("code", f"kg export --format {each.name}{option}")),
        )
    with right:
        st.download_button(
            f"{each.title} (.{FORMATS[each.name]})",
            lambda: graph.export(each.name, without_text=without_text),
            file_name=f"{graph.source.name}.{FORMATS[each.name]}",
            mime="application/octet-stream",
            key=f"export-{each.name}",
            icon=":material/download:",
            width="stretch",
            on_click="ignore",
        )
