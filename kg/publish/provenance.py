"""How a graph was made: the quads of the run's own graph, which exports leave out unless asked."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

from kg.model import content_id
from kg.publish.nodes import Names, described, each, moment, text
from kg.vocabulary import BASE, KG, PROV, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from pyoxigraph import Quad

    from kg.model import Corpus

PACKAGES: Final = ("discourse-kg", "onnxruntime", "pyoxigraph", "sentence-transformers", "spacy")
"""The packages whose version can change what is found."""


def provenance(
    corpus: Corpus,
    *,
    began: datetime,
    ended: datetime,
    reader: str,
    encoder: str | None = None,
    base: str = BASE,
) -> Iterator[Quad]:
    """The quads of the run that made this corpus: software, versions, documents and times.

    The run's id comes from software and documents, so that the same build twice is the same run.
    The host is left out: it says nothing of the graph and too much of its maker.

    Args:
        corpus: what was read.
        began: when the build began, with its time zone.
        ended: when its corpus was complete.
        reader: version of rules, word lists and language model.
        encoder: name of the embedding model, where one was used.
        base: as for `quads`.
    """
    names = Names(base=base)
    software = [(name, _version(name)) for name in PACKAGES]
    software.append(("reader: rules, word lists and language model", reader))
    if encoder is not None:
        software.append(("encoder", encoder))
    documents = sorted(extraction.document.id for extraction in corpus.extractions)
    ident = content_id("run", *(f"{name} {mark}" for name, mark in software), *documents)
    graph = names.graph("run", ident)
    agents = {item: names.node("software", " ".join(item)) for item in software}
    yield from described(
        names.node("run", ident),
        graph,
        (KG.Run, PROV.Activity),
        (PROV.startedAtTime, moment(began)),
        (PROV.endedAtTime, moment(ended)),
        *each(PROV.wasAssociatedWith, agents.values()),
        *each(PROV.used, (names.node("document", document) for document in documents)),
    )
    for (name, mark), node in agents.items():
        yield from described(
            node,
            graph,
            (PROV.SoftwareAgent,),
            (SCHEMA.name, text(name)),
            (SCHEMA.softwareVersion, text(mark)),
        )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
