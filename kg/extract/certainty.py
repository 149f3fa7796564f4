"""How sure an utterance is, what stance it takes and whether it affirms or negates.

Rules over cue and content: lexicons name the words, the parse says whether they stand over the
main predicate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from kg.extract.clauses import clause, heads, predicates
from kg.extract.lexicon import lexicon
from kg.model import Certainty, Form, Polarity, Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_ORDER: Final[tuple[Certainty, ...]] = ("possible", "probable")
_LEAST: Final = 5
"""Most words of a cue in the lexicon."""


def certainty(*, cue: Span | None, content: Sequence[Span]) -> Certainty:
    """The lowest certainty that cue and content mark, over the main predicates of the content."""
    words = lexicon("hedges")
    main = {t.i for t in predicates(content)}
    skipped = _places(content, words["not"]["phrases"])
    cues = _cue_forms(cue)
    for level in _ORDER:
        table: dict[str, list[str]] = words[level]
        if any(form in table["cues"] or form in table["adverbs"] for form in cues):
            return level
        hedged = (
            token
            for piece in content
            for token in piece
            if token.i not in skipped and _hedges(token, table)
        )
        if any(token.i in main or clause(token).i in main for token in hedged):
            return level
    return "certain"


def _hedges(token: Token, table: dict[str, list[str]]) -> bool:
    lower, lemma = token.lower_, token.lemma_.lower()
    if token.tag_ == "MD":
        return lower in table["modals"]
    if lower in table["adverbs"] and token.pos_ in {"ADV", "ADJ", "VERB"}:
        return True
    if lemma not in table["predicates"]:
        return False
    return token.pos_ in {"VERB", "ADJ"} and (token.pos_ == "ADJ" or _passive_or_first(token))


def _passive_or_first(verb: Token) -> bool:
    """'is expected', 'we think', 'appears to': not 'the plant expects guests', which is a fact."""
    lemma: str = verb.lemma_.lower()
    if lemma in {"appear", "seem", "tend"}:
        return True
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)
    return passive or any(
        c.dep_ == "nsubj" and c.lower_ in {"i", "we"} for c in verb.children
    )  # fmt: skip


def polarity(*, content: Sequence[Span]) -> Polarity:
    """Whether the main predicate of the content is negated; two negations make it positive."""
    mains = heads(content)
    if not mains:
        return "positive"
    return "negative" if len(_negations(mains[0], content)) % 2 else "positive"


def _negations(main: Token, content: Sequence[Span]) -> list[Token]:
    """The words that negate a predicate: on itself, as its arguments, or as its own meaning."""
    words = lexicon("negations")
    inside = {t.i for piece in content for t in piece}
    not_negative = _places(content, words["not"]["phrases"])
    found: list[Token] = []
    governs = any(c.dep_ == "xcomp" for c in main.children)
    lemma = main.lemma_.lower()
    if lemma in words["predicates"]["alone"] or (
        governs and lemma in words["predicates"]["governing"]
    ):
        found.append(main)
    for child in main.children:
        if child.i not in inside or child.i in not_negative:
            continue
        if child.dep_ == "neg" or child.lower_ in words["adverbs"]["words"]:
            found.append(child)
        elif child.dep_ in {
            "nsubj",
            "nsubjpass",
            "dobj",
            "attr",
            "expl",
            "prep",
            "acomp",
            "npadvmod",
        }:
            found += [t for t in _edge(child) if t.i in inside and t.i not in not_negative]
    return found


def _edge(argument: Token) -> list[Token]:
    """Negative pronouns and determiners of an argument: 'nobody', 'no jobs', 'none of it'."""
    words = lexicon("negations")["arguments"]["words"]
    candidates = [
        argument,
        *(c for c in argument.children if c.dep_ in {"det", "neg", "preconj", "cc"}),
    ]
    if argument.dep_ == "prep":
        candidates += [c for o in argument.children for c in o.children if c.dep_ == "det"]
    return [t for t in candidates if t.lower_ in words]


def stance(*, cue: Span | None, content: Sequence[Span], form: Form) -> Stance:
    """What the speaker does with the claim: by the cue, else by words and mood of the content."""
    by_cue = _stance_of_cue(cue)
    if by_cue is not None:
        return by_cue
    if not content:
        return "asserts"
    return _stance_of_content(content, form)


def _stance_of_cue(cue: Span | None) -> Stance | None:
    table: dict[Stance, list[str]] = lexicon("stances")["cues"]
    forms = _cue_forms(cue) | _cue_forms(_extended(cue))
    found = [
        (len(form.split()), name) for name, cues in table.items() for form in cues if form in forms
    ]
    if not found or cue is None:
        return None
    name = max(found)[1]
    negated = any(c.dep_ == "neg" for token in cue for c in token.children)
    if negated:  # 'did not deny' commits to nothing; 'did not promise' promises nothing
        return "asserts"
    return name


def _extended(cue: Span | None) -> Span | None:
    """The cue with the particle behind it, which may pass for content: 'called [for an end]'."""
    if (
        cue is None
        or cue.end >= cue.sent.end
        or cue.doc[cue.end].pos_ not in {"ADP", "PART", "SCONJ"}
    ):
        return None
    return cue.doc[cue.start : cue.end + 1]


def _cue_forms(cue: Span | None) -> frozenset[str]:
    """Every run of words of a cue, as lemmas and as written."""
    if cue is None:
        return frozenset()
    words = [t for t in cue if not t.is_punct and not t.is_space]
    lemmas = [t.lemma_.lower() for t in words]
    lowers = [t.lower_ for t in words]
    runs = range(1, min(_LEAST, len(words)) + 1)
    return frozenset(
        " ".join(side[i : i + n])
        for side in (lemmas, lowers)
        for n in runs
        for i in range(len(words) - n + 1)
    )


def _stance_of_content(content: Sequence[Span], form: Form) -> Stance:
    phrases: dict[Stance, list[str]] = lexicon("stances")["phrases"]
    if content[-1].text.rstrip("\"'”’ \n").endswith("?"):
        return "asks"
    for name, listed in phrases.items():
        if _places(content, listed):
            return name
    mains = heads(content)
    for main in mains:
        mood = _mood(main, form)
        if mood is not None:
            return mood
    if form != "authored" and mains and _rebuts(mains[0], content):
        return "denies"
    return "asserts"


def _rebuts(main: Token, content: Sequence[Span]) -> bool:
    """A fact said not to be so: 'nobody touched it', 'we are not against it'.

    'It is not safe' judges, and asserts; 'I don't know' speaks of the speaker's mind.
    """
    words = lexicon("stances")["negated"]
    if not len(_negations(main, content)) % 2 or main.lemma_.lower() in words["mind"]:
        return False
    if any(c.tag_ == "MD" for c in main.children):
        return False
    subject = _subject(main)
    own = subject is not None and subject.lower_ in {"i", "we"}
    return own or main.pos_ == "VERB" or main.lemma_.lower() == "have"


def _subject(main: Token) -> Token | None:
    return next((c for c in main.children if c.dep_ in {"nsubj", "nsubjpass"}), None)


def _mood(main: Token, form: Form) -> Stance | None:
    """Demand, promise or prediction by the modal verb and the person of a predicate."""
    words = lexicon("stances")
    modals: dict[str, list[str]] = words["modals"]
    children = list(main.children)
    auxiliaries = {c.lower_ for c in children if c.dep_ in {"aux", "auxpass"}}
    subject = _subject(main)
    if auxiliaries & set(modals["demand"]) or _wish(main, subject):
        return "asks"
    future = set(modals["future"]) | (set(modals["backshifted"]) if form != "direct" else set())
    if auxiliaries & future and "have" not in auxiliaries:
        return "promises" if _own_deed(main, subject, form) else "predicts"
    quoted = form in {"direct", "post"}
    if main.tag_ == "VB" and subject is None and not auxiliaries and quoted:
        return "asks"
    return "predicts" if _planned(main, subject) else None


def _wish(main: Token, subject: Token | None) -> bool:
    """'she wanted the rules changed': the speaker's own wish for something to happen."""
    own = subject is not None and subject.lower_ in {"i", "we", "he", "she", "they"}
    wishes = main.lemma_.lower() in lexicon("stances")["modals"]["wish"]
    negated = any(c.dep_ == "neg" for c in main.children)
    done = any(c.dep_ in {"ccomp", "xcomp"} and _subject(c) is not None for c in main.children)
    return own and wishes and done and not negated


