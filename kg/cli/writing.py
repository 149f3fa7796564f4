"""Verbs that read text: build, extract, relate, judge."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from kg.cli import DONE, IN_PART
from kg.errors import InputError
from kg.vocabulary import BASE

T = TypeVar("T")
FILES = click.argument(
    "inputs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="INPUT..."
)
MODEL = click.option(
    "--model",
    default="reader",
    show_default=True,
    help="What reads: the reader that ships, or a spaCy pipeline by name, read by rules.",
)
JOBS = click.option(
    "--jobs", type=click.IntRange(1), help="Processes that read; by default one for each core."
)


def progress(items: Iterable[T], total: int, what: str, *, unit: str = "doc") -> Iterable[T]:
    """A progress bar on stderr, where somebody is watching and the work is long."""
    from tqdm import tqdm

    # disable=None: silent where stderr is not a terminal
    return tqdm(items, total=total, desc=what, unit=unit, disable=None, leave=False)


@click.command()
@FILES
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    default=Path("graph"),
    show_default=True,
    help="Folder of the graph; the graph before stays until this one is whole.",
)
@click.option(
    "--judgements",
    multiple=True,
    type=click.Path(path_type=Path),
    help="File of corrections, besides judgements.jsonl in the graph's folder. Repeatable.",
)
@click.option(
    "--concerns",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Turtle file with further SKOS concerns. Repeatable.",
)
@click.option("--base", default=BASE, show_default=True, help="Base of the graph's own IRIs.")
@MODEL
@click.option("--encoder", "encoder_name", help="Sentence model, by name or folder.")
@click.option("--reference", is_flag=True, help="Embed with sentence-transformers instead of ONNX.")
@JOBS
def build(inputs: tuple[Path, ...], **options: object) -> None:
    """Read files and folders into a graph.

    INPUT is any mix of folders and files: plain text, Markdown, HTML, PDF, DOCX, JSON Lines, CSV,
    RSS and Atom. What was read before and has not changed is not read again. A file that can't be
    read is named with the reason and the remedy; the rest goes on, and the exit code is 1.

    \b
    Examples:
      kg build articles/
      kg build articles/ posts.csv feed.xml --to graph/
      kg build articles/ --concerns my-concerns.ttl --judgements coder-a.jsonl
    """
    from kg.pipeline import build as run

    report = run(inputs, progress=progress, **options)  # type: ignore[arg-type]
    for line in report.lines():
        click.echo(line, err=True)
    click.get_current_context().exit(DONE if report.whole else IN_PART)


@click.command()
@FILES
@click.option(
    "--format",
    "layout",
    type=click.Choice(["jsonl", "table"]),
    default="jsonl",
    show_default=True,
    help="One JSON object a document, or a table to look at.",
)
@click.option("--with-text", is_flag=True, help="Print each document's text too.")
@click.option(
    "--authored", is_flag=True, help="Also what the texts claim in their own voice, as a graph has."
)
@MODEL
@JOBS
def extract(
    inputs: tuple[Path, ...],
    layout: str,
    with_text: bool,
    authored: bool,
    model: str,
    jobs: int | None,
) -> None:
    """Print who says what in files, without building a graph.

    \b
    Examples:
      kg extract article.txt --format table
      kg extract articles/ > utterances.jsonl
    """
    from kg.extract.rows import row, table
    from kg.load import load
    from kg.pipeline import read

    loading = load(inputs)
    extractions = read(loading.documents, model=model, jobs=jobs, progress=progress)
    for extraction in extractions:
        if layout == "table":
            click.echo(table(extraction, authored=authored))
        else:
            line = row(extraction, with_text=with_text, authored=authored)
            click.echo(json.dumps(line, ensure_ascii=False))
        for skipped in extraction.skipped:
            click.echo(f"passed over in {extraction.document.file}: {skipped}", err=True)
        if not extraction.document.readable:
            named = f"{extraction.document.file}: language {extraction.document.language}"
            click.echo(f"kept, not read: {named}; only English is read", err=True)
    for failure in loading.failures:
        click.echo(f"not read: {failure}", err=True)
    click.get_current_context().exit(IN_PART if loading.failures else DONE)


@click.command()
@click.argument("pairs", type=click.Path(path_type=Path))
@click.option(
    "--format", "layout", type=click.Choice(["jsonl", "table"]), default="jsonl", show_default=True
)
@MODEL
def relate(pairs: Path, layout: str, model: str) -> None:
    """Judge pairs of claims from a JSON Lines file.

    Each line of PAIRS is {"id", "left": {"speaker", "said", "text"}, "right": {…}}; each line
    printed is {"id", "relation", "kind", "score", "why", "direction"}.

    \b
    Example:
      kg relate pairs.jsonl --format table
    """
    from kg.extract.language import pipeline
    from kg.relate.pairs import judged, read_pairs

    for result in judged(read_pairs(pairs), nlp=pipeline(model)):
        if layout == "table":
            click.echo(f"{result['id']}\t{result['relation']}\t{result['kind']}\t{result['why']}")
        else:
            click.echo(json.dumps(result, ensure_ascii=False))


@click.command()
@click.argument(
    "subject", type=click.Choice(["identity", "claim", "attribution", "stance", "relation"])
)
@click.argument("on", nargs=-1, required=True)
@click.option(
    "--verdict",
    required=True,
    help="same, distinct, confirmed, rejected; a speaker's name; a stance.",
)
@click.option("--coder", required=True, help="Who judges.")
@click.option("--note", default="", help="Why.")
@click.option("--graph", type=click.Path(path_type=Path), default=Path("graph"), show_default=True)
def judge(
    subject: str, on: tuple[str, ...], verdict: str, coder: str, note: str, graph: Path
) -> None:
    """Record a correction that every later build keeps.

    ON names what is judged: two or more names (identity), two or more proposition ids (claim),
    two proposition ids (relation), one utterance id (attribution, stance). The verdict is added to
    judgements.jsonl in the graph's folder, one line each; `kg build` applies that file.

    \b
    Examples:
      kg judge identity "Ann Example" "A. Example" --verdict same --coder me
      kg judge attribution 3f2a… --verdict "Ann Example" --coder me --note "see headline"
      kg judge relation 81cc… 90ab… --verdict rejected --coder me --note "different years"
    """
    from kg.curate import read, write
    from kg.curate.judgements import line, parse
    from kg.model import Judgement

    judgement = Judgement(
        subject=subject,  # type: ignore[arg-type]
        on=on,
        verdict=verdict,
        coder=coder,
        made=date.today(),
        note=note,
    )
    if not graph.is_dir():
        raise InputError(str(graph), "no graph folder", "Build one with: kg build INPUT --to DIR")
    file = graph / "judgements.jsonl"
    checked = parse(line(judgement), where="this judgement")
    write([*(read(file) if file.is_file() else ()), checked], file)
    click.echo(f"{file}: recorded; the next kg build applies it", err=True)
