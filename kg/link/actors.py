"""The entities of all documents gathered into actors.

Names embed badly: to all-MiniLM-L6-v2 two people of one surname are nearer to each other (0.6 to
0.8) than an organisation is to its own acronym (0.2 to 0.5), so spelling decides here and meaning
does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, get_args

from kg.link.gathering import Barred, Group, Named, Pass, by_key, joined, merged
from kg.link.names import (
    acronyms,
    deletions,
    is_acronym,
    is_generic,
    one_edit,
    plain,
    short_forms,
    untitled,
)
from kg.model import Actor, ActorKind, content_id, normalised
from kg.thresholds import LOPSIDED, MISSPELT_LENGTH

BESIDE: Final = "; both are named beside the same others"

_KINDS: Final[tuple[ActorKind, ...]] = get_args(ActorKind)


def actors(
    entities: Sequence[Named], *, same: Iterable[tuple[str, ...]] = (), barred: Barred = frozenset()
) -> tuple[Actor, ...]:
    """Who speaks or is spoken of, over all documents; `entities` are those that `is_actor`.

    `same` are names that a person judged to be one, `barred` pairs judged to be two. The id is that
    of the name most documents give in full, whatever the kind, since a kind may be read otherwise
    in the next document.
    """
    groups = by_key(
        entities,
        lambda item: plain(item.entity.name),
        "{documents} documents name '{key}' in the same words",
    )
    groups = judged(groups, same, barred)
    for way in PASSES:
        groups = joined(groups, way, barred)
    found = [_actor(group) for group in groups]
    return tuple(sorted(found, key=lambda actor: actor.id))


def judged(
    groups: Sequence[Group], same: Iterable[tuple[str, ...]], barred: Barred
) -> tuple[Group, ...]:
    """The groups with those joined that a person judged to be the same."""
    links = []
    for names in same:
        wanted = {plain(name) for name in names}
        fitting = [i for i, group in enumerate(groups) if group.names() & wanted]
        links += [(i, fitting[0]) for i in fitting[1:]]
    return merged(groups, links, barred, lambda *_: "a person judged these names to be the same")


def kind(members: Sequence[Named]) -> ActorKind:
    """The kind most documents give, then most mentions; what speaks and has none is organised."""
    documents: Counter[str] = Counter(m.entity.kind for m in members)
    mentions: Counter[str] = Counter()
    for member in members:
        mentions[member.entity.kind] += member.mentions
    best = max(_KINDS, key=lambda each: (documents[each], mentions[each], -_KINDS.index(each)))
    return best if documents[best] else "organisation"


def _is(group: Group, wanted: ActorKind) -> bool:
    return kind(group.members) == wanted


def _surnames(group: Group) -> set[str]:
    """The lone surname of somebody whose name is nowhere given in full."""
    lone = not any(" " in name for name in group.full())
    return set(group.full()) if lone and _is(group, "person") else set()


def _last_words(group: Group) -> set[str]:
    if not _is(group, "person"):
        return set()
    return {name.rsplit(" ", 1)[-1] for name in group.full() if " " in name}


def _first_and_last(group: Group) -> set[str]:
    """First and last word of names of three words and more: 'ana b reyes' looks for 'ana reyes'."""
    if not _is(group, "person"):
        return set()
    return {f"{words[0]} {words[-1]}" for n in group.full() if len(words := n.split()) > 2}


def _initialled(group: Group) -> set[str]:
    if not _is(group, "person"):
        return set()
    return {n for n in group.full() if " " in n and len(n.split()[0]) == 1}


def _with_initial(group: Group) -> set[str]:
    if not _is(group, "person"):
        return set()
    split = [name.split() for name in group.full()]
    return {f"{w[0][0]} {' '.join(w[1:])}" for w in split if len(w) > 1 and len(w[0]) > 1}


def _acronym_names(group: Group) -> set[str]:
    if _is(group, "person"):
        return set()
    return {plain(m.entity.name) for m in group.members if is_acronym(m.entity.name)}


def _acronyms_of(group: Group) -> set[str]:
    if _is(group, "person"):
        return set()
    return {acronym for name in group.full() for acronym in acronyms(name)}


def _short_forms(group: Group) -> set[str]:
    if not _is(group, "organisation"):
        return set()
    return {short for name in group.full() for short in short_forms(name)}


def _organised(group: Group) -> set[str]:
    """The name of an organisation that is nowhere given in another form."""
    single = len(group.full()) == 1 and _is(group, "organisation")
    return set(group.full()) if single else set()


def _other_names(group: Group) -> frozenset[str]:
    """Names given beside a fuller one; of people, those of two words, since one is a surname's."""
    others = {n for n in group.names() - group.full() if not is_generic(n.split())}
    return frozenset(n for n in others if " " in n or not _is(group, "person"))


def _called(short: Group, full: Group) -> bool:
    return kind(short.members) == kind(full.members) and _acquainted(short, full)


def _handles(group: Group) -> set[str]:
    return {h.casefold().lstrip("@") for m in group.members for h in m.entity.handles}


def _spellings(group: Group) -> set[str]:
    return {key for name in group.full() for key in deletions(name)}


