"""Extractions made by hand, and an encoder that needs no weights. All people and firms invented."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from kg.model import Document, Entity, Extent, Extraction, Utterance, content_id

WIDTH = 256


class Bag:
    """Hashed bag of words: texts of the same words are the same, of other words orthogonal."""

    def encode(self, texts: Sequence[str], /) -> Any:
        rows = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.casefold()):
                row[int(hashlib.sha256(word.encode()).hexdigest(), 16) % WIDTH] += 1.0
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(lengths == 0, 1, lengths)


def entity(name: str, kind: str = "person", **more: Any) -> Entity:
    """An entity whose key is its name."""
    return Entity(key=name, name=name, kind=kind, **more)


def extraction(
    file: str,
    *said: tuple[str | None, str] | dict[str, Any],
    entities: Sequence[Entity] = (),
    published: date = date(2031, 5, 1),
    **metadata: Any,
) -> Extraction:
    """A document that consists of what is said, one utterance after the other.

    Each is (speaker, content), or a dict with these and further fields of an utterance.
    """
    rows = [
        row if isinstance(row, dict) else {"speaker": row[0], "content": row[1]} for row in said
    ]
    text, places = "", []
    for row in rows:
        cue = row.get("cue", "said that")
        head = f"{row.get('speaker') or 'Somebody'} "
        text += head
        places.append((len(text), len(text) + len(cue), len(text) + len(cue) + 1))
        text += f"{cue} {row['content']}.\n"
    if not rows:
        text = metadata.pop("text", f"Nothing was said in {file}.")
    document = Document.of(text, file=file, published=published, **metadata)
    known = {e.key: e for e in entities}
    utterances = []
    for row, (cue_start, cue_end, start) in zip(rows, places, strict=True):
        if row.get("speaker"):
            known.setdefault(row["speaker"], entity(row["speaker"]))
        fields = {k: v for k, v in row.items() if k not in ("content", "cue", "speaker")}
        form = fields.pop("form", "indirect")
        utterances.append(
            Utterance(
                id=content_id("utterance", document.id, str(start)),
                document=document.id,
                form=form,
                content=(Extent(start, start + len(row["content"])),),
                text=row["content"],
                cue=None if form == "authored" else Extent(cue_start, cue_end),
                speaker=row.get("speaker"),
                said=fields.pop("said", published),
                **fields,
            )
        )
    return Extraction(
        document=document, utterances=tuple(utterances), entities=tuple(known.values())
    )
