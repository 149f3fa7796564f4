"""Values into questions: as RDF terms that pyoxigraph writes, in VALUES blocks and nowhere else.

A parameter that a question compares or joins on early has a line of its own in the query,
`VALUES ?name { UNDEF }` (or its default in the braces), so that the file as it stands is a whole
query; this line is replaced. Any other parameter is joined by a VALUES block after the query, which
works for every variable of the outermost pattern (that GROUP BY keeps, where there is one).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.queries.catalogue import Kind, Parameter, Question
from kg.queries.iris import expanded

Value = str | int | float | date | NamedNode | Literal

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_OWN_LINE: Final = re.compile(
    r"^([ \t]*)VALUES[ \t]+\?(\w+)[ \t]*\{[^{}\n]*\}[ \t]*$", re.MULTILINE
)
_VARIABLE: Final = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_EXAMPLE: Final[Mapping[Kind, str]] = {
    "iri": "an IRI such as claim:0123456789abcdef, as the results print it",
    "string": "some text",
    "date": "a day such as 2026-02-13",
    "number": "a number such as 0.5",
}


def bind(asked: Question | str, values: Mapping[str, Value | None]) -> str:
    """The SPARQL of a question with these values; parameters that are None count as not given.

    A query of one's own (a string) takes terms, numbers, dates, and strings (`<…>` is an IRI).
    QueryError where a parameter is unknown, missing, or not of its type.
    """
    given = {name: value for name, value in values.items() if value is not None}
    if isinstance(asked, str):
        return _with(asked, {name: str(_guessed(name, value)) for name, value in given.items()})
    known = {parameter.name: parameter for parameter in asked.parameters}
    for name in given:
        if name not in known:
            raise QueryError(_unknown(asked, name))
    for parameter in asked.parameters:
        if parameter.required and parameter.name not in given:
            raise QueryError(
                f"{asked.name} needs {parameter.name}: {parameter.text} "
                f"Add --param {parameter.name}=…, {_EXAMPLE[parameter.kind]}."
            )
    terms = {
        name: str(_term(known[name], value, asked=asked.name)) for name, value in given.items()
    }
    return _with(asked.query, terms)


def _with(query: str, terms: Mapping[str, str]) -> str:
    """One pass over the text as written, so that no value is ever read as part of the query."""
    own: set[str] = set()

    def line(match: re.Match[str]) -> str:
        indent, name = match.groups()
        if name not in terms:
            return match[0]
        own.add(name)
        return f"{indent}VALUES ?{name} {{ {terms[name]} }}"

    text = _OWN_LINE.sub(line, query).rstrip()
    after = [name for name in terms if name not in own]
    if not after:
        return text + "\n"
    names = " ".join(f"?{name}" for name in after)
    return f"{text}\nVALUES ({names}) {{ ({' '.join(terms[name] for name in after)}) }}\n"


def _term(parameter: Parameter, value: Value, *, asked: str) -> NamedNode | Literal:
    try:
        match parameter.kind:
            case "iri":
                return _iri(value)
            case "date":
                return _day(value)
            case "number":
                return _number(value)
            case "string":
                return _string(value)
    except (ValueError, TypeError) as error:
        raise QueryError(
            f"{asked}: {parameter.name} is {str(value)!r}, but must be {_EXAMPLE[parameter.kind]}."
        ) from error


def _iri(value: Value) -> NamedNode:
    if isinstance(value, NamedNode):
        return value
    if not isinstance(value, str):
        raise TypeError
    text = value.strip()
    return NamedNode(expanded(text.removeprefix("<").removesuffix(">")))


def _day(value: Value) -> Literal:
    if isinstance(value, Literal):
        value = value.value
    if isinstance(value, datetime):
        value = value.date()
    day = value if isinstance(value, date) else date.fromisoformat(_text(value).strip())
    return Literal(day.isoformat(), datatype=NamedNode(f"{_XSD}date"))


def _number(value: Value) -> Literal:
    if isinstance(value, Literal):
        value = value.value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError
    text = str(value).strip()
    number = float(text)
    if not math.isfinite(number):
        raise ValueError
    if re.fullmatch(r"[+-]?[0-9]+", text):
        return Literal(str(int(text)), datatype=NamedNode(f"{_XSD}integer"))
    return Literal(repr(number), datatype=NamedNode(f"{_XSD}double"))


def _string(value: Value) -> Literal:
    if isinstance(value, Literal):
        return value
    text = _text(value)
    if not text.strip():
        raise ValueError
    return Literal(text)


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode()  # lone surrogates are no characters, and the engine would refuse them later
    return value


def _guessed(name: str, value: Value) -> NamedNode | Literal:
    """The term for a value of a query of one's own, whose parameters nobody declared."""
    if not _VARIABLE.fullmatch(name):
        raise QueryError(f"{name!r} is no name of a variable. Use letters, digits and underscores.")
    try:
        if isinstance(value, NamedNode | Literal):
            return value
        if isinstance(value, date):
            return _day(value)
        if isinstance(value, int | float):
            return _number(value)
        is_iri = value.startswith("<") and value.endswith(">")
        return _iri(value) if is_iri else _string(value)
    except (ValueError, TypeError) as error:
        raise QueryError(
            f"{name} is {str(value)!r}, which is neither an IRI in <…>, nor text, day or number."
        ) from error


def _unknown(asked: Question, name: str) -> str:
    names = [parameter.name for parameter in asked.parameters]
    if not names:
        return f"{asked.name} takes no parameters, but was given {name}. Leave it out."
    near = get_close_matches(name, names, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"{asked.name} has no parameter {name!r}; it takes {', '.join(names)}.{hint}"
