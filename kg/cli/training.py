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
@click.option("--epochs", type=click.IntRange(min=1), help="Passes over the articles.")
@click.option("--seed", type=int, help="Start of all that is drawn by chance.")
def train(model: str, gold: Path, to: Path, epochs: int | None, seed: int | None) -> None:
    """Train a model that ships from a folder of gold data; takes hours.

    GOLD holds attribution/polnear, names/* (CrossNER) and coreference/gum. Needs the extra train:
    pip install "discourse-kg[train]".

    Example: kg train attribution gold --to kg/models
    """
    from dataclasses import replace

    from kg.train import Settings, attribution

    settings = Settings()
    settings = replace(
        settings,
        epochs=settings.epochs if epochs is None else epochs,
        seed=settings.seed if seed is None else seed,
    )
    attribution(gold, to, settings=settings, log=lambda line: click.echo(line, err=True))
    click.echo(to / "reader.onnx")
