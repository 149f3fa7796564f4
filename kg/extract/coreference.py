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
            target, why = _he(doc, token, candidates, seen, genders, starts, quoted, heard, sources)
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
) -> tuple[int | None, str]:
    gender = _HE[token.lower_]
    nameless = -1
    spoken = {
        t: nameless if c is None else c
        for t, c in voices.items()
        if t < token.i and _gender_of(doc[t]) in {None, gender}
    }
    heard = dict(sorted({**seen, **spoken}.items()))

    def person(t: int, c: int) -> bool:
        human = t in spoken or candidates[c].kind == "person"
        return human and not quoted(t) and not _owned_by_same(doc, t, token)

    def known(t: int, c: int) -> bool:
        sure = _gender_of(doc[t]) if t in spoken else genders[c]
        return person(t, c) and sure == gender

    def open_(t: int, c: int) -> bool:
        return person(t, c) and (t in spoken or genders[c] in {gender, None})

    spans = window(starts, token.i, PRONOUN_REACH)
    own = _clause_subject(doc, token, heard)
    if own is not None and open_(own, heard[own]) and heard[own] != nameless:
        return heard[own], "the subject of its own clause"
    sure, why, _ = nearest(doc, spans, heard, known, strict=True)
    maybe, open_why, open_had = nearest(doc, spans, heard, open_, strict=True)
    if maybe is None and sure is not None and sure in open_had:
        maybe, open_why = sure, f"{why}, and known as “{token.lower_}”"
    if maybe is None and token.i in sources:

        def spoke(t: int, c: int) -> bool:
            return t in sources and open_(t, c)

        maybe, last = nearest(doc, spans, heard, spoke)[:2]
        open_why = open_why if maybe is None else f"the last to speak: {last}"
    if maybe == nameless:
        return None, UNNAMED
    return maybe, open_why


def _gender_of(token: Token) -> Gender | None:
    return _HE.get(token.lower_) or nouns().gender.get(token.lower_)


def _clause_subject(doc: Doc, token: Token, seen: Mapping[int, int]) -> int | None:
    """The token of the subject whose verb a possessive hangs under: 'Ida sold her kiln'."""
    if token.dep_ != "poss":
        return None
    verb = token.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    if token.i < verb.i:
        return None
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS and c.i < token.i]
    if not subjects and verb.dep_ in {"conj", "xcomp", "advcl"}:
        subjects = [c for c in verb.head.children if c.dep_ in SUBJECTS and c.i < token.i]
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

    spans = window(starts, token.i, 1 if not speaks else PRONOUN_REACH)
    target, why, had = nearest(doc, spans, seen, fits)
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
    return weather or (verb.lemma_ == "be" and predicate and clausal)
