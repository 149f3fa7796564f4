"""The invented harbour as a graph on disk, as it is and with hostile words in every text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from corpora import harbour_graph, harbour_quads
from explorer.page_reading import HOSTILE
from pyoxigraph import Literal, NamedNode, Quad
from streamlit.testing.v1 import AppTest

from kg.store import new_build

_STRING = NamedNode("http://www.w3.org/2001/XMLSchema#string")


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return harbour_graph(tmp_path_factory.mktemp("explorer") / "harbour")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harbour, with markup and script before every text and name."""
    folder = tmp_path_factory.mktemp("explorer") / "hostile"
    with new_build(folder) as build:
        build.load(map(_with_hostile_text, harbour_quads()))
    return folder


def _with_hostile_text(quad: Quad) -> Quad:
    value = quad.object
    if not isinstance(value, Literal) or (value.datatype != _STRING and not value.language):
        return quad
    return Quad(quad.subject, quad.predicate, Literal(HOSTILE + value.value), quad.graph_name)


def _view(page: str, place: str) -> None:
    """One page of the explorer, alone."""
    from importlib import import_module

    from kg.explorer.data import Graph
    from kg.explorer.graphs import Source

    graph = Graph.of(Source(name="harbour", place=place))
    import_module(f"kg.explorer.pages.{page}").page(graph)


Visit = Callable[..., AppTest]


@pytest.fixture(scope="session")
def visit() -> Visit:
    """A page run to its end: `visit("claim", folder, id="…")`; an exception on the page fails."""

    def visited(page: str, folder: Path, **address: str) -> AppTest:
        app = AppTest.from_function(_view, args=(page, str(folder)), default_timeout=30)
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception, [each.value for each in app.exception]
        return app

    return visited
