"""Names in place of what stands for them."""

from __future__ import annotations

import pytest

from kg.link.resolving import resolved
from kg.model import Extent, Mention

TEXT = (
    "Orla Penn runs Brackfield Mills. She said that the company had lost its licence, that her "
    "staff knew, and that we should ask them; nobody asked her to go."
)
NAME = {"orla": "Orla Penn", "mills": "Brackfield Mills", "staff": "the millhands"}


def mention(words: str, entity: str | None, form: str = "pronoun", nth: int = 0) -> Mention:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Mention(
        extent=Extent(at, at + len(words)),
        kind="organisation" if entity == "mills" else "person",
        form=form,  # type: ignore[arg-type]
        entity=entity,
    )


def content(words: str) -> list[Extent]:
    at = TEXT.index(words)
    return [Extent(at, at + len(words))]


CASES = [
    # a description, and a pronoun that owns
    (
        "the company had lost its licence",
        [mention("the company", "mills", "nominal"), mention("its", "mills")],
        "Brackfield Mills had lost Brackfield Mills’s licence",
    ),
    # of two mentions one in the other the outer one is meant
    (
        "her staff knew",
        [mention("her", "orla"), mention("her staff", "staff", "nominal")],
        "the millhands knew",
    ),
    # 'her' that owns nothing
    ("nobody asked her to go", [mention("her", "orla", nth=1)], "nobody asked Orla Penn to go"),
    # whoever speaks keeps 'we'; what could not be resolved stays as it is
    (
        "we should ask them",
        [mention("we", "mills"), mention("them", None)],
        "we should ask them",
    ),
]


@pytest.mark.parametrize(("words", "mentions", "expected"), CASES)
def test_resolved(words: str, mentions: list[Mention], expected: str) -> None:
    assert resolved(content(words), TEXT, mentions, NAME) == expected


def test_pieces_are_joined_as_in_the_proposition() -> None:
    pieces = [*content("the company had lost"), *content("its licence")]
    mentions = [mention("the company", "mills", "nominal"), mention("its", "mills")]
    assert (
        resolved(pieces, TEXT, mentions, NAME)
        == "Brackfield Mills had lost … Brackfield Mills’s licence"
    )
