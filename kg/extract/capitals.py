"""When a capital letter marks a name, and when only the place in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extract.nouns import nouns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NAME_LABELS: Final = frozenset(
    {"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"}
)
_FUNCTION: Final = frozenset(
    {"PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "NUM", "PUNCT", "SPACE", "SYM"}
)
_OPENING: Final = frozenset("“\"'‘([*•-–—:>|")
_ARGUMENTS: Final = frozenset({"nsubj", "nsubjpass", "dobj", "poss", "appos", "conj", "ROOT"})
_HEADING_CAPITALS: Final = 0.6
"""Share of longer words with a capital from which a line without full stop is a heading: in a
title-case heading capitals say nothing of names."""


def _starts(token: Token) -> bool:
    """Whether the capital may be due to the place: start of sentence, line or quotation."""
    if token.is_sent_start or token.i == 0:
        return True
    before = token.nbor(-1)
    return bool(before.is_space) or before.text[-1] in _OPENING


def _capital(token: Token) -> bool:
    text: str = token.text
    if not any(c.isalpha() for c in text):
        return False
    inner = any(c.isupper() for c in text[1:]) and text.isalpha() and len(text) > 2
    return text[0].isupper() or (text[0].islower() and inner and token.pos_ != "VERB")


def is_heading(sentence: Span) -> bool:
    """Whether a line is a title-case heading, in which capitals tell nothing."""
    words = [t for t in sentence if t.is_alpha and len(t.text) > 3]
    if len(words) < 3 or sentence.text.rstrip().endswith((".", "!", "?", "”", '"')):
        return False
    return bool(sum(t.text[0].isupper() for t in words) / len(words) >= _HEADING_CAPITALS)


def usual_names(doc: Doc) -> frozenset[str]:
    """Words that bear a capital where nothing but being a name calls for one."""
    return frozenset(
        t.text
        for sentence in doc.sents
        if not is_heading(sentence)
        for t in sentence
        if _capital(t) and not _starts(t) and (t.pos_ == "PROPN" or t.ent_type_ in NAME_LABELS)
    )


def namelike(token: Token, *, usual: frozenset[str], lower: frozenset[str], heading: bool) -> bool:
    """Whether a word with a capital names somebody or something, in whole or in part.

    `usual` are words known as names from elsewhere in the text, `lower` those it writes small.
    """
    text, known = token.text, nouns()
    if not _capital(token) or text.casefold() in known.common:
        return False
    if text.casefold() in known.calendar and not _surname(token):
        return False
    if heading:
        return text in usual
    upper = text.isupper() and len(text) > 1
    if token.is_stop and not upper and text.casefold() not in known.calendar:
        return False
    if token.pos_ in _FUNCTION and not (upper or text in usual):
        return False
    recognised = token.ent_type_ in NAME_LABELS
    if _starts(token):
        common = text.casefold() in lower and text not in usual
        return text in usual or ((token.pos_ == "PROPN" or recognised) and not common)
    before = token.nbor(-1)
    if before.tag_ == "NN" and before.is_lower and known.of(before.text) is not None:
        return True  # 'the ferry operator Soundway', whatever the tagger makes of it
    if token.ent_type_ == "NORP":
        return _beside_name(token)
    if token.pos_ in {"PROPN", "X"} or recognised or upper:
        return True
    return _beside_name(token)


def _surname(token: Token) -> bool:
    """Whether the name of a month or day follows a first name: 'Ida May'."""
    if token.i == 0 or token.is_sent_start or token.ent_type_ == "PERSON":
        return bool(token.ent_type_ == "PERSON" and token.ent_iob_ == "I")
    first = token.nbor(-1)
    named = first.pos_ == "PROPN" and first.is_title and first.dep_ == "compound"
    return bool(named and first.head.i == token.i and token.dep_ in _ARGUMENTS)


def _beside_name(token: Token) -> bool:
    """Whether a noun with a capital is part of a name: 'Royal' in 'Royal Kiln Trust'."""
    if token.i + 1 >= len(token.doc):
        return False
    after = token.nbor(1)
    return _capital(after) and after.pos_ == "PROPN" and after.ent_type_ != "PERSON"
