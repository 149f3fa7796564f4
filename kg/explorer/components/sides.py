"""Two claims side by side: each with its quotations, between them the reason."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from kg.explorer import words
from kg.explorer.address import link
from kg.explorer.components.chips import chip, chips
from kg.explorer.components.clash import marked
from kg.explorer.components.markup import Markup, tag
from kg.explorer.components.parts import anchor, show
from kg.explorer.components.quotations import byline, quoted, same_words, tail
from kg.explorer.data import Row


def pairs(rows: Iterable[Row], *, prefix: str, calm: bool = False) -> None:
    """Each relation as a pair; rows of one relation follow one another, left side first.

    `prefix` is what the ontology puts before a kind (`conflict-`, `nonconflict-`); calm pairs are
    those that don't clash.
    """
    for _, group in groupby(rows, key=lambda row: row["relation"]):
        show(pair(tuple(group), prefix=prefix, calm=calm))


def pair(rows: tuple[Row, ...], *, prefix: str, calm: bool = False) -> Markup:
    """One relation: its kind and score, both sides, and why."""
    first = rows[0]
    left = tuple(row for row in rows if row["side"] == "left")
    right = tuple(row for row in rows if row["side"] == "right")
    quiet = " kg-calm" if calm else ""
    kind = str(first.get("kindName") or "")
    named = chip(prefix + kind, shown=words.label(prefix + kind).removeprefix(prefix))
    percent = f"{float(str(first['score'])):.0%}"
    return tag(
        "section",
        tag(
            "div", chips(named, first["statusName"]), _own(first, calm=calm), class_="kg-pair-head"
        ),
        tag(
            "div",
            _side(left, right),
            tag(
                "div",
                tag("span", "≈" if calm else "≠", aria_hidden="true"),
                class_=f"kg-between{quiet}",
            ),
            _side(right, left),
            class_="kg-sides",
        ),
        tag(
            "div",
            tag("p", first["why"]),
            tag("p", f"Probability {percent}. {words.definition(prefix + kind)}"),
            class_=f"kg-why{quiet}",
        ),
        class_=f"kg-pair{quiet}",
    )


def _side(own: tuple[Row, ...], other: tuple[Row, ...]) -> Markup:
    if not own or not other:
        return tag("div", tag("p", "No utterance of this side is in the graph."), class_="kg-side")
    claim = own[0]
    reason = str(claim["why"])
    text = marked(
        str(claim["claimText"]),
        other=str(other[0]["claimText"]),
        reason=reason,
        evidence=_evidence(own),
    )
    seen: dict[object, Row] = {row["utterance"]: row for row in reversed(own)}
    cards = [_quotation(row, claim=str(claim["claimText"])) for row in reversed(seen.values())]
    return tag(
        "div",
        tag(
            "div", anchor(text, link("claim", id=tail(claim["claimOfSide"]))), class_="kg-claimtext"
        ),
        *cards,
        class_="kg-side",
    )


def _quotation(row: Row, *, claim: str) -> Markup:
    """The card of an utterance; words that only repeat the claim above are not set again."""
    same = same_words(str(row["text"]), claim)
    return tag(
        "div",
        None if same else quoted(row),
        byline({**row, "why": None}, f"{words.label(str(row['formName']))}, {row['stanceName']}"),
        class_="kg-card",
    )


def _evidence(rows: tuple[Row, ...]) -> list[str]:
    return sorted({str(row["words"]) for row in rows if row.get("words")})


def _own(row: Row, *, calm: bool) -> Markup:
    return tag(
        "span",
        anchor(
            "this pair alone",
            link("conflicts", relation=tail(row["relation"]), tab="Near misses" if calm else None),
        ),
        class_="kg-soft",
    )
