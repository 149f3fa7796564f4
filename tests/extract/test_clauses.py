"""Coordinate clauses that put something forward on their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.extract.clauses import beginnings

if TYPE_CHECKING:
    from spacy.language import Language

CASES = [
    ("the mill lost money and the owners will close it.", ["the owners will close it."]),
    ("the mill was built in 1901, but nobody has worked there since.", ["nobody has worked"]),
    # one subject for both
    ("the mill lost money and closed in May.", []),
    # an alternative is put forward by nobody
    ("the owners will close it or the council will buy it.", []),
    # coordinate within what the main clause depends on
    ("the mill will close if orders fall and no buyer comes.", []),
    # no verb in the finite
    ("the mill stands empty, its roof gone and the doors hanging open.", []),
]


@pytest.mark.parametrize(("content", "expected"), CASES)
def test_beginnings(nlp: Language, content: str, expected: list[str]) -> None:
    text = f"Orla Penn said that {content}"
    span = nlp(text)[4:]
    found = [text[at:] for at in beginnings([span])]
    assert len(found) == len(expected)
    assert all(a.startswith(b) for a, b in zip(found, expected, strict=True))
