"""What may be asked of a graph that others can reach: reading, of this graph alone, up to a limit.

Oxigraph's read-only mode refuses updates, but it follows SERVICE to any address (so a query could
reach into the network behind it) and gives any number of rows. The gate parses the query, refuses
what is no plain reading, and hands on a text with a LIMIT.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from kg.endpoint.tokens import Token, place, tokens
from kg.errors import QueryError
from kg.thresholds import LONGEST_QUERY, MOST_ROWS
from kg.vocabulary import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rdflib.plugins.sparql.sparql import Query

Asked = Literal["SELECT", "CONSTRUCT", "DESCRIBE", "ASK"]

_KINDS: Final[dict[str, Asked]] = {
    "SelectQuery": "SELECT",
    "ConstructQuery": "CONSTRUCT",
    "DescribeQuery": "DESCRIBE",
    "AskQuery": "ASK",
}
_UPDATES: Final = (
    *("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"),
)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A query that may pass.

    Attributes:
        text: what to hand to the engine.
        notes: what was changed, in words for the one who asked.
    """

    text: str
    kind: Asked
    notes: tuple[str, ...] = ()


def admit(query: str, *, limit: int = MOST_ROWS, base: str = BASE) -> Admitted:
    """The query with a LIMIT of at most `limit`.

    Args:
        query: SPARQL 1.1.
        limit: most rows (SELECT) or solutions (CONSTRUCT, DESCRIBE) that may be asked for.
        base: where the IRIs of this graph start; FROM may name only its graphs.

    Raises:
        QueryError: where it is no SPARQL (with line and column), an update, uses SERVICE, or reads
            from another graph.
    """
    if len(query) > LONGEST_QUERY:
        raise QueryError(
            f"the query has {len(query):,} characters; at most {LONGEST_QUERY:,} are read. "
            "Ask a shorter one, or work on an export."
        )
    text = _plain(query)
    found = tuple(tokens(text))
    _refuse_words(text, found)
    parsed = _parsed(text, found)
    if any(node == "ServiceGraphPattern" for node in _patterns(parsed.algebra)):
        raise QueryError(_NO_SERVICE)
    _refuse_graphs(parsed, base=base)
    kind = _KINDS[parsed.algebra.name]
    if kind == "ASK" or not any(token.sort == "open" for token in found):  # DESCRIBE <iri>
        return Admitted(text=text, kind=kind)
    limited, notes = _limited(text, found, limit=limit)
    _check_limit(limited, limit=limit)
    return Admitted(text=limited, kind=kind, notes=notes)


_NO_SERVICE: Final = (
    "SERVICE is refused: it would make this computer send requests elsewhere. "
    "Export the graph and ask both sources from a store of your own."
)


def _plain(query: str) -> str:
    r"""The query with \u escapes put in and line ends made \n.

    Parsers differ in where they take these into account; one that reads a quotation mark where the
    other reads text would let anything pass. Done once, up front, both read the same.
    """
    try:
        text = _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), query)
        text.encode()
    except (ValueError, OverflowError) as error:
        raise QueryError(f"the query holds an escape that is no character: {error}.") from error
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if again := _ESCAPE.search(text):
        where = place(text, again.start())
        raise QueryError(f"{where}: {again[0]} would be an escape within an escape. Write it out.")
    if "\0" in text:
        raise QueryError(f"{place(text, text.index(chr(0)))}: a null character. Leave it out.")
    return text


def _refuse_words(text: str, found: Sequence[Token]) -> None:
    for token in found:
        if token.is_word("SERVICE"):
            raise QueryError(f"{place(text, token.start)}: {_NO_SERVICE}")
        if token.depth == 0 and token.is_word(*_UPDATES):
            raise QueryError(
                f"{place(text, token.start)}: {token.text.upper()} is an update, and the graph is "
                "read-only. To correct the graph, write a judgement and build again."
            )


