"""What stands as the source of an attribution: its head word, and the phrase it makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from kg.extract.describe import head_noun
from kg.extract.nouns import nouns
from kg.extract.quotations import quotations
from kg.model import Attribution, Document, Extent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_DROPPED: Final = frozenset({"DET", "PRON", "NUM", "PUNCT", "SPACE"})
_TEXT: Final = "kg text"
_LONGEST: Final = 9
"""Words a group or a body without name may have as its name; past that it is a description."""


def text_of(doc: Doc) -> str:
    """`doc.text`, which spaCy puts together anew at each call, put together once."""
    kept: dict[str, str] = doc.user_data
    if _TEXT not in kept:
        kept[_TEXT] = doc.text
    return kept[_TEXT]


def span_of(doc: Doc, extent: Extent) -> Span | None:
    """The tokens of an extent, widened to whole tokens; None where it holds only blanks."""
    span = doc.char_span(extent.start, extent.end, alignment_mode="expand")
    if span is None:
        return None
    start, end = span.start, span.end
    while start < end and (doc[start].is_space or doc[start].is_punct):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].is_punct):
        end -= 1
    return doc[start:end] if start < end else None


def head(doc: Doc, extent: Extent) -> Token | None:
    """The word a source phrase hangs on: 'union' in 'the union of weavers'.

    Appositions and titles come after or before the head: the first of several loose heads that is
    a noun or pronoun decides.
    """
    span = span_of(doc, extent)
    if span is None:
        return None
    loose = [t for t in span if t.head.i == t.i or not span.start <= t.head.i < span.end]
    for among in (loose, span):
        nouny = [t for t in among if t.pos_ in {"NOUN", "PROPN", "PRON"}]
        # whose manager it is tells of the manager, where the parse takes 'its' for the head too
        own = [t for t in nouny if t.tag_ not in {"PRP$", "WP$"}] or nouny
        if own:
            return own[0]
    return span.root


def in_quotation(document: Document, attributions: Sequence[Attribution]) -> Callable[[int], bool]:
    """A test of whether a character lies in direct speech or between quotation marks."""
    inside = bytearray(len(document.text) + 1)
    for one in attributions:
        if one.form == "direct":
            for piece in one.content:
                inside[piece.start : piece.end] = b"\x01" * (piece.end - piece.start)
    for quotation in quotations(document.text, document.body) if document.body else ():
        for piece in quotation.pieces:
            inside[piece.start : piece.end] = b"\x01" * (piece.end - piece.start)
    return lambda character: bool(inside[character])


def group_name(doc: Doc, extent: Extent) -> str | None:
    """The name of the people a source speaks of without naming them ('some analysts': analysts)."""
    word = head(doc, extent)
    if word is None or word.pos_ not in {"NOUN", "PROPN"}:
        return None
    plural = word.tag_ in {"NNS", "NNPS"}
    role = head_noun([word])
    people = plural and (word.ent_type_ == "NORP" or (role is not None and role[1] == "role"))
    if not (word.lower_ in nouns().group or people):
        return None
    return bare(doc, word, extent)


def body_name(doc: Doc, extent: Extent) -> str | None:
    """The name of a body that is known by what it is ('the city council'), if it can be told."""
    word = head(doc, extent)
    if word is None or word.pos_ not in {"NOUN", "PROPN"} or word.tag_ == "NNS":
        return None
    known = nouns()
    found = head_noun([word])
    if found is None or (
        found[1] not in {"institution", "company"} and word.lower_ not in known.mass
    ):
        return None
    if word.lower_ in known.generic_company:
        return None
    name = bare(doc, word, extent)
    span = span_of(doc, extent)
    definite = word.lower_ == "police" or (span is not None and span[0].lower_ in {"the", "whose"})
    told = word.lower_ in known.mass or len(name.split()) > 1 if name else False
    return name if definite and told else None


def bare(doc: Doc, word: Token, extent: Extent) -> str | None:
    """A noun phrase without determiner and quantity, with what follows after 'of', 'at', 'in'."""
    span = span_of(doc, extent)
    if span is None:
        return None
    start = word.i
    while start > span.start and _keeps(doc[start - 1]):
        start -= 1
    while start < word.i and (doc[start].pos_ in _DROPPED or doc[start].text in {"'s", "’s", "-"}):
        start += 1
    end = word.i + 1
    if end < span.end and doc[end].lower_ in {"of", "at", "in", "on", "from", "for"}:
        stop = end
        while (
            stop < span.end
            and doc[stop].text not in {",", "—", "–", "("}
            and doc[stop].pos_ not in {"VERB", "AUX", "SCONJ"}
            and doc[stop].lower_ not in {"who", "which", "that"}
        ):
            stop += 1
        end = stop if stop > end + 1 and stop - start <= _LONGEST else end
    words = [
        t.text_with_ws
        if t.pos_ == "PROPN" or t.ent_type_ in {"NORP", "GPE"} or t.text.isupper()
        else t.lower_ + t.whitespace_
        for t in doc[start:end]
    ]
    name = " ".join("".join(words).split()).strip(" ,.-")
    return name or None


def _keeps(token: Token) -> bool:
    if token.lower_ in nouns().quantifier or token.pos_ in _DROPPED - {"PUNCT"} or token.like_num:
        return False
    return token.pos_ in {"NOUN", "PROPN", "ADJ"} or token.text in {"-", "'s", "’s", "'", "’"}
