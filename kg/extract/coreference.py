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
from kg.extract.binding import ahead, barred, own_subject
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
_NOUNS: Final = frozenset({"NN", "NNP", "NNPS"})
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """What is known of a document while its words are read in order; see `links`.

    Attributes:
        starts: token at which each sentence starts.
        genders: of each candidate, as far as the text has told up to here.
        seen: token → candidate, of names and of all that was resolved up to here.
        heard: `voices`, with pronouns that stand for people without name.
    """

    doc: Doc
    candidates: Sequence[Candidate]
    places: Mapping[int, int]
    starts: Sequence[int]
    quoted: Callable[[int], bool]
    sources: frozenset[int]
    spoken_of: Mapping[int, frozenset[int]]
    genders: dict[int, Gender | None]
    seen: dict[int, int]
    heard: dict[int, int | None]


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
    scene = _Scene(
        doc=doc,
        candidates=candidates,
        places=places,
        starts=[s.start for s in doc.sents],
        quoted=quoted,
        sources=sources,
        spoken_of=spoken_of,
        genders={i: c.gender for i, c in enumerate(candidates)},
        seen=dict(sorted(places.items())),
        heard=dict(voices),
    )
    made: list[Link] = []
    for token in doc:
        if not wanted(token.i) or quoted(token.i):
            continue
        link = _link(scene, token)
        if link is None:
            continue
        if link.why:
            made.append(link)
        if link.target is not None:
            scene.seen[token.i] = link.target
    return tuple(made)


def _link(scene: _Scene, token: Token) -> Link | None:
    """What a word takes up; None where it is no pronoun and no definite description."""
    word = token.lower_
    start, form = token.i, "pronoun"
    if word in _HE:
        target, why = _he(scene, token)
        _learn(scene, token, target, why)
    elif (word in _IT | _THEY and token.pos_ == "PRON") or (
        word in _ONE and token.i in scene.sources
    ):
        target, why = _it(scene, token)
    elif token.i not in scene.seen and token.tag_ in _NOUNS:
        first = definite(scene.doc, token)
        if first is None:
            return None
        start, form = first, "nominal"
        target, why = described(scene.doc, token, first, scene.candidates, scene.seen, scene.starts)
        if target is None and token.i in scene.sources and nouns().of(word) == "role":
            scene.heard[token.i] = None  # 'the minister said': a person, who hides those before
    else:
        return None
    return Link(start=start, end=token.i + 1, form=form, target=target, why=why)


def _learn(scene: _Scene, token: Token, target: int | None, why: str) -> None:
    """Keep for later words whom 'he' was: somebody without name, a firm's voice, or a man."""
    if target is None:
        if why == UNNAMED:
            scene.heard[token.i] = None
    elif scene.candidates[target].kind == "person":
        scene.genders[target] = scene.genders[target] or _HE[token.lower_]
    else:
        scene.heard[token.i] = target


def _he(scene: _Scene, token: Token) -> tuple[int | None, str]:
    doc, candidates, sources = scene.doc, scene.candidates, scene.sources
    genders, places = scene.genders, scene.places
    gender = _HE[token.lower_]
    nameless = -1
    spoken = {
        t: nameless if c is None else c
        for t, c in scene.heard.items()
        if t < token.i and _gender_of(doc[t]) in {None, gender}
    }
    heard = dict(sorted({**scene.seen, **spoken}.items()))
    excluded = barred(token, heard) | scene.spoken_of.get(token.i, frozenset())

    def person(t: int, c: int) -> bool:
        human = t in spoken or candidates[c].kind == "person"
        return human and not scene.quoted(t) and c not in excluded

    def known(t: int, c: int) -> bool:
        sure = _gender_of(doc[t]) if t in spoken else genders[c]
        return person(t, c) and sure == gender

    def open_(t: int, c: int) -> bool:
        return person(t, c) and (t in spoken or genders[c] in {gender, None})

    speaks = token.i in sources
    spans = window(scene.starts, token.i, PRONOUN_REACH)
    own = own_subject(token, heard)
    if own is not None and open_(own, heard[own]) and heard[own] != nameless:
        return heard[own], "the subject of its own clause"
    next_ = ahead(token, places)
    if next_ is not None and person(next_, places[next_]):
        fits = genders[places[next_]] in {gender, None}
        if fits and not any(t in heard and open_(t, heard[t]) for t in range(*spans[0])):
            return places[next_], "the subject that the phrase before it looks ahead to"
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


def _gender_of(token: Token) -> Gender | None:
    return _HE.get(token.lower_) or nouns().gender.get(token.lower_)


def _it(scene: _Scene, token: Token) -> tuple[int | None, str]:
    doc, candidates, seen, sources = scene.doc, scene.candidates, scene.seen, scene.sources
    many = token.lower_ in _THEY | _ONE
    speaks = bool({token.i, token.head.i if token.dep_ == "poss" else token.i} & sources)
    if not many and not speaks and token.dep_ in {"nsubj", "expl"} and _dummy(token):
        return None, "“it” stands for nothing here"

    excluded = barred(token, seen)

    def fits(t: int, c: int) -> bool:
        one = candidates[c]
        if scene.quoted(t) or c in excluded:
            return False
        if many:
            acts = doc[t].dep_ in SUBJECTS or t in sources
            firms = speaks and token.lower_ in _THEY and one.kind == "organisation" and acts
            return one.plural or firms
        return not one.plural and one.kind in (
            {"organisation"} if speaks else {"organisation", "product"}
        )

    spans = window(scene.starts, token.i, 1 if not speaks else PRONOUN_REACH)
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
