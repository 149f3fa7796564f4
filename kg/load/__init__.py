"""Files, folders, feeds and tables become `Document`s; nothing is lost without a word."""

from kg.load.loading import Loading, load

__all__ = ["Loading", "load"]
