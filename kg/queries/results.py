"""Answers as text: the four SPARQL 1.1 result formats, and a table to be read in a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, Literal, get_args

from pyoxigraph import (
    BlankNode,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)
from pyoxigraph import Literal as RdfLiteral

from kg.errors import QueryError
from kg.queries.iris import prefixes, shortened

Format = Literal["table", "csv", "tsv", "json", "xml"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
Results = QuerySolutions | QueryBoolean | QueryTriples
Term = NamedNode | BlankNode | RdfLiteral | Triple

_SPARQL_FORMATS: Final = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_GRAPH_FORMATS: Final = {
    "table": RdfFormat.TURTLE,
    "json": RdfFormat.JSON_LD,
    "xml": RdfFormat.RDF_XML,
}
_NUMERIC: Final = frozenset(
    f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("integer", "decimal", "double", "float")
)
_GAP: Final = "  "
_NARROWEST: Final = 16  # columns; a text in fewer is a ribbon nobody reads
_LONGEST_WORD: Final = 24  # characters; longer ones (addresses) may be broken, ids are shorter


def write(results: Results, format: str, *, width: int | None = None) -> str:
    """The answer in this format.

    A CONSTRUCT or DESCRIBE gives a graph: `table` is Turtle then, `json` JSON-LD, `xml` RDF/XML.
    QueryError where the format is unknown or can't hold the kind of answer.
    """
    if format not in FORMATS:
        raise QueryError(f"{format!r} is no format of answers. Use one of {', '.join(FORMATS)}.")
    if isinstance(results, QueryTriples):
        return _graph(results, format=format)
    if format != "table":
        data: bytes | None = results.serialize(format=_SPARQL_FORMATS[format])
        text = (data or b"").decode()
        return text if text.endswith("\n") else text + "\n"
    if isinstance(results, QueryBoolean):
        return "yes\n" if results else "no\n"
    names = [variable.value for variable in results.variables]
    return table(names, [tuple(solution) for solution in results], width=width)


def table(
    names: Sequence[str], rows: Sequence[Sequence[Term | None]], *, width: int | None = None
) -> str:
    """A table for the eye: IRIs shortened, cells wrapped to the width, control characters shown.

    Where the width can't hold all columns without breaking words, those that hold only IRIs are
    left out, and said to be; where that is not enough, each row becomes a block of lines. Without a
    width nothing is wrapped.
    """
    if not rows:
        return "(no rows)\n"
    cells = [[_cell(term) for term in row] for row in rows]
    every = tuple(range(len(names)))
    texts = tuple(i for i in every if not _only_iris([row[i] for row in rows]))
    for kept in (every, texts):
        widths = _widths([names[i] for i in kept], [[row[i] for i in kept] for row in cells], width)
        if kept and widths is not None:
            break
    else:
        return _blocks(names, cells)
    numeric = [all(row[i] is None or _is_number(row[i]) for row in rows) for i in kept]
    lines = [*_lines([names[i] for i in kept], widths, [False] * len(kept))]
    lines.append(_GAP.join("─" * each for each in widths))
    for row in cells:
        lines.extend(_lines([row[i] for i in kept], widths, numeric))
    left_out = ", ".join(name for i, name in enumerate(names) if i not in kept)
    if left_out:
        lines.append(f"({left_out} left out for width; other formats hold them)")
    return "\n".join(lines) + "\n"


def _graph(triples: QueryTriples, *, format: str) -> str:
    if format not in _GRAPH_FORMATS:
        raise QueryError(
            f"the query gives a graph, which {format} can't hold. Use table (Turtle), json or xml."
        )
    ordered = sorted(set(triples), key=str)
    data = serialize(ordered, format=_GRAPH_FORMATS[format], prefixes=dict(prefixes()))
    return (data or b"").decode()


def _only_iris(terms: Sequence[Term | None]) -> bool:
    return all(term is None or isinstance(term, NamedNode) for term in terms)


def _is_number(term: Term | None) -> bool:
    return isinstance(term, RdfLiteral) and term.datatype.value in _NUMERIC


def _cell(term: Term | None) -> str:
    match term:
        case None:
            return ""
        case NamedNode():
            return _shown(shortened(term.value))
        case RdfLiteral() if _is_number(term):
            return _number(term.value)
        case RdfLiteral():
            return _shown(term.value)
        case _:
            return _shown(str(term))


def _number(lexical: str) -> str:
    value = float(lexical)
    is_whole = value == value // 1 and abs(value) < 1e15
    return str(int(value)) if is_whole else f"{value:.4g}"


def _shown(text: str) -> str:
    """One line without control characters, which could write over what the terminal shows."""
    kept = (" " if c.isspace() else "\N{REPLACEMENT CHARACTER}" if _hidden(c) else c for c in text)
    return " ".join("".join(kept).split())


def _hidden(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"} and character not in (
        "\N{ZERO WIDTH JOINER}",
        "\N{ZERO WIDTH NON-JOINER}",
    )


def _breadth(text: str) -> int:
    """Columns of a terminal that the text takes up: two for East Asian wide, none for marks."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _widths(
    names: Sequence[str], cells: Sequence[Sequence[str]], width: int | None
) -> list[int] | None:
    """Widths under the largest cap at which all columns fit; None where words would be broken.

    So dates and ids, which have no spaces, stay whole, and long texts share what is left.
    """
    columns = [[name, *(row[i] for row in cells)] for i, name in enumerate(names)]
    natural = [max(map(_breadth, column)) for column in columns]
    if width is None:
        return natural
    least = [
        max(
            min(_NARROWEST, high),
            min(_LONGEST_WORD, max(_breadth(word) for cell in column for word in cell.split(" "))),
        )
        for column, high in zip(columns, natural, strict=True)
    ]
    room = width - len(_GAP) * (len(names) - 1)
    if sum(least) > room:
        return None
    for cap in range(room, 0, -1):
        widths = [max(low, min(cap, high)) for low, high in zip(least, natural, strict=True)]
        if sum(widths) <= room:
            return widths
    return least


def _lines(row: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> Iterator[str]:
    pieces = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    for i in range(max(len(each) for each in pieces)):
        line = [
            _padded(each[i] if i < len(each) else "", width, right=right)
            for each, width, right in zip(pieces, widths, numeric, strict=True)
        ]
        yield _GAP.join(line).rstrip()


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - _breadth(text))
    return space + text if right else text + space


def _wrapped(text: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in text.split(" "):
        for piece in _broken(word, width):
            joined = f"{line} {piece}" if line else piece
            if _breadth(joined) <= width:
                line = joined
            else:
                lines.append(line)
                line = piece
    return [*lines, line]


def _broken(word: str, width: int) -> Iterator[str]:
    """The word in pieces of the width at most, so that an address can't burst its column."""
    piece = ""
    for character in word:
        if _breadth(piece + character) > width:
            yield piece
            piece = ""
        piece += character
    yield piece


def _blocks(names: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    longest = max(len(name) for name in names)
    blocks = (
        "\n".join(
            f"{name:<{longest}}{_GAP}{cell}" for name, cell in zip(names, row, strict=True) if cell
        )
        for row in cells
    )
    return "\n\n".join(blocks) + "\n"
