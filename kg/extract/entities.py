"""Who and what a document speaks of: people, organisations, groups, products, places."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.extract.antecedents import Candidate
from kg.extract.cluster import Cluster, folded
from kg.extract.clusters import clusters
from kg.extract.coreference import Link, links
from kg.extract.describe import head_noun
from kg.extract.names import Name, extent, names, read_lines
from kg.extract.nouns import Gender, nouns
from kg.extract.phrases import body_name, group_name, head, in_quotation, text_of
from kg.extract.posts import Author, authors
from kg.extract.products import makers
from kg.extract.sources import heads, source_of
from kg.model import Attribution, Document, Entity, EntityKind, Extent, Mention, normalised

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RECURS: Final = "the same words as elsewhere in the text"
_SHORTEST: Final = 3
"""Letters from which a name is sought again in the whole text: shorter strings are words too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Nameless:
    """A group or body known by a common noun, with the tokens and extents that speak of it."""

    kind: EntityKind
    name: str
    aliases: tuple[str, ...]
    heads: tuple[int, ...]
    extents: tuple[Extent, ...]


def entities(
    document: Document, doc: Doc, attributions: Sequence[Attribution]
) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """The entities of a document, ordered by key, and all their mentions, ordered by place."""
    if not document.readable:
        return (), ()
    speaking = heads(doc, attributions)
    found = clusters(doc, names(document, doc), speaking=speaking)
    found = tuple(_voiced(c, speaking) for c in found)
    found, posters = _with_authors(document, doc, found, attributions)
    found = _recurring(document, doc, found)
    quoted = in_quotation(document, attributions)
    told = (document, doc, attributions, found)
    first = _linked(*told, (), speaking, quoted)
    taken = {k.start for k in first if k.target is not None} | {
        k.end - 1 for k in first if k.target is not None
    }
    nameless = _nameless(doc, attributions, found, taken)
    linked = _linked(*told, nameless, speaking, quoted) if nameless else first
    owners = {k.end - 1: k.target for k in linked if k.target is None or k.target < len(found)}
    made_by = makers(doc, found, owners=owners)
    keys = _keys(found, nameless)
    listed = [
        _entity(c, keys[i], posters.get(i), keys[made_by[i][0]] if i in made_by else None)
        for i, c in enumerate(found)
    ]
    listed += [
        Entity(key=keys[len(found) + i], name=n.name, kind=n.kind, aliases=n.aliases)
        for i, n in enumerate(nameless)
    ]
    mentions = _mentions(doc, found, nameless, linked, keys)
    return tuple(sorted(listed, key=lambda e: e.key)), mentions


def _voiced(cluster: Cluster, speaking: frozenset[int]) -> Cluster:
    """A place that speaks is its government: 'Norland said', the capital's 'City Hall denied'."""
    speaks = any(speaking & set(range(n.start, n.end)) for n in cluster.namings)
    return replace(cluster, kind="organisation") if speaks and cluster.kind == "place" else cluster


def _with_authors(
    document: Document, doc: Doc, found: tuple[Cluster, ...], attributions: Sequence[Attribution]
) -> tuple[tuple[Cluster, ...], dict[int, Author]]:
    """Clusters with one for each author of a post; positions of those, with their handles."""
    listed = list(found)
    posters: dict[int, Author] = {}
    for author in authors(document, doc, found, attributions):
        same = [
            i
            for i, c in enumerate(listed)
            if c.kind != "place" and folded(author.name) in {folded(f) for f in c.forms}
        ]
        if len(same) == 1:
            listed[same[0]] = replace(listed[same[0]], kind="person")
            at = same[0]
        else:
            listed.append(Cluster(kind="person", forms={author.name: "signs a post"}, namings=()))
            at = len(listed) - 1
        posters[at] = author
    return tuple(listed), posters


