"""Records to quads: named graphs per document, links, relations, coders and run."""

from __future__ import annotations

from kg.publish.corpus import quads
from kg.publish.provenance import provenance
from kg.vocabulary import BASE

__all__ = ["BASE", "provenance", "quads"]
