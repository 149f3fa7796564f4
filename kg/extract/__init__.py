"""From a parsed document to who says what in it.

    attributions ─▶ entities ─▶ speakers ─▶ utterances ─▶ Extraction

Each stage is a function from records to records. The first is a parameter: a trained tagger that
returns `Attribution`s takes the place of the rules, and nothing else changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.attribution import Reader, attributions
from kg.extract.entities import entities
from kg.extract.language import parse, pipeline
from kg.extract.quotations import unclosed
from kg.extract.utterances import selves, utterances
from kg.model import Document, Extraction

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Reader", "attributions", "extract", "parse", "pipeline"]


def extract(document: Document, doc: Doc, *, read: Reader = attributions) -> Extraction:
    """All that one document says: its utterances, entities and mentions, ordered by place or key.

    A document that is not in English is kept, unread, with the reason among what was skipped.
    """
    if not document.readable:
        why = "no text" if document.body is None else f"language {document.language}, not read"
        return Extraction(document=document, skipped=(why,))
    found = tuple(read(document, doc))
    who, named = entities(document, doc, found)
    made, skipped = utterances(document, doc, found, who, named)
    torn = () if document.body is None else unclosed(document.text, document.body)
    lost = tuple(f"a quotation that opens at {at} and never closes" for at in torn)
    own = selves(document, doc, made, who, named)
    return Extraction(
        document=document,
        utterances=made,
        mentions=tuple(sorted((*named, *own), key=lambda m: m.extent)),
        entities=who,
        skipped=(*skipped, *lost),
    )
