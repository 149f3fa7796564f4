"""Turns of a conversation in print: a line that opens with a name and a colon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.nouns import nouns
from kg.extract.phrases import text_of
from kg.model import Extent

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LABEL: Final = re.compile(r"[ \t>*_–—-]*(?P<name>[^\s:][^:\n]{0,59}?)[*_ \t]*:[*_]*(?=\s)")
_BETWEEN: Final = re.compile(r"[*_\s\"'“”‘’]*")


def turn(doc: Doc, at: int) -> Extent | None:
    """The name that opens the line of this character, where it is a line that somebody speaks.

    'Ida Vane: The glaze is safe.' has a name, perhaps after a title or role, and no more before
    its colon; 'Ida Vane said: …' and 'Two reasons: …' have not.
    """
    text = text_of(doc)
    start = text.rfind("\n", 0, at) + 1
    found = _LABEL.match(text, start)
    if found is None or found.end() > at:
        return None
    label = doc.char_span(*found.span("name"))
    if label is None or label[-1].pos_ != "PROPN":
        return None
    named = all(t.pos_ == "PROPN" or t.lower_ in nouns().titles or t.text == "." for t in label)
    role = nouns().of(label[0].lower_) == "role"
    if not named and not (role and all(t.pos_ in {"PROPN", "NOUN", "ADJ"} for t in label)):
        return None
    return Extent(label.start_char, label.end_char)


def opens(doc: Doc, content: Extent) -> Extent | None:
    """The name of a turn whose first words are these."""
    found = turn(doc, content.start)
    if found is None:
        return None
    text = text_of(doc)
    after = text.index(":", found.end) + 1
    return found if _BETWEEN.fullmatch(text, after, content.start) else None
