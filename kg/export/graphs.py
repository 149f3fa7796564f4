"""GraphML and GEXF of the whole graph, for Gephi, Cytoscape, visone and the like."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

from kg.export.characters import xml_characters
from kg.export.networks import whole

if TYPE_CHECKING:
    import networkx as nx

    from kg.export.records import Records

_META: Final = re.compile(rb"\s*<meta .*?</meta>|\s*<meta [^>]*/>", re.DOTALL)


def graphml(records: Records) -> bytes:
    """GraphML with typed attributes; parallel edges have keys."""
    import networkx as nx

    buffer = io.BytesIO()
    nx.write_graphml_xml(_for_xml(whole(records)), buffer, prettyprint=True)
    return buffer.getvalue().rstrip() + b"\n"


def gexf(records: Records) -> bytes:
    """GEXF 1.2; the day of writing, which networkx puts in, is left out."""
    import networkx as nx

    graph = _for_xml(whole(records))
    numbered: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    numbered.add_nodes_from(graph.nodes(data=True))
    for number, (source, target, given) in enumerate(graph.edges(data=True)):
        numbered.add_edge(source, target, key=number, id=str(number), label=given["kind"], **given)
    buffer = io.BytesIO()
    nx.write_gexf(numbered, buffer, prettyprint=True)
    return _META.sub(b"", buffer.getvalue(), count=1).rstrip() + b"\n"


def _for_xml(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    clean = graph.copy()
    for _, given in clean.nodes(data=True):
        given.update(_clean(given))
    for _, _, given in clean.edges(data=True):
        given.update(_clean(given))
    return clean


def _clean(given: dict[str, object]) -> dict[str, object]:
    return {name: xml_characters(value) for name, value in given.items() if isinstance(value, str)}
