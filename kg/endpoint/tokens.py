"""A SPARQL query as tokens with their places: enough to see what stands at its outermost level.

The second of the gate's two readings: rdflib's parser says what a query means, this one where its
keywords stand. What only one of the two takes for a keyword is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

Sort = Literal["word", "name", "iri", "string", "number", "open", "close", "mark"]

_TOKEN: Final = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<space>\s+)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>'''(?:(?:''|')?(?:[^'\\]|\\.))*''' | \"\"\"(?:(?:""|")?(?:[^"\\]|\\.))*\"\"\"
               | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*")
    | (?P<name>[?$]\w+ | @[A-Za-z][A-Za-z0-9-]*
             | (?:[^\W\d_][\w.-]*)?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*)
    | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<word>[^\W\d]\w*)
    | (?P<open>\{) | (?P<close>\})
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the query; `depth` counts the braces it stands in."""

    sort: Sort
    text: str
    start: int
    end: int
    depth: int

    def is_word(self, *words: str) -> bool:
        """Whether this is one of these keywords, in any case."""
        return self.sort == "word" and self.text.upper() in words


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query, comments and white space left out; never fails."""
    depth = 0
    for match in _TOKEN.finditer(query):
        sort: Sort
        match match.lastgroup:
            case "iri" | "string" | "name" | "number" | "word" | "open" | "close" as known:
                sort = known
            case "mark":
                sort = "mark"
            case _:
                continue
        if sort == "close":
            depth -= 1
        yield Token(sort, match[0], match.start(), match.end(), depth)
        if sort == "open":
            depth += 1


def place(query: str, position: int) -> str:
    """The position in words, counted from one: `line 3, column 12`."""
    before = query[:position]
    return f"line {before.count(chr(10)) + 1}, column {position - before.rfind(chr(10))}"
