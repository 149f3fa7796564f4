"""A network drawn by pyvis, whole in one page: it fetches nothing and can't reach the explorer."""

from __future__ import annotations

import base64
import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from kg.explorer.components.ties import Tie

_FETCHED: Final = re.compile(
    r"<link\b[^>]*https?://[^>]*>|<script\b[^>]*\bsrc\s*=\s*\"https?://[^>]*>\s*</script>",
    re.IGNORECASE,
)
"""What pyvis's page would fetch even with resources in line: Bootstrap, which it does not need."""

_FRAME: Final = (
    "<style>html,body,h1,center{margin:0}.card{border:0}#mynetwork{border:0!important}</style>"
    "</head>"
)

_INKS: Final = {
    False: {
        "paper": "#fdfcf9",
        "ink": "#1d1c1a",
        "one": "#1f5a92",
        "other": "#95691a",
        "tie": "#b9b2a3",
    },
    True: {
        "paper": "#15171a",
        "ink": "#ebe7de",
        "one": "#8ab8e6",
        "other": "#dcb265",
        "tie": "#555a61",
    },
}
_AGAINST: Final = {False: "#a8351c", True: "#f08a6c"}


def page_of(ties: Sequence[Tie], *, dark: bool, height: int) -> str:
    """The drawing as an HTML page; its layout starts from a fixed seed, and so comes out alike."""
    from pyvis.network import Network

    inks = _INKS[dark]
    drawn = Network(
        height=f"{height}px",
        width="100%",
        bgcolor=inks["paper"],
        font_color=inks["ink"],
        cdn_resources="in_line",
    )
    degree = Counter({name: 0 for tie in ties for name in (tie.one, tie.other)})
    for tie in ties:
        degree.update({tie.one: tie.weight, tie.other: tie.weight})
    for tie in ties:
        for ident, name, second in (
            (tie.one, tie.one_name, False),
            (tie.other, tie.other_name, tie.mixed),
        ):
            drawn.add_node(
                ident,
                label=name,
                title=name,
                shape="square" if second else "dot",
                color=inks["other" if second else "one"],
                value=degree[ident],
            )
        colour = _AGAINST[dark] if tie.against else inks["tie"]
        drawn.add_edge(
            tie.one, tie.other, value=tie.weight, title=tie.note, color=colour, dashes=tie.against
        )
    drawn.set_options(json.dumps(_OPTIONS))
    return _FETCHED.sub("", drawn.generate_html()).replace("</head>", _FRAME, 1)


def address_of(html: str) -> str:
    """The page as a data address: a frame of its own origin, with no way to the explorer's."""
    return "data:text/html;charset=utf-8;base64," + base64.b64encode(html.encode()).decode()


_OPTIONS: Final = {
    "layout": {"randomSeed": 7, "improvedLayout": True},
    "nodes": {"scaling": {"min": 9, "max": 30}, "font": {"size": 16, "face": "Georgia, serif"}},
    "edges": {"scaling": {"min": 1, "max": 6}, "smooth": {"type": "continuous"}},
    "interaction": {"hover": True, "tooltipDelay": 120, "navigationButtons": False},
    "physics": {
        "solver": "forceAtlas2Based",
        "forceAtlas2Based": {"gravitationalConstant": -120, "springLength": 170, "damping": 0.7},
        "stabilization": {"iterations": 250, "fit": True},
        "minVelocity": 1.2,
    },
}
