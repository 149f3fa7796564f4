"""A claim taken apart into what can be compared: words, sign, direction, numbers, times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from kg.extract.certainty import polarity
from kg.extract.clauses import clause
from kg.extract.lexicon import lexicon as extracting
from kg.extract.quantities import quantities
from kg.model import Extent, Quantity
from kg.relate.causes import Cause, causes
from kg.relate.lexicon import lexicon, listed
from kg.relate.opposites import direction
from kg.relate.periods import Period, periods
from kg.relate.superlatives import Peak, peak, topmost

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Place = Literal["subject", "predicate", "object", "modifier", "scope", "other"]
Amount = Literal["all", "none", "some", "most"]

_CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
NEAR: Final = 12
"""Characters behind a number within which 'this year' belongs to it."""
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})
_AGENTS: Final = frozenset({"nsubj", "csubj", "agent"})
_MODIFIERS: Final = frozenset({"amod", "compound", "nmod", "poss"})
_PREDICATIVE: Final = frozenset({"acomp", "attr", "oprd"})
_VERSION: Final = re.compile(
    r"\b((?:[A-Z]\w*|[Cc]lause|[Pp]hase|[Aa]rticle|[Ss]ection|[Vv]ersion|[Ll]ine|[Rr]oute|[Mm]odel|[Nn]umber)"
    r"(?: [A-Z]{2,3})?)[ -](\d{1,4}(?:\.\d+)*|I{1,3}|IV|V|VI{1,3}|IX|X)\b"
    r"(?![%,.]?\d| percent| per cent)"
)
_MARK: Final = re.compile(r"\b(?:Mk|Mark|Gen|v)\.? ?(\d+(?:\.\d+)?|I{1,3}|IV|V)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word that carries meaning.

    Attributes:
        place: what it does in its sentence; what is said of something ('is safe') is part of the
            predicate, one that narrows something ('the safe exit') a modifier.
        negated: whether a negation stands over it.
        head: lemma of the word it belongs to.
    """

    text: str
    lemma: str
    pos: str
    place: Place
    extent: Extent
    negated: bool = False
    head: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A word that tells of more or of less.

    Attributes:
        than: whether it compares two things ('slower than the old one').
    """

    way: Literal["up", "down"]
    text: str
    extent: Extent
    than: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One claim as the comparison sees it.

    Attributes:
        speaker: names and roles of the speaker, lower-cased words; empty if unknown.
        names: capitalised words in the claim, lower-cased, in order.
        negated: whether the claim puts forward that something is not so, denial counted in.
        denied: whether it rejects what somebody else says, by cue or in so many words.
        moods: of forecast, past, possible, demand, refuses, conditional, question, irony.
        nested: passes on what somebody other than the speaker says.
        cited: quantities that it gives as another's ('27, against the 34 that the maker claims').
        marks: pairs of a name and its number or version ('clause', '12').
        doubt: undercutting phrases, with their kind.
        own: whether 'we' or 'the company' stand for the speaker.
        moves: the words of its main clause that tell of more or of less.
        without: lemmas of what it is said to do without ('in schools without a tutor').
        turned: lemmas of the words that a negation falls on.
        topmost: whether it has a superlative at all; `peak` is one whose holder is known.
    """

    text: str
    speaker: frozenset[str]
    said: date | None
    words: tuple[Word, ...]
    names: tuple[str, ...]
    negated: bool
    denied: bool
    moods: frozenset[str]
    nested: bool
    amounts: frozenset[Amount]
    quantities: tuple[Quantity, ...]
    cited: tuple[Quantity, ...]
    periods: tuple[Period, ...]
    marks: tuple[tuple[str, str], ...]
    doubt: tuple[tuple[str, str], ...]
    evidence: bool
    own: bool
    topmost: bool = False
    moves: tuple[Move, ...] = ()
    without: frozenset[str] = frozenset()
    turned: frozenset[str] = frozenset()
    peak: Peak | None = None
    causes: tuple[Cause, ...] = ()

    @property
    def lemmas(self) -> frozenset[str]:
        """Lemmas of the words that carry meaning."""
        return frozenset(word.lemma for word in self.words)

    def at(self, *places: Place) -> tuple[Word, ...]:
        """The words in these places."""
        return tuple(word for word in self.words if word.place in places)

    @property
    def root(self) -> str:
        """Lemma of the main predicate, empty where nothing predicates."""
        return next((w.lemma for w in self.words if w.place == "predicate"), "")


