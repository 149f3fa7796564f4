"""One interactive page that opens without a network: pyvis with everything in line.

What the graph holds came from anywhere. Texts reach the page as JSON that pyvis escapes for the
script they stand in, and vis-network shows them as text, never as markup; and a policy in the
page's head lets it load nothing.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any, Final

from kg.export.characters import xml_characters
from kg.export.networks import whole
from kg.thresholds import MOST_NODES_DRAWN, PHYSICS_STEPS

if TYPE_CHECKING:
    import networkx as nx

    from kg.export.records import Records

Attributes = dict[str, Any]

_COLOURS: Final = {
    "actor": "#1f6f8b",
    "claim": "#8a8a8a",
    "concern": "#b8860b",
    "product": "#5b7f3a",
    "document": "#c9c9c9",
}
_SHAPES: Final = {
    "actor": "dot",
    "claim": "square",
    "concern": "triangle",
    "product": "diamond",
    "document": "hexagon",
}
_EDGES: Final = {
    "contradicts": "#b3261e",
    "undercuts": "#d9822b",
    "denies": "#b3261e",
    "doubts": "#d9822b",
    "supports": "#2e7d32",
}
_OTHER_EDGE: Final = "#b0b0b0"
_LABEL: Final = 40  # characters of a node's label; the whole text stands in its tooltip
_POLICY: Final = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data:; font-src data:"
)
_FETCHED: Final = re.compile(
    r"<link\b[^>]*\bhref=[\"']?(?:https?:)?//[^>]*>|"
    r"<script\b[^>]*\bsrc=[\"']?(?:https?:)?//[^>]*>\s*</script>",
    re.IGNORECASE,
)


def html(records: Records) -> bytes:
    """The page; beyond `MOST_NODES_DRAWN` nodes it has the best connected ones, and says so."""
    from pyvis.network import Network

    graph = whole(records)
    shown = _best_connected(graph)
    network = Network(height="100vh", width="100%", directed=True, cdn_resources="in_line")
    for node in sorted(shown):
        given: Attributes = shown.nodes[node]
        kind = str(given["kind"])
        label = xml_characters(str(given["label"]))
        network.add_node(
            node,
            label=label if len(label) <= _LABEL else label[: _LABEL - 1] + "…",
            title=_tooltip(kind, given),
            color=_COLOURS[kind],
            shape=_SHAPES[kind],
            size=10 + min(shown.degree(node), 20),
        )
    edges: list[tuple[str, str, Attributes]] = sorted(shown.edges(data=True), key=_edge_order)
    for source, target, tie in edges:
        kind = str(tie["kind"])
        network.add_edge(
            source,
            target,
            title=_tooltip(kind, tie),
            color=_EDGES.get(kind, _OTHER_EDGE),
            dashes=kind in ("no conflict", "contrasts"),
        )
    network.set_options(json.dumps(_OPTIONS))
    page = network.generate_html(notebook=False)
    return _finished(page, drawn=len(shown), of=len(graph)).encode()


def _best_connected(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    ranked = sorted(graph, key=lambda node: (-graph.degree(node), node))
    return graph.subgraph(ranked[:MOST_NODES_DRAWN])


def _edge_order(edge: tuple[str, str, Attributes]) -> tuple[str, str, str]:
    source, target, given = edge
    return source, target, json.dumps(given, sort_keys=True)


def _tooltip(kind: str, given: Attributes) -> str:
    lines = [kind]
    for name in ("label", "sort", "said", "certainty", "aliases", "roles", "published", "why"):
        if given.get(name) not in (None, ""):
            lines.append(f"{name}: {given[name]}" if name != "label" else str(given[name]))
    return xml_characters("\n".join(lines))


def _finished(page: str, *, drawn: int, of: int) -> str:
    """The page with a head that lets it load nothing, a legend, and how much is drawn."""
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        "<title>Discourse KG</title>"
        f"<style>{_STYLE}</style>"
    )
    part = f"{drawn:,} nodes."
    if drawn < of:
        part = (
            f"{drawn:,} of {of:,} nodes: the best connected, since a browser can't lay out more. "
            "Export GEXF or GraphML for the whole."
        )
    shapes = "".join(
        f'<li><i style="background:{colour}"></i>{escape(kind)}</li>'
        for kind, colour in _COLOURS.items()
    )
    lines = "".join(
        f'<li><i class="line" style="background:{colour}"></i>{escape(kind)}</li>'
        for kind, colour in {**_EDGES, "other ties": _OTHER_EDGE}.items()
    )
    legend = (
        f'<aside id="legend"><b>Who said what</b><p>{part} Drag, zoom, hover.</p>'
        f"<ul>{shapes}</ul><ul>{lines}</ul></aside>"
    )
    page = _FETCHED.sub("", page)
    page = re.sub(r"<!--.*?-->|<center>\s*<h1></h1>\s*</center>", "", page, flags=re.DOTALL)
    page = page.replace("<head>", f"<head>{head}", 1).replace("<body>", f"<body>{legend}", 1)
    return f"<!DOCTYPE html>\n{page.strip()}\n"


_STYLE: Final = (
    "body{margin:0;font:14px/1.4 system-ui,sans-serif;color:#222}"
    "#legend{position:fixed;z-index:2;top:12px;left:12px;max-width:230px;padding:10px 14px;"
    "background:#fffffff0;border:1px solid #ddd;border-radius:6px}"
    "#legend p{margin:4px 0 8px}#legend ul{list-style:none;margin:0 0 6px;padding:0}"
    "#legend i{display:inline-block;width:10px;height:10px;margin-right:8px}"
    "#legend i.line{height:3px;vertical-align:middle}"
    ".card{border:0!important}#mynetwork{border:0!important;float:none!important}"
)


_OPTIONS: Final = {
    "nodes": {"font": {"size": 12, "face": "system-ui, sans-serif"}},
    "edges": {"smooth": False, "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}}},
    "interaction": {"hover": True, "navigationButtons": True, "keyboard": True},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "physics": {
        "solver": "forceAtlas2Based",
        "stabilization": {"enabled": True, "iterations": PHYSICS_STEPS, "fit": True},
    },
}
