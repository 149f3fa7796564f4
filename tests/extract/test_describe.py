"""What stands beside a name, on parses built by hand."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from kg.extract.describe import descriptions
from kg.extract.names import Name

VOCAB = spacy.blank("en").vocab
"""An empty one would not know the lower case of a word."""


def test_noun_before_a_name_counts_though_the_parser_ends_a_sentence_between() -> None:
    doc = Doc(
        VOCAB,
        words=["on", "social", "media", "platform", "Q.", "Vane", "agreed", "."],
        pos=["ADP", "ADJ", "NOUN", "NOUN", "PROPN", "PROPN", "VERB", "PUNCT"],
        tags=["IN", "JJ", "NN", "NN", "NNP", "NNP", "VBD", "."],
        lemmas=["on", "social", "medium", "platform", "Q.", "Vane", "agree", "."],
        sent_starts=[True, False, False, False, True, True, False, False],
    )
    (found,) = descriptions(doc, Name(start=4, end=5, text="Q"))
    assert (found.head, found.says, found.text) == ("platform", "product", "social media platform")


def test_appositive_is_no_role_where_a_verb_follows() -> None:
    # 'Vane, the chair said, left' : 'the chair' is who says it
    doc = Doc(
        VOCAB,
        words=["Vane", ",", "the", "chair", "said", ",", "left"],
        pos=["PROPN", "PUNCT", "DET", "NOUN", "VERB", "PUNCT", "VERB"],
        tags=["NNP", ",", "DT", "NN", "VBD", ",", "VBD"],
        lemmas=["Vane", ",", "the", "chair", "say", ",", "leave"],
        heads=[6, 0, 3, 4, 6, 6, 6],
        deps=["nsubj", "punct", "det", "nsubj", "ccomp", "punct", "ROOT"],
    )
    assert descriptions(doc, Name(start=0, end=1, text="Vane")) == ()


def test_two_roles_under_one_article() -> None:
    doc = Doc(
        VOCAB,
        words=["Vane", ",", "a", "painter", "and", "film", "director", ",", "left"],
        pos=["PROPN", "PUNCT", "DET", "NOUN", "CCONJ", "NOUN", "NOUN", "PUNCT", "VERB"],
        tags=["NNP", ",", "DT", "NN", "CC", "NN", "NN", ",", "VBD"],
        lemmas=["Vane", ",", "a", "painter", "and", "film", "director", ",", "leave"],
        heads=[8, 0, 3, 0, 3, 6, 3, 0, 8],
        deps=["nsubj", "punct", "det", "appos", "cc", "compound", "conj", "punct", "ROOT"],
    )
    found = [d.text for d in descriptions(doc, Name(start=0, end=1, text="Vane"))]
    assert found == ["painter", "film director"]
