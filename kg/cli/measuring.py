"""The verb that measures."""

from __future__ import annotations

import json
from pathlib import Path

import click


def _tasks() -> str:
    """The tasks with what each measures, as a block of help that click leaves as it is."""
    from kg.evaluate import TASKS

    width = max(map(len, TASKS))
    listed = [f"  {name:<{width}}  {task.title}" for name, task in TASKS.items()]
    return "\b\nTasks:\n" + "\n".join(listed)


@click.command(epilog=_tasks())
@click.argument("task")
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--predicted",
    type=click.Path(path_type=Path),
    help="Measure this output (of kg extract, export or relate) instead of running anew.",
)
def evaluate(task: str, gold: Path, predicted: Path | None) -> None:
    """Measure against gold data and print the figures as JSON.

    TASK is one of those below; GOLD the folder or file of that task's gold. For attribution,
    names, quantities and speakers, `ci95` is the 95 percent interval of F1 (bootstrap over
    documents, or over sentences), and figures by overlap stand beside the exact ones.

    \b
    Examples:
      kg evaluate attribution gold/polnear/dev
      kg evaluate debate gold/debate/gold.json
      kg evaluate debate gold.json --predicted export.jsonl
    """
    from kg.evaluate import TASKS

    if task not in TASKS:
        raise click.BadParameter(f"{task!r}; choose one of {', '.join(TASKS)}", param_hint="TASK")
    figures = TASKS[task].run(gold, predicted=predicted)
    click.echo(json.dumps(figures, indent=1, ensure_ascii=False))
