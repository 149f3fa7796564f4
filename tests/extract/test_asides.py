"""A second voice that stands aside in a content, on hand-built parses."""

import pytest
import spacy
from spacy.tokens import Doc

from kg.extract.asides import apart
from kg.model import Attribution, Extent


def parsed(rows: str) -> Doc:
    """A text from 'word/tag/pos/dep/head' items, the head counted from 0."""
    items = [row.split("/") for row in rows.split()]
    words = [i[0] for i in items]
    return Doc(
        spacy.blank("en").vocab,
        words=words,
        spaces=[n + 1 < len(words) and words[n + 1] != "," for n in range(len(words))],
        tags=[i[1] for i in items],
        pos=[i[2] for i in items],
        deps=[i[3] for i in items],
        heads=[int(i[4]) for i in items],
        lemmas=[{"suggested": "suggest", "liked": "like"}.get(i[0], i[0]) for i in items],
    )


HEAD = (
    "Kilns/NNS/NOUN/nsubj/1 burn/VBP/VERB/ROOT/1 coal/NN/NOUN/dobj/1 "
    ",/,/PUNCT/punct/5 a/DT/DET/det/5 "
)
WHOLE = (
    HEAD + "habit/NN/NOUN/dobj/1 she/PRP/PRON/nsubj/7 {}/VBD/VERB/relcl/5 "
    "costs/VBZ/VERB/ccomp/7 the/DT/DET/det/10 town/NN/NOUN/dobj/8 much/JJ/ADJ/dobj/8"
)


def read(doc: Doc) -> list[list[str]]:
    one = Attribution(content=(Extent(0, len(doc.text)),), form="indirect")
    return [[p.within(doc.text) for p in a.content] for a in apart([one], doc, ())]


def test_what_stands_aside_is_an_utterance_of_its_own():
    doc = parsed(WHOLE.format("suggested"))
    assert read(doc) == [["Kilns burn coal"], ["costs the town much"]]
    inner = apart([Attribution(content=(Extent(0, len(doc.text)),), form="indirect")], doc, ())[1]
    assert inner.source is not None
    assert inner.source.within(doc.text) == "she"
    assert inner.cue is not None
    assert inner.cue.within(doc.text) == "suggested"


@pytest.mark.parametrize(
    "rows",
    [
        # no verb of saying
        WHOLE.format("liked"),
        # nothing follows that could be said
        HEAD + "habit/NN/NOUN/dobj/1 she/PRP/PRON/nsubj/7 suggested/VBD/VERB/relcl/5",
        # no comma: the clause tells which habit
        WHOLE.format("suggested").replace(",/,/PUNCT/punct/5", "and/CC/CCONJ/cc/2"),
        # a pronoun binds it
        WHOLE.format("suggested").replace("she/PRP/PRON", "that/WDT/PRON"),
    ],
)
def test_other_clauses_stay_where_they_are(rows):
    doc = parsed(rows)
    assert read(doc) == [[doc.text]]
