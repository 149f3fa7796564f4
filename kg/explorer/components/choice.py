"""A list to choose from whose choice stands in the address by its id, not by its wording."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from kg.explorer.address import text
from kg.explorer.components.parts import empty


def choice(
    label: str,
    options: Mapping[str, str],
    *,
    name: str,
    placeholder: str | None = None,
    help: str | None = None,
) -> str | None:
    """The id chosen, from the address or by hand.

    `options` is id to what is shown for it, `name` that of the parameter in the address. The
    `placeholder` is shown for no choice; without one, the first option is chosen.
    """
    ids = list(options)
    asked = text(name)
    if asked and asked not in options:
        empty(f"{label} “{asked[:60]}” is not here", "Choose another from the list.")
    first = None if placeholder is not None else 0
    chosen = st.selectbox(
        label,
        ids,
        index=ids.index(asked) if asked in options else first,
        format_func=lambda each: options[each],
        placeholder=placeholder,
        key=f"choice-{name}",
        help=help,
    )
    if chosen is not None and chosen != (ids[0] if first == 0 else None):
        st.query_params[name] = chosen
    else:
        st.query_params.pop(name, None)
    return chosen
