"""How a claim stands to others, as lists: what it contradicts, undercuts, supports and so on."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from kg.explorer import words
from kg.explorer.address import link
from kg.explorer.components.chips import chip, chips
from kg.explorer.components.markup import Markup, joined
from kg.explorer.components.parts import anchor, row, rows, show
from kg.explorer.components.quotations import tail
from kg.explorer.data import Answer, Row

_NAMES = {
    "contradicts": "Conflict",
    "undercuts": "Undercut",
    "supports": "Support",
    "equivalent": "Equivalence",
    "refines": "Refinement",
    "contrasts": "Contrast",
    "none": "NonConflict",
}

_BEARINGS = {
    "Support": "is a ground for",
    "Undercut": "calls into question",
    "Refinement": "is a more exact form of",
    "Equivalence": "says the same as",
    "Contrast": "is set against",
}


def bearings_of(found: Iterable[Row]) -> None:
    """Draw rows of the question `support-and-undercut`: which claim does what to which, and why."""
    rows(
        row(
            _claim(each, "left"),
            note=joined(
                (_BEARINGS[str(each["type"])], " ", _claim(each, "right"), f" — {each['why']}")
            ),
        )
        for each in found
    )


def _claim(each: Row, side: str) -> Markup:
    return anchor(each[f"{side}Text"], link("claim", id=tail(each[side])))


def relations_of(answer: Answer) -> None:
    """Draw the rows of the question `relations-of-claim`, a list for each kind of relation."""
    for kind, group in groupby(answer.rows, key=lambda each: str(each["type"])):
        term = _NAMES[kind]
        distinct = {str(each["relation"]): each for each in group}
        show(chips(chip(term)), class_="kg-relation")
        rows(
            row(
                anchor(each["otherText"], link("claim", id=tail(each["other"]))),
                note=f"{_direction(kind, each)}{each['why']}",
                count=f"{float(str(each['score'])):.0%}",
                unit=words.label(str(each["status"])),
            )
            for each in distinct.values()
        )


def _direction(kind: str, each: Row) -> str:
    if kind not in ("undercuts", "supports", "refines"):
        return ""
    outward = each["direction"] == "to the other"
    return f"This claim {kind} that one. " if outward else f"That claim {kind} this one. "
