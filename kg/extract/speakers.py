"""Who speaks: the words that stand as source lead to exactly one entity, or to none and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.cast import Cast, Speaker
from kg.extract.describe import head_noun
from kg.extract.nouns import nouns
from kg.extract.phrases import head, span_of
from kg.extract.sources import source_of
from kg.extract.spokesmen import apposed, speaks_for, spoken_for
from kg.extract.turns import turn
from kg.model import Attribution, Document, Extent, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ARTICLE_SPEAKS: Final = "the article's own voice"
NOBODY: Final = "nobody is named as the source"
FIRST_PERSON: Final = frozenset(
    {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"}
)
_CAN_SPEAK: Final = frozenset({"person", "organisation", "group"})


def speaker(
    document: Document,
    doc: Doc,
    attribution: Attribution,
    cast: Cast,
    others: Sequence[Attribution],
) -> Speaker:
    """Who says what an attribution reports; `others` are all of the document, for 'I said'."""
    if attribution.form == "authored":
        return Speaker(key=None, why=ARTICLE_SPEAKS)
    if attribution.form == "post":
        return _poster(document, attribution, cast)
    source = source_of(doc, attribution)
    word = head(doc, source) if source is not None else None
    if source is None or word is None:
        return Speaker(key=None, why=NOBODY)
    if attribution.source is None:
        shared = speaker(document, doc, replace(attribution, source=source), cast, others)
        told = f"no source was marked; “{_text(doc, source)}”: {shared.why}"
        return replace(shared, why=told) if shared.key is not None else shared
    if word.lower_ == "it" and word.dep_ in {"nsubjpass", "expl"}:
        return Speaker(key=None, why="“it” stands for nobody here")
    if word.lower_ in FIRST_PERSON:
        return _self(document, doc, attribution, cast, others)
    found = _of_word(doc, word, source, cast)
    if found.key is not None and cast.entities[found.key].kind not in _CAN_SPEAK:
        maker = cast.entities[found.key].maker
        if maker is not None:
            return Speaker(key=maker, why=f"makes “{cast.entities[found.key].name}”")
        return Speaker(key=None, why=f"“{word.text}” names no person, organisation or group")
    return found


def _self(
    document: Document,
    doc: Doc,
    attribution: Attribution,
    cast: Cast,
    others: Sequence[Attribution],
) -> Speaker:
    """'I said …' within somebody's own words: who speaks the words around."""
    around = [
        o
        for o in others
        if o is not attribution
        and o.form != "authored"
        and attribution.source is not None
        and any(piece.contains(attribution.source) for piece in o.content)
    ]
    if around:
        nearest = min(around, key=lambda o: sum(p.end - p.start for p in o.content))
        found = speaker(document, doc, nearest, cast, [o for o in others if o is not attribution])
        if found.key is not None:
            name = cast.entities[found.key].name
            return Speaker(key=found.key, why=f"speaks of itself in words of {name}")
        return found
    first = attribution.source.start if attribution.source is not None else 0
    line = turn(doc, first)
    word = head(doc, line) if line is not None else None
    if line is not None and word is not None:
        found = _of_word(doc, word, line, cast)
        if found.key is not None:
            name = cast.entities[found.key].name
            return Speaker(key=found.key, why=f"speaks of itself in a turn of {name}")
    own = _poster(document, attribution, cast) if document.media == "post" else None
    return own if own is not None else Speaker(key=None, why="“I” or “we” of nobody named")


def _poster(document: Document, attribution: Attribution, cast: Cast) -> Speaker:
    handle = attribution.handle or (None if attribution.author else document.handle)
    bare = handle.strip("@ ") if handle else None
    fitting = [
        e.key
        for e in cast.entities.values()
        if (bare is not None and bare in e.handles)
        or (
            bare is None
            and attribution.author is not None
            and attribution.author in (e.name, *e.aliases)
        )
    ]
    if len(fitting) == 1:
        return Speaker(key=fitting[0], why="signs the post")
    if len(fitting) > 1:
        return Speaker(key=None, why="several bear the name that signs the post")
    own = document.authors[0] if document.media == "post" and len(document.authors) == 1 else None
    signed = [
        e.key for e in cast.entities.values() if own and not bare and own in (e.name, *e.aliases)
    ]
    if len(signed) == 1:
        return Speaker(key=signed[0], why="is the author of the post")
    return Speaker(key=None, why="the post is not signed")


