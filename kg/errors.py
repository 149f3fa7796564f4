"""What can go wrong, as a tree.

KgError
├── ModelError          a record that may not exist (empty extent, unknown stance)
├── InputError          a file or folder that can't be read
├── MissingPackageError      a package or model that has to be installed first
├── VocabularyError     a term that the ontology does not declare
├── QueryError          a question that is malformed, refused, or lacks a parameter
├── StoreError          a graph that is absent, broken or unreachable
├── JudgementError      a judgements file that can't be understood
└── GoldError           gold data that can't be read for evaluation

Every message says what is wrong, where, and what to do.
"""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors of this package; its message is fit for the user's eyes."""


class ModelError(KgError, ValueError):
    """A record that breaks an invariant."""


class InputError(KgError):
    """A file or folder that can't be read."""

    def __init__(self, file: str, reason: str, remedy: str) -> None:
        super().__init__(f"{file}: {reason}. {remedy}")
        self.file = file
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str]]:
        return type(self), (self.file, self.reason, self.remedy)


class MissingPackageError(KgError, ImportError):
    """A package or model that has to be installed first; the message gives the command."""


class VocabularyError(KgError, AttributeError):
    """A term that the ontology does not declare."""


class QueryError(KgError):
    """A question that is malformed, refused, or lacks a parameter."""


class StoreError(KgError):
    """A graph that is absent, broken or out of reach."""


class JudgementError(KgError):
    """A judgements file that can't be understood."""


class GoldError(KgError):
    """Gold data that can't be read."""
