"""What a build did, for the person who started it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import InputError
from kg.model import Corpus

SHOWN: Final = 5  # places in a report; more would hide what else it says


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What was built, from what, and what could not be read.

    Attributes:
        place: the graph folder.
        failures: files that could not be read, each with reason and remedy.
        notes: what else a user should know (folders left out, doubtful dates).
        quads: how many statements the graph holds.
        seconds: how long it took.
    """

    place: Path
    corpus: Corpus
    failures: tuple[InputError, ...]
    notes: tuple[str, ...]
    quads: int
    seconds: float

    @property
    def whole(self) -> bool:
        """Whether every file was read and every judgement found what it is about."""
        return not self.failures and not self.corpus.unmatched

    def lines(self) -> Iterator[str]:
        """The report, a line at a time."""
        corpus = self.corpus
        extractions = corpus.extractions
        foreign = [e.document for e in extractions if not e.document.readable]
        conflicts = sum(r.relation == "contradicts" for r in corpus.relations)
        apart = sum(r.relation == "none" for r in corpus.relations)
        utterances = [u for e in extractions for u in e.utterances]
        unattributed = sum(u.unattributed for u in utterances)
        copies = sum(len(origin.documents) - 1 for origin in corpus.origins)
        yield (
            f"{self.place}: {len(extractions)} documents from {len(extractions) - copies} origins, "
            f"{len(utterances)} utterances ({unattributed} without a named speaker), "
            f"{len(corpus.actors)} actors, {len(corpus.claims)} claims"
        )
        yield (
            f"{conflicts} conflicts, {apart} pairs that only seem to conflict, "
            f"{len(corpus.relations) - conflicts - apart} other relations; "
            f"{self.quads:,} statements in {self.seconds:.1f} s"
        )
        for document in foreign:
            reason = "no text" if document.body is None else f"its language is {document.language}"
            yield f"kept, not read: {document.file} ({reason}; only English is read)"
        yield from self._passed_over()
        yield from self.notes
        for unmatched in corpus.unmatched:
            yield f"judgement without effect: {unmatched}"
        for failure in self.failures:
            yield f"not read: {failure}"

    def _passed_over(self) -> Iterator[str]:
        """Places that could not be read, the first few by name; the graph holds them all."""
        places = [(e.document.file, what) for e in self.corpus.extractions for what in e.skipped]
        for file, what in places[:SHOWN]:
            yield f"passed over in {file}: {what}"
        if len(places) > SHOWN:
            files = len({file for file, _ in places})
            yield (
                f"passed over: {len(places)} places in {files} documents in all; "
                "`kg query passed-over` lists them"
            )
