"""Long lists a page at a time; which page it is stands in the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from kg.explorer.components.markup import tag
from kg.explorer.components.parts import anchor, show

Item = TypeVar("Item")


def part_of(items: Sequence[Item], *, size: int) -> Sequence[Item]:
    """The items of the page that the address asks for: the nearest there is."""
    start = _number(len(items), size=size) * size
    return items[start : start + size]


def pager(total: int, *, size: int, page: str, **parameters: str | None) -> None:
    """Links to the pages before and after; nothing where one page holds all."""
    from kg.explorer.address import link

    if total <= size:
        return
    number = _number(total, size=size)
    first, last = number * size + 1, min(total, (number + 1) * size)
    before = link(page, **parameters, part=str(number)) if number else None
    after = link(page, **parameters, part=str(number + 2)) if last < total else None
    show(
        tag("span", f"{first:,} to {last:,} of {total:,}", class_="kg-soft"),
        anchor("← before", before) if before else None,
        anchor("further →", after) if after else None,
        class_="kg-pager",
    )


def _number(total: int, *, size: int) -> int:
    asked = st.query_params.get("part", "1")
    wanted = int(asked) - 1 if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
    return max(0, min(wanted, (total - 1) // size))
