"""Entities of single documents gathered over all documents: exactly one candidate, or none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from kg.link.names import plain
from kg.model import Entity, Extraction
from kg.thresholds import COMMON_DOCUMENTS, COMMON_SHARE


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An entity of one document, with what is needed to compare it.

    Attributes:
        mentions: how often the document speaks of it, at least 1.
        speaks: whether an utterance in the document is its own.
        company: plain names of the other actors and products that the document names, those left
            out that many documents name.
    """

    document: str
    entity: Entity
    mentions: int
    speaks: bool
    company: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Entities found to be the same, and the reasons."""

    members: tuple[Named, ...]
    why: tuple[str, ...] = ()

    def full(self) -> frozenset[str]:
        """The fullest names in the members' documents, plain."""
        return frozenset(plain(member.entity.name) for member in self.members)

    def names(self) -> frozenset[str]:
        """All names, plain."""
        return frozenset(
            plain(name)
            for member in self.members
            for name in (member.entity.name, *member.entity.aliases)
        ) - {""}

    def company(self) -> frozenset[str]:
        """Who and what is named beside it, plain, in all documents."""
        return frozenset(name for member in self.members for name in member.company)

    def mentions(self) -> int:
        """How often it is spoken of in all documents."""
        return sum(member.mentions for member in self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """One way in which a group can be another name of exactly one other group.

    Attributes:
        short: keys under which a group looks for the one it may be a variant of.
        full: keys under which a group can be found.
        check: whether the two may indeed be one.
        why: a template for the reason; {short} and {full} are the two names.
    """

    short: Callable[[Group], Iterable[str]]
    full: Callable[[Group], Iterable[str]]
    why: str
    check: Callable[[Group, Group], bool] = field(default=lambda short, full: True)


Barred = frozenset[frozenset[str]]
"""Pairs of plain names that a person judged to be distinct."""


def named(extractions: Sequence[Extraction]) -> tuple[Named, ...]:
    """Every entity of every document, by document id and key."""
    common = _common(extractions)
    found: list[Named] = []
    for extraction in extractions:
        mentions: dict[str | None, int] = defaultdict(int)
        for mention in extraction.mentions:
            mentions[mention.entity] += 1
        names = {
            entity.key: plain(entity.name)
            for entity in extraction.entities
            if entity.kind not in ("place", "other") and plain(entity.name) not in common
        }
        speakers = {utterance.speaker for utterance in extraction.utterances}
        found.extend(
            Named(
                document=extraction.document.id,
                entity=entity,
                mentions=max(1, mentions[entity.key]),
                speaks=entity.key in speakers,
                company=frozenset(
                    name
                    for key, name in names.items()
                    if key != entity.key and name != plain(entity.name)
                ),
            )
            for entity in extraction.entities
        )
    return tuple(sorted(found, key=lambda n: (n.document, n.entity.key)))


def _common(extractions: Sequence[Extraction]) -> frozenset[str]:
    """Plain names that so many documents give that they tell nothing about one of them."""
    counts = Counter(
        name
        for extraction in extractions
        for name in {plain(entity.name) for entity in extraction.entities}
    )
    most = max(COMMON_DOCUMENTS, COMMON_SHARE * len(extractions))
    return frozenset(name for name, count in counts.items() if count > most)


def by_key(items: Iterable[Named], key: Callable[[Named], str], why: str) -> tuple[Group, ...]:
    """One group per key, in order of the keys; `why` is a template for what {key} joined."""
    gathered: dict[str, list[Named]] = defaultdict(list)
    for item in items:
        gathered[key(item)].append(item)
    return tuple(
        Group(
            members=tuple(members),
            why=(why.format(key=name, documents=len({m.document for m in members})),)
            if len({m.document for m in members}) > 1
            else (),
        )
        for name, members in sorted(gathered.items())
    )


def joined(groups: Sequence[Group], way: Pass, barred: Barred = frozenset()) -> tuple[Group, ...]:
    """The groups after one pass: each that fits exactly one other group is joined to it."""
    index: dict[str, set[int]] = defaultdict(set)
    for i, group in enumerate(groups):
        for key in way.full(group):
            index[key].add(i)
    links: list[tuple[int, int]] = []
    for i, group in enumerate(groups):
        near = {j for key in way.short(group) for j in index.get(key, ()) if j != i}
        fitting = [j for j in sorted(near) if way.check(group, groups[j])]
        if len(fitting) == 1 and not is_barred(group, groups[fitting[0]], barred):
            links.append((i, fitting[0]))
    return merged(groups, links, barred, lambda s, f: way.why.format(short=title(s), full=title(f)))


def merged(
    groups: Sequence[Group],
    links: Iterable[tuple[int, int]],
    barred: Barred,
    why: Callable[[Group, Group], str],
) -> tuple[Group, ...]:
    """Groups joined along links, in order, unless that would unite what is barred."""
    home = list(range(len(groups)))
    held = dict(enumerate(groups))
    for i, j in links:
        a, b = _root(home, i), _root(home, j)
        if a == b or is_barred(held[a], held[b], barred):
            continue
        a, b = min(a, b), max(a, b)
        home[b] = a
        reason = why(groups[i], groups[j])
        first, second = held[a], held.pop(b)
        held[a] = Group(
            members=tuple(
                sorted(first.members + second.members, key=lambda n: (n.document, n.entity.key))
            ),
            why=(*first.why, *second.why, reason),
        )
    return tuple(held[i] for i in sorted(held))


def is_barred(left: Group, right: Group, barred: Barred) -> bool:
    """Whether a person judged a name of the one distinct from a name of the other."""
    if not barred:
        return False
    return any(frozenset({a, b}) in barred for a in left.names() for b in right.names() if a != b)


def title(group: Group) -> str:
    """The name to speak of a group by: the one most documents give as the fullest."""
    counts: dict[str, int] = defaultdict(int)
    for member in group.members:
        counts[member.entity.name] += 1
    return min(counts, key=lambda name: (-counts[name], -len(name), name))


def _root(home: list[int], i: int) -> int:
    while home[i] != i:
        home[i] = home[home[i]]
        i = home[i]
    return i
