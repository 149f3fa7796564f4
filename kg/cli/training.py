"""The verb that trains the models that ship."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("model", type=click.Choice(["attribution"]))
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
    "--epochs", type=click.IntRange(min=1), help="Passes over the articles, of each teacher."
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

    GOLD holds attribution/polnear, names/* (CrossNER) and coreference/gum. Two networks learn from
    it, a third goes on from the first and learns what both hold likely of CORPORA. Newsletters in
    CORPORA whose front matter lists companies, models and people teach their names. Needs the extra
    train: pip install "discourse-kg[train]".

    Example: kg train attribution gold --corpora corpora --to kg/models
    """
    from dataclasses import replace

    from kg.train import Settings, attribution

    settings = Settings()
    settings = replace(
        settings,
        epochs=settings.epochs if epochs is None else epochs,
        seed=settings.seed if seed is None else seed,
    )
    attribution(
        gold, to, corpora=corpora, settings=settings, log=lambda line: click.echo(line, err=True)
    )
    click.echo(to / "reader.onnx")
