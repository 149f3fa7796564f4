"""Small labels that say how something was said, each with a sign and the ontology's definition."""

from __future__ import annotations

from kg.explorer import words
from kg.explorer.components.markup import Markup, tag


def chip(term: str, *, shown: str | None = None, title: str | None = None) -> Markup:
    """A term of the ontology as a label; hovering gives its definition."""
    tone = words.tone(term)
    sign = words.mark(term)
    return tag(
        "span",
        tag("i", sign, aria_hidden="true") if sign else None,
        shown or words.label(term),
        class_=f"kg-chip kg-{tone}" if tone else "kg-chip",
        title=title or words.definition(term) or None,
    )


def chips(*terms: object) -> Markup:
    """Several side by side; what is empty is left out."""
    made = (term if isinstance(term, Markup) else chip(str(term)) for term in terms if term)
    return tag("div", *made, class_="kg-chips")
