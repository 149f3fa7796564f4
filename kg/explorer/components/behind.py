"""Every view is a query: to be read, copied, taken along as CSV, and opened for changing."""

from __future__ import annotations

import hashlib

import streamlit as st

from kg.explorer.address import link
from kg.explorer.components.markup import tag
from kg.explorer.components.parts import anchor, show
from kg.explorer.data import Answer
from kg.explorer.words import counted


def query_behind(*answers: Answer) -> None:
    """Below a view: the question or questions it shows the answer of."""
    show("Behind this view", class_="kg-kicker kg-behind")
    for answer in answers:
        asked = answer.question
        with st.expander(asked.title, type="compact"):
            show(tag("p", asked.summary, class_="kg-soft"))
            st.code(answer.query, language="sparql", wrap_lines=True)
            parameters = {f"p_{name}": value for name, value in answer.values.items()}
            opened = link("sparql", question=asked.name, **parameters)
            with st.container(horizontal=True, vertical_alignment="center"):
                st.download_button(
                    f"Download {counted(len(answer.rows), 'row')} as CSV",
                    answer.csv,
                    file_name=f"{asked.name}.csv",
                    mime="text/csv",
                    key=f"csv-{asked.name}-{hashlib.sha256(answer.query.encode()).hexdigest()[:12]}",
                    icon=":material/download:",
                )
                show(anchor("Open on the SPARQL page", opened))
