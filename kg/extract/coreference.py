"""Who 'he', 'it', 'the company' and 'the union leader' are: exactly one candidate, or none.

Nearest first: the sentence itself up to the word, then the sentences before it, one by one. The
first sentence that holds any fitting candidate decides: it must leave exactly one, if need be by
who its subject is. Gender is learned in the document, from titles, from role nouns, and from
pronouns already resolved; there are no lists of first names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.nouns import Gender, nouns
from kg.model import EntityKind
from kg.thresholds import NOMINAL_REACH, PRONOUN_REACH

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HE: Final[Mapping[str, Gender]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
}
_IT: Final = frozenset({"it", "its", "itself"})
_THEY: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
_ONE: Final = frozenset({"one", "another", "others", "both", "some"})
_DETERMINERS: Final = frozenset({"the", "this", "that"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What a later word may take up.

    Attributes:
        nouns: head nouns the text has called it by ('giant', 'general secretary'), lower case.
        words: the words of its names, lower case: 'the authority' takes up a name that ends so.
        affiliations: words of its roles and of the names in them, for 'the union leader'.
    """

    kind: EntityKind
    name: str
    plural: bool = False
    gender: Gender | None = None
    nouns: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    affiliations: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A pronoun or definite description and what it stands for (None where no one thing fits)."""

    start: int
    end: int
    form: str
    target: int | None
    why: str


def links(  # noqa: PLR0913 - the parts of one question
    doc: Doc,
    candidates: Sequence[Candidate],
    places: Mapping[int, int],
    *,
    voices: Mapping[int, int | None],
    quoted: Callable[[int], bool],
    sources: frozenset[int],
    wanted: Callable[[int], bool],
) -> tuple[Link, ...]:
    """Pronouns and definite descriptions outside quotations, in order, each with its candidate.

    Args:
        places: token of each naming's head → position of its candidate.
        voices: people without name ('a spokesman for Kilnworks', 'an analyst'), by token → the
            candidate they speak for, None where they speak for themselves: 'he' may be one.
        quoted: whether a token stands in direct speech, where others speak of others.
        sources: tokens that head the source of an attribution: 'it said' is no product.
        wanted: whether a token lies where links are looked for (headline and body).
    """
    genders = {i: c.gender for i, c in enumerate(candidates)}
    seen = dict(sorted(places.items()))
    starts = [s.start for s in doc.sents]
    made: list[Link] = []
    for token in doc:
        if not wanted(token.i) or quoted(token.i):
            continue
        word = token.lower_
        if word in _HE:
            target, why = _he(doc, token, candidates, seen, genders, starts, quoted, voices)
            if target is not None and candidates[target].kind == "person":
                genders[target] = genders[target] or _HE[word]
            made.append(Link(start=token.i, end=token.i + 1, form="pronoun", target=target, why=why))
        elif (word in _IT | _THEY and token.pos_ == "PRON") or (word in _ONE and token.i in sources):
            target, why = _it(doc, token, candidates, seen, starts, quoted, sources)
            made.append(Link(start=token.i, end=token.i + 1, form="pronoun", target=target, why=why))
        elif token.pos_ in {"NOUN", "PROPN"} and token.i not in seen and token.tag_ in {"NN", "NNP", "NNPS"}:
            described = _definite(doc, token)
            if described is None:
                continue
            target, why = _nominal(doc, token, described, candidates, seen, starts)
            if why:
                made.append(Link(start=described, end=token.i + 1, form="nominal", target=target, why=why))
        else:
            continue
        if made and made[-1].start <= token.i < made[-1].end and made[-1].target is not None:
            seen[token.i] = made[-1].target
    return tuple(made)


def _window(starts: Sequence[int], at: int, reach: int) -> list[tuple[int, int]]:
    """The sentence of a token up to that token, then the sentences before, nearest first."""
    here = max(bisect_left(starts, at + 1) - 1, 0)
    spans = [(starts[here], at)]
    spans += [(starts[k], starts[k + 1]) for k in range(here - 1, max(here - 1 - reach, -1), -1)]
    return spans


def _nearest(
    doc: Doc,
    spans: Sequence[tuple[int, int]],
    seen: Mapping[int, int],
    fits: Callable[[int, int], bool],
    *,
    strict: bool = False,
) -> tuple[int | None, str, tuple[int, ...]]:
    """The one candidate of the nearest sentence that has any; also all that it had."""
    for distance, (start, end) in enumerate(spans):
        here = [(t, seen[t]) for t in range(start, end) if t in seen and fits(t, seen[t])]
        if not here:
            continue
        where = "the same sentence" if distance == 0 else "the sentence before"
        if distance > 1:
            where = f"{distance} sentences before"
        found = {c for _, c in here}
        subjects = {c for t, c in here if doc[t].dep_ in _SUBJECTS or _heads_subject(doc, t)}
        if len(found) == 1 and (subjects or not strict):
            return here[0][1], f"the only one that fits in {where}", tuple(sorted(found))
        if len(found) == 1:
            around = {seen[t] for a, b in spans for t in range(a, b) if t in seen and fits(t, seen[t])}
            if len(around) == 1:
                return here[0][1], f"the only one that fits in {where}", tuple(sorted(found))
            return None, f"{len(around)} may fit", tuple(sorted(found))
        if len(subjects) == 1:
            return next(iter(subjects)), f"the only subject that fits in {where}", tuple(sorted(found))
        return None, f"{len(found)} fit in {where}", tuple(sorted(found))
    return None, "nothing before it fits", ()


def _heads_subject(doc: Doc, at: int) -> bool:
    token = doc[at]
    while token.dep_ in {"compound", "appos"} and token.head.i != token.i:
        token = token.head
    return token.dep_ in _SUBJECTS


def _he(  # noqa: PLR0913
    doc: Doc,
    token: Token,
    candidates: Sequence[Candidate],
    seen: Mapping[int, int],
    genders: Mapping[int, Gender | None],
    starts: Sequence[int],
    quoted: Callable[[int], bool],
    voices: Mapping[int, int | None],
) -> tuple[int | None, str]:
    gender = _HE[token.lower_]
    known_nouns = nouns()
    nameless = -1
    spoken = {
        t: nameless if c is None else c
        for t, c in voices.items()
        if t < token.i and known_nouns.gender.get(doc[t].lower_) in {None, gender}
    }
    heard = dict(sorted({**seen, **spoken}.items()))

    def person(t: int, c: int) -> bool:
        human = t in spoken or candidates[c].kind == "person"
        return human and not quoted(t) and not _owned_by_same(doc, t, token)

    def known(t: int, c: int) -> bool:
        sure = known_nouns.gender.get(doc[t].lower_) if t in spoken else genders[c]
        return person(t, c) and sure == gender

    def open_(t: int, c: int) -> bool:
        return person(t, c) and (t in spoken or genders[c] in {gender, None})

    spans = _window(starts, token.i, PRONOUN_REACH)
    own = _clause_subject(doc, token, heard)
    if own is not None and open_(own, heard[own]) and heard[own] != nameless:
        return heard[own], "the subject of its own clause"
    sure, why, _ = _nearest(doc, spans, heard, known, strict=True)
    maybe, open_why, open_had = _nearest(doc, spans, heard, open_, strict=True)
    if maybe is None and sure is not None and sure in open_had:
        maybe, open_why = sure, f"{why}, and known as “{token.lower_}”"
    if maybe == nameless:
        return None, "an unnamed person"
    return maybe, open_why


def _clause_subject(doc: Doc, token: Token, seen: Mapping[int, int]) -> int | None:
    """The token of the subject whose verb a possessive hangs under: 'Ida sold her kiln'."""
    if token.dep_ != "poss":
        return None
    verb = token.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    if token.i < verb.i:
        return None
    subjects = [c for c in verb.children if c.dep_ in _SUBJECTS and c.i < token.i]
    if not subjects and verb.dep_ in {"conj", "xcomp", "advcl"}:
        subjects = [c for c in verb.head.children if c.dep_ in _SUBJECTS and c.i < token.i]
    return subjects[0].i if len(subjects) == 1 and subjects[0].i in seen else None


def _owned_by_same(doc: Doc, at: int, token: Token) -> bool:
    """'Ida told her' : the subject of a verb is never its plain object pronoun."""
    other = doc[at]
    return (
        token.dep_ in {"dobj", "dative"}
        and other.head.i == token.head.i
        and not token.lower_.endswith(("self", "selves"))
    )


def _it(  # noqa: PLR0913
    doc: Doc,
    token: Token,
    candidates: Sequence[Candidate],
    seen: Mapping[int, int],
    starts: Sequence[int],
    quoted: Callable[[int], bool],
    sources: frozenset[int],
) -> tuple[int | None, str]:
    many = token.lower_ in _THEY | _ONE
    speaks = bool({token.i, token.head.i if token.dep_ == "poss" else token.i} & sources)
    if not many and not speaks and token.dep_ in {"nsubj", "expl"} and _dummy(token):
        return None, "“it” stands for nothing here"

    def fits(t: int, c: int) -> bool:
        one = candidates[c]
        if quoted(t) or _owned_by_same(doc, t, token):
            return False
        if many:
            firms = speaks and token.lower_ in _THEY and one.kind == "organisation"
            return one.plural or firms
        return not one.plural and one.kind in (
            {"organisation"} if speaks else {"organisation", "product"}
        )

    spans = _window(starts, token.i, 1 if not speaks else PRONOUN_REACH)
    target, why, had = _nearest(doc, spans, seen, fits)
    plural = {c for c in had if candidates[c].plural}
    if many and target is None and len(plural) == 1:
        return next(iter(plural)), "the only plural that fits"
    return target, why


def _dummy(token: Token) -> bool:
    """'It is likely that …', 'it emerged that …': nothing is meant."""
    verb = token.head
    clausal = any(c.dep_ in {"ccomp", "xcomp", "csubj"} and c.i > verb.i for c in verb.children)
    predicate = any(c.dep_ in {"acomp", "attr"} for c in verb.children)
    weather = verb.lemma_ in {"rain", "snow", "emerge", "seem", "appear", "happen", "follow"}
    return weather or (verb.lemma_ == "be" and predicate and clausal)


def _definite(doc: Doc, token: Token) -> int | None:
    """Where a definite phrase headed by this noun starts ('the union leader'), else None."""
    if token.i + 1 < len(doc) and doc[token.i + 1].pos_ in {"NOUN"} and doc[token.i].whitespace_:
        return None
    start = token.i
    while start > 0 and doc[start - 1].pos_ in {"NOUN", "ADJ", "PROPN"} and token.i - start < 4:
        start -= 1
    if start > 0 and doc[start - 1].lower_ in _DETERMINERS and doc[start - 1].pos_ in {"DET", "PRON"}:
        return start - 1
    return None


def _nominal(  # noqa: PLR0913
    doc: Doc,
    token: Token,
    start: int,
    candidates: Sequence[Candidate],
    seen: Mapping[int, int],
    starts: Sequence[int],
) -> tuple[int | None, str]:
    """The candidate of a definite description; an empty reason where it describes no entity."""
    from kg.extract.describe import head_noun

    found = head_noun(list(doc[start + 1 : token.i + 1]))
    if found is None or found[1] == "place":
        return None, ""
    head, says = found
    known = nouns()
    width = len(head.replace("-", " ").split()) if " " in head else 1
    modifiers = {t.lower_ for t in doc[start + 1 : token.i + 1 - width] if t.pos_ in {"NOUN", "PROPN"}}
    phrase = doc[start : token.i + 1].text
    earlier = sorted({c for t, c in seen.items() if t < token.i})
    if token.i + 2 < len(doc) and doc[token.i + 1].text == "," and doc[token.i + 2].pos_ == "PROPN":
        return None, ""  # 'the union leader, Ida Vane' describes whom it names next
    if says == "role":
        fitting = [c for c in earlier if candidates[c].kind == "person" and _bears(candidates[c], head)]
        if modifiers:
            fitting = [c for c in fitting if modifiers & _widened(candidates[c].affiliations)]
        if len(fitting) == 1:
            return fitting[0], f"“{phrase}”: the only one with such a role"
        return None, f"“{phrase}”: {len(fitting) or 'nobody'} so called" if fitting else ""
    sort: EntityKind = "product" if says == "product" else "organisation"
    own = [c for c in earlier if candidates[c].kind == sort and _named(candidates[c], head)]
    if len(own) == 1:
        return own[0], f"“{phrase}”: the only one whose name or description fits"
    spans = _window(starts, token.i, NOMINAL_REACH)
    if len(own) > 1:
        target, why, _ = _nearest(doc, spans, seen, lambda _, c: c in own)
        return target, f"“{phrase}”: {why}"
    if head in known.generic_company or says == "product":
        target, why, _ = _nearest(doc, spans, seen, lambda _, c: _open(candidates[c], sort))
        return target, f"“{phrase}”: {why}"
    return None, ""


def _bears(candidate: Candidate, head: str) -> bool:
    return any(nouns().same(head, noun) for noun in candidate.nouns)


def _widened(words: frozenset[str]) -> set[str]:
    """Words with those they fall under: a federation is a union."""
    return set(words) | {k for k, forms in nouns().synonyms.items() if forms & words}


def _named(candidate: Candidate, head: str) -> bool:
    """Whether a candidate was called by this noun, or has it in its name."""
    known = nouns()
    called = any(known.same(head, noun) for noun in candidate.nouns)
    specific = head not in known.generic_company
    return called or (specific and any(known.same(head, word) for word in candidate.words))


def _open(candidate: Candidate, sort: EntityKind) -> bool:
    """Whether 'the company' or 'the tool' may take up a candidate that was never called so."""
    known = nouns()
    if candidate.kind != sort:
        return False
    if sort == "organisation":
        return not (candidate.nouns | candidate.words) & known.institution
    return not candidate.nouns & known.platform
