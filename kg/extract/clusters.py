"""Which namings of one document name the same: surnames, acronyms, short forms, misspellings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.extract.describe import Description, descriptions
from kg.extract.kinds import Votes, kind, lists
from kg.extract.names import Name
from kg.extract.nouns import nouns
from kg.model import EntityKind
from kg.thresholds import MISSPELT_LETTERS, OUTRIGHT_VOTES

if TYPE_CHECKING:
    from spacy.tokens import Doc

OWN: Final = "named so"
_SMALL: Final = frozenset({"of", "for", "and", "the", "de", "&", "-", "in", "on"})


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


def clusters(doc: Doc, found: Sequence[Name], *, speaking: frozenset[int]) -> tuple[Cluster, ...]:
    """All that is named in a document, each once; `speaking` holds tokens that head a source."""
    strings = _by_string(doc, found, speaking)
    strings = _acronyms(doc, strings, found)
    strings = _people(strings)
    strings = _short_forms(strings)
    strings = _misspelt(strings)
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
    """Votes for a name from the longer ones that hold it: 'Port of A' says place, 'Ida A' person."""
    votes = {s: Votes() for s in grouped}
    for string in grouped:
        words = string.split()
        if len(words) > 2 and words[-2] == "of" and words[-1] in votes:
            votes[words[-1]].update({"place": 4})
        if len(words) in {2, 3} and words[-1] in votes and words[-1].isalpha():
            votes[string].update({"person": 1})
    return votes


def _merged(into: Cluster, other: Cluster, why: str) -> Cluster:
    return replace(
        into,
        forms={**into.forms, **{f: why for f in other.forms if f not in into.forms}},
        namings=tuple(sorted((*into.namings, *other.namings), key=lambda n: n.start)),
        described=(*into.described, *other.described),
        weight=max(into.weight, other.weight),
    )


def _fold(strings: Sequence[Cluster], joins: Mapping[int, tuple[int, str]]) -> tuple[Cluster, ...]:
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


def _initials(name: str) -> frozenset[str]:
    words = [w for w in re.split(r"[\s-]+", name.replace("’", "'")) if w]
    small = "".join(w[0] for w in words if w.casefold() not in _SMALL and w[0].isalnum())
    every = "".join(w[0] for w in words if w[0].isalnum())
    return frozenset({small.casefold(), every.casefold()})


def _acronyms(doc: Doc, strings: tuple[Cluster, ...], found: Sequence[Name]) -> tuple[Cluster, ...]:
    """'Weavers’ Federation (WF)', and capitals that are the initials of exactly one name."""
    at = {folded(form): i for i, c in enumerate(strings) for form in c.forms}
    joins: dict[int, tuple[int, str]] = {}
    for before, after in zip(found, found[1:], strict=False):
        between = "".join(t.text for t in doc[before.end : after.start])
        if between not in {"(", ",or"}:
            continue
        long, short = sorted((before.text, after.text), key=len, reverse=True)
        letters = short.replace(".", "").casefold()
        if short.isupper() and len(letters) > 1 and (letters in _initials(long) or between == "("):
            a, b = at[folded(short)], at[folded(long)]
            if a != b and len(long.split()) > 1:
                joins[a] = (b, f"“{short}” is introduced in brackets after “{long}”")
    for i, cluster in enumerate(strings):
        name = cluster.name
        if i in joins or not name.isupper() or len(name) < 3 or " " in name:
            continue
        fitting = [
            j for j, c in enumerate(strings) if j != i and " " in c.name and name.casefold() in _initials(c.name)
        ]
        if len(fitting) == 1 and strings[fitting[0]].kind in {"organisation", "other", "place"}:
            joins[i] = (fitting[0], f"“{name}” are the initials of “{strings[fitting[0]].name}”")
    joined = _fold(strings, joins)
    longs = {strings[j].name for j, _ in joins.values()}
    return tuple(
        replace(c, kind="organisation") if c.name in longs and c.kind in {"other", "place"} else c
        for c in joined
    )


def is_full_name(cluster: Cluster) -> bool:
    """Whether a cluster is a person with first name and surname."""
    return cluster.kind == "person" and len(cluster.name.split()) > 1


def _people(strings: tuple[Cluster, ...]) -> tuple[Cluster, ...]:
    """Surnames, titled surnames and first names go to the only person that bears them."""
    anchors = [i for i, c in enumerate(strings) if is_full_name(c)]
    joins: dict[int, tuple[int, str]] = {}
    for i, cluster in enumerate(strings):
        words = folded(cluster.name).split()
        if i in anchors:
            fitting = [j for j in anchors if j != i and _same_with_initials(strings[j].name, cluster.name)]
            if len(fitting) == 1 and len(strings[fitting[0]].name) > len(cluster.name):
                joins[i] = (fitting[0], f"“{cluster.name}” is “{strings[fitting[0]].name}”")
            continue
        if len(words) != 1 or not _may_be_person(cluster):
            continue
        for place, what in ((-1, "surname"), (0, "first name")):
            bearers = [j for j in anchors if folded(strings[j].name).split()[place] == words[0]]
            if len(bearers) == 1:
                joins[i] = (bearers[0], f"the {what} of “{strings[bearers[0]].name}”")
            if bearers:
                break
    return _fold(strings, joins)


def _may_be_person(cluster: Cluster) -> bool:
    labels = {n.label for n in cluster.namings}
    if cluster.kind == "person" or any(n.titles for n in cluster.namings):
        return True
    placed = labels <= {"GPE", "LOC"} and cluster.kind == "place" and len(cluster.namings) > 1
    return cluster.weight < OUTRIGHT_VOTES and not placed


def _same_with_initials(longer: str, shorter: str) -> bool:
    """'Ivo A. Lent' and 'Ivo Lent': first and last agree, the rest are initials or absent."""
    a, b = folded(longer).split(), folded(shorter).split()
    return a[0] == b[0] and a[-1] == b[-1] and len(a) != len(b) and min(len(a), len(b)) == 2


def _short_forms(strings: tuple[Cluster, ...]) -> tuple[Cluster, ...]:
    """'Kilnworks' for 'Kilnworks Systems', 'the Courier' for 'The Norland Courier'."""
    joins: dict[int, tuple[int, str]] = {}
    for i, cluster in enumerate(strings):
        words = folded(cluster.name).split()
        fitting = [
            j
            for j, c in enumerate(strings)
            if j != i and c.kind == "organisation" and _shortened(words, folded(c.name).split(), cluster)
        ]
        if len(fitting) == 1:
            joins[i] = (fitting[0], f"short for “{strings[fitting[0]].name}”")
        elif len(words) == 1 and cluster.weight < OUTRIGHT_VOTES and i not in joins:
            sites = [
                j
                for j, c in enumerate(strings)
                if c.kind == "place" and folded(c.name).split()[0] == words[0] and c.name != cluster.name
            ]
            if len(sites) == 1 and not fitting:
                joins[i] = (sites[0], f"short for “{strings[sites[0]].name}”")
    return _fold(strings, joins)


def _shortened(short: list[str], full: list[str], cluster: Cluster) -> bool:
    if len(short) >= len(full) or cluster.kind == "place" or cluster.kind == "product":
        return False
    if cluster.kind == "person" and (cluster.weight >= OUTRIGHT_VOTES or len(short) > 1):
        return False
    if full[: len(short)] == short:
        return True
    if len(short) > 1 and full[-len(short) :] == short:
        return True
    institution = short[-1] in nouns().institution | nouns().suffix
    return institution and len(short) == 1 and full[-1] == short[-1]


def _misspelt(strings: tuple[Cluster, ...]) -> tuple[Cluster, ...]:
    """Long names one letter apart, of one kind and version: the rarer is a slip of the pen."""
    joins: dict[int, tuple[int, str]] = {}
    for i, cluster in enumerate(strings):
        fitting = [j for j, c in enumerate(strings) if j != i and _slip(cluster, c)]
        if len(fitting) == 1:
            joins[i] = (fitting[0], f"“{cluster.name}” is one letter from “{strings[fitting[0]].name}”")
    return _fold(strings, joins)


def _slip(rare: Cluster, common: Cluster) -> bool:
    ranks = [(len(c.namings), len(c.described), -c.namings[0].start) for c in (rare, common)]
    if ranks[0] >= ranks[1] or "place" in {rare.kind, common.kind}:
        return False
    if is_full_name(rare) != is_full_name(common) or (common.kind == "person" and not is_full_name(common)):
        return False
    versions = set(rare.versions), set(common.versions)
    if all(versions) and not versions[0] & versions[1] and rare.kind == "product" and len(rare.namings) > 1:
        return False
    fitting = rare.kind == common.kind or rare.weight < OUTRIGHT_VOTES
    left = folded(rare.name)
    rights = {folded(f) for f in common.forms}
    return fitting and any(
        min(len(left), len(right)) >= MISSPELT_LETTERS and one_edit(left, right) for right in sorted(rights)
    )


def one_edit(left: str, right: str) -> bool:
    """Whether one letter more, less, other or swapped with its neighbour turns one into the other."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    if any(c.isdigit() for c in left + right) and re.findall(r"\d+", left) != re.findall(r"\d+", right):
        return False
    short, long = sorted((left, right), key=len)
    at = next((k for k, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :] and long[at:] not in {"s", "n"}
    swapped = short[at + 2 :] == long[at + 2 :] and short[at : at + 2] == long[at : at + 2][::-1]
    return at > 0 and (short[at + 1 :] == long[at + 1 :] or swapped)


def plain(names: Iterable[str]) -> tuple[str, ...]:
    """Names sorted, doubles dropped."""
    return tuple(sorted(set(names)))