def side(doc: Doc, *, speaker: str = "", said: date | None = None, denied: bool = False) -> Side:
    """The parse of a claim's text as a side.

    `denied` tells whether the cue that reports it turns it round ('denied').
    """
    text = doc.text
    low = text.lower().replace("’", "'")
    frame, start = _frame(doc, speaker)
    times = tuple(_bound(doc, period) for period in periods(text, said=said))
    given = tuple(_of_period(q, low) for q in quantities(doc[:])) if len(doc) else ()
    cited = tuple(q for q in given if _is_cited(doc, q))
    amounts = tuple(q for q in given if q not in cited)
    words = tuple(_words(doc, start, times, given))
    negative = bool(len(doc)) and _negative(doc, start)
    turned = denied or frame == "denial"
    return Side(
        text=text,
        speaker=_speaker(speaker),
        said=said,
        words=words,
        names=_names(doc, times),
        negated=negative != turned,
        denied=turned,
        moods=_moods(doc, low),
        nested=frame == "nested",
        amounts=_amounts(doc),
        quantities=amounts,
        cited=cited,
        periods=times,
        marks=_marks(text),
        doubt=_doubt(low),
        evidence=frame == "evidence",
        topmost=topmost(doc),
        moves=tuple(_moves(doc, start)),
        turned=frozenset(_turned(doc, start)),
        without=frozenset(
            _lemma(o) for t in doc if t.lower_ == "without" for o in t.children if o.dep_ == "pobj"
        ),
        peak=peak(doc, speaker=_speaker(speaker)),
        causes=tuple(causes(doc)),
        own=bool(listed("frames", "self") & {t.lower_ for t in doc})
        or any(
            t.lemma_.lower() in listed("frames", "self", "nouns")
            and t.i > 0
            and t.nbor(-1).lower_ == "the"
            for t in doc
        ),
    )


def _speaker(name: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"\w+", name.lower()) if len(w) > 2)


def _negative(doc: Doc, start: int) -> bool:
    return polarity(content=[doc[start:]]) == "negative" if start < len(doc) else False


def _frame(doc: Doc, speaker: str) -> tuple[str, int]:
    """What stands over the claim proper, and the token where that begins.

    A denial by the speaker is a denial; what somebody else says is nested; what records show is
    evidence and is asserted.
    """
    low = doc.text.lower().replace("’", "'")
    for pattern in lexicon("frames")["denial"]["patterns"]:
        match = re.match(pattern, low)
        if match:
            return "denial", _token_after(doc, match.end())
    for token in doc:
        if token.dep_ != "ROOT" and not (token.dep_ == "conj" and token.head.dep_ == "ROOT"):
            continue
        lemma = token.lemma_.lower()
        inner = _governed(token) or _after_that(token)
        if lemma in listed("frames", "denial", "verbs"):
            if _is_speaker(token, speaker):
                return "denial", inner.i if inner is not None else token.i + 1
            return "nested", inner.i if inner is not None else token.i + 1
        if inner is None or inner.dep_ == "xcomp":
            continue
        if lemma in listed("frames", "evidence", "verbs") and not _person(token):
            return "evidence", inner.left_edge.i
        if lemma in listed("frames", "report", "verbs") and not _is_speaker(token, speaker):
            return "nested", inner.left_edge.i
    return "", 0


def _governed(verb: Token) -> Token | None:
    """The predicate of the clause that a verb of saying governs, through 'the claim that' too."""
    for child in verb.children:
        if child.dep_ in {"ccomp", "xcomp"}:
            return child
        if child.dep_ in {"dobj", "prep", "pobj", "advcl"}:
            for token in child.subtree:
                if token.dep_ in {"acl", "relcl", "ccomp", "pcomp"} and token.i > verb.i:
                    return token
    return None


def _after_that(verb: Token) -> Token | None:
    """The first word behind 'that', where the parser has not seen what the verb governs."""
    if verb.lemma_.lower() not in listed("frames", "report", "verbs"):
        return None
    doc = verb.doc
    return next(
        (doc[t.i + 1] for t in doc[verb.i + 1 : -1] if t.lower_ == "that" and t.tag_ == "IN"), None
    )