def _of_word(doc: Doc, word: Token, source: Extent, cast: Cast) -> Speaker:
    listed = _coordinated(word, source, cast)
    if len(listed) > 1:
        return Speaker(key=None, why=f"said of {' and '.join(sorted(listed))} together")
    authors = _authors(word, cast)
    if authors is not None:
        return authors
    mention = cast.at.get(word.i)
    kind = head_noun([word])
    delegates = speaks_for(word)
    named = mention is not None and mention.form == "name"
    if mention is not None and mention.entity is not None and (named or not delegates):
        return Speaker(key=mention.entity, why=_why(word, mention))
    if word.pos_ == "PRON" and word.tag_ in {"WP", "WDT"}:
        return _relative(doc, word, cast)
    beside = apposed(doc, word, source, cast)
    if beside is not None:
        return beside
    if delegates:
        return spoken_for(doc, word, source, cast)
    if word.pos_ == "PRON":
        plural = _plural_before(doc, word) if word.lower_ == "they" else None
        meant = _authors(plural, cast) if plural is not None else None
        if plural is not None and meant is not None:
            return Speaker(key=meant.key, why=f"“they” are “the {plural.text}”: {meant.why}")
        return Speaker(key=None, why=f"“{word.text}”: no one candidate for it")
    if kind is not None and kind[1] == "role":
        return Speaker(key=None, why=f"“{_text(doc, source)}” is not named")
    inside = _only_named(doc, source, cast)
    if inside is not None and _stands_in(word):
        return inside
    return Speaker(key=None, why=f"“{_text(doc, source)}” could not be tied to one entity")


def _authors(word: Token, cast: Cast) -> Speaker | None:
    """'The researchers note': who issued the only study the text speaks of."""
    before = [c.lower_ for c in word.lefts]
    if word.lower_ not in nouns().authors or before not in (["the"], ["its"], ["their"]):
        return None
    if any(c.dep_ in {"prep", "relcl", "acl", "appos"} for c in word.rights):
        return None
    known = nouns().study
    issuers = {k for noun, keys in cast.issuers.items() if noun in known for k in keys}
    if len(issuers) != 1:
        return None
    (key,) = issuers
    name = cast.entities[key].name
    return Speaker(key=key, why=f"the only study spoken of is by {name}")


def _plural_before(doc: Doc, word: Token) -> Token | None:
    """The plural subject nearest before 'they', in its sentence or the one before."""
    first = word.sent.start
    before = doc[first - 1].sent.start if first > 0 else first
    for start, end in ((first, word.i), (before, first)):
        found = [t for t in doc[start:end] if t.tag_ == "NNS" and t.dep_ in {"nsubj", "nsubjpass"}]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _why(word: Token, mention: Mention) -> str:
    if mention.form == "name":
        return "named" if mention.why == "named so" else mention.why
    return f"“{word.text}”: {mention.why}" if mention.form == "pronoun" else mention.why


def _text(doc: Doc, source: Extent) -> str:
    span = span_of(doc, source)
    return " ".join(span.text.split()) if span is not None else ""


def _coordinated(word: Token, source: Extent, cast: Cast) -> frozenset[str]:
    """Those whom a source names side by side: 'Ida Vane and Ivo Lent', 'Ida Vane and her aides'."""
    found: set[str] = set()
    first: Token | None = word
    while first is not None:
        mention = cast.at.get(first.i)
        if mention is not None and mention.entity is not None:
            found.add(cast.entities[mention.entity].name)
        elif first.pos_ in {"NOUN", "PROPN"} and (first is not word):
            found.add(first.text)
        first = next((c for c in first.children if c.dep_ == "conj" and c.idx < source.end), None)
    return frozenset(found)


def _relative(doc: Doc, word: Token, cast: Cast) -> Speaker:
    """'… said Ida Vane, who insisted that': the noun that the clause belongs to."""
    verb = word.head
    while verb.dep_ not in {"relcl", "ROOT"} and verb.head.i != verb.i:
        verb = verb.head
    antecedents = [verb.head.i] if verb.dep_ == "relcl" else []
    k = word.i - 1
    if k > 0 and doc[k].text == ",":
        k -= 1
    antecedents.insert(0, k)
    for at in antecedents:
        mention = cast.at.get(at)
        if mention is not None and mention.entity is not None:
            name = cast.entities[mention.entity].name
            return Speaker(key=mention.entity, why=f"“{word.text}” belongs to {name}")
    return Speaker(key=None, why=f"“{word.text}” belongs to nobody named")


def _only_named(doc: Doc, source: Extent, cast: Cast) -> Speaker | None:
    span = span_of(doc, source)
    if span is None:
        return None
    keys = {
        m.entity
        for t in span
        if (m := cast.at.get(t.i)) is not None
        and m.entity is not None
        and cast.entities[m.entity].kind in _CAN_SPEAK
    }
    if len(keys) != 1:
        return None
    (key,) = keys
    return Speaker(key=key, why=f"the only one named in “{_text(doc, source)}”")


def _stands_in(word: Token) -> bool:
    """Whether a word stands for those it belongs to: 'leaders of the union', not 'rivals of'."""
    return word.lower_ in {
        "leadership",
        "management",
        "office",
        "side",
        "camp",
        "team",
        "headquarters",
        "staff",
    }
