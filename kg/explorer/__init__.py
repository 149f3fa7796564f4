"""The explorer: pages that draw what questions answer; the only room that knows Streamlit."""

from kg.explorer.starting import launch

__all__ = ["launch", "main"]


def main() -> None:
    """Draw the explorer; called by `app.py` at every click."""
    from kg.explorer.frame import draw

    draw()
