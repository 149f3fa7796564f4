"""The entities of all documents gathered into products, versions of one product together.

Also the sorting of entities into actors and products, since one name can be read as either.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.link.actors import judged
from kg.link.gathering import Barred, Group, Named, Pass, by_key, joined
from kg.link.names import deletions, one_edit, parted, plain
from kg.model import Product, content_id
from kg.thresholds import LOPSIDED, MISSPELT_LENGTH


def sorted_out(entities: Sequence[Named]) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    """Those that become actors and those that become products, by majority for each name.

    What speaks is an actor, whatever it was taken for; places and other names that never speak are
    neither, unless most documents read the name as an actor or product.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for item in entities:
        votes[plain(item.entity.name)][_sort(item)] += 1
    people, things = [], []
    for item in entities:
        count = votes[plain(item.entity.name)]
        best = max(("actor", "product", "neither"), key=lambda sort: count[sort])
        own = _sort(item)
        sort = best if best != "neither" else own
        if item.speaks or sort == "actor":
            people.append(item)
        elif sort == "product":
            things.append(item)
    return tuple(people), tuple(things)


def products(
    entities: Sequence[Named],
    *,
    actor_of: Mapping[tuple[str, str], str],
    same: Iterable[tuple[str, ...]] = (),
    barred: Barred = frozenset(),
) -> tuple[Product, ...]:
    """The products, over all documents; `actor_of` gives the actor for a document and key."""
    groups = by_key(
        entities, _base, "{documents} documents name '{key}' in the same words, versions aside"
    )
    groups = judged(groups, same, barred)
    for way in PASSES:
        groups = joined(groups, way, barred)
    found = [_product(group, actor_of) for group in groups]
    return tuple(sorted(found, key=lambda product: product.id))


def _sort(item: Named) -> str:
    if item.entity.kind in ("person", "organisation", "group"):
        return "actor"
    return "product" if item.entity.kind == "product" else "neither"


def _base(item: Named) -> str:
    """The name without the version mark, where the document says that it is one."""
    name, version = parted(item.entity.name)
    return plain(name) if version and version in item.entity.versions else plain(item.entity.name)


def _bases(group: Group) -> set[str]:
    return {_base(member) for member in group.members}


def _versions(group: Group) -> frozenset[str]:
    return frozenset(version for member in group.members for version in member.entity.versions)


def _misspelt(short: Group, full: Group) -> bool:
    """One letter apart, no version that the other lacks, and far rarer than the other."""
    if not _versions(short) <= _versions(full) or short.mentions() * LOPSIDED > full.mentions():
        return False
    return any(
        one_edit(a, b) and min(len(a), len(b)) >= MISSPELT_LENGTH
        for a in _bases(short)
        for b in _bases(full)
    )


def _spellings(group: Group) -> set[str]:
    return {key for name in _bases(group) for key in deletions(name)}


PASSES = (
    Pass(
        short=_bases,
        full=lambda group: group.names() - _bases(group),
        why="another document calls '{full}' '{short}', and nothing else",
    ),
    Pass(
        short=_spellings,
        full=_spellings,
        why="'{short}' is taken for a misspelling of '{full}': one letter differs, the version "
        "does not, and it is rare",
        check=_misspelt,
    ),
)


def _product(group: Group, actor_of: Mapping[tuple[str, str], str]) -> Product:
    bases = Counter(_base(member) for member in group.members)
    base = min(bases, key=lambda name: (-bases[name], -len(name), name))
    versions = sorted(_versions(group))
    names = Counter(m.entity.name for m in group.members if _base(m) == base)
    written = min(names, key=lambda name: (-names[name], -len(name), name))
    # One version all over is part of how the product is called; several are marks of one product.
    if len(versions) > 1 and parted(written)[1] in versions:
        written = parted(written)[0]
    others = {n for m in group.members for n in (m.entity.name, *m.entity.aliases)}
    makers = Counter(
        actor_of[member.document, member.entity.maker]
        for member in group.members
        if member.entity.maker is not None and (member.document, member.entity.maker) in actor_of
    )
    best = sorted(makers, key=lambda actor: (-makers[actor], actor))[:2]
    single = best and (len(best) == 1 or makers[best[0]] > makers[best[1]])
    return Product(
        id=content_id("product", base),
        name=written,
        aliases=tuple(sorted(other for other in others if other != written)),
        versions=tuple(versions),
        maker=best[0] if single else None,
        entities=tuple((member.document, member.entity.key) for member in group.members),
        why=group.why,
    )
