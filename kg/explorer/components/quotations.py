"""Quotation cards: the words, who said them when and where, and how they were said."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from kg.explorer import words
from kg.explorer.address import link
from kg.explorer.components.chips import chips
from kg.explorer.components.markup import Markup, joined, tag
from kg.explorer.components.parts import anchor, show
from kg.explorer.data import Row


def quotations(rows: Iterable[Row], *, claim: str | None = None) -> None:
    """A card for each utterance; rows of one utterance follow one another (one for each claim).

    `claim` is the id of the claim whose page this is: it need not be linked on every card.
    """
    grouped = groupby(rows, key=lambda row: row["utterance"])
    show(*(card(tuple(group), claim=claim) for _, group in grouped))


def card(rows: tuple[Row, ...], *, claim: str | None = None) -> Markup:
    """One utterance as a card."""
    first = rows[0]
    return tag(
        "article",
        _words(rows, claim=claim),
        byline(first),
        chips(
            first.get("formName"),
            first.get("stanceName"),
            first.get("certaintyName"),
            first.get("polarity") if first.get("polarity") == "negative" else None,
        ),
        _claims(rows, claim=claim),
        class_="kg-card",
    )


def quoted(row: Row, *children: object) -> Markup:
    """The words themselves, in quotation marks only where the document has them so."""
    spoken = row.get("formName") in ("direct", "post")
    return tag("blockquote", *(children or (row["text"],)), class_="kg-spoken" if spoken else None)


def byline(row: Row, *more: object) -> Markup:
    """Speaker, day, document, and who passes it on; `more` is added at the end."""
    said = row.get("said")
    place = row.get("headline") or row.get("file")
    document = link("document", id=tail(row.get("inDocument")), at=tail(row.get("utterance")))
    basis = {"document": "day of the document", "stated": "day stated in the text"}
    return tag(
        "div",
        speaker(row),
        tag("span", words.day(said), title=basis.get(str(row.get("saidBasis")))) if said else None,
        tag("span", anchor(place, document)) if place else None,
        tag("span", row["publisher"]) if row.get("publisher") else None,
        tag("span", f"as reported by {row['reporterName']}") if row.get("reporterName") else None,
        *(tag("span", each) for each in more if each),
        class_="kg-byline",
    )


def speaker(row: Row) -> Markup:
    """Who says it, with the reason why the words were given to this one."""
    why = str(row.get("why") or "") or None
    name = {"(article)": "The article itself", "(nobody named)": "Nobody named"}.get(
        str(row["speakerName"]), row["speakerName"]
    )
    address = str(row.get("speaker") or "")
    if not address:
        return tag("span", tag("b", name), title=why)
    page = "concerns" if "/product/" in address else "actor"
    parameters = {"subject" if page == "concerns" else "id": tail(address)}
    return tag("b", anchor(name, link(page, **parameters), title=why))


def tail(iri: object) -> str | None:
    """The last part of a node's address, which is what our own addresses carry."""
    return str(iri).rsplit("/", 1)[-1].rsplit("#", 1)[-1] if iri else None


def _words(rows: tuple[Row, ...], *, claim: str | None) -> Markup:
    """The words; where they are the claim to the letter, they lead to it themselves."""
    first = rows[0]
    address = tail(first.get("claimOfIt"))
    if len(rows) == 1 and address and address != claim and _same(first):
        return quoted(first, anchor(first["text"], link("claim", id=address)))
    return quoted(first)


def _claims(rows: tuple[Row, ...], *, claim: str | None) -> Markup | None:
    listed = [
        anchor(row["claimText"], link("claim", id=tail(row["claimOfIt"])))
        for row in rows
        if row.get("claimOfIt") and tail(row["claimOfIt"]) != claim
    ]
    if not listed or (len(rows) == 1 and _same(rows[0])):
        return None
    lines = (tag("p", tag("span", "Claim ", class_="kg-label"), each) for each in listed)
    return tag("div", joined(lines), class_="kg-to-claim")


def _same(row: Row) -> bool:
    return same_words(str(row["text"]), str(row.get("claimText")))


def same_words(utterance: str, claim: str) -> bool:
    """Whether a claim only repeats the words, but for a conjunction before them."""
    bare = utterance.strip(" .,").removeprefix("that ")
    return bare == claim.strip(" .,").removeprefix("that ")
