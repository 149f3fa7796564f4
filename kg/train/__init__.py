"""The code that made the weights in `kg/models/`; needs the extra `train`."""

from __future__ import annotations

from pathlib import Path

from kg.errors import MissingPackageError

try:
    from kg.train.fitting import Log, Settings
except ImportError as absent:
    raise MissingPackageError(
        f"{absent.name} is not installed, and training needs it. "
        'Run: pip install "discourse-kg[train]"'
    ) from absent

__all__ = ["Settings", "attribution"]


def attribution(gold: Path, to: Path, *, settings: Settings | None = None, log: Log) -> None:
    """Train the tagger from a gold folder and write `reader.onnx` and `reader.json`.

    Each epoch's weights are left in `to` as `checkpoint.pt`, and removed at the end.

    Raises:
        GoldError: a part of the gold folder is absent.
    """
    from kg.extract.language import parser
    from kg.train.exporting import export
    from kg.train.fitting import fit
    from kg.train.gold import course
    from kg.train.measuring import measured
    from kg.train.refitting import refit

    to.mkdir(parents=True, exist_ok=True)
    lessons = course(gold, parser())
    log(
        f"{len(lessons.attributions)} annotated articles, {len(lessons.names)} sentences and "
        f"{len(lessons.entities)} documents with names"
    )
    checkpoint = to / "checkpoint.pt"
    settings = settings or Settings()
    net, labels = fit(lessons, settings, checkpoint=checkpoint, log=log)
    refit(net, lessons, labels, seed=settings.seed)
    log(f"names refitted, on development data: {measured(net, lessons, labels)}")
    export(net, labels, to)
    checkpoint.unlink()
