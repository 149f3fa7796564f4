"""From any mix of files and folders to documents, each with its id, language and notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Final

from kg.errors import InputError
from kg.load import feeds, html, jsontexts, markdown, pdf, plain, tables, word
from kg.load.dates import day_in_file_name
from kg.load.draft import Draft, NotArticlesError, Reader, Reading
from kg.load.finding import Found, find, not_read
from kg.load.language import language
from kg.model import Document

READERS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        ".txt": plain.read,
        ".text": plain.read,
        ".md": markdown.read,
        ".markdown": markdown.read,
        ".html": html.read,
        ".htm": html.read,
        ".xhtml": html.read,
        ".pdf": pdf.read,
        ".docx": word.read,
        ".jsonl": jsontexts.read_lines,
        ".ndjson": jsontexts.read_lines,
        ".json": jsontexts.read_whole,
        ".csv": tables.read,
        ".tsv": tables.read,
        ".rss": feeds.read,
        ".atom": feeds.read,
        ".xml": feeds.read,
    }
)
"""Which reader takes which ending."""

Progress = Callable[[int, int, str], None]
"""Told after each file: how many are done, of how many, and the file's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """What came of the inputs.

    Attributes:
        documents: in the order of their files, rows in the order of their table.
        failures: files and rows that could not be read, each with reason and remedy.
        notes: what was passed over in folders, and what is to be known of whole files.
    """

    documents: tuple[Document, ...] = ()
    failures: tuple[InputError, ...] = ()
    notes: tuple[str, ...] = ()


def load(inputs: Sequence[Path], *, progress: Progress | None = None) -> Loading:
    """Read files and folders (folders with all they hold); a bad file costs itself, not the run.

    Rows of tables and entries of feeds are named `file#number` and `file#id`. Texts that are the
    same in text and metadata are all kept, and told apart by their order.
    """
    found = find(inputs, endings=READERS.keys())
    drafts: list[tuple[str, Draft]] = []
    failures = list(found.failures)
    notes = list(found.notes)
    for done, one in enumerate(found.files, start=1):
        try:
            reading = _read(one)
        except NotArticlesError as error:
            if one.named:
                failures.append(error)
            else:
                notes.append(f"{one.file}: passed over, {error.reason}")
        except InputError as error:
            failures.append(error)
        else:
            drafts += [(one.file, draft) for draft in reading.drafts]
            failures += reading.failures
            notes += [f"{one.file}: {note}" for note in reading.notes]
        if progress:
            progress(done, len(found.files), one.file)
    return Loading(documents=_documents(drafts), failures=tuple(failures), notes=tuple(notes))


def _read(found: Found) -> Reading:
    try:
        data = found.path.read_bytes()
    except OSError as error:
        raise InputError(
            found.file, f"can't be opened ({error.strerror})", "Look at its rights."
        ) from error
    ending = found.path.suffix.lower()
    if not ending:
        ending = PurePosixPath(found.file).suffix.lower() or ".txt"
    reader = READERS.get(ending)
    if reader is None:
        raise not_read(found.file, endings=READERS.keys())
    return reader(data, found.file)


def _documents(drafts: Sequence[tuple[str, Draft]]) -> tuple[Document, ...]:
    """Documents with ids; the id of a double carries how many came before it."""
    seen: Counter[str] = Counter()
    documents: list[Document] = []
    for file, draft in drafts:
        first = _document(file, draft, occurrence=0)
        before = seen[first.id]
        seen[first.id] += 1
        documents.append(_document(file, draft, occurrence=before) if before else first)
    return tuple(documents)


def _document(file: str, draft: Draft, *, occurrence: int) -> Document:
    metadata = draft.metadata
    notes = list(draft.notes)
    published = metadata.published
    # A table is often named for the day it was exported, which is not when its texts came out.
    if published is None and draft.part is None:
        published = day_in_file_name(PurePosixPath(file).stem)
        if published:
            notes.append(f"published {published} is taken from the file's name")
    body = draft.body.within(draft.text) if draft.body else ""
    code, undecided = language(body, stated=metadata.language)
    if undecided:
        notes.append(undecided)
    if occurrence:
        notes.append("the same text with the same metadata was loaded before")
    return Document.of(
        draft.text,
        file=f"{file}#{draft.part}" if draft.part else file,
        occurrence=occurrence,
        body=draft.body,
        media=metadata.media,
        language=code,
        published=published,
        updated=metadata.updated,
        headline=metadata.headline,
        authors=metadata.authors,
        publisher=metadata.publisher,
        url=metadata.url,
        platform=metadata.platform,
        handle=metadata.handle,
        notes=tuple(notes),
    )
