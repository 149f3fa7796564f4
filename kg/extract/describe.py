"""What a text says a name is: apposition, the noun before it, 'X is a …', 'who chairs …'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.names import Name
from kg.extract.nouns import NounClass, nouns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLOSES: Final = frozenset({",", ".", ";", ":", "—", "–", "-", ")", "(", "?", "!", '"', "”", "“"})
_OPENS: Final = frozenset({",", "—", "–", "-", "("})
_NOUNY: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_LINKS: Final = frozenset({"of", "for", "at", "on", "in"})
_KNOWN_AS: Final = frozenset({"best", "better", "widely", "globally", "known", "as", "also"})
_LONGEST: Final = 14
"""Tokens an appositive may have; a longer stretch between commas is a clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A noun phrase that the text applies to a name.

    Attributes:
        head: lemma of the head noun ('co-founder'), lower case.
        says: what that noun says of the name.
        text: the phrase without determiner ('co-founder of Kilnworks').
        owner: token of the possessor ('its' in 'its latest model'), if there is one.
        start, end: tokens of the phrase.
    """

    head: str
    says: NounClass
    text: str
    owner: int | None
    start: int
    end: int


def descriptions(doc: Doc, name: Name) -> tuple[Description, ...]:
    """All that the text says of this naming of it, in no order of weight."""
    return (
        *_after(doc, name),
        *_before(doc, name),
        *_before_comma(doc, name),
        *_copula(doc, name),
        *_who(doc, name),
    )


def head_noun(tokens: Sequence[Token]) -> tuple[str, NounClass] | None:
    """Head and class of a bare noun phrase ('chief executive'): its last noun, or last two."""
    if not tokens:
        return None
    last = tokens[-1]
    word, lemma = last.text.casefold(), last.lemma_.casefold()
    known = nouns()
    if len(tokens) > 1:
        twin = f"{tokens[-2].text.casefold()} {word}"
        joined = f"{tokens[-2].text.casefold()}-{word}"
        for two in (twin, joined):
            if two in known.role | known.product | known.institution | known.spoke | known.maker:
                says = known.of(two) or "company"
                return two, says
    if len(tokens) > 2 and tokens[-2].text in {"-", "‑"}:
        hyphened = f"{tokens[-3].text.casefold()}-{word}"
        says_hyphened = known.of(hyphened)
        if says_hyphened is not None:
            return hyphened, says_hyphened
    for form in dict.fromkeys((word, lemma)):
        says_form = known.of(form)
        if says_form is not None:
            return form, says_form
    return None


def _phrase(doc: Doc, start: int, end: int) -> Description | None:
    """The noun phrase of these tokens, if its head says anything of a name."""
    first = start
    owner = None
    at = start
    while at < end:
        token = doc[at]
        if token.tag_ in {"PRP$", "DT", "PDT"} or token.lower_ in {"a", "an", "the"}:
            owner = token.i if token.tag_ == "PRP$" else owner
            at += 1
        else:
            break
    first = at
    stop = first
    while stop < end:
        token = doc[stop]
        if token.text in {"'s", "’s", "'", "’"} and stop + 1 < end:
            owner = stop - 1
        elif not (
            token.pos_ in _NOUNY
            or token.text in {"-", "‑", "/", "&"}
            or token.tag_ in {"VBN", "VBG"}
        ):
            break
        stop += 1
    while stop > first and doc[stop - 1].tag_ in {"VBN", "VBG"}:
        stop -= 1  # 'a loom controller built by …'
    if stop == first:
        return None
    found = head_noun(doc[first:stop])
    if found is None or doc[stop - 1].pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return None
    until = _onward(doc, stop, end)
    says = found[1]
    built = (
        stop + 1 < len(doc) and doc[stop].lemma_ in nouns().made and doc[stop + 1].lower_ == "by"
    )
    if built and found[0] in nouns().product:
        says = "product"  # a controller is a person, but not one that was built by somebody
    return Description(
        head=found[0],
        says=says,
        text=_text(doc, first, until),
        owner=owner,
        start=first,
        end=until,
    )


def _onward(doc: Doc, start: int, end: int) -> int:
    """Where a phrase ends that goes on with 'of', 'at' or 'for': 'head of kilns at Loomhouse'."""
    until, links = start, 0
    while until < end and doc[until].lower_ in _LINKS and links < 3:
        after = until + 1
        while after < end and _within(doc[after]):
            after += 1
        if after == until + 1:
            break
        until, links = after, links + 1
    return until


def _within(token: Token) -> bool:
    stops = token.text in _CLOSES or token.lower_ in _LINKS | {"who", "which", "that", "and"}
    return not stops and token.pos_ not in {"VERB", "AUX"}


def _text(doc: Doc, start: int, end: int) -> str:
    return " ".join(doc[start:end].text.split()).strip(" ,")


def _after(doc: Doc, name: Name) -> Iterator[Description]:
    """'X, co-founder of Kilnworks', 'X (a potter)', 'X, an actor and painter'."""
    at = name.end
    if at < len(doc) and doc[at].text == "(":  # an acronym in brackets comes between
        close = next((k for k in range(at, min(at + 5, len(doc))) if doc[k].text == ")"), None)
        if close is not None and close - at == 2:
            at = close + 1
    if at >= len(doc) - 1 or doc[at].text not in _OPENS:
        return
    start = at + 1
    while start < len(doc) - 1 and doc[start].lower_ in _KNOWN_AS:
        start += 1
    end = start
    limit = min(len(doc), start + _LONGEST)
    while end < limit and doc[end].text not in _CLOSES - {"-"} and not doc[end].is_space:
        end += 1
    if end >= len(doc) or end == start:
        return
    yield from _coordinated(doc, start, _clause(doc, start, end))


def _clause(doc: Doc, start: int, end: int) -> int:
    """Where a relative clause or a verb cuts the phrase off; `start` where it is no phrase."""
    for k in range(start, end):
        if doc[k].lower_ in {"who", "which", "whose", "where", "that"}:
            return k
        if doc[k].pos_ == "AUX" or (doc[k].pos_ == "VERB" and doc[k].tag_ in {"VBD", "VBZ", "VBP"}):
            return start
    return end


def _coordinated(doc: Doc, start: int, end: int) -> Iterator[Description]:
    first = _phrase(doc, start, end)
    if first is None:
        return
    yield first
    if first.end < end and doc[first.end].lower_ in {"and", "&"}:
        second = _phrase(doc, first.end + 1, end)
        if second is not None and second.says == first.says:
            yield second


def _before(doc: Doc, name: Name) -> Iterator[Description]:
    """'entrepreneur X', 'Norland shipping line X', 'its chief executive X'."""
    end = name.start - len(name.titles)
    if (
        end <= 0
        or doc[end - 1].pos_ not in {"NOUN", "PROPN", "ADJ"}
        or not doc[end - 1].whitespace_
    ):
        return
    start = end
    while (
        start > 0
        and (doc[start - 1].pos_ in _NOUNY or doc[start - 1].text in {"-", "‑", "’s", "'s"})
        and not doc[start - 1].is_space
    ):
        start -= 1
    if start == end:
        return
    found = head_noun(doc[start:end])
    if found is None or doc[end - 1].tag_ == "NNS":
        return
    if found[1] == "product" and name.end < len(doc) and doc[name.end].text in {"'s", "’s"}:
        return  # 'the new loom model Kilnworks's Pellet': said of what follows
    owner = next((k - 1 for k in range(end - 1, start, -1) if doc[k].text in {"'s", "’s"}), None)
    first = start if owner is None else owner + 2
    if owner is None and start > 0 and doc[start - 1].tag_ == "PRP$":
        owner = start - 1
    yield Description(
        head=found[0], says=found[1], text=_text(doc, first, end), owner=owner, start=first, end=end
    )


def _before_comma(doc: Doc, name: Name) -> Iterator[Description]:
    """'the city auditor, X,', 'its latest loom model, X'."""
    comma = name.start - len(name.titles) - 1
    if comma < 2 or doc[comma].text not in {",", "—", "–"}:
        return
    if name.end < len(doc) and doc[name.end].pos_ in {"NOUN", "PROPN", "VERB", "AUX", "CCONJ"}:
        return
    start = comma
    while start > 0 and comma - start < _LONGEST and doc[start - 1].text not in _CLOSES - {"-"}:
        if doc[start - 1].pos_ in {"VERB", "AUX", "CCONJ", "SPACE", "PRON"} and doc[
            start - 1
        ].tag_ not in {"PRP$", "VBN", "VBG"}:
            break
        start -= 1
    for k in range(start, comma):  # the last determiner that opens a phrase reaching the comma
        if doc[k].tag_ in {"DT", "PRP$"} or doc[k].lower_ in {"a", "an", "the", "its", "their"}:
            found = _phrase(doc, k, comma)
            if found is not None and found.end == comma:
                yield found
                return


def _copula(doc: Doc, name: Name) -> Iterator[Description]:
    """'X is a loom controller'."""
    head = doc[name.start : name.end].root
    if head.dep_ != "nsubj" or head.head.lemma_ != "be":
        return
    for child in head.head.children:
        if child.dep_ != "attr" or child.i < head.i or child.pos_ != "NOUN":
            continue
        start = child.left_edge.i
        if doc[start].lower_ in {"a", "an", "the"} or doc[start].tag_ == "PRP$":
            found = _phrase(doc, start, child.right_edge.i + 1)
            if found is not None:
                yield found


def _who(doc: Doc, name: Name) -> Iterator[Description]:
    """'X, who chairs the council' makes X its chair."""
    at = name.end
    if at + 3 >= len(doc) or doc[at].text != "," or doc[at + 1].lower_ not in {"who", "which"}:
        return
    verb = doc[at + 2]
    role = nouns().founded.get(verb.lemma_.casefold())
    if role is None or doc[at + 1].lower_ == "which" or verb.tag_ not in {"VBZ", "VBD"}:
        return
    end = at + 3
    while end < len(doc) and doc[end].text not in _CLOSES and not doc[end].is_space:
        end += 1
    if end > at + 3:
        yield Description(
            head=role, says="role", text=_text(doc, at + 2, end), owner=None, start=at + 2, end=end
        )
