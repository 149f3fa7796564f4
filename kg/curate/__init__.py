"""People's judgements: read, written, applied, and how far the people agree."""

from kg.curate.agreement import Agreement, agreement
from kg.curate.applying import after, before, settled
from kg.curate.judgements import read, write

__all__ = ["Agreement", "after", "agreement", "before", "read", "settled", "write"]
