"""The verb that measures."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command()
@click.argument("task")
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--predicted",
    type=click.Path(path_type=Path),
    help="Measure this output (of kg extract, export or relate) instead of running anew.",
)
def evaluate(task: str, gold: Path, predicted: Path | None) -> None:
    """Measure against gold data and print the figures as JSON.

    TASK is one of those below; GOLD the folder or file of that task's gold.
    """
    from kg.evaluate import TASKS

    if task not in TASKS:
        raise click.BadParameter(f"{task!r}; choose one of {', '.join(TASKS)}", param_hint="TASK")
    figures = TASKS[task].run(gold, predicted=predicted)
    click.echo(json.dumps(figures, indent=1, ensure_ascii=False))
