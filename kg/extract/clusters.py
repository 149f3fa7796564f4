"""All that a document names, each once: namings gathered by string, kind and variant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extract.cluster import OWN, Cluster, folded
from kg.extract.describe import descriptions
from kg.extract.kinds import Votes, kind, lists
from kg.extract.names import Name
from kg.extract.variants import acronyms, misspelt, people, short_forms
from kg.model import EntityKind
from kg.thresholds import OUTRIGHT_VOTES

if TYPE_CHECKING:
    from spacy.tokens import Doc


def clusters(doc: Doc, found: Sequence[Name], *, speaking: frozenset[int]) -> tuple[Cluster, ...]:
    """All that is named in a document, each once; `speaking` holds tokens that head a source."""
    strings = _by_string(doc, found, speaking)
    strings = acronyms(doc, strings, found)
    strings = people(strings)
    strings = short_forms(strings)
    strings = misspelt(strings)
    return tuple(c for c in strings if c.kind != "other")


def _by_string(doc: Doc, found: Sequence[Name], speaking: frozenset[int]) -> tuple[Cluster, ...]:
    grouped: dict[str, list[int]] = {}
    for i, name in enumerate(found):
        grouped.setdefault(folded(name.text), []).append(i)
    described = [descriptions(doc, n) for n in found]
    spoken = [bool(speaking & set(range(n.start, n.end))) for n in found]

    def judged(which: list[int], others: Votes) -> tuple[EntityKind, float]:
        return kind(
            doc,
            [found[i] for i in which],
            [d for i in which for d in described[i]],
            speaks=any(spoken[i] for i in which),
            others=others,
        )

    votes = _from_longer(grouped)
    alone = {s: judged(which, votes[s]) for s, which in grouped.items()}
    shared = frozenset[str]()
    for together in lists(doc, found):
        kinds = {s: alone[s] for s in sorted({folded(found[i].text) for i in together})}
        sure = Counter(k for k, w in kinds.values() if w >= OUTRIGHT_VOTES)
        if len(sure) == 1:
            shared |= kinds.keys()
            for s in kinds:
                votes[s].update(sure.keys())
                votes[s].update(sure.keys())
    made: list[Cluster] = []
    for string, which in grouped.items():
        sort, weight = judged(which, votes[string]) if string in shared else alone[string]
        made.append(
            Cluster(
                kind=sort,
                forms={found[i].text: OWN for i in which},
                namings=tuple(found[i] for i in which),
                described=tuple(d for i in which for d in described[i]),
                weight=weight,
            )
        )
    return tuple(made)


def _from_longer(grouped: Mapping[str, Sequence[int]]) -> dict[str, Votes]:
    """Votes for a name from longer ones that hold it: 'Port of A' says place, 'Ida A' person."""
    votes = {s: Votes() for s in grouped}
    for string in grouped:
        words = string.split()
        if len(words) > 2 and words[-2] == "of" and words[-1] in votes:
            votes[words[-1]].update({"place": 4})
        if len(words) in {2, 3} and words[-1] in votes and words[-1].isalpha():
            votes[string].update({"person": 1})
    return votes
