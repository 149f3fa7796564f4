"""Characters that a format has no way to write, made harmless: texts come from anywhere."""

from __future__ import annotations

import re
from typing import Final

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA: Final = re.compile(r"\s*[=+\-@\t\r]")
_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def xml_characters(text: str) -> str:
    """The text with what XML 1.0 can't hold (control characters, surrogates) replaced by U+FFFD."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def spreadsheet_cell(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula: an apostrophe before `=`, `+`, `@`.

    Otherwise a post that starts with `=HYPERLINK(…)` would run on the researcher's machine (CSV
    injection; OWASP gives this remedy). Plain numbers stay as they are.
    """
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
