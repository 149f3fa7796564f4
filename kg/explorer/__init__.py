"""The explorer: pages that draw what questions answer; the only room that knows Streamlit."""

__all__ = ["main"]


def main() -> None:
    """Draw the explorer; called by `app.py` at every click."""
    from kg.explorer.frame import draw

    draw()
