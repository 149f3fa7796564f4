"""Who 'he', 'it', 'the company' and 'the union leader' are: exactly one candidate, or none.

Nearest first: the sentence itself up to the word, then the sentences before it, one by one. The
first sentence that holds any fitting candidate decides: it must leave exactly one, if need be by
who its subject is. Gender is learned in the document, from titles, from role nouns, and from
pronouns already resolved; there are no lists of first names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.antecedents import SUBJECTS, Candidate, nearest, window
from kg.extract.definites import definite, described
from kg.extract.nouns import Gender, nouns
from kg.thresholds import PRONOUN_REACH

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HE: Final[Mapping[str, Gender]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
}
_IT: Final = frozenset({"it", "its", "itself"})
_THEY: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
_ONE: Final = frozenset({"one", "another", "others", "both", "some"})
_PLACES: Final = frozenset(
    {"behind", "beside", "near", "around", "before", "over", "above", "below", "under", "past"}
)
_SHARED: Final = 4
"""Verbs one after the other that may have their subject in common."""
UNNAMED: Final = "an unnamed person"


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
    spoken_of: Mapping[int, frozenset[int]],
    wanted: Callable[[int], bool],
) -> tuple[Link, ...]:
    """Pronouns and definite descriptions outside quotations, in order, each with its candidate.

    Args:
        doc: the parse.
        candidates: what a word may take up, in any order; links give positions in it.
        places: token of each naming's head → position of its candidate.
        voices: people without name ('a spokesman for Kilnworks', 'an analyst'), by token → the
            candidate they speak for, None where they speak for themselves: 'he' may be one.
        quoted: whether a token stands in direct speech, where others speak of others.
        sources: tokens that head the source of an attribution: 'it said' is no product.
        spoken_of: by such a token, the candidates that its direct speech names: who says 'Ida told
            us' is not Ida.
        wanted: whether a token lies where links are looked for (headline and body).
    """
    genders = {i: c.gender for i, c in enumerate(candidates)}
    seen = dict(sorted(places.items()))
    heard = dict(voices)
    starts = [s.start for s in doc.sents]
    made: list[Link] = []
    for token in doc:
        if not wanted(token.i) or quoted(token.i):
            continue
        word = token.lower_
        if word in _HE:
            target, why = _he(
                doc,
                token,
                candidates,
                seen,
                genders,
                starts,
                quoted,
                heard,
                sources,
                places,
                spoken_of.get(token.i, frozenset()),
            )
            if target is None and why == UNNAMED:
                heard[token.i] = None
            elif target is not None and candidates[target].kind != "person":
                heard[token.i] = target
            if target is not None and candidates[target].kind == "person":
                genders[target] = genders[target] or _HE[word]
            made.append(
                Link(start=token.i, end=token.i + 1, form="pronoun", target=target, why=why)
            )
        elif (word in _IT | _THEY and token.pos_ == "PRON") or (
            word in _ONE and token.i in sources
        ):
            target, why = _it(doc, token, candidates, seen, starts, quoted, sources)
            made.append(
                Link(start=token.i, end=token.i + 1, form="pronoun", target=target, why=why)
            )
        elif (
            token.pos_ in {"NOUN", "PROPN"}
            and token.i not in seen
            and token.tag_ in {"NN", "NNP", "NNPS"}
        ):
            first = definite(doc, token)
            if first is None:
                continue
            target, why = described(doc, token, first, candidates, seen, starts)
            if target is None and token.i in sources and nouns().of(token.lower_) == "role":
                heard[token.i] = None
            if why:
                made.append(
                    Link(start=first, end=token.i + 1, form="nominal", target=target, why=why)
                )
        else:
            continue
        if made and made[-1].start <= token.i < made[-1].end and made[-1].target is not None:
            seen[token.i] = made[-1].target
    return tuple(made)


def _he(  # noqa: PLR0913
    doc: Doc,
    token: Token,
    candidates: Sequence[Candidate],
    seen: Mapping[int, int],
    genders: Mapping[int, Gender | None],
    starts: Sequence[int],
    quoted: Callable[[int], bool],
    voices: Mapping[int, int | None],
    sources: frozenset[int],
    places: Mapping[int, int],
    others: frozenset[int],
) -> tuple[int | None, str]:
    gender = _HE[token.lower_]
    nameless = -1
    spoken = {
        t: nameless if c is None else c
        for t, c in voices.items()
        if t < token.i and _gender_of(doc[t]) in {None, gender}
    }
    heard = dict(sorted({**seen, **spoken}.items()))

    barred = _barred(doc, token, heard) | others

    def person(t: int, c: int) -> bool:
        human = t in spoken or candidates[c].kind == "person"
        return human and not quoted(t) and c not in barred

    def known(t: int, c: int) -> bool:
        sure = _gender_of(doc[t]) if t in spoken else genders[c]
        return person(t, c) and sure == gender

    def open_(t: int, c: int) -> bool:
        return person(t, c) and (t in spoken or genders[c] in {gender, None})

    speaks = token.i in sources
    spans = window(starts, token.i, PRONOUN_REACH)
    own = _clause_subject(doc, token, heard)
    if own is not None and open_(own, heard[own]) and heard[own] != nameless:
        return heard[own], "the subject of its own clause"
    ahead = _ahead(token, places)
    if ahead is not None and not quoted(ahead) and candidates[places[ahead]].kind == "person":
        fits = genders[places[ahead]] in {gender, None}
        within = any(open_(t, heard[t]) for t in range(*spans[0]) if t in heard)
        if fits and not within:
            return places[ahead], "the subject that the phrase before it looks ahead to"
    sure, why, _ = nearest(doc, spans, heard, known, strict=True)
    maybe, open_why, open_had = nearest(doc, spans, heard, open_, strict=True)
    titled = sure is not None and sure in open_had and candidates[sure].gender == gender
    if maybe is None and titled:
        maybe, open_why = sure, f"{why}, and known as “{token.lower_}”"
    if maybe is None and speaks:

        def spoke(t: int, c: int) -> bool:
            return t in sources and open_(t, c)

        maybe, last = nearest(doc, spans, heard, spoke)[:2]
        open_why = open_why if maybe is None else f"the last to speak: {last}"
    if maybe == nameless:
        return None, UNNAMED
    return maybe, open_why


def _ahead(token: Token, places: Mapping[int, int]) -> int | None:
    """'While glazing her first jar, Ida sang': the named subject after a fronted phrase."""
    at = token
    while at.head.i != at.i and at.head.i < at.sent.end:
        up = at.head
        if at.dep_ in {"advcl", "prep"} and up.i > token.i and up.pos_ in {"VERB", "AUX"}:
            first = at.left_edge.i <= at.sent.start + 1
            subjects = [c.i for c in up.children if c.dep_ in SUBJECTS and c.i > token.i]
            return subjects[0] if first and len(subjects) == 1 and subjects[0] in places else None
        at = up
    return None


def _gender_of(token: Token) -> Gender | None:
    return _HE.get(token.lower_) or nouns().gender.get(token.lower_)


def _clause_subject(doc: Doc, token: Token, seen: Mapping[int, int]) -> int | None:
    """The token of the subject whose verb a possessive hangs under: 'Ida sold her kiln'."""
    if token.dep_ != "poss":
        return None
    beside = token.head.head
    if token.head.dep_ == "conj" and beside.i in seen and beside.i < token.i:
        return int(beside.i)  # 'Ida Vane and her brother'
    verb = token.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    if token.i < verb.i:
        return None
    for _ in range(_SHARED):
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS and c.i < token.i]
        if subjects or verb.dep_ not in {"conj", "xcomp", "advcl"}:
            break
        verb = verb.head
    if len(subjects) != 1:
        return None
    if subjects[0].tag_ == "WP" and verb.dep_ == "relcl":
        return int(verb.head.i) if verb.head.i in seen else None  # 'Ida, who sold her kiln'
    return subjects[0].i if subjects[0].i in seen else None


def _barred(doc: Doc, token: Token, seen: Mapping[int, int]) -> frozenset[int]:
    """Candidates that a plain object pronoun can't take up: those that do what its verb says.

    'Ida told her', 'Ida rose and told her', 'Ida wants to tell her', 'Ida sang with her'. The
    place where something is done is no such object: 'Ida put it beside her'.
    """
    if token.lower_.endswith(("self", "selves")) or token.dep_ not in {"dobj", "dative", "pobj"}:
        return frozenset()
    verb = token.head
    if token.dep_ == "pobj":
        if verb.lower_ in _PLACES or verb.dep_ not in {"prep", "dative"}:
            return frozenset()
        verb = verb.head
    found: set[int] = set()
    while verb.pos_ in {"VERB", "AUX"}:
        own = [c for c in verb.children if c.dep_ in SUBJECTS]
        found |= {seen[c.i] for c in own if c.i in seen}
        found |= {
            seen[c.i] for c in verb.children if c.dep_ == "dobj" and c.i in seen and c.i != token.i
        }
        if own or verb.dep_ not in {"conj", "xcomp", "advcl"} or verb.head.i == verb.i:
            break
        if verb.dep_ == "advcl" and verb.tag_ != "VBG":
            break
        verb = verb.head
    return frozenset(found)


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

    barred = _barred(doc, token, seen)

    def fits(t: int, c: int) -> bool:
        one = candidates[c]
        if quoted(t) or c in barred:
            return False
        if many:
            firms = speaks and token.lower_ in _THEY and one.kind == "organisation"
            return one.plural or firms
        return not one.plural and one.kind in (
            {"organisation"} if speaks else {"organisation", "product"}
        )

    spans = window(starts, token.i, 1 if not speaks else PRONOUN_REACH)
    target, why, had = nearest(doc, spans, seen, fits, strict=not speaks)
    plural = {c for c in had if candidates[c].plural}
    if many and target is None and len(plural) == 1:
        return next(iter(plural)), "the only plural that fits"
    if many and target is not None and not candidates[target].plural:
        last = max(t for t, c in seen.items() if c == target and t < token.i)
        nearer = next(
            (t for t in doc[last : token.i] if t.tag_ == "NNS" and t.dep_ in SUBJECTS), None
        )
        if nearer is not None:
            return None, f"“{nearer.text}” stands nearer"
    return target, why


def _dummy(token: Token) -> bool:
    """'It is likely that …', 'it emerged that …': nothing is meant."""
    verb = token.head
    clausal = any(c.dep_ in {"ccomp", "xcomp", "csubj"} and c.i > verb.i for c in verb.children)
    predicate = any(c.dep_ in {"acomp", "attr"} for c in verb.children)
    weather = verb.lemma_ in {"rain", "snow", "emerge", "seem", "appear", "happen", "follow"}
    cleft = any(
        c.dep_ in {"relcl", "advcl", "acl"} or any(g.dep_ == "relcl" for g in c.children)
        for c in verb.children
        if c.i > verb.i
    )
    return weather or (verb.lemma_ == "be" and ((predicate and clausal) or cleft))
