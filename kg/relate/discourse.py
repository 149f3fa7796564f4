"""Relations inside one document: by connective, by what points back, by who goes on speaking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.model import Corpus, Relation
from kg.relate.stated import Put, in_order

if TYPE_CHECKING:
    from spacy.language import Language


def discourse(corpus: Corpus, puts: Mapping[str, Put], *, nlp: Language) -> Iterator[Relation]:
    """What the text itself says of how its claims hang together."""
    of: dict[str, list[Put]] = defaultdict(list)
    for put in puts.values():
        of[put.proposition.document].append(put)
    for extraction in corpus.extractions:
        yield from _within(extraction.document.text, in_order(of[extraction.document.id]))


def _within(text: str, puts: list[Put]) -> Iterator[Relation]:
    yield from ()
