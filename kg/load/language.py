"""Which language a text is in, by py3langid over its words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, Final

from kg.thresholds import LANGUAGE_FLOOR, LANGUAGE_LETTERS

ENGLISH: Final = "en"
_NO_WORDS: Final = re.compile(r"https?://\S+|[@#]\w+|\]\([^)]*\)|[^\w\s'’]|\d|_")
_NEAR_ENGLISH: Final = frozenset(("pcm", "sco"))
"""Pidgin and Scots share most words with English: short English headlines were taken for them."""
_ENOUGH: Final = 20_000
"""Characters looked at; a longer text is no clearer."""


def language(text: str, *, stated: str | None = None) -> tuple[str, str | None]:
    """ISO 639-1 code, and a note where it could not be told from the words.

    `stated` is what the metadata says; it counts where the words do not decide, since sites
    often state the language of their menus. Without it an undecided text counts as English.
    """
    words = " ".join(_NO_WORDS.sub(" ", text[:_ENOUGH]).split())
    letters = len(words.replace(" ", ""))
    found, probability = (None, 0.0)
    if letters:
        found, probability = _identifier().classify(words)
    if found == ENGLISH and (stated in (None, ENGLISH) or probability >= LANGUAGE_FLOOR):
        return ENGLISH, None
    sure = letters >= LANGUAGE_LETTERS and probability >= LANGUAGE_FLOOR
    if found and found != ENGLISH and (sure or not _latin(words)):
        return str(found), None
    if stated:
        return stated, None if stated == ENGLISH else f"language {stated} as stated, not from words"
    if not letters:
        return ENGLISH, "language not told, there are no words; taken for English"
    return ENGLISH, (
        f"language undecided ({found} with {probability:.2f} over {letters} letters); "
        "taken for English"
    )


def _latin(words: str) -> bool:
    """Whether most letters are Latin; in other scripts few letters tell that it is not English."""
    letters = [c for c in words if c.isalpha()]
    return 2 * sum(unicodedata.name(c, "").startswith("LATIN") for c in letters) >= len(letters)


@cache
def _identifier() -> Any:  # noqa: ANN401 - py3langid has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if code not in _NEAR_ENGLISH])
    return identifier
