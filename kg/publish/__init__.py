"""Records to quads: named graphs per document, links, relations, coders and run."""

from __future__ import annotations

from kg.publish.corpus import quads
from kg.publish.provenance import provenance
from kg.publish.report import Finding, Report
from kg.publish.validation import validate
from kg.vocabulary import BASE

__all__ = ["BASE", "Finding", "Report", "provenance", "quads", "validate"]
