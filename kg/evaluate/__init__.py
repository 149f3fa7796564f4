"""How good the reading is, on gold data: what `kg evaluate TASK GOLD` measures.

One file per task, each with a pure `score` from gold and predictions to figures and a `run` that
reads the one and, unless given, makes the other. Formats of gold each have a file of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kg.evaluate import attribution, debate, names, quantities, relations, speakers
from kg.evaluate.task import Figures, Task

TASKS: Final[Mapping[str, Task]] = MappingProxyType(
    {
        task.name: task
        for task in (
            attribution.TASK,
            debate.TASK,
            relations.TASK,
            quantities.TASK,
            speakers.TASK,
            names.TASK,
        )
    }
)
"""Every task by the name it has on the command line."""

__all__ = ["TASKS", "Figures", "Task"]