def _parsed(text: str, found: Sequence[Token]) -> Query:
    from pyparsing import ParseException
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        return translateQuery(parseQuery(text))
    except ParseException as error:
        raise QueryError(_syntax(text, error.loc)) from error
    except RecursionError as error:
        raise QueryError(
            "the query has too many parts to be read, or too deep ones. Ask a smaller one."
        ) from error
    except Exception as error:  # rdflib raises no narrower one here
        raise QueryError(_unresolved(text, found, str(error))) from error


def _syntax(text: str, position: int) -> str:
    rest = text[position:].split()
    if not rest:
        return f"{place(text, position)}: the query ends too early."
    return f"{place(text, position)}: this is not SPARQL 1.1 from {rest[0][:40]!r} on."


def _unresolved(text: str, found: Sequence[Token], reason: str) -> str:
    unknown = re.search(r"Unknown namespace prefix : ?(\S*)", reason)
    if unknown is None:
        return f"the query can't be understood: {reason}."
    prefix = f"{unknown[1]}:"
    first = next((t for t in found if t.sort == "name" and t.text.startswith(prefix)), None)
    where = place(text, first.start) if first else "line 1, column 1"
    from kg.queries import prefixes

    known = prefixes().get(unknown[1])
    remedy = f"Add PREFIX {prefix} <{known or '…'}> at the top."
    return f"{where}: the prefix {prefix} is not declared. {remedy}"


def _patterns(node: object) -> Iterator[str]:
    """The names of all parts of a query, filters and subqueries included."""
    if isinstance(node, dict):
        yield _name(node)
        for value in node.values():
            yield from _patterns(value)
    elif isinstance(node, list | tuple | set):
        for value in node:
            yield from _patterns(value)


def _refuse_graphs(parsed: Query, *, base: str) -> None:
    for clause in parsed.algebra.get("datasetClause") or ():
        for graph in (dict.get(clause, "default"), dict.get(clause, "named")):
            if graph is not None and not str(graph).startswith(f"{base}graph/"):
                raise QueryError(
                    f"FROM <{graph}> is refused: it is no graph of this store. "
                    f"Its graphs start with {base}graph/; without FROM all of them are read."
                )


def _limited(text: str, found: Sequence[Token], *, limit: int) -> tuple[str, tuple[str, ...]]:
    outer = [i for i, token in enumerate(found) if token.depth == 0]
    for i in outer:
        if found[i].is_word("LIMIT") and i + 1 < len(found) and found[i + 1].sort == "number":
            number = found[i + 1]
            if int(number.text) <= limit:
                return text, ()
            note = f"LIMIT {number.text} was lowered to {limit}; page on with OFFSET."
            return f"{text[: number.start]}{limit}{text[number.end :]}", (note,)
    last = max((i for i in outer if found[i].sort == "close"), default=-1)
    closing = [i for i in outer if found[i].is_word("VALUES") and _after_where(found, i)]
    note = f"LIMIT {limit} was added; page on with OFFSET."
    if closing and closing[0] < last:
        at = found[closing[0]].start
        return f"{text[:at]}LIMIT {limit}\n{text[at:]}", (note,)
    return f"{text.rstrip()}\nLIMIT {limit}\n", (note,)


def _after_where(found: Sequence[Token], i: int) -> bool:
    return any(token.sort == "close" and token.depth == 0 for token in found[:i])


def _check_limit(text: str, *, limit: int) -> None:
    """Whether the parser finds the limit where it was put; a refusal is better than a guess."""
    outermost = dict.get(_parsed(text, tuple(tokens(text))).algebra, "p")
    length = getattr(outermost, "length", None) if _name(outermost) == "Slice" else None
    if length is None or int(length) > limit:
        raise QueryError(
            f"no LIMIT could be put in the query. End it with LIMIT {limit}, before any VALUES."
        )


def _name(node: object) -> str:
    return str(getattr(node, "name", ""))
