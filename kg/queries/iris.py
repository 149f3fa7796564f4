"""The prefixes in which IRIs are shown, exported and accepted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from kg import vocabulary

_INSTANCES: Final = (
    "actor",
    "article",
    "attribution",
    "claim",
    "concern",
    "concern-mention",
    "document",
    "extent",
    "graph",
    "judgement",
    "mention",
    "neighbour",
    "origin",
    "product",
    "proposition",
    "quantity",
    "relation",
    "run",
    "stance",
    "utterance",
)
_LOCAL: Final = re.compile(r"[\w-]+", re.ASCII)


@cache
def prefixes() -> Mapping[str, str]:
    """Prefix to namespace: those of the ontology file, and one per kind of instance.

    Instances of a graph built on another base are simply not shortened.
    """
    instances = {kind: f"{vocabulary.BASE}{kind}/" for kind in _INSTANCES}
    return MappingProxyType(dict(sorted({**instances, **vocabulary.prefixes()}.items())))


def shortened(iri: str) -> str:
    """The IRI as `prefix:local` where a prefix fits and the rest is a plain name, else as it is.

    >>> shortened("https://w3id.org/discourse-kg/claim/0f3c")
    'claim:0f3c'
    """
    for prefix, namespace in prefixes().items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def expanded(name: str) -> str:
    """The IRI that a name with one of our prefixes stands for; anything else comes back as it is.

    >>> expanded("claim:0f3c")
    'https://w3id.org/discourse-kg/claim/0f3c'
    """
    prefix, colon, local = name.partition(":")
    if colon and prefix in prefixes() and not local.startswith("//"):
        return prefixes()[prefix] + local
    return name
