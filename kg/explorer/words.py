"""Labels and definitions on screen are those of the ontology; nothing is defined a second time."""

from __future__ import annotations

from datetime import date
from typing import Final

from kg.vocabulary import ONTOLOGY, definitions, labels

_MARKS: Final = {
    "direct": "“ ”",
    "indirect": "↷",
    "mixed": "“ ↷",
    "authored": "¶",
    "post": "@",
    "asserts": "+",
    "denies": "−",
    "doubts": "?",
    "concedes": "±",
    "asks": "?",
    "promises": "→",
    "predicts": "→",
    "accuses": "!",
    "reports": "↩",
    "certain": "●",
    "probable": "◐",
    "possible": "○",
    "negative": "¬",
    "candidate": "○",
    "confirmed": "✓",
    "rejected": "×",
    "superseded": "⇢",
}
"""A sign beside each word, so that colour is never the only one."""

_TONES: Final = {
    "denies": "against",
    "doubts": "unsure",
    "accuses": "against",
    "asks": "unsure",
    "concedes": "unsure",
    "probable": "unsure",
    "possible": "unsure",
    "negative": "against",
    "confirmed": "for",
    "rejected": "against",
}

_MONTHS: Final = (
    "January February March April May June July August September October November December"
)


def mark(term: str) -> str:
    """The sign of a form, stance, certainty or status; "" where there is none."""
    return _MARKS.get(term, "")


def tone(term: str) -> str | None:
    """What a chip is coloured for: against, for or unsure; None where it is neutral."""
    return _TONES.get(term)


def label(term: str) -> str:
    """How the ontology calls a term (`direct`, `Claim`); the term itself where it does not."""
    return labels().get(f"{ONTOLOGY}#{term}", term)


def definition(term: str) -> str:
    """What the ontology says that a term means; "" where it does not."""
    return definitions().get(f"{ONTOLOGY}#{term}", "")


def day(value: object) -> str:
    """A day as one would print it: 13 February 2026; whatever is no day comes back as text."""
    try:
        read = date.fromisoformat(str(value)[:10])
    except ValueError:
        return str(value)
    return f"{read.day} {_MONTHS.split()[read.month - 1]} {read.year}"


def counted(number: object, singular: str) -> str:
    """A number with its noun: `1 claim`, `12 claims`."""
    amount = int(str(number or 0))
    return f"{amount:,} {noun(amount, singular)}"


def noun(number: object, singular: str) -> str:
    """The noun as it stands after a number: `claim` after 1, else `claims`."""
    return singular if int(str(number or 0)) == 1 else f"{singular}s"


def speakers(number: object) -> str:
    """How many speak; `nobody named` where none could be."""
    return counted(number, "speaker") if number else "nobody named"
