"""The small model, loaded once, and an encoder that finds nothing alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from numpy.typing import NDArray

from kg.extract.language import pipeline
from kg.relate.reading import Side, side

if TYPE_CHECKING:
    from spacy.language import Language


class Unlike:
    """Every text stands at right angles to every other, so that words alone decide."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), 64), dtype=np.float32)
        for row, text in enumerate(texts):
            rows[row, sum(text.encode()) % 64 if len(texts) == 1 else row % 64] = 1.0
        return rows


@pytest.fixture(scope="session")
def nlp() -> Language:
    return pipeline()


@pytest.fixture(scope="session")
def unlike() -> Unlike:
    return Unlike()


@pytest.fixture(scope="session")
def read(nlp: Language) -> Callable[..., Side]:
    def made(text: str, **facts: Any) -> Side:
        said = facts.pop("said", None)
        day = date.fromisoformat(said) if isinstance(said, str) else said
        return side(nlp(text), said=day, **facts)

    return made