def _linked(  # noqa: PLR0913 - the parts of one question
    document: Document,
    doc: Doc,
    attributions: Sequence[Attribution],
    found: Sequence[Cluster],
    nameless: Sequence[_Nameless],
    speaking: frozenset[int],
    quoted: Callable[[int], bool],
) -> tuple[Link, ...]:
    lines = read_lines(document)
    places = {doc[n.start : n.end].root.i: i for i, c in enumerate(found) for n in c.namings}
    places |= {h: len(found) + i for i, n in enumerate(nameless) for h in n.heads}
    candidates = [_candidate(c) for c in found]
    candidates += [
        Candidate(
            kind=n.kind,
            name=n.name,
            plural=n.kind == "group",
            nouns=frozenset(n.name.split()[-1:]),
            words=frozenset(n.name.casefold().split()),
        )
        for n in nameless
    ]
    wanted = {t.i for t in doc if any(line.start <= t.idx < line.end for line in lines)}
    return links(
        doc,
        candidates,
        places,
        voices=_voices(doc, places, found),
        quoted=lambda t: quoted(doc[t].idx),
        sources=speaking,
        spoken_of=_spoken_of(doc, attributions, places),
        wanted=wanted.__contains__,
    )


def _spoken_of(
    doc: Doc, attributions: Sequence[Attribution], places: Mapping[int, int]
) -> dict[int, frozenset[int]]:
    """Whom direct speech names, by the head of its source."""
    named: dict[int, set[int]] = {}
    for one in attributions:
        source = source_of(doc, one) if one.form == "direct" else None
        word = head(doc, source) if source is not None else None
        if word is None:
            continue
        said = {
            c
            for t, c in places.items()
            if any(piece.start <= doc[t].idx < piece.end for piece in one.content)
        }
        named.setdefault(word.i, set()).update(said)
    return {t: frozenset(cs) for t, cs in named.items()}


def _voices(doc: Doc, places: Mapping[int, int], found: Sequence[Cluster]) -> dict[int, int | None]:
    """Unnamed people whom 'he' or 'she' may take up: a spokesman (for whom?), an analyst."""
    voices: dict[int, int | None] = {}
    for token in doc:
        if token.pos_ != "NOUN" or token.tag_ != "NN" or token.dep_ not in {"nsubj", "pobj"}:
            continue
        said = head_noun([token])
        if said is None or said[1] != "role" or token.i in places:
            continue
        near = {c.i for c in token.children} | {
            o.i for p in token.children if p.dep_ == "prep" for o in p.children
        }
        named = [c.dep_ == "appos" or (c.pos_ == "PROPN" and c.i > token.i) for c in token.children]
        firms = {places[t] for t in near if t in places and found[places[t]].kind == "organisation"}
        unknown = any(c.lower_ in {"a", "an", "one", "another"} for c in token.children)
        spokes = token.lower_ in nouns().spoke
        if not any(named) and (unknown or spokes):
            voices[token.i] = firms.pop() if spokes and len(firms) == 1 else None
    return voices


def _candidate(cluster: Cluster) -> Candidate:
    roles = [d for d in cluster.described if d.says == "role"]
    words = {w.strip("'’s").casefold() for d in roles for w in re.findall(r"[\w’'-]+", d.text)}
    return Candidate(
        kind=cluster.kind,
        name=cluster.name,
        gender=_gender(cluster),
        nouns=frozenset(d.head.casefold() for d in cluster.described)
        | {t for n in cluster.namings for t in n.titles},
        words=frozenset(w for f in cluster.forms for w in folded(f).split()),
        affiliations=frozenset(words),
    )


def _gender(cluster: Cluster) -> Gender | None:
    known = nouns()
    told = {known.titles.get(t) for n in cluster.namings for t in n.titles}
    told |= {known.gender.get(d.head) for d in cluster.described if d.says == "role"}
    sure = {g for g in told if g is not None}
    return sure.pop() if len(sure) == 1 else None


def _nameless(
    doc: Doc, attributions: Sequence[Attribution], found: Sequence[Cluster], taken: set[int]
) -> tuple[_Nameless, ...]:
    """Groups and bodies without a name that something is attributed to."""
    named = {t for c in found for n in c.namings for t in range(n.start, n.end)}
    made: dict[tuple[EntityKind, str], list[tuple[int, Extent]]] = {}
    for one in attributions:
        word = head(doc, one.source) if one.source is not None else None
        if one.source is None or word is None or word.i in named or word.i in taken:
            continue
        group = group_name(doc, one.source)
        body = body_name(doc, one.source) if group is None else None
        if group is not None:
            made.setdefault(("group", group), []).append((word.i, one.source))
        elif body is not None:
            made.setdefault(("organisation", body), []).append((word.i, one.source))
    known = {normalised(f) for c in found for f in c.forms}
    return tuple(
        _Nameless(
            kind=kind,
            name=name,
            aliases=(),
            heads=tuple(sorted({i for i, _ in where})),
            extents=tuple(sorted({e for _, e in where})),
        )
        for (kind, name), where in sorted(made.items(), key=lambda item: item[0])
        if normalised(name) not in known and normalised(name)
    )


