"""Questions: one SPARQL file each, found by name, bound with values that are never pasted in."""

from kg.queries.binding import Value, bind
from kg.queries.catalogue import Kind, Parameter, Question, catalogue, question
from kg.queries.prefixes import PREFIXES, expanded, shortened
from kg.queries.results import FORMATS, Format, table, written

__all__ = [
    "FORMATS",
    "PREFIXES",
    "Format",
    "Kind",
    "Parameter",
    "Question",
    "Value",
    "bind",
    "catalogue",
    "expanded",
    "question",
    "shortened",
    "table",
    "written",
]