def _person(verb: Token) -> bool:
    subject = _subject(verb)
    return subject is not None and (subject.pos_ == "PRON" or subject.ent_type_ == "PERSON")


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in _SUBJECTS), None)


def _is_speaker(verb: Token, speaker: str) -> bool:
    """Whether the subject of a verb is the one who speaks: by name, pronoun or 'the company'."""
    subject = _subject(verb)
    if subject is None:
        return True
    if verb.dep_ == "ROOT" and any(c.dep_ == "auxpass" for c in verb.children):
        return False
    if subject.pos_ == "PRON":
        return subject.lower_ in {"we", "i", "he", "she", "they", "it"}
    words = {t.lower_ for t in subject.subtree}
    named = _speaker(speaker)
    if words & named:
        return True
    bare = not any(t.pos_ == "PROPN" for t in subject.subtree)
    return bare and subject.lemma_.lower() in listed("frames", "self", "nouns")


def _token_after(doc: Doc, offset: int) -> int:
    return next((t.i for t in doc if t.idx >= offset), 0)


def _of_period(quantity: Quantity, low: str) -> Quantity:
    """'90 looms this year' are those of one year, and no rate of so many a year."""
    behind = low[quantity.extent.start : quantity.extent.end + NEAR]
    if quantity.per and re.search(rf"\b(?:this|last|next|that|the) {quantity.per}\b", behind):
        return replace(quantity, per=None)
    return quantity


def _is_cited(doc: Doc, quantity: Quantity) -> bool:
    """'Against the 34 claimed by the maker', 'where the firm had reported four', 'not the 48'."""
    inside = [t for t in doc if quantity.extent.contains(Extent(t.idx, t.idx + len(t.text)))]
    if not inside:
        return False
    first, last = inside[0].i, inside[-1].i
    lead = [t.lower_ for t in doc[max(0, first - 3) : first]]
    if any(lead[-len(words) :] == words for words in _opposing()):
        return True
    passing = listed("frames", "report", "verbs") | listed("frames", "cited", "verbs")
    beside = [
        t
        for t in doc[max(0, first - 2) : min(len(doc), last + 3)]
        if t.dep_ in {"acl", "relcl", "advcl"} and t.lemma_.lower() in passing
    ]
    return any(t.i < first or t.tag_ == "VBN" for t in beside)


@cache
def _opposing() -> tuple[list[str], ...]:
    return tuple(phrase.split() for phrase in lexicon("frames")["cited"]["phrases"])


def _bound(doc: Doc, period: Period) -> Period:
    """A time in a clause on the side ('founded in 1841, it …') does not date the main claim."""
    token = next((t for t in doc if t.idx >= period.extent.start), None)
    if token is None:
        return period
    over = clause(token)
    aside = over.dep_ in {"advcl", "relcl", "acl"} and over.tag_ in {"VBN", "VBG", "VBD", "VBZ"}
    return replace(period, main=not aside)


def _moves(doc: Doc, start: int) -> Iterator[Move]:
    """More or less of something: verbs, nouns and comparatives of the main clauses."""
    for token in doc[start:]:
        way = direction(token.lemma_.lower(), token.pos_)
        if token.lemma_.lower() in listed("discourse", "comparison", "lemmas"):
            way = "up" if token.pos_ in {"VERB", "NOUN"} else None
        if token.tag_ in {"JJR", "RBR"}:
            way = way or direction(token.lower_, token.pos_) or "up"
        if token.lower_ in {"more", "less", "fewer"} and token.dep_ not in {"quantmod"}:
            number = any(c.pos_ == "NUM" for c in token.head.children) or token.head.pos_ == "NUM"
            way = None if number else ("up" if token.lower_ == "more" else "down")
        elif (
            token.tag_ not in {"JJR", "RBR"} and token.pos_ in {"ADJ", "ADV"}
        ) or token.pos_ not in {"VERB", "NOUN", "ADJ", "ADV"}:
            way = None
        if way is None or (token.dep_ in {"amod", "compound"} and token.tag_ not in {"JJR", "RBR"}):
            continue
        if clause(token).dep_ in {"relcl", "acl", "advcl"} and token.pos_ != "VERB":
            continue
        if token.dep_ in {"relcl", "acl", "advcl", "pobj", "csubj"} and token.tag_ not in {"JJR"}:
            continue
        than = any(t.lower_ == "than" for t in doc[token.i : token.i + 8])
        yield Move(
            way=way,
            text=token.text,
            extent=Extent(token.idx, token.idx + len(token.text)),
            than=than,
        )


