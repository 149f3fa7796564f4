"""Who speaks: from the words that stand as source to exactly one entity, or none with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.describe import head_noun
from kg.extract.nouns import nouns
from kg.extract.phrases import head, span_of
from kg.model import Attribution, Document, Entity, Extent, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ARTICLE_SPEAKS: Final = "the article's own voice"
NOBODY: Final = "nobody is named as the source"
FIRST_PERSON: Final = frozenset(
    {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"}
)
_CAN_SPEAK: Final = frozenset({"person", "organisation", "group"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The key of the entity that speaks, or None; and why."""

    key: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who can speak in a document: its entities by key, its mentions by token."""

    entities: Mapping[str, Entity]
    at: Mapping[int, Mention]
    mentions: tuple[Mention, ...]
    issuers: Mapping[str, frozenset[str]]


def cast(doc: Doc, entities: Sequence[Entity], mentions: Sequence[Mention]) -> Cast:
    """The mentions of a document by each token they cover, narrower ones first."""
    at: dict[int, Mention] = {}
    for one in sorted(mentions, key=lambda m: (m.extent.start - m.extent.end, m.extent)):
        span = doc.char_span(one.extent.start, one.extent.end, alignment_mode="expand")
        if span is not None and one.entity is not None:
            at.update((t.i, one) for t in span)
    by_key = {e.key: e for e in entities}
    ordered = tuple(sorted(mentions, key=lambda m: m.extent))
    return Cast(entities=by_key, at=at, mentions=ordered, issuers=_issuers(doc, by_key, at))


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
    if attribution.source is None:
        return Speaker(key=None, why=NOBODY)
    word = head(doc, attribution.source)
    if word is None:
        return Speaker(key=None, why=NOBODY)
    if word.lower_ in FIRST_PERSON:
        return _self(document, doc, attribution, cast, others)
    found = _of_word(doc, word, attribution.source, cast)
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
    own = _poster(document, attribution, cast) if document.media == "post" else None
    return own if own is not None else Speaker(key=None, why="“I” or “we” of nobody named")


def _poster(document: Document, attribution: Attribution, cast: Cast) -> Speaker:
    handle = attribution.handle or (None if attribution.author else document.handle)
    bare = handle.strip("@ ") if handle else None
    fitting = [
        e.key
        for e in cast.entities.values()
        if (bare is not None and bare in e.handles)
        or (bare is None and attribution.author is not None and attribution.author in (e.name, *e.aliases))
    ]
    if len(fitting) == 1:
        return Speaker(key=fitting[0], why="signs the post")
    if len(fitting) > 1:
        return Speaker(key=None, why="several bear the name that signs the post")
    own = document.authors[0] if document.media == "post" and len(document.authors) == 1 else None
    signed = [e.key for e in cast.entities.values() if own and not bare and own in (e.name, *e.aliases)]
    if len(signed) == 1:
        return Speaker(key=signed[0], why="is the author of the post")
    return Speaker(key=None, why="the post is not signed")


def _of_word(doc: Doc, word: Token, source: Extent, cast: Cast) -> Speaker:
    listed = _coordinated(word, source, cast)
    if len(listed) > 1:
        return Speaker(key=None, why=f"said of {' and '.join(sorted(listed))} together")
    mention = cast.at.get(word.i)
    kind = head_noun([word])
    speaks_for = _speaks_for(word)
    named = mention is not None and mention.form == "name"
    if mention is not None and mention.entity is not None and (named or not speaks_for):
        return Speaker(key=mention.entity, why=_why(word, mention))
    if word.pos_ == "PRON" and word.tag_ in {"WP", "WDT"}:
        return _relative(doc, word, cast)
    apposed = _apposed(doc, word, source, cast)
    if apposed is not None:
        return apposed
    if speaks_for:
        return _spoken_for(doc, word, source, cast)
    if word.pos_ == "PRON":
        return Speaker(key=None, why=f"“{word.text}”: no one candidate for it")
    if kind is not None and kind[1] == "role":
        return Speaker(key=None, why=f"“{_text(doc, source)}” is not named")
    inside = _only_named(doc, source, cast)
    if inside is not None and _stands_in(word):
        return inside
    return Speaker(key=None, why=f"“{_text(doc, source)}” could not be tied to one entity")


def _speaks_for(word: Token) -> bool:
    """Whether a noun speaks for somebody else: a spokesman, a press office, a report."""
    known = nouns()
    twin = f"{word.nbor(-1).lower_} {word.lower_}" if word.i > 0 else ""
    return bool({word.lower_, twin} & (known.spoke | known.document))


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
        first = next(
            (c for c in first.children if c.dep_ == "conj" and c.idx < source.end), None
        )
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


def _apposed(doc: Doc, word: Token, source: Extent, cast: Cast) -> Speaker | None:
    """'the union leader, Ida Vane' and 'chief auditor Ivo Lent': the name beside the description."""
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


def _spoken_for(doc: Doc, word: Token, source: Extent, cast: Cast) -> Speaker:
    """Whom a spokesman without name, a report or a statement speaks for."""
    phrase = " ".join(doc[word.left_edge.i : word.i + 1].text.split())
    for dependent in _dependents(word):
        mention = cast.at.get(dependent.i)
        if mention is None and dependent.dep_ == "pobj":
            named = _apposed(doc, dependent, source, cast)
            if named is not None:
                return Speaker(key=named.key, why=f"“{phrase}” speaks for its author")
        if mention is not None and mention.entity is not None:
            return Speaker(key=mention.entity, why=f"“{phrase}” speaks for {cast.entities[mention.entity].name}")
    modifiers = {t.lower_ for t in word.lefts if t.dep_ in {"compound", "amod", "nmod", "poss"}}
    by_noun = {
        e.key
        for e in cast.entities.values()
        if e.kind == "organisation" and modifiers & set(e.name.casefold().split()) & nouns().institution
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


def _dependents(word: Token) -> list[Token]:
    """Possessor, then 'by' and 'from', then 'for' and 'of', then a name before it."""
    found = [c for c in word.children if c.dep_ == "poss"]
    for preposition in word.children:
        if preposition.dep_ == "prep" and preposition.lower_ in {"by", "from", "for", "of", "at"}:
            found += [c for c in preposition.children if c.dep_ == "pobj"]
        if preposition.dep_ in {"acl", "relcl"}:
            found += [
                o for b in preposition.children if b.dep_ in {"agent", "prep"} and b.lower_ == "by"
                for o in b.children if o.dep_ == "pobj"
            ]  # fmt: skip
    found += [c for c in word.children if c.dep_ in {"compound", "nmod", "amod"}]
    return found


def _by_line(doc: Doc, word: Token) -> list[Token]:
    """The word after 'by' in 'a report, published on Thursday by the Kiln Institute,'."""
    for k in range(word.i + 1, min(word.i + 9, len(doc) - 2)):
        token = doc[k]
        if token.text in {".", ";"} or token.is_space or token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            break
        if token.lower_ == "by":
            return [t for t in doc[k + 1 : k + 4] if t.pos_ == "PROPN"][:1]
    return []


def _firm_before(doc: Doc, word: Token, cast: Cast) -> str | None:
    """The organisation of the same sentence before a word, or of the one before; one only."""
    sentence = word.sent
    for start, end in ((sentence.start, word.i), (_before(doc, sentence.start), sentence.start)):
        keys = {
            m.entity
            for t in range(start, end)
            if (m := cast.at.get(t)) is not None and m.entity is not None
            and cast.entities[m.entity].kind == "organisation"
        }
        if len(keys) == 1:
            return next(iter(keys))
        if keys:
            return None
    return None


def _before(doc: Doc, start: int) -> int:
    return int(doc[start - 1].sent.start) if start > 0 else 0


def _issuers(
    doc: Doc, entities: Mapping[str, Entity], at: Mapping[int, Mention]
) -> dict[str, frozenset[str]]:
    """Who issued the studies, reports and letters that the text speaks of, by noun."""
    found: dict[str, set[str]] = {}
    for token in doc:
        if token.lower_ not in nouns().document or token.pos_ != "NOUN":
            continue
        for one in (*_dependents(token), *_by_line(doc, token)):
            mention = at.get(one.i)
            if mention is not None and mention.entity is not None:
                if entities[mention.entity].kind in {"organisation", "person"} and one.dep_ != "amod":
                    found.setdefault(token.lemma_.casefold(), set()).add(mention.entity)
                    break
    return {noun: frozenset(keys) for noun, keys in found.items()}


def _only_named(doc: Doc, source: Extent, cast: Cast) -> Speaker | None:
    span = span_of(doc, source)
    if span is None:
        return None
    keys = {
        m.entity
        for t in span
        if (m := cast.at.get(t.i)) is not None and m.entity is not None
        and cast.entities[m.entity].kind in _CAN_SPEAK
    }
    if len(keys) != 1:
        return None
    (key,) = keys
    return Speaker(key=key, why=f"the only one named in “{_text(doc, source)}”")


def _stands_in(word: Token) -> bool:
    """Whether a word stands for those it belongs to: 'leaders of the union', not 'rivals of'."""
    return word.lower_ in {"leadership", "management", "office", "side", "camp", "team", "headquarters", "staff"}
