"""The verb that trains the models that ship."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("model", type=click.Choice(["attribution", "relations"]))
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    default=Path("models"),
    show_default=True,
    help="Folder for the weights; kg/models in a checkout replaces those that ship.",
)
@click.option(
    "--corpora",
    type=click.Path(path_type=Path),
    help="Folder of texts that nobody marked, to learn from too: *.txt, *.md.",
)
@click.option(
    "--epochs",
    type=click.IntRange(min=1),
    help="Passes over the articles, of each teacher; for relations, over the pairs of claims.",
)
@click.option("--seed", type=int, help="Start of all that is drawn by chance.")
def train(
    model: str,
    gold: Path,
    to: Path,
    corpora: Path | None,
    epochs: int | None,
    seed: int | None,
) -> None:
    """Train a model that ships from a folder of gold data; takes hours.

    attribution: GOLD holds attribution/polnear, names/* (CrossNER) and coreference/gum. Two
    networks learn from it, a third goes on from the first and learns what both hold likely of
    CORPORA. Newsletters in CORPORA whose front matter lists companies, models and people teach
    their names.

    relations: GOLD holds nli/train.jsonl. The judge of claim pairs learns from it, and from the
    pairs that come with the code.

    Needs the extra train: pip install "discourse-kg[train]".

    \b
    Examples:
      kg train attribution gold --corpora corpora --to kg/models
      kg train relations gold --to kg/models
    """
    from dataclasses import replace

    from kg import train as room

    given = {"epochs": epochs, "seed": seed}
    chosen = {name: value for name, value in given.items() if value is not None}

    def log(line: str) -> None:
        click.echo(line, err=True)

    if model == "relations":
        room.relations(gold, to, settings=replace(room.JudgeSettings(), **chosen), log=log)
        click.echo(to / "judge.onnx")
        return
    settings = replace(room.Settings(), **chosen)
    room.attribution(gold, to, corpora=corpora, settings=settings, log=log)
    click.echo(to / "reader.onnx")