def _acquainted(short: Group, full: Group) -> bool:
    """Whether both are named beside the same third: a surname or acronym is many names'.

    Names in one document were told apart where it was read, so they are no candidates here.
    """
    if {m.document for m in short.members} & {m.document for m in full.members}:
        return False
    return bool(short.company() & full.company())


def _tails(group: Group) -> set[str]:
    """The ends of an organisation's name that are made of words for its kind, two at the least."""
    if not _is(group, "organisation"):
        return set()
    split = [name.split() for name in group.full()]
    return {" ".join(words[i:]) for words in split for i in range(1, len(words) - 1)}


def _described(group: Group) -> set[str]:
    """Names that are written as descriptions: 'the port authority'."""
    names = {m.entity.name.removeprefix("the ").removeprefix("The ") for m in group.members}
    return {plain(name) for name in names if name == name.lower()}


def _misspelt(short: Group, full: Group) -> bool:
    """One letter apart, long enough, of one kind, and far rarer than the other.

    People's names must have two words: Hansen and Hanson are two, Ilse Hansen and Ilse Hanson are
    one with a slip, if they are named beside the same others.
    """
    if kind(short.members) != kind(full.members):
        return False
    if short.mentions() * LOPSIDED > full.mentions():
        return False
    people = _is(short, "person")
    if people and not short.company() & full.company():
        return False
    return any(
        one_edit(a, b) and min(len(a), len(b)) >= MISSPELT_LENGTH and (" " in a or not people)
        for a in short.full()
        for b in full.full()
    )


PASSES: Final = (
    Pass(short=_handles, full=_handles, why="'{short}' and '{full}' use the same handle"),
    Pass(
        short=_first_and_last,
        full=Group.full,
        why="'{short}' is '{full}' with a name between first and last",
        check=lambda short, full: _is(full, "person"),
    ),
    Pass(
        short=_initialled,
        full=_with_initial,
        why="'{short}' has the surname of '{full}' alone, and the initial of the first name",
    ),
    Pass(
        short=_acronym_names,
        full=_acronyms_of,
        why="'{short}' is made of the initials of '{full}' and of no other name" + BESIDE,
        check=_acquainted,
    ),
    Pass(
        short=_organised,
        full=_short_forms,
        why="'{short}' is the short form of '{full}' and of no other name" + BESIDE,
        check=_acquainted,
    ),
    Pass(
        short=_surnames,
        full=_last_words,
        why="'{short}' is the surname of '{full}' and of nobody else" + BESIDE,
        check=_acquainted,
    ),
    Pass(
        short=_described,
        full=_tails,
        why="'{short}' fits '{full}' and no other" + BESIDE,
        check=_acquainted,
    ),
    Pass(
        short=Group.full,
        full=_other_names,
        why="another document calls '{full}' '{short}', and nobody else" + BESIDE,
        check=_called,
    ),
    Pass(
        short=_spellings,
        full=_spellings,
        why="'{short}' is taken for a misspelling of '{full}': one letter differs, and it is rare",
        check=_misspelt,
    ),
)
"""In this order: what joins fuller names comes first, so that they are one candidate, not two."""


def _actor(group: Group) -> Actor:
    chosen = kind(group.members)
    name = _best_name(group)
    others = {untitled(n) for m in group.members for n in (m.entity.name, *m.entity.aliases)}
    return Actor(
        id=content_id("actor", plain(name)),
        name=name,
        kind=chosen,
        aliases=tuple(sorted(other for other in others if other != name)),
        roles=pooled(role for member in group.members for role in member.entity.roles),
        handles=tuple(sorted({h.lstrip("@") for m in group.members for h in m.entity.handles})),
        entities=tuple((member.document, member.entity.key) for member in group.members),
        why=(*group.why, *_kind_why(group, chosen)),
    )


def _best_name(group: Group) -> str:
    """The name most documents give, acronyms and lone surnames only where there is no other."""
    counts = Counter(untitled(member.entity.name) for member in group.members)
    whole = [name for name in counts if not is_acronym(name)] or list(counts)
    if kind(group.members) == "person":
        whole = [name for name in whole if " " in name] or whole
    else:
        shorts = {short for name in whole for short in short_forms(name)}
        whole = [name for name in whole if plain(name) not in shorts] or whole
    return min(whole, key=lambda name: (-counts[name], -len(name), name))


def _kind_why(group: Group, chosen: ActorKind) -> tuple[str, ...]:
    kinds = Counter(member.entity.kind for member in group.members)
    if len(kinds) < 2:
        return ()
    seen = ", ".join(f"{kind} in {n}" for kind, n in sorted(kinds.items()))
    return (f"read as {seen} of the documents; {chosen} by the majority",)


def pooled(texts: Iterable[str]) -> tuple[str, ...]:
    """Different texts, the most frequent first; of those alike in words, the first by alphabet."""
    counts: Counter[str] = Counter()
    wording: dict[str, str] = {}
    for text in texts:
        words = normalised(text)
        counts[words] += 1
        wording[words] = min(text, wording.get(words, text))
    return tuple(wording[w] for w in sorted(counts, key=lambda w: (-counts[w], w)))
