"""Reading documents, each on its own, with what was read before taken from a cache.

A document's extraction depends on its text and metadata, on the code and word lists of the extract
room and on the spaCy model; the cache's key is the hash of all these, so nothing has to be cleared
by hand. The cache lies in the user's cache folder (KG_CACHE), never in a graph folder: a graph that
was handed on carries nothing that is unpickled.
"""

from __future__ import annotations

import hashlib
import logging
import os
import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from importlib import metadata
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import KgError
from kg.model import Document, Extraction
from kg.resources import cache_folder

if TYPE_CHECKING:
    from spacy.language import Language

MODEL: Final = "reader"
BATCH: Final = 8  # documents a process takes at a time: enough to pay for handing them over
PARALLEL_FROM: Final = 24  # fewer documents are read sooner than further processes have started

Progress = Callable[[Iterable[Extraction], int, str], Iterable[Extraction]]
"""Wraps an iterable of a known length to show how far it is; the CLI passes tqdm here."""

_log: Final = logging.getLogger(__name__)


def silent(items: Iterable[Extraction], total: int, what: str) -> Iterable[Extraction]:
    """Show nothing."""
    return items


def read(
    documents: Sequence[Document],
    *,
    model: str = MODEL,
    jobs: int | None = None,
    executor: Executor | None = None,
    progress: Progress = silent,
) -> tuple[Extraction, ...]:
    """The extractions of documents, in their order; those that are not English come back empty.

    `executor` may be any of `concurrent.futures` (a Dask cluster's, say). Without one, `jobs`
    processes are used, by default as many as there are cores, once the documents are many.
    """
    version = extractor_version(model)
    known = {d.id: _cached(d, version) for d in documents}
    fresh = [d for d in documents if known[d.id] is None]
    batches = [fresh[i : i + BATCH] for i in range(0, len(fresh), BATCH)]
    for extraction in progress(_read_all(batches, model, jobs, executor), len(fresh), "Reading"):
        known[extraction.document.id] = extraction
        _keep(extraction, version)
    return tuple(e for d in documents if (e := known[d.id]) is not None)


def _read_all(
    batches: list[list[Document]], model: str, jobs: int | None, executor: Executor | None
) -> Iterator[Extraction]:
    jobs = jobs or os.cpu_count() or 1
    many = sum(len(batch) for batch in batches) >= PARALLEL_FROM
    if executor is not None:
        futures = [executor.submit(read_batch, batch, model) for batch in batches]
        for future in futures:
            yield from future.result()
    elif jobs > 1 and many:
        # spawn, since forking a process that holds onnxruntime's threads can hang
        try:
            with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
                for extractions in pool.map(read_batch, batches, [model] * len(batches)):
                    yield from extractions
        except BrokenProcessPool as error:
            raise KgError(
                "a process that reads documents ended before its time. In a script of your own, "
                "call kg.build below `if __name__ == '__main__':`, or give it jobs=1; "
                "if memory was short, fewer jobs need less"
            ) from error
    else:
        for batch in batches:
            yield from read_batch(batch, model)


def read_batch(documents: Sequence[Document], model: str) -> list[Extraction]:
    """Read documents one by one, so that neither order nor company shows in what is found."""
    from kg.extract import extract
    from kg.extract.language import parse

    out = []
    for document in documents:
        if not document.readable:
            out.append(Extraction(document=document))
            continue
        try:
            ((_, doc),) = parse([document], nlp=_pipeline(model))
            out.append(extract(document, doc))
        except Exception as error:  # noqa: BLE001 - see below
            # Whatever goes wrong in one document costs that document, not the hours spent on the
            # others; the report and the graph say so, and the log keeps the trace.
            _log.exception("%s could not be read", document.file)
            reason = f"the whole document ({type(error).__name__}: {error})"
            out.append(Extraction(document=document, skipped=(reason,)))
    return out


@cache
def _pipeline(model: str) -> Language:
    from kg.extract.language import pipeline

    return pipeline(model)


@cache
def extractor_version(model: str = MODEL) -> str:
    """Hash of the extract room's code and word lists, the records, our weights, spaCy's model."""
    digest = hashlib.sha256(
        f"{model} spacy {metadata.version('spacy')} {_model_version(model)}".encode()
    )
    room = Path(__file__).resolve().parent.parent
    files = [room / "model.py"]
    files += sorted((room / "extract").rglob("*")) + sorted((room / "models").glob("reader.*"))
    for file in files:
        if file.suffix in {".py", ".toml", ".json", ".onnx"}:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _model_version(model: str) -> str:
    """Of the package that holds the model, asked without importing it and spaCy with it."""
    from kg.extract.language import BASE, READER, SUBSTITUTES

    base = BASE if model == READER else model
    for name in (base, SUBSTITUTES.get(base, base)):
        try:
            return f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            continue
    return "unknown"


def _place(document: Document, version: str) -> Path:
    # the file's name is part of the record, so it is part of the key
    key = hashlib.sha256(f"{version}\x1f{document!r}".encode()).hexdigest()[:32]
    return cache_folder("extractions") / key[:2] / f"{key}.pickle"


def _cached(document: Document, version: str) -> Extraction | None:
    place = _place(document, version)
    if not place.is_file():
        return None
    try:
        found = pickle.loads(place.read_bytes())  # noqa: S301 - the user's own cache folder
    except (
        pickle.UnpicklingError,
        EOFError,
        AttributeError,
        ImportError,
        IndexError,
        ValueError,
    ) as error:
        _log.warning("%s: broken cache entry, read again (%s)", place, error)
        return None
    return found if isinstance(found, Extraction) and found.document == document else None


def _keep(extraction: Extraction, version: str) -> None:
    place = _place(extraction.document, version)
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
        pickle.dump(extraction, file, protocol=pickle.HIGHEST_PROTOCOL)
    Path(file.name).replace(place)
