"""The explorer, for `streamlit run app.py`; `kg explore` starts the same."""

from kg.explorer import main

main()
