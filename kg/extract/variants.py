"""Which names are variants of one: surnames, acronyms, short forms, misspellings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.extract.cluster import Cluster, fold, folded, is_full_name
from kg.extract.names import Name
from kg.extract.nouns import nouns
from kg.thresholds import MISSPELT_LETTERS, OUTRIGHT_VOTES

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SMALL: Final = frozenset({"of", "for", "and", "the", "de", "&", "-", "in", "on"})


def acronyms(doc: Doc, strings: tuple[Cluster, ...], found: Sequence[Name]) -> tuple[Cluster, ...]:
    """'Weavers’ Federation (WF)', and capitals that are the initials of exactly one name."""
    at = {folded(form): i for i, c in enumerate(strings) for form in c.forms}
    joins: dict[int, tuple[int, str]] = {}
    for before, after in pairwise(found):
        between = "".join(t.text for t in doc[before.end : after.start])
        if between not in {"(", ",or"}:
            continue
        long, short = sorted((before.text, after.text), key=len, reverse=True)
        letters = short.replace(".", "").casefold()
        if short.isupper() and len(letters) > 1 and (letters in _initials(long) or between == "("):
            a, b = at[folded(short)], at[folded(long)]
            if a != b and len(long.split()) > 1:
                joins[a] = (b, f"“{short}” is introduced in brackets after “{long}”")
    spelt: dict[str, list[int]] = {}
    for j, cluster in enumerate(strings):
        name = cluster.name
        for letters in sorted(_initials(name)) if " " in name else ():
            spelt.setdefault(letters, []).append(j)
    for i, cluster in enumerate(strings):
        name = cluster.name
        if i in joins or not name.isupper() or len(name) < 3 or " " in name:
            continue
        fitting = spelt.get(name.casefold(), [])
        if len(fitting) == 1 and strings[fitting[0]].kind in {"organisation", "other", "place"}:
            joins[i] = (fitting[0], f"“{name}” are the initials of “{strings[fitting[0]].name}”")
    joined = fold(strings, joins)
    longs = {strings[j].name for j, _ in joins.values()}
    return tuple(
        replace(c, kind="organisation") if c.name in longs and _open(c) else c for c in joined
    )


def _open(cluster: Cluster) -> bool:
    """Whether nothing speaks against a body: a field or a method is abbreviated as well."""
    return cluster.kind == "place" or (cluster.kind == "other" and cluster.weight == 0)


def _initials(name: str) -> frozenset[str]:
    words = [w for w in re.split(r"[\s-]+", name.replace("’", "'")) if w]
    small = "".join(w[0] for w in words if w.casefold() not in _SMALL and w[0].isalnum())
    every = "".join(w[0] for w in words if w[0].isalnum())
    return frozenset({small.casefold(), every.casefold()})


def people(strings: tuple[Cluster, ...]) -> tuple[Cluster, ...]:
    """Surnames, titled surnames and first names go to the only person that bears them."""
    split = [folded(c.name).split() for c in strings]
    anchors = [i for i, c in enumerate(strings) if is_full_name(c) and len(split[i]) > 1]
    joins: dict[int, tuple[int, str]] = {}
    for i in sorted(range(len(strings)), key=lambda k: (k not in anchors, k)):
        cluster, words = strings[i], split[i]
        if i in anchors:
            fitting = [j for j in anchors if j != i and _same_with_initials(split[j], words)]
            if len(fitting) == 1 and len(strings[fitting[0]].name) > len(cluster.name):
                joins[i] = (fitting[0], f"“{cluster.name}” is “{strings[fitting[0]].name}”")
            continue
        if len(words) != 1 or not _may_be_person(cluster):
            continue
        for place, what in ((-1, "surname"), (0, "first name")):
            bearers = [j for j in anchors if split[j][place] == words[0] and j not in joins]
            if len(bearers) == 1:
                joins[i] = (bearers[0], f"the {what} of “{strings[bearers[0]].name}”")
            if bearers:
                break
    return fold(strings, joins)


def _may_be_person(cluster: Cluster) -> bool:
    labels = {n.label for n in cluster.namings}
    if cluster.kind == "person" or any(n.titles for n in cluster.namings):
        return True
    placed = labels <= {"GPE", "LOC"} and cluster.kind == "place" and len(cluster.namings) > 1
    return cluster.weight < OUTRIGHT_VOTES and not placed


def _same_with_initials(a: list[str], b: list[str]) -> bool:
    """'Ivo A. Lent' and 'Ivo Lent': first and last agree, the rest are initials or absent."""
    return a[0] == b[0] and a[-1] == b[-1] and len(a) != len(b) and min(len(a), len(b)) == 2


def short_forms(strings: tuple[Cluster, ...]) -> tuple[Cluster, ...]:
    """'Kilnworks' for 'Kilnworks Systems', 'the Courier' for 'The Norland Courier'."""
    joins: dict[int, tuple[int, str]] = {}
    split = [folded(c.name).split() for c in strings]
    firms = [j for j, c in enumerate(strings) if c.kind == "organisation" and len(split[j]) > 1]
    for i, cluster in enumerate(strings):
        words = split[i]
        if not words:
            continue
        fitting = [j for j in firms if j != i and _shortened(words, split[j], cluster)]
        if len(fitting) == 1:
            joins[i] = (fitting[0], f"short for “{strings[fitting[0]].name}”")
        elif len(words) == 1 and cluster.weight < OUTRIGHT_VOTES and i not in joins:
            sites = [
                j
                for j, c in enumerate(strings)
                if c.kind == "place" and j != i and split[j][:1] == words
            ]
            if len(sites) == 1 and not fitting:
                joins[i] = (sites[0], f"short for “{strings[sites[0]].name}”")
    return fold(strings, joins)


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


def misspelt(strings: tuple[Cluster, ...]) -> tuple[Cluster, ...]:
    """Long names one letter apart, of one kind and version: the rarer is a slip of the pen."""
    joins: dict[int, tuple[int, str]] = {}
    alike: dict[str, list[int]] = {}  # the first letter is never the slip
    for i, cluster in enumerate(strings):
        for letter in sorted({folded(f)[:1] for f in cluster.forms}):
            alike.setdefault(letter, []).append(i)
    for i, cluster in enumerate(strings):
        name = folded(cluster.name)
        if len(name) < MISSPELT_LETTERS - 1:
            continue
        fitting = [j for j in alike.get(name[:1], ()) if j != i and _slip(cluster, strings[j])]
        if len(fitting) == 1:
            joins[i] = (
                fitting[0],
                f"“{cluster.name}” is one letter from “{strings[fitting[0]].name}”",
            )
    return fold(strings, joins)


def _slip(rare: Cluster, common: Cluster) -> bool:
    ranks = [(len(c.namings), len(c.described), -c.namings[0].start) for c in (rare, common)]
    if ranks[0] >= ranks[1] or "place" in {rare.kind, common.kind}:
        return False
    if is_full_name(rare) != is_full_name(common) or (
        common.kind == "person" and not is_full_name(common)
    ):
        return False
    versions = set(rare.versions), set(common.versions)
    if (
        all(versions)
        and not versions[0] & versions[1]
        and rare.kind == "product"
        and len(rare.namings) > 1
    ):
        return False
    if rare.kind != common.kind and rare.weight >= OUTRIGHT_VOTES:
        return False
    left = folded(rare.name)
    rights = {folded(f) for f in common.forms}
    return any(
        min(len(left), len(right)) >= MISSPELT_LETTERS and one_edit(left, right)
        for right in sorted(rights)
    )


def one_edit(left: str, right: str) -> bool:
    """Whether one letter more, less, other or swapped with the next turns one into the other."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    if any(c.isdigit() for c in left + right) and re.findall(r"\d+", left) != re.findall(
        r"\d+", right
    ):
        return False
    short, long = sorted((left, right), key=len)
    at = next((k for k, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return at > 0 and short[at:] == long[at + 1 :] and long[at:] not in {"s", "n"}
    swapped = short[at + 2 :] == long[at + 2 :] and short[at : at + 2] == long[at : at + 2][::-1]
    return at > 0 and (short[at + 1 :] == long[at + 1 :] or swapped)
