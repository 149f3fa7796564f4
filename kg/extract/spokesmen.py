"""For whom a spokesman, a press office, a study or a letter speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.cast import Cast, Speaker, dependents
from kg.extract.nouns import nouns
from kg.model import Extent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def speaks_for(word: Token) -> bool:
    """Whether a noun speaks for somebody else: a spokesman, a press office, a report."""
    known = nouns()
    twin = f"{word.nbor(-1).lower_} {word.lower_}" if word.i > 0 else ""
    return bool({word.lower_, twin} & (known.spoke | known.document))


def spoken_for(doc: Doc, word: Token, source: Extent, cast: Cast) -> Speaker:
    """Whom a spokesman without name, a report or a statement speaks for."""
    phrase = " ".join(doc[word.left_edge.i : word.i + 1].text.split())
    for dependent in dependents(word):
        mention = cast.at.get(dependent.i)
        if mention is None and dependent.lower_ in nouns().group | nouns().owned:
            owners = [cast.at.get(c.i) for c in dependent.children if c.dep_ == "poss"]
            mention = owners[0] if len(owners) == 1 else None  # 'logs kept by its members'
        if mention is None and dependent.dep_ == "pobj":
            named = apposed(doc, dependent, source, cast)
            if named is not None:
                return Speaker(key=named.key, why=f"“{phrase}” speaks for its author")
        if mention is not None and mention.entity is not None:
            return Speaker(
                key=mention.entity,
                why=f"“{phrase}” speaks for {cast.entities[mention.entity].name}",
            )
    modifiers = {t.lower_ for t in word.lefts if t.dep_ in {"compound", "amod", "nmod", "poss"}}
    by_noun = {
        e.key
        for e in cast.entities.values()
        if e.kind == "organisation"
        and modifiers & set(e.name.casefold().split()) & nouns().institution
    }
    if len(by_noun) == 1:
        (key,) = by_noun
        return Speaker(key=key, why=f"“{phrase}” speaks for {cast.entities[key].name}")
    if word.lower_ in nouns().spoke:
        near = _firm_before(doc, word, cast)
        if near is not None and not modifiers:
            return Speaker(key=near, why=f"“{phrase}”: the only organisation spoken of here")
        return Speaker(key=None, why=f"“{phrase}”: for whom is not said")
    definite = any(c.lower_ in {"the", "this", "that", "its", "their"} for c in word.children)
    noun, study = word.lemma_.casefold(), nouns().study
    issuers = cast.issuers.get(noun, frozenset())
    if not issuers and noun in study:
        issuers = frozenset(k for n, keys in cast.issuers.items() if n in study for k in keys)
    if len(issuers) == 1 and (definite or word.is_sent_start or not list(word.children)):
        (key,) = issuers
        return Speaker(key=key, why=f"“{phrase}” was issued by {cast.entities[key].name}")
    return Speaker(key=None, why=f"“{phrase}”: whose it is could not be told")


def apposed(doc: Doc, word: Token, source: Extent, cast: Cast) -> Speaker | None:
    """'the union leader, Ida Vane', 'auditor Ivo Lent': the name beside the description."""
    keys = []
    for child in word.children:
        mention = cast.at.get(child.i)
        near = child.idx < source.end + 2 and child.i > word.i
        if child.dep_ in {"appos"} and near and mention is not None and mention.form == "name":
            keys.append(mention.entity)
    after = word.i + 1
    if after < len(doc) and doc[after].text == ",":
        after += 1
    mention = cast.at.get(after)
    close = doc[after].idx <= source.end + 2 if after < len(doc) else False
    if mention is not None and mention.form == "name" and close:
        keys.append(mention.entity)
    found = {k for k in keys if k is not None and cast.entities[k].kind == "person"}
    if len(found) == 1:
        return Speaker(key=next(iter(found)), why=f"named beside “{word.text}”")
    return None


def _firm_before(doc: Doc, word: Token, cast: Cast) -> str | None:
    """The organisation of the same sentence before a word, or of the one before; one only."""
    sentence = word.sent
    for start, end in ((sentence.start, word.i), (_before(doc, sentence.start), sentence.start)):
        keys = {
            m.entity
            for t in range(start, end)
            if (m := cast.at.get(t)) is not None
            and m.entity is not None
            and cast.entities[m.entity].kind == "organisation"
        }
        if len(keys) == 1:
            return next(iter(keys))
        if keys:
            return None
    return None


def _before(doc: Doc, start: int) -> int:
    return int(doc[start - 1].sent.start) if start > 0 else 0
