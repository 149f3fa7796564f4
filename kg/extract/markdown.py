"""Markdown without its markup, every other character left where it was."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

SUFFIXES: Final = frozenset({".md", ".markdown"})

_FENCE: Final = re.compile(r"^(```|~~~)[^\n]*\n.*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
_MARKUP: Final = re.compile(
    r"""
      !\[[^\]\n]{0,400}\]\([^()\n]{0,2000}\)      # picture: all of it
    | (?<=\])\([^()\s]{1,2000}(?:\s"[^"\n]*")?\)  # address of a link, its anchor stays
    | (?<=\])\[[^\]\n]{0,100}\]                   # name of a reference link
    | ^[ \t]*\[[^\]\n]{1,100}\]:[^\n]*            # definition of a reference link
    | <!--.{0,2000}?-->                           # comment
    | </?[A-Za-z][^<>\n]{0,500}>                  # tag or bare address in angles
    | https?://[^\s<>()\[\]]+                     # bare address
    | ^[ \t]*(?:\#{1,6}(?=\s)|(?:>[ \t]?)+)       # heading, quotation
    | ^[ \t]*(?:[-*+]|\d{1,3}[.)])(?=[ \t])       # item of a list
    | ^[ \t]*(?:[-*_=][ \t]*){3,}$                # rule
    | ^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[-: \t]*$   # rule of a table
    | \*{1,3} | (?<![\w])_{1,3}(?=\S) | (?<=\S)_{1,3}(?![\w]) | ~~ | `+   # emphasis, code
    | [\[\]|]                                     # brackets of a link, cells of a table
    | \\(?=[^\w\s])                               # escape
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


def is_markdown(file: str) -> bool:
    """Whether the file's name says that its text is Markdown."""
    return PurePosixPath(file.split("#")[0]).suffix.lower() in SUFFIXES


def blanked(text: str) -> str:
    """The text with the characters of markup replaced by spaces, line ends kept.

    Blocks of code are blanked whole: they are nobody's words.
    """
    for pattern in (_FENCE, _MARKUP):
        text = pattern.sub(_spaces, text)
    return text


def _spaces(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())
