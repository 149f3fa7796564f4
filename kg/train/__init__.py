"""The code that made the weights in `kg/models/`; needs the extra `train`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from kg.errors import MissingPackageError

try:
    from kg.train.fitting import Settings
    from kg.train.judging import Settings as JudgeSettings
    from kg.train.loop import Log
except ImportError as absent:
    raise MissingPackageError(
        f"{absent.name} is not installed, and training needs it. "
        'Run: pip install "discourse-kg[train]"'
    ) from absent

__all__ = ["JudgeSettings", "Settings", "attribution", "relations"]


TEACHERS: Final = 2
"""Networks that differ in chance alone; the last one learns what they hold likely."""
FURTHER: Final = 2
"""Passes of the last one, which begins where the first teacher ended."""
SLOWER: Final = 0.72
"""Its learning rate as a share of theirs."""


def attribution(
    gold: Path, to: Path, *, corpora: Path | None = None, settings: Settings | None = None, log: Log
) -> None:
    """Train the tagger from a gold folder and write `reader.onnx` and `reader.json`.

    Teachers learn from what people marked. The tagger goes on from the first of them, with texts
    of `corpora` that nobody marked, of which it is told what the teachers hold likely; without
    `corpora` it goes on with the gold alone. Where each is after an epoch is left in `to` as
    `checkpoint-N.pt`, from which a training that was stopped goes on, and removed at the end.

    Raises:
        GoldError: a part of the gold folder is absent, or `corpora` is no folder.
    """
    from kg.extract.language import parser
    from kg.train.distilling import taught
    from kg.train.exporting import export
    from kg.train.fitting import drawn_back, fit, products_raised
    from kg.train.gold import course
    from kg.train.measuring import measured

    to.mkdir(parents=True, exist_ok=True)
    lessons = course(gold, corpora, parser())
    log(
        f"{len(lessons.attributions)} annotated articles, {len(lessons.names)} sentences and "
        f"{len(lessons.entities)} documents with names, {len(lessons.unmarked)} texts unmarked"
    )
    settings = settings or Settings()
    marked = replace(lessons, unmarked=[])
    checkpoints = [to / f"checkpoint-{n}.pt" for n in range(TEACHERS + 1)]
    teachers = []
    for n in range(TEACHERS):
        log(f"teacher {n + 1} of {TEACHERS}")
        own = replace(settings, seed=settings.seed + n)
        net, labels = fit(marked, own, checkpoint=checkpoints[n], log=log)
        teachers.append(net)
    lessons = replace(lessons, unmarked=taught(lessons.unmarked, teachers, labels))
    own = replace(
        settings,
        seed=settings.seed + TEACHERS,
        epochs=min(FURTHER, settings.epochs),
        rate=settings.rate * SLOWER,
    )
    log("the tagger itself")
    net, labels = fit(lessons, own, checkpoint=checkpoints[-1], log=log, begin=teachers[0])
    drawn_back(net, teachers[0])
    products_raised(net)
    log(f"drawn back, on development data: {measured(net, lessons, labels)}")
    export(net, labels, to)
    for checkpoint in checkpoints:
        checkpoint.unlink()


CLAIMS: Final = Path(__file__).resolve().parent / "claims"
"""Groups of claims written for this project; every person, body and place in them is invented."""
STRANGERS: Final = 0.15
"""Share of pairs from two groups, which are unrelated, among the pairs of one."""
MADE: Final = 0.2
"""Share of the sentence pairs made from patterns that is read; they are many and much alike."""


def relations(
    gold: Path, to: Path, *, settings: JudgeSettings | None = None, claims: Path = CLAIMS, log: Log
) -> None:
    """Train the judge of claim pairs and write `judge.onnx`.

    It learns from the groups of `claims` and from the premises and hypotheses of
    `gold`/nli/train.jsonl; `gold`/nli/dev.jsonl, if there, is what it is measured on. Where
    it is after each part is left in `to` as `judge-checkpoint.pt`, from which a training that was
    stopped goes on, and removed at the end.

    Raises:
        GoldError: gold is absent, or a line of the claims can't be read.
    """
    import random

    from kg.train.judging import export, fit, inferred
    from kg.train.pairs import entailment, lessons

    to.mkdir(parents=True, exist_ok=True)
    settings = settings or JudgeSettings()
    rng = random.Random(settings.seed)  # noqa: S311 - which pairs are strangers, no secret
    pairs = lessons(claims, strangers=STRANGERS, rng=rng)
    inferences = entailment(gold / "nli" / "train.jsonl", made=MADE, rng=rng)
    dev = gold / "nli" / "dev.jsonl"
    held = entailment(dev) if dev.is_file() else []
    log(f"{len(pairs)} pairs of claims, {len(inferences)} of sentences, {len(held)} held back")
    checkpoint = to / "judge-checkpoint.pt"
    net = fit(
        pairs,
        inferences,
        settings,
        checkpoint=checkpoint,
        log=log,
        measure=lambda net: inferred(net, held),
    )
    export(net, to)
    checkpoint.unlink()
