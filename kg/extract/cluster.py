"""Namings of one and the same thing, put together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.extract.describe import Description
from kg.extract.names import Name
from kg.model import EntityKind

OWN: Final = "named so"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Namings of one and the same thing, before it becomes an `Entity`.

    Attributes:
        forms: each way of writing it, version left out, with the reason it belongs here.
        weight: of the votes for its kind.
    """

    kind: EntityKind
    forms: Mapping[str, str]
    namings: tuple[Name, ...]
    described: tuple[Description, ...] = ()
    weight: float = 0.0

    @property
    def name(self) -> str:
        """The fullest form; of equally long ones the most frequent, then the first by letter."""
        seen = Counter(n.text for n in self.namings)
        return min(
            self.forms, key=lambda f: (-_fullness(f, seen), self.forms[f] != OWN, -seen[f], f)
        )

    @property
    def versions(self) -> tuple[str, ...]:
        """Version marks that follow the name."""
        return tuple(sorted({n.version for n in self.namings if n.version}))


def _fullness(form: str, seen: Counter[str]) -> int:
    words = len(form.split())
    return words if seen[form] else 0


def folded(text: str) -> str:
    """A name for comparison: straight apostrophes, no possessive, lower case."""
    straight = text.replace("’", "'").replace("‑", "-")
    return re.sub(r"'s?$", "", straight).casefold().removeprefix("the ").strip()


def is_full_name(cluster: Cluster) -> bool:
    """Whether a cluster is a person with first name and surname."""
    return cluster.kind == "person" and len(cluster.name.split()) > 1


def _merged(into: Cluster, other: Cluster, why: str) -> Cluster:
    return replace(
        into,
        forms={**into.forms, **{f: why for f in other.forms if f not in into.forms}},
        namings=tuple(sorted((*into.namings, *other.namings), key=lambda n: n.start)),
        described=(*into.described, *other.described),
        weight=max(into.weight, other.weight),
    )


def fold(strings: Sequence[Cluster], joins: Mapping[int, tuple[int, str]]) -> tuple[Cluster, ...]:
    """Clusters with each one named in `joins` put into the cluster it points at."""
    result = dict(enumerate(strings))
    for short in sorted(joins, key=lambda i: (len(strings[i].name), i)):
        target, why = joins[short]
        seen = {short}
        while target in joins and target not in seen:
            seen.add(target)
            target = joins[target][0]
        if target in result and short in result and target != short:
            result[target] = _merged(result[target], result.pop(short), why)
    return tuple(result[i] for i in sorted(result))
