"""What a page is made of: its head, sections, lists, figures, facts, and its empty state."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from kg.explorer.components.markup import Markup, tag


def show(*children: object, class_: str = "") -> None:
    """Put markup on the page, inside the element that carries the type and the colours."""
    st.html(tag("div", *children, class_=f"kg {class_}".strip()))


def header(kicker: str, title: str, standfirst: object = "") -> None:
    """The head of a page: what kind of page, what it is on, and what one finds here."""
    show(
        tag("div", kicker, class_="kg-kicker"),
        tag("h1", title),
        tag("p", standfirst, class_="kg-standfirst") if standfirst else None,
        class_="kg-header",
    )


def section(title: str, standfirst: object = "") -> None:
    """The head of a section within a page."""
    show(
        tag("h2", title),
        tag("p", standfirst, class_="kg-standfirst") if standfirst else None,
        class_="kg-section",
    )


def figures(entries: Iterable[tuple[str, str, str | None]]) -> None:
    """Large numbers in a row: (number, what of, address of the page that lists them)."""
    cells = []
    for number, caption, href in entries:
        inner = (tag("b", number), tag("span", caption))
        cells.append(
            tag("div", tag("a", *inner, href=href, target="_self"), class_="kg-figure")
            if href
            else tag("div", *inner, class_="kg-figure")
        )
    show(*cells, class_="kg-figures")


def anchor(text: object, href: str, *, title: str | None = None) -> Markup:
    """A link within the explorer, opened in the same tab."""
    return tag("a", text, href=href, target="_self", title=title)


def row(name: object, *, note: object = "", count: object = "", unit: str = "") -> Markup:
    """A line of a list: what it is, something on it, and a number at the right."""
    return tag(
        "div",
        tag("div", name, class_="kg-name"),
        tag("div", note, class_="kg-note") if note else None,
        tag("div", tag("b", count), " ", unit, class_="kg-count") if count != "" else None,
        class_="kg-row",
    )


def rows(lines: Iterable[Markup]) -> None:
    """A ruled list of such lines."""
    show(*lines, class_="kg-list")


def facts(entries: Iterable[tuple[str, object]]) -> None:
    """Label and value, one under the other; what has no value is left out."""
    pairs = [(label, value) for label, value in entries if value not in (None, "")]
    children = (
        tag(name, part) for pair in pairs for name, part in zip(("dt", "dd"), pair, strict=True)
    )
    show(tag("dl", *children, class_="kg-facts"))


def empty(title: str, *remedies: object) -> None:
    """The designed state of nothing being there: what is missing, and what to do about it."""
    show(
        tag(
            "div",
            tag("div", "∅", class_="kg-mark", aria_hidden="true"),
            tag("h2", title),
            *(tag("p", remedy) for remedy in remedies),
            class_="kg-empty",
        )
    )
