"""RDF terms to plain Python values and rows: the one place where terms leave the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Triple

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"


class Iri(str):
    """A string that is an IRI; `isinstance(cell, Iri)` tells it from a literal's text."""

    __slots__ = ()


Cell = Iri | str | int | float | bool | date | None
"""A value of a row: None where the variable is unbound; a `datetime` is a `date` too."""
Row = dict[str, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The answer to a SELECT: variables in the order of the query, rows in that of the answer."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        return bool(self.rows)


def result(solutions: QuerySolutions) -> Result:
    """All solutions of a SELECT as plain rows."""
    names = tuple(variable.value for variable in solutions.variables)
    rows = tuple(
        {name: cell(term) for name, term in zip(names, solution, strict=True)}
        for solution in solutions
    )
    return Result(variables=names, rows=rows)


def cell(term: NamedNode | BlankNode | Literal | Triple | None) -> Cell:
    """The Python value of a term; a literal that its datatype does not allow keeps its text."""
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return Iri(term.value)
    if isinstance(term, Literal):
        read = _READERS.get(term.datatype.value)
        if read is None:
            return term.value
        try:
            return read(term.value)
        except (ValueError, ArithmeticError, KeyError):
            return term.value
    return str(term)


def _boolean(value: str) -> bool:
    return {"true": True, "1": True, "false": False, "0": False}[value]


_READERS: Final[dict[str, Callable[[str], Cell]]] = {
    _XSD + "boolean": _boolean,
    _XSD + "date": date.fromisoformat,
    _XSD + "dateTime": datetime.fromisoformat,
    _XSD + "decimal": lambda value: float(Decimal(value)),
    _XSD + "double": float,
    _XSD + "float": float,
    _XSD + "int": int,
    _XSD + "integer": int,
    _XSD + "long": int,
    _XSD + "nonNegativeInteger": int,
}
