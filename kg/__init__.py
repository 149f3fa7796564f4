"""Discourse KG: who said what, and how the claims stand to one another.

The same as the command line, for notebooks and scripts:

    >>> import kg
    >>> report = kg.build(["articles/"], to="graph")    # doctest: +SKIP
    >>> graph = kg.open("graph")                        # doctest: +SKIP
    >>> graph.ask("contested-claims").to_dataframe()    # doctest: +SKIP
    >>> graph.network("actors")                         # doctest: +SKIP

Importing this loads nothing heavy; what is needed comes when a function is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.pipeline import BuildReport

__all__ = ["build", "open"]


def build(
    inputs: Sequence[str | PathLike[str]] | str | PathLike[str],
    *,
    to: str | PathLike[str] = "graph",
    **options: Any,  # noqa: ANN401 - handed on to kg.pipeline.build, which types them
) -> BuildReport:
    """Read files and folders into the graph folder `to`; options as of `kg.pipeline.build`.

    The report says what was built and what could not be read: `report.lines()`.

    Raises:
        KgError: if there is nothing to build from, or the folder can't be written to.
    """
    from kg.pipeline import build as run

    given = [inputs] if isinstance(inputs, str | PathLike) else inputs
    return run([Path(each) for each in given], to=Path(to), **options)


def open(place: str | PathLike[str]) -> Graph:
    """Open the graph in a folder, or behind the address of a SPARQL 1.1 endpoint.

    Raises:
        StoreError: if there is no graph, or it can't be reached.
    """
    from kg.graph import Graph

    return Graph.open(place)