def _words(
    doc: Doc, start: int, times: tuple[Period, ...], amounts: tuple[Quantity, ...]
) -> Iterator[Word]:
    main = _main(doc, start)
    for token in doc[start:]:
        if token.pos_ not in _CONTENT or not token.text[0].isalnum():
            continue
        here = Extent(token.idx, token.idx + len(token.text))
        if any(period.extent.overlaps(here) for period in times):
            continue
        inside = any(q.extent.overlaps(here) for q in amounts)
        counted = inside and (token.pos_ == "NUM" or token.lower_ in _hedging())
        if token.pos_ == "NUM" or counted:
            continue
        lemma = _phrasal(token) or _lemma(token)
        if _empty(token, lemma):
            continue
        yield Word(
            text=token.text,
            lemma=lemma,
            pos=token.pos_,
            place=_place(token, main),
            extent=here,
            negated=any(c.dep_ == "neg" for c in token.children)
            or any(c.lower_ == "no" for c in token.children if c.dep_ == "det"),
            head=_lemma(token.head) if token.head.i != token.i else "",
        )


def _main(doc: Doc, start: int) -> Token | None:
    return doc[start:].root if start < len(doc) else None


def _lemma(token: Token) -> str:
    lemma: str = token.lemma_.lower()
    if token.pos_ == "PROPN":
        lemma = token.lower_
    return lemma.removesuffix("'s").removesuffix("’s")


def _turned(doc: Doc, start: int) -> Iterator[str]:
    """What is negated: the verb of 'not', the noun of 'no' with its verb, the verb of 'nobody'."""
    negative = extracting("negations")
    governing = set(negative["predicates"]["governing"] + negative["predicates"]["alone"])
    words = set(negative["adverbs"]["words"] + negative["arguments"]["words"])
    for token in doc[start:]:
        following = token.nbor(1).lower_ if token.i + 1 < len(doc) else ""
        if following in {"more", "fewer", "less", "later", "only", "just"}:
            continue  # 'no more than 60' bounds a number and negates nothing
        if token.lower_ in words or token.dep_ == "neg":
            reach = [token.head, *([token.head.head] if token.dep_ == "det" else [])]
        elif token.lemma_.lower() in governing:
            reach = [token]
        else:
            continue
        for word in reach:
            yield _phrasal(word) or _lemma(word)
            if word.lemma_.lower() in governing:
                yield from (_lemma(c) for c in word.children if c.dep_ in {"xcomp", "dobj"})
            elif word.lemma_.lower() in listed("frames", "light", "verbs") or word.pos_ == "AUX":
                yield from (_lemma(t) for t in word.subtree if t.pos_ in _CONTENT)


def _phrasal(token: Token) -> str | None:
    """'go on', 'call off': a light verb and its particle are one word."""
    if token.pos_ != "VERB":
        return None
    for child in token.children:
        pair = f"{token.lemma_.lower()} {child.lower_}"
        if child.dep_ in {"prt", "advmod"} and pair in listed("frames", "phrasal"):
            return pair
    return None


def _empty(token: Token, lemma: str) -> bool:
    if token.pos_ == "PROPN":
        return False
    if token.pos_ in {"VERB", "AUX"}:
        return lemma in listed("frames", "light", "verbs")
    if lemma in listed("frames", "light", "nouns"):
        return True
    return bool(token.is_stop)


@cache
def _hedging() -> frozenset[str]:
    return frozenset(
        {
            "about",
            "around",
            "roughly",
            "nearly",
            "almost",
            "least",
            "more",
            "fewer",
            "less",
            "some",
            "percent",
            "only",
            "just",
        }
    )


