"""What `kg extract` prints of a document: one JSON object, or a table to look at."""

from __future__ import annotations

from typing import Any, Final

from kg.model import ARTICLE, Extent, Extraction, Quantity, Utterance

_COLUMNS: Final = ("speaker", "cue", "stance", "certainty", "content")
_WIDTH: Final = 88
"""Most characters of a content in the table; the whole stands in the JSON."""


def row(
    extraction: Extraction, *, with_text: bool = False, authored: bool = False
) -> dict[str, Any]:
    """One line of `kg extract --format jsonl` (public format; offsets are code points of the text).

    What is attributed to somebody; with `authored` also what the text claims in its own voice.
    `concerns` is always empty here: concerns are found when documents are linked.
    """
    document = extraction.document
    names = {entity.key: entity.name for entity in extraction.entities}
    return {
        "document": document.file,
        "text_sha256": document.sha256,
        "published": document.published.isoformat() if document.published else None,
        **({"text": document.text} if with_text else {}),
        "utterances": [_utterance(one, names) for one in _said(extraction, authored)],
        "mentions": [
            {
                "start": mention.extent.start,
                "end": mention.extent.end,
                "kind": mention.kind,
                "name": names.get(mention.entity) if mention.entity else None,
                "id": mention.entity,
            }
            for mention in extraction.mentions
        ],
    }


def _said(extraction: Extraction, authored: bool) -> list[Utterance]:
    return [u for u in extraction.utterances if authored or u.form != "authored"]


def _utterance(one: Utterance, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": one.id,
        "speaker": _speaker(one, names),
        "speaker_id": one.speaker,
        "source": _pair(one.source),
        "cue": _pair(one.cue),
        "content": [_pair(extent) for extent in one.content],
        "form": one.form,
        "stance": one.stance,
        "certainty": one.certainty,
        "polarity": one.polarity,
        "said": one.said.isoformat() if one.said else None,
        "nested_in": one.reported_by,
        "quantities": [_quantity(quantity) for quantity in one.quantities],
        "about": [names[key] for key in one.about if key in names],
        "concerns": [],
    }


def _speaker(one: Utterance, names: dict[str, str]) -> str | None:
    if one.form == "authored":
        return ARTICLE
    return names.get(one.speaker) if one.speaker else None


def _pair(extent: Extent | None) -> list[int] | None:
    return [extent.start, extent.end] if extent is not None else None


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "per": quantity.per,
        "bound": quantity.bound,
        "approximate": quantity.approximate,
        "change": quantity.change,
        "measure": quantity.measure,
        "extent": _pair(quantity.extent),
    }


def table(extraction: Extraction, *, authored: bool = False) -> str:
    """The utterances of a document as aligned columns under a heading with its file.

    `authored` is that of `row`.
    """
    names = {entity.key: entity.name for entity in extraction.entities}
    text = extraction.document.text
    lines = [
        (
            _speaker(one, names) or "?",
            one.cue.within(text) if one.cue is not None else "",
            one.stance,
            one.certainty,
            one.text if len(one.text) <= _WIDTH else one.text[: _WIDTH - 1] + "…",
        )
        for one in _said(extraction, authored)
    ]
    flat = [tuple(" ".join(cell.split()) for cell in line) for line in [_COLUMNS, *lines]]
    widths = [max(len(line[i]) for line in flat) for i in range(len(_COLUMNS) - 1)]
    rows = [
        "  ".join(
            [*(cell.ljust(width) for cell, width in zip(line, widths, strict=False)), line[-1]]
        ).rstrip()
        for line in flat
    ]
    heading = f"{extraction.document.file}: {len(lines)} utterances"
    return "\n".join([heading, *rows, ""] if lines else [heading, ""])
