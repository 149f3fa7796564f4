"""Questions: one SPARQL file each, found by name, bound with values that are never pasted in."""

from kg.queries.binding import Value, bind
from kg.queries.catalogue import Kind, Parameter, Question, catalogue, listing, question, text_of
from kg.queries.iris import expanded, prefixes, shortened
from kg.queries.results import FORMATS, Format, table, write

__all__ = [
    "FORMATS",
    "Format",
    "Kind",
    "Parameter",
    "Question",
    "Value",
    "bind",
    "catalogue",
    "expanded",
    "listing",
    "prefixes",
    "question",
    "shortened",
    "table",
    "text_of",
    "write",
]
