"""One build: from files to a graph folder whose `current` names a whole new graph."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import Executor
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import InputError
from kg.model import Corpus, Document, Judgement
from kg.pipeline.reading import MODEL, Progress, extractor_version, read, silent
from kg.pipeline.report import BuildReport
from kg.resources import ontology
from kg.vocabulary import BASE

if TYPE_CHECKING:
    from kg.link.encoder import Encoder


def build(  # noqa: PLR0913 - each part of the house has its one setting
    inputs: Sequence[Path],
    *,
    to: Path = Path("graph"),
    judgements: Sequence[Path] = (),
    concerns: Sequence[Path] = (),
    base: str = BASE,
    model: str = MODEL,
    encoder_name: str | None = None,
    reference: bool = False,
    jobs: int | None = None,
    executor: Executor | None = None,
    progress: Progress = silent,
) -> BuildReport:
    """Read files and folders into the graph folder `to`, and say what was done.

    Judgements in `to`/judgements.jsonl are always applied, those of other files as well. The graph
    that was there stays readable until the new one is whole.

    Raises:
        InputError: if an input does not exist, or nothing in it could be read.
        JudgementError: if a file of judgements can't be understood.
        StoreError: if another build is writing to the same folder.
    """
    from kg import curate
    from kg.link.encoder import SHIPPED
    from kg.link.encoder import encoder as make_encoder
    from kg.load import load
    from kg.publish import provenance, quads
    from kg.store.builds import new_build

    began, clock = datetime.now(UTC), time.perf_counter()
    loading = load(inputs)
    if not loading.documents:
        raise _nothing(inputs, loading.failures)
    own = to / "judgements.jsonl"
    files = [*([own] if own.is_file() else []), *judgements]
    verdicts = tuple(j for file in files for j in curate.read(file))
    encoder = make_encoder(encoder_name, reference=reference)
    corpus = corpus_of(
        loading.documents,
        encoder=encoder,
        model=model,
        judgements=verdicts,
        concerns=concerns,
        jobs=jobs,
        executor=executor,
        progress=progress,
    )
    with new_build(to) as target:
        count = target.load(quads(corpus, base=base, concerns=concerns))
        run = provenance(
            corpus,
            began=began,
            ended=datetime.now(UTC),
            reader=extractor_version(model),
            encoder=encoder_name or SHIPPED,
            base=base,
        )
        count += target.load(run)
    return BuildReport(
        place=to,
        corpus=corpus,
        failures=loading.failures,
        notes=loading.notes,
        quads=count,
        seconds=time.perf_counter() - clock,
    )


_SHOWN: Final = 5  # failures in an error; the first few mostly say what is wrong with all


def _nothing(inputs: Sequence[Path], failures: Sequence[InputError]) -> InputError:
    """Why there is nothing to build from; an empty graph would take the place of a good one."""
    where = ", ".join(map(str, inputs))
    if not failures:
        return InputError(
            where, "holds nothing that kg reads", "See `kg build --help` for the formats."
        )
    listed = "; ".join(map(str, failures[:_SHOWN]))
    more = len(failures) - _SHOWN
    return InputError(
        where,
        f"has nothing that could be read: {listed}{f'; and {more} more' if more > 0 else ''}",
        "Any graph there was is left as it was.",
    )


def corpus_of(  # noqa: PLR0913 - each part of the house has its one setting
    documents: Sequence[Document],
    *,
    encoder: Encoder,
    model: str = MODEL,
    judgements: tuple[Judgement, ...] = (),
    concerns: Sequence[Path] = (),
    jobs: int | None = None,
    executor: Executor | None = None,
    progress: Progress = silent,
) -> Corpus:
    """Everything that can be known of documents: read, linked, related and corrected."""
    from kg import curate
    from kg.extract.language import pipeline
    from kg.link import link
    from kg.link.concerns import scheme
    from kg.relate import relate

    extractions = read(documents, model=model, jobs=jobs, executor=executor, progress=progress)
    known = scheme([ontology("concerns.ttl"), *concerns])
    linked = link(extractions, encoder=encoder, scheme=known, judgements=judgements)
    return curate.after(relate(linked, encoder=encoder, nlp=pipeline(model)))
