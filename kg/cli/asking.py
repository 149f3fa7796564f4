"""Verbs that read the graph: query, export, validate, explore, serve."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Final

import click

from kg.cli import DONE, IN_PART
from kg.export import FORMATS
from kg.thresholds import MOST_ROWS, QUERY_SECONDS

if TYPE_CHECKING:
    from kg.store import Store


DEFAULT: Final = Path("graph")
GRAPH = click.option(
    "--graph",
    type=click.Path(path_type=Path),
    default=DEFAULT,
    show_default=True,
    help="Folder of the graph.",
)
STORE = click.option("--store", help="URL of a SPARQL 1.1 endpoint, in place of --graph.")


def _parameters(given: tuple[str, ...]) -> dict[str, str]:
    """NAME=VALUE pairs as a dictionary."""
    pairs = [item.partition("=") for item in given]
    wrong = [item for item, (_, sign, _) in zip(given, pairs, strict=True) if not sign]
    if wrong:
        raise click.BadParameter(
            f"{wrong[0]!r} is not of the form name=value", param_hint="--param"
        )
    return {name.strip(): value for name, _, value in pairs}


@click.command()
@click.argument("asked", required=False, metavar="[NAME|FILE|SPARQL]")
@GRAPH
@STORE
@click.option(
    "--param",
    "given",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of the question. Repeatable.",
)
@click.option(
    "--format",
    "layout",
    type=click.Choice(["table", "csv", "tsv", "json", "xml"]),
    default="table",
    show_default=True,
)
@click.option("--show", is_flag=True, help="Print the SPARQL that would be run, and stop.")
def query(
    asked: str | None,
    graph: Path,
    store: str | None,
    given: tuple[str, ...],
    layout: str,
    show: bool,
) -> None:
    """Ask the graph: a named question, a file with SPARQL, or SPARQL itself.

    Without an argument it lists the questions with their parameters.

    \b
    Examples:
      kg query
      kg query contested-claims
      kg query claims-of-actor --param actor="Ann Example" --format csv
      kg query my-question.rq
      kg query "SELECT (COUNT(*) AS ?n) WHERE { ?claim a kg:Claim }"
    """
    from kg.queries import bind, listing, text_of, write

    if asked is None:
        click.echo(listing(), nl=False)
        return
    text = bind(text_of(asked), _parameters(given))
    if show:
        click.echo(text, nl=False)
        return
    width = get_terminal_size().columns if sys.stdout.isatty() or "COLUMNS" in os.environ else None
    with _opened(graph, store) as opened:
        click.echo(write(opened.results(text), layout, width=width), nl=False)


def _opened(graph: Path, store: str | None) -> Store:
    from kg.store import open_local, open_remote

    return open_remote(store) if store else open_local(graph)


@click.command()
@GRAPH
@STORE
@click.option("--format", "layout", required=True, type=click.Choice(list(FORMATS)))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File to write (a folder for csv); stdout without it, where the format allows.",
)
@click.option("--with-run", is_flag=True, help="Take the run's own graph (times, versions) along.")
@click.option("--with-ontology", is_flag=True, help="Take the ontology and the concerns along.")
@click.option(
    "--without-text",
    is_flag=True,
    help="Leave whole texts out; hashes, offsets and short quotations stay.",
)
def export(
    graph: Path, store: str | None, layout: str, output: Path | None, **choices: bool
) -> None:
    """Write the graph in a format of your tools.

    The same graph gives the same bytes. RDF: turtle, trig, nquads, jsonld, rdfxml. Networks:
    graphml, gexf. Tables: csv (a folder of them), jsonl (one node a line). html is one page to
    open in a browser, offline.

    \b
    Examples:
      kg export --format turtle -o graph.ttl
      kg export --format gexf -o graph.gexf      for Gephi
      kg export --format jsonl | jq .name
    """
    from kg.export import export as write

    with _opened(graph, store) as opened:
        write(opened, layout, output or sys.stdout.buffer, **choices)


@click.command()
@GRAPH
@click.option(
    "--format", "layout", type=click.Choice(["table", "json"]), default="table", show_default=True
)
def validate(graph: Path, layout: str) -> None:
    """Check the graph against its SHACL shapes.

    Exit code 0: it conforms; 1: it does not, and each violation is printed.

    \b
    Example:
      kg validate --graph graph/
    """
    from kg.cli.writing import progress
    from kg.publish.validation import validate as check

    with _opened(graph, None) as opened:
        report = check(opened, progress=partial(progress, unit="part"))
    click.echo(report.json() if layout == "json" else report.table(), nl=False)
    click.get_current_context().exit(DONE if report.conforms else IN_PART)


@click.command()
@click.option(
    "--graph",
    "graphs",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Folder of a graph; repeatable, to choose among several.  [default: graph]",
)
@STORE
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@click.option("--no-browser", is_flag=True, help="Print the address, open nothing.")
def explore(graphs: tuple[Path, ...], store: str | None, port: int, no_browser: bool) -> None:
    """Open the explorer in the browser.

    \b
    Examples:
      kg explore
      kg explore --graph graphs/spring --graph graphs/autumn
      kg explore --store http://localhost:7878/query
    """
    from kg.explorer.launch import launch
    from kg.store import current

    folders: dict[str, Path] = {}
    for folder in () if store else graphs or (DEFAULT,):
        current(folder)  # a clear error now, rather than an empty page in the browser
        name = folder.resolve().name
        folders[str(folder) if name in folders else name] = folder
    options = ["--server.headless=true"] if no_browser else []
    code = launch(graphs=folders, store=store, port=port, options=options)
    click.get_current_context().exit(code)


@click.command()
@GRAPH
@click.option("--port", type=click.IntRange(1, 65535), default=7878, show_default=True)
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=MOST_ROWS,
    show_default=True,
    help="Most rows an answer may have.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=QUERY_SECONDS,
    show_default=True,
    help="Seconds a query may take.",
)
def serve(graph: Path, port: int, limit: int, timeout: float) -> None:
    """Serve the graph as a read-only SPARQL endpoint, on this machine only.

    The Oxigraph server answers behind a gate that refuses updates and SERVICE and limits rows and
    time. Ctrl-C stops both.

    \b
    Example:
      kg serve --port 7878
      curl --data-urlencode "query=SELECT * WHERE { ?s ?p ?o } LIMIT 3" localhost:7878/query
    """
    from kg.endpoint.server import serve as run

    run(graph, port=port, limit=limit, timeout=timeout, announce=partial(click.echo, err=True))