def _keys(found: Sequence[Cluster], nameless: Sequence[_Nameless]) -> tuple[str, ...]:
    """A key for each, unique in the document, from kind and name alone."""
    keys: list[str] = []
    for kind, name in [(c.kind, _full(c)) for c in found] + [(n.kind, n.name) for n in nameless]:
        stem = f"{kind}:{normalised(name).replace(' ', '-') or name.strip()}"
        key, more = stem, 2
        while key in keys:
            key, more = f"{stem}-{more}", more + 1
        keys.append(key)
    return tuple(keys)


def _full(cluster: Cluster) -> str:
    """The name to print: a product's with its version, where it has a single one."""
    name = cluster.name
    if cluster.kind == "product" and len(cluster.versions) == 1:
        whole = {n.full for n in cluster.namings if n.text == name and n.version}
        return min(whole) if whole else name
    return name.removeprefix("The ").removeprefix("the ")


def _entity(cluster: Cluster, key: str, author: Author | None, maker: str | None) -> Entity:
    name = _full(cluster)
    forms = {n.full if cluster.kind == "product" else n.text for n in cluster.namings}
    forms |= set() if cluster.kind == "product" else set(cluster.forms)
    roles = [d.text for d in cluster.described if d.says not in {"product", "place"}]
    roles += [" ".join(n.titles) for n in cluster.namings if set(n.titles) & nouns().role]
    return Entity(
        key=key,
        name=name,
        kind=cluster.kind,
        aliases=tuple(sorted(f for f in forms if f not in {name, ""})),
        roles=tuple(dict.fromkeys(roles)),
        handles=(author.handle,) if author is not None and author.handle else (),
        maker=maker,
        versions=cluster.versions if cluster.kind == "product" else (),
    )


def _mentions(
    doc: Doc,
    found: Sequence[Cluster],
    nameless: Sequence[_Nameless],
    linked: Sequence[Link],
    keys: Sequence[str],
) -> tuple[Mention, ...]:
    made: dict[Extent, Mention] = {}
    for i, cluster in enumerate(found):
        for name in cluster.namings:
            at = extent(doc, name.start, name.end)
            why = cluster.forms.get(name.text, _RECURS)
            made[at] = Mention(extent=at, kind=cluster.kind, entity=keys[i], why=why)
    for k, one in enumerate(nameless):
        for at in one.extents:
            made[at] = Mention(
                extent=at,
                kind=one.kind,
                form="nominal",
                entity=keys[len(found) + k],
                why="known by what it is, without a name",
            )
    for link in linked:
        at = extent(doc, link.start, link.end)
        if at in made or link.target is None:
            continue
        kind = [*(c.kind for c in found), *(n.kind for n in nameless)][link.target]
        form = "pronoun" if link.form == "pronoun" else "nominal"
        made[at] = Mention(extent=at, kind=kind, form=form, entity=keys[link.target], why=link.why)  # type: ignore[arg-type]
    return tuple(made[at] for at in sorted(made))


def _recurring(document: Document, doc: Doc, found: tuple[Cluster, ...]) -> tuple[Cluster, ...]:
    """Clusters with the places where their names recur and tagger and rules passed over them."""
    owner = {
        form: i
        for i, c in enumerate(found)
        for form in (*c.forms, *(n.full for n in c.namings))
        if len(form) >= _SHORTEST
    }
    if not owner:
        return found
    ordered = sorted(owner, key=lambda f: (-len(f), f))
    pattern = re.compile(
        r"(?<![\w@#/.-])(?:" + "|".join(re.escape(f) for f in ordered) + r")(?![\w-])"
    )
    covered = {t for c in found for n in c.namings for t in range(n.start, n.end)}
    more: dict[int, list[Name]] = {}
    for line in read_lines(document):
        for match in pattern.finditer(text_of(doc), line.start, line.end):
            span = doc.char_span(match.start(), match.end())
            if span is not None and covered.isdisjoint(range(span.start, span.end)):
                again = Name(start=span.start, end=span.end, text=match.group(), label="")
                more.setdefault(owner[match.group()], []).append(again)
    return tuple(
        replace(c, namings=tuple(sorted((*c.namings, *more[i]), key=lambda n: n.start)))
        if i in more
        else c
        for i, c in enumerate(found)
    )
