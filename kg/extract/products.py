"""Who makes a product, where the document says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extract.cluster import Cluster
from kg.extract.names import Name
from kg.extract.nouns import nouns

if TYPE_CHECKING:
    from spacy.tokens import Doc


def makers(
    doc: Doc, found: Sequence[Cluster], *, owners: Mapping[int, int | None]
) -> dict[int, tuple[int, str]]:
    """For each product that has exactly one maker in the text, that maker and the reason.

    Positions are those of `found`. `owners` gives, for the token of a possessor ('its', 'the
    company' in 'the company's loom robot, Pellet'), the position of the organisation it stands for.
    """
    at = {t: i for i, c in enumerate(found) for n in c.namings for t in range(n.start, n.end)}
    result: dict[int, tuple[int, str]] = {}
    for i, product in enumerate(found):
        if product.kind != "product":
            continue
        told = [
            (maker, why)
            for n in product.namings
            for maker, why in _told(doc, n, at, found)
            if maker != i and found[maker].kind == "organisation"
        ]
        told += [
            (maker, f"“{doc[d.owner : d.end].text}”")
            for d in product.described
            if d.says == "product" and d.owner is not None
            for maker in [owners.get(d.owner, at.get(d.owner))]
            if maker is not None and maker != i and found[maker].kind == "organisation"
        ]
        if len({maker for maker, _ in told}) == 1:
            result[i] = told[0]
    return result


def _told(
    doc: Doc, name: Name, at: Mapping[int, int], found: Sequence[Cluster]
) -> Iterator[tuple[int, str]]:
    start, end = name.start, name.end
    if start >= 2 and doc[start - 1].text in {"'s", "’s"} and start - 2 in at:
        yield at[start - 2], f"“{doc[start - 2 : end].text}”"
    if start >= 1 and doc[start - 1].text in {"'", "’"} and start - 2 in at:
        yield at[start - 2], f"“{doc[start - 2 : end].text}”"
    yield from _built_by(doc, name, at)
    yield from _maker_of(doc, name, at, found)
    yield from _launched(doc, name, at)


def _built_by(doc: Doc, name: Name, at: Mapping[int, int]) -> Iterator[tuple[int, str]]:
    """'X, (a loom controller) built by Kilnworks'."""
    known = nouns()
    for k in range(name.end, min(name.end + 12, len(doc) - 2)):
        if doc[k].text in {".", ";"} or doc[k].is_space:
            return
        if doc[k].lemma_ in known.made and doc[k + 1].lower_ == "by":
            target = k + 2
            while (
                target < len(doc)
                and doc[target].pos_ in {"DET", "ADJ", "NOUN"}
                and target not in at
            ):
                target += 1
            if target in at:
                yield at[target], f"“{doc[k : target + 1].text}”"
            return
        if k in at and doc[k].pos_ == "PROPN":
            return  # another name comes between


def _maker_of(
    doc: Doc, name: Name, at: Mapping[int, int], found: Sequence[Cluster]
) -> Iterator[tuple[int, str]]:
    """'Kilnworks, maker of X', 'Kilnworks — the parent company of X —', 'X maker Kilnworks'."""
    known = nouns()
    of = name.start - 1
    if of > 0 and doc[of].lower_ in {"the", "a"}:
        of -= 1
    if (
        of > 1
        and doc[of].lower_ == "of"
        and doc[of - 1].text.casefold() in known.maker - {"company", "firm"} | {"company"}
    ):
        parental = doc[of - 1].lower_ != "company" or doc[of - 2].lower_ == "parent"
        first = doc[name.start].sent.start
        firms = [
            k
            for k in range(of - 1, first - 1, -1)
            if k in at and found[at[k]].kind == "organisation"
        ]
        if (
            parental
            and firms
            and not any(
                doc[k].pos_ == "VERB" and doc[k].dep_ == "ROOT" for k in range(firms[0], of)
            )
        ):
            yield at[firms[0]], f"“{doc[of - 1 : name.end].text}”"
        after = name.end
        while after < len(doc) and doc[after].pos_ in {"NOUN", "ADJ"}:
            after += 1
        if not firms and after + 1 < len(doc) and doc[after].text == "," and after + 1 in at:
            yield at[after + 1], f"“{doc[of - 1 : name.end].text}”"
    k = name.end
    if k < len(doc) and doc[k].text in {"'s", "’s"}:
        k += 1
    stop = k
    while stop < len(doc) and stop < k + 3 and doc[stop].pos_ in {"NOUN", "ADJ"}:
        stop += 1
    between = [t.text.casefold() for t in doc[k:stop]]
    parental = "company" not in between[-1:] or "parent" in between
    if between and between[-1] in known.maker - {"firm"} and stop in at and parental:
        yield at[stop], f"“{doc[name.start : stop + 1].text}”"


def _launched(doc: Doc, name: Name, at: Mapping[int, int]) -> Iterator[tuple[int, str]]:
    """'Kilnworks launched X', by subject and object of the verb."""
    root = doc[name.start : name.end].root
    verb = root.head
    if root.dep_ != "dobj" or verb.lemma_ not in nouns().made - {"own", "publish", "announce"}:
        return
    for child in verb.children:
        if child.dep_ == "nsubj" and child.i in at:
            yield at[child.i], f"“{doc[child.i].text} {verb.text} {name.full}”"
