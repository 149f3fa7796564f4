"""Which concerns an utterance raises, and the scheme they come from."""

from __future__ import annotations

from pathlib import Path

import pytest
from handmade import Bag, extraction

from kg.errors import InputError
from kg.link import Concept, Scheme, scheme, shipped
from kg.link.concerns import concerns

BASE = "https://w3id.org/discourse-kg/concern/"
SCHEME = Scheme(
    concepts=(
        Concept(iri="c:trouble", label="trouble in town"),
        Concept(
            iri="c:noise",
            label="noise",
            alternatives=("loud bells",),
            definition="Sound that keeps people from their rest.",
            broader=("c:trouble",),
        ),
        Concept(iri="c:tolls", label="bridge tolls", alternatives=("toll",)),
        Concept(iri="c:owners", label="foreign ownership", alternatives=("ownership",)),
    )
)


def raised(content: str, **more: object) -> list[tuple[str, str, float]]:
    made = extraction("a.txt", {"content": content, **more})
    found = concerns([made], scheme=SCHEME, encoder=Bag())
    return [(c.concept, c.evidence.within(made.document.text), c.score) for c in found]


CASES = [
    # a label that names an evil itself
    ({"content": "noise fills the square"}, [("c:noise", "noise", 1.0)]),
    # a neutral label, and no worry
    ({"content": "the toll is paid at the gate"}, []),
    # a neutral label beside worry in what is said, in the cue
    ({"content": "the toll is a scandal"}, [("c:tolls", "toll", 1.0)]),
    ({"content": "the toll at the gate", "cue": "worried about"}, [("c:tolls", "toll", 1.0)]),
    # plural; the longest label counts, not what it holds
    (
        {"content": "people fear bridge tolls and foreign ownership"},
        [("c:tolls", "bridge tolls", 1.0), ("c:owners", "foreign ownership", 1.0)],
    ),
    # inside another word is not there
    ({"content": "the extolled harbour is in danger"}, []),
    # a capitalised word that means worry elsewhere
    ({"content": "the toll on Danger Street"}, []),
    # a concept is raised once, however often it is named
    ({"content": "noise and noise and loud bells"}, [("c:noise", "noise", 1.0)]),
]


@pytest.mark.parametrize(("row", "expected"), CASES)
def test_by_words(row, expected) -> None:
    assert raised(**row) == expected


def test_by_meaning_only_where_worry_shows_and_no_label_stands() -> None:
    told = "people fear sound that keeps people from their rest at home"
    ((concept, evidence, score),) = raised(told)
    assert (concept, evidence) == ("c:noise", told)
    assert 0.5 <= score < 1
    assert raised(told.replace("fear", "like")) == []


def test_too_few_words_have_no_meaning_to_go_by() -> None:
    assert raised("they fear for rest") == []


def test_the_shipped_scheme_is_whole() -> None:
    concepts = shipped().concepts
    assert len(concepts) >= 48
    iris = {c.iri for c in concepts}
    assert all(c.iri.startswith(BASE) for c in concepts)
    for concept in concepts:
        assert concept.definition.endswith("."), concept.iri
        assert set(concept.broader) <= iris, concept.iri
    assert all(len(c.alternatives) >= 2 for c in shipped().narrow())
    labels = [c.label for c in concepts]
    assert len(set(labels)) == len(labels)


def test_a_label_belongs_to_one_concept() -> None:
    owner: dict[str, str] = {}
    for concept in shipped().concepts:
        for label in (concept.label, *concept.alternatives):
            assert owner.setdefault(label.casefold(), concept.iri) == concept.iri, label


TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/eels> a skos:Concept ;
    skos:prefLabel "loss of eels"@en, "Aalschwund"@de ; skos:altLabel "eel poaching" ;
    skos:definition "Fewer eels."@en .
"""


def test_users_extend_it(tmp_path: Path) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text(TURTLE)
    (concept,) = scheme([file]).concepts
    assert concept == Concept(
        iri="https://example.org/eels",
        label="loss of eels",
        alternatives=("eel poaching",),
        definition="Fewer eels.",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("this is no turtle", "can't be read as Turtle"),
        (TURTLE.replace('"loss of eels"@en, ', ""), "0 preferred labels"),
        (TURTLE.replace('"Aalschwund"@de', '"eel loss"@en'), "2 preferred labels"),
    ],
)
def test_a_bad_scheme_says_which_file_and_why(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text(text)
    with pytest.raises(InputError, match=message) as caught:
        scheme([file])
    assert "mine.ttl" in str(caught.value)


def test_an_absent_scheme_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.ttl"):
        scheme([tmp_path / "none.ttl"])
