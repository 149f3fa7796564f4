"""Which documents go back to one source."""

from __future__ import annotations

from datetime import date

import pytest

from kg.link.origins import origins
from kg.model import Document

STORY = [
    "The ferry between Ostrel and Marlow will stop running after midnight, its owner said.",
    "Quillmere Systems blamed the price of fuel, which has doubled since the spring.",
    "Residents of the island met in the chapel on Tuesday to discuss what to do.",
    "Nobody had asked them, said Ilse Morrowind, who keeps the lighthouse and two goats.",
    "The council will hear both sides at its next meeting in the old customs house.",
    "A decision is expected before the herring season opens on the first of March.",
]
OTHER = [
    "Rain fell on the Ostrel flower show for the ninth year in a row.",
    "The prize for the largest marrow went to a retired diver from Pell Street.",
    "Judges praised the colour of the dahlias and the patience of the visitors.",
    "Next year the show moves into the sail loft, which has a roof.",
]


def document(file: str, sentences: list[str], **more: object) -> Document:
    published = more.pop("published", date(2031, 5, 1))
    return Document.of("\n\n".join(sentences), file=file, published=published, **more)


def found(*documents: Document) -> list[tuple[list[str], list[tuple[str, str]]]]:
    names = {d.id: d.file for d in documents}
    return [
        ([names[i] for i in o.documents], [(names[a], names[b]) for a, b in o.version_of])
        for o in origins(documents)
    ]


LATER = date(2031, 5, 2)
HOUSE = {"headline": "Last boat at midnight", "publisher": "The Ostrel Lamp"}
CASES = [
    # another paper, another headline, a word changed, a line cut, a line added
    (
        [
            document("a", STORY, headline="Last boat at midnight", publisher="Saltmarsh Wire"),
            document(
                "b",
                [STORY[0].replace("its owner said", "said its owner"), *STORY[1:5], OTHER[0]],
                headline="Ferry to stop",
                publisher="The Marlow Bell",
                published=LATER,
            ),
        ],
        [(["a", "b"], [])],
    ),
    # the same house and headline, later: a version, each of the one before
    (
        [
            document("a", STORY, **HOUSE),
            document("b", [*STORY[:5], OTHER[1]], updated=LATER, **HOUSE),
            document("c", [*STORY[:4], *OTHER[1:3]], updated=date(2031, 5, 9), **HOUSE),
        ],
        [(["a", "b", "c"], [("b", "a"), ("c", "b")])],
    ),
    # the same address with a text written anew
    (
        [
            document("a", STORY, url="https://lamp.example/1"),
            document("b", OTHER, url="https://lamp.example/1", published=LATER),
        ],
        [(["a", "b"], [("b", "a")])],
    ),
    # one sentence quoted from it is no copy
    ([document("a", STORY), document("b", [*OTHER, STORY[3]], published=LATER)], []),
    # an article around a post: all of the post stands in it, but it has far more of its own
    (
        [document("a", [STORY[3]], media="post"), document("b", [*OTHER, *STORY[3:4], *STORY[:2]])],
        [],
    ),
    # the same headline over two weeks' columns
    (
        [document("a", STORY, **HOUSE), document("b", OTHER, published=LATER, **HOUSE)],
        [],
    ),
    # nothing to compare
    ([document("a", ["Yes."]), document("b", ["Yes."], published=LATER)], []),
]


@pytest.mark.parametrize(("documents", "expected"), CASES)
def test_origins(documents, expected) -> None:
    assert found(*documents) == expected
    assert found(*documents[::-1]) == expected


def test_reasons_carry_figures() -> None:
    a = document("a.txt", STORY, **HOUSE)
    b = document("b.txt", [*STORY[:3], *OTHER[:3]], headline="Ferry to stop", published=LATER)
    (origin,) = origins([b, a])
    assert origin.id == a.id
    assert origin.why == (
        "b.txt is a near-copy of a.txt under another headline: 50% of the sentences of a.txt "
        "(3 of 6) stand in b.txt",
    ) or origin.why == (
        "b.txt is a near-copy of a.txt under another headline: 50% of the sentences of b.txt "
        "(3 of 6) stand in a.txt",
    )


def test_copies_of_copies_are_one_origin() -> None:
    documents = [
        document("a", STORY, publisher="Saltmarsh Wire"),
        document("b", [*STORY[1:], OTHER[0]], publisher="The Marlow Bell", published=LATER),
        document("c", [*STORY[2:], *OTHER[:2]], publisher="The Eel", published=date(2031, 5, 3)),
    ]
    assert [names for names, _ in found(*documents)] == [["a", "b", "c"]]
    assert len(origins(documents)[0].why) == 2
