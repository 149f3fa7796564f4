"""Relations inside small invented documents: by connective, by what points back, by speaker."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from kg.extract.quantities import quantities
from kg.link import link
from kg.model import Corpus, Document, Entity, Extent, Extraction, Utterance
from kg.relate import relate

if TYPE_CHECKING:
    from spacy.language import Language

Line = tuple[str | None, str]
"""Who speaks (None for the article), and the words, which occur once in the text."""


def _extraction(text: str, lines: list[Line], nlp: Language, file: str, **facts: Any) -> Extraction:
    document = Document.of(text, file=file, published=date(2026, 4, 2), **facts)
    doc = nlp(text)
    said = []
    for n, (who, words) in enumerate(lines):
        extent = Extent.of(text, words)
        source = Extent.of(text, who) if who else None
        span = doc.char_span(extent.start, extent.end, alignment_mode="expand")
        said.append(
            Utterance(
                id=f"{file}-{n}",
                document=document.id,
                form="indirect" if who else "authored",
                content=(extent,),
                text=words,
                source=source,
                speaker=who,
                said=date(2026, 4, 2),
                quantities=quantities(span),
            )
        )
    people = sorted({who for who, _ in lines if who})
    entities = tuple(Entity(key=who, name=who, kind="person") for who in people)
    return Extraction(document=document, utterances=tuple(said), entities=entities)


def _found(corpus: Corpus) -> set[tuple[str, str, str]]:
    text = {claim.id: claim.text for claim in corpus.claims}
    return {(r.relation, text[r.left], text[r.right]) for r in corpus.relations}


def _related(text: str, lines: list[Line], nlp: Language, encoder: Any) -> Corpus:
    return relate(
        link([_extraction(text, lines, nlp, "a.txt")], encoder=encoder), encoder=encoder, nlp=nlp
    )


PRAISE = "looms such as Spinnel could halve the cost of cloth"
WORRY = "they raise questions of noise and of jobs"
YIELD = "Spinnel weaves 900 metres of linen a day"
DOUBT = "such figures are difficult to verify"


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        # the connective opens the very next sentence
        (f"Weavers say {PRAISE}. At the same time, {WORRY}, Guild members say.",
         [("Weavers", PRAISE), ("Guild members", WORRY)], {("contrasts", PRAISE, WORRY)}),
        # the connective stands two sentences on, so what it contrasts is not known
        (f"Weavers say {PRAISE}. It rained all day. However, {WORRY}, Guild members say.",
         [("Weavers", PRAISE), ("Guild members", WORRY)], set()),
        # such figures: the only figure before
        (f"Tove Arnesk says {YIELD}. While {DOUBT}, they were widely shared.",
         [("Tove Arnesk", YIELD), (None, DOUBT)], {("undercuts", DOUBT, YIELD)}),
        # such figures, where there is none before
        (f"Weavers say {PRAISE}. While {DOUBT}, they were widely shared.",
         [("Weavers", PRAISE), (None, DOUBT)], set()),
    ],
)  # fmt: skip
def test_the_text_itself_tells_how_claims_hang_together(
    text: str, lines: list[Line], expected: set[tuple[str, str, str]], nlp: Language, unlike: Any
) -> None:
    found = _found(_related(text, lines, nlp, unlike))
    symmetric = {(r, *sorted(sides)) for r, *sides in found if r == "contrasts"}
    assert symmetric | {f for f in found if f[0] != "contrasts"} == {
        (r, *sorted(sides)) if r == "contrasts" else (r, *sides) for r, *sides in expected
    }


def test_a_speakers_figure_backs_the_same_speakers_superlative(nlp: Language, unlike: Any) -> None:
    top = "Spinnel has become the fastest loom in the valley"
    text = f"Tove Arnesk argues that {top}. She says {YIELD}."
    found = _found(_related(text, [("Tove Arnesk", top), ("Tove Arnesk", YIELD)], nlp, unlike))
    assert ("supports", YIELD, top) in found


def test_somebody_elses_figure_backs_nothing(nlp: Language, unlike: Any) -> None:
    top = "Spinnel has become the fastest loom in the valley"
    text = f"Tove Arnesk argues that {top}. Guild members say {YIELD}."
    found = _found(_related(text, [("Tove Arnesk", top), ("Guild members", YIELD)], nlp, unlike))
    assert not any(relation == "supports" for relation, _, _ in found)


def test_relations_carry_the_characters_they_rest_on(nlp: Language, unlike: Any) -> None:
    text = f"Tove Arnesk says {YIELD}. While {DOUBT}, they were widely shared."
    corpus = _related(text, [("Tove Arnesk", YIELD), (None, DOUBT)], nlp, unlike)
    (relation,) = corpus.relations
    assert [e.extent.within(text) for e in relation.left_evidence] == [DOUBT]
    assert [e.extent.within(text) for e in relation.right_evidence] == [YIELD]


def test_relating_again_gives_the_same(nlp: Language, unlike: Any) -> None:
    text = f"Tove Arnesk says {YIELD}. While {DOUBT}, they were widely shared."
    corpus = _related(text, [("Tove Arnesk", YIELD), (None, DOUBT)], nlp, unlike)
    assert relate(corpus, encoder=unlike, nlp=nlp) == corpus
    ids = [relation.id for relation in corpus.relations]
    assert ids == sorted(set(ids))


def test_an_empty_corpus_has_no_relations(nlp: Language, unlike: Any) -> None:
    assert relate(Corpus(extractions=()), encoder=unlike, nlp=nlp).relations == ()
