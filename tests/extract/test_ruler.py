"""Parts of speech by spaCy's rules asked once: the same as asked at every word."""

from __future__ import annotations

import pytest

from kg.extract.language import parser
from kg.extract.ruler import Ruler

TEXT = (
    "There are no plans, said Ida Vane, who had been told that it is what they'd do. "
    "All that she asked for did not come: neither the kiln nor what was in it. But is there more? "
    "Nobody has to do this, yet everyone does; I'm sure you can't, since this one's hers."
)


@pytest.fixture(scope="module")
def nlp():  # type: ignore[no-untyped-def]
    return parser()


def test_what_is_asked_once_is_what_the_pipeline_says(nlp) -> None:  # type: ignore[no-untyped-def]
    ruler = Ruler(nlp, nlp.get_pipe("attribute_ruler"))
    doc = nlp(TEXT)
    after = [False, *(t.dep_ == "expl" for t in doc)]
    for token, there in zip(doc, after, strict=False):
        said = ruler(token.lower_, token.tag_, token.dep_, after_there=there)
        assert (said.pos, said.morph) == (token.pos_, str(token.morph)), token
        assert said.lemma in {"", token.lemma_}


def test_each_combination_is_asked_once(nlp) -> None:  # type: ignore[no-untyped-def]
    ruler = Ruler(nlp, nlp.get_pipe("attribute_ruler"))
    first = ruler("kiln", "NN", "nsubj", after_there=False)
    assert ruler("glaze", "NN", "nsubj", after_there=False) is first
    assert ruler("this", "DT", "nsubj", after_there=False).pos == "PRON"
    assert ruler("this", "DT", "det", after_there=False).pos == "DET"
