"""What the address bar holds: short strings, checked when read, and links that carry them on.

Widgets bind themselves to the address (`bind="query-params"`); here are the parameters that no
widget owns, such as which claim is shown.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlencode

import streamlit as st

_IDENT: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,119}")
"""The last part of one of our addresses: a hash, or a concern's short name."""

_LONGEST: Final = 20_000
"""Characters of a query in an address; browsers and servers cut off beyond some 32,000."""


def ident(name: str = "id") -> str | None:
    """The id that the address names, None where it names none or one that can't be ours."""
    value = st.query_params.get(name)
    return value if value is not None and _IDENT.fullmatch(value) else None


def asked(name: str = "id") -> bool:
    """Whether the address names anything at all, if only nonsense."""
    return bool(st.query_params.get(name))


def text(name: str) -> str:
    """A free text from the address, cut where no honest link would reach."""
    return st.query_params.get(name, "")[:_LONGEST]


def link(page: str, **parameters: str | None) -> str:
    """The relative address of a page; the graph that is being looked at stays the same."""
    graph = st.query_params.get("graph")
    named = {"graph": graph, **parameters}
    query = urlencode({key: value for key, value in named.items() if value})
    return f"{page}?{query}" if query else page