def _planned(main: Token, subject: Token | None) -> bool:
    """'is due to open', 'are going to close', 'the shops are to stay open'."""
    words = lexicon("stances")["modals"]
    present = main.tag_ in {"VBZ", "VBP", "VBG", "VBN"} and not any(
        c.lower_ in {"was", "were", "had"} for c in main.children
    )
    if not present or main.lower_ in {"was", "were"}:
        return False
    infinitives = [
        t for t in main.subtree if t.dep_ == "xcomp" and any(c.lower_ == "to" for c in t.children)
    ]
    if not infinitives:
        return False
    if main.lemma_.lower() in words["planned"] or any(
        c.dep_ == "acomp" and c.lemma_.lower() in words["planned"] for c in main.children
    ):
        return bool(main.lemma_.lower() != "go" or main.tag_ == "VBG")
    direct = any(t.head.i == main.i for t in infinitives)
    named = subject is not None and subject.lemma_.lower() not in words["purposes"]
    return main.lemma_.lower() == "be" and direct and named


def _own_deed(main: Token, subject: Token | None, form: Form) -> bool:
    """'we will pay them' in the speaker's own words, 'it would study it' in indirect ones."""
    if subject is None or subject.dep_ == "nsubjpass" or main.lemma_.lower() in {"be", "have"}:
        return False
    if form in {"direct", "post"}:
        return subject.lower_ in {"i", "we"}
    return subject.lower_ in {"i", "we", "he", "she", "they", "it"}


def _places(content: Sequence[Span], phrases: Iterable[str]) -> frozenset[int]:
    """Indices of the tokens that lie in one of the phrases."""
    found: set[int] = set()
    for piece in content:
        text = piece.text.lower()
        for phrase in phrases:
            at = text.find(phrase)
            while at >= 0:
                if _bounded(text, at, at + len(phrase)):
                    span = piece.doc.char_span(
                        piece.start_char + at, piece.start_char + at + len(phrase),
                        alignment_mode="expand",
                    )  # fmt: skip
                    found |= {t.i for t in span}
                at = text.find(phrase, at + 1)
    return frozenset(found)


def _bounded(text: str, start: int, end: int) -> bool:
    before = start == 0 or not text[start - 1].isalnum()
    return before and (end >= len(text) or not text[end].isalnum())
