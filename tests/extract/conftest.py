"""The small model, loaded once for all tests of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The spaCy pipeline that reading uses by default."""
    from kg.extract.language import pipeline

    return pipeline()