def _place(token: Token, main: Token | None) -> Place:
    if main is None:
        return "other"
    if token.i == main.i:
        return "predicate"
    if token.dep_ in _PREDICATIVE or (token.dep_ in {"xcomp", "conj"} and token.head.i == main.i):
        return "predicate"
    if token.dep_ in _MODIFIERS:
        return "modifier"
    at = token
    while at.head.i != at.i:
        if at.dep_ in _SUBJECTS:
            return "subject" if at.i == token.i else "scope"
        if at.dep_ in {"dobj", "agent", "dative"} and at.i == token.i:
            return "object"
        if at.dep_ in {"prep", "relcl", "acl", "advcl"}:
            return "scope"
        at = at.head
    return "other"


def _names(doc: Doc, times: tuple[Period, ...]) -> tuple[str, ...]:
    """Words with a capital that are no first words, or that the tagger takes for names."""
    out = []
    for token in doc:
        if not token.text[0].isupper() or not token.text[0].isalpha():
            continue
        here = Extent(token.idx, token.idx + len(token.text))
        if any(period.extent.overlaps(here) for period in times) or token.is_stop:
            continue
        if token.is_sent_start and token.pos_ != "PROPN":
            continue
        out.append(token.lower_.removesuffix("’s").removesuffix("'s"))
    return tuple(dict.fromkeys(out))


def _moods(doc: Doc, low: str) -> frozenset[str]:
    found = set()
    words = {t.lower_ for t in doc}
    lemmas = {t.lemma_.lower() for t in doc}
    forecast = lexicon("frames")["forecast"]
    if (
        words & set(forecast["words"])
        or lemmas & set(forecast["lemmas"])
        or any(re.search(rf"\b{p}\b", low) for p in forecast["phrases"])
    ):
        found.add("forecast")
    root = doc[:].root if len(doc) else None
    if root is not None and _past(root):
        found.add("past")
    if low.startswith("to "):  # 'to create 90 jobs': what somebody wants or promises
        found.add("forecast")
    modal = {t.lower_ for t in doc if t.tag_ in {"MD", "RB"}}
    if modal & listed("frames", "possible"):
        found.add("possible")
    if words & listed("frames", "demand"):
        found.add("demand")
    if any(t.lower_ in listed("frames", "conditional") and t.dep_ == "mark" for t in doc):
        found.add("conditional")
    if any(_refuses(t) for t in doc):
        found.add("refuses")
    if low.rstrip("\"'”’ ").endswith("?"):
        found.add("question")
    if any(re.search(p, low) for p in lexicon("frames")["irony"]["patterns"]):
        found.add("irony")
    return frozenset(found)


def _past(verb: Token) -> bool:
    """Whether a verb tells of what is over: 'fell', 'has fallen', 'was built'."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    return (
        verb.tag_ == "VBD"
        or any(c.tag_ == "VBD" for c in helpers)
        or any(c.lemma_ == "have" for c in helpers if c.tag_ in {"VBZ", "VBP"})
    )


def _refuses(token: Token) -> bool:
    """'nobody ought to do it', 'not one mine will open', 'we will never sell'."""
    if token.lower_ not in listed("frames", "forecast") | listed("frames", "demand"):
        return False
    verb = token.head if token.dep_ == "aux" else token
    return any(
        c.dep_ == "neg"
        or c.lower_ in {"nobody", "none", "nothing"}
        or (
            c.dep_ in {"nsubj", "nsubjpass", "dobj"}
            and any(g.lower_ in {"no", "not", "neither"} for g in c.subtree)
        )
        for c in verb.children
    )


def _amounts(doc: Doc) -> frozenset[Amount]:
    table: dict[Amount, list[str]] = lexicon("frames")["amount"]
    return frozenset(kind for kind, words in table.items() if {t.lower_ for t in doc} & set(words))


def _marks(text: str) -> tuple[tuple[str, str], ...]:
    found = [(m[1].lower(), m[2]) for m in _VERSION.finditer(text) if not _is_year(m[2])]
    found += [("mark", m[1]) for m in _MARK.finditer(text)]
    return tuple(dict.fromkeys(found))


def _is_year(mark: str) -> bool:
    return mark.isdigit() and len(mark) == 4 and mark[:2] in {"15", "16", "17", "18", "19", "20"}


def _doubt(low: str) -> tuple[tuple[str, str], ...]:
    found = []
    for kind, table in lexicon("undercuts").items():
        for pattern in table.get("patterns", ()):
            match = re.search(pattern, low)
            if match:
                found.append((kind, match[0]))
                break
    return tuple(found)
