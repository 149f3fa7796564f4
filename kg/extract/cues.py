"""Words that bring in content, from the lexicons, found in parsed text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.lexicon import lexicon
from kg.model import Extent, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEMMAS: Final = {
    "hoped": "hope",
    "hopes": "hope",
    "hoping": "hope",
    "retweeted": "retweet",
    "’s": "be",
}
"""Forms that the small model's rules take back to the wrong word ('hoped' to 'hop')."""

_GROUP: Final = frozenset({"aux", "auxpass", "neg", "advmod", "prt"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A word of the lexicons: its class, the stance it gives its holder, its frames."""

    name: str
    kind: str
    stance: Stance
    frames: frozenset[str]


@cache
def entries(name: str) -> dict[str, Entry]:
    """The entries of a lexicon of cues by their lemma ('point out' for verb and particle)."""
    found: dict[str, Entry] = {}
    for kind, table in lexicon(name).items():
        for stance, words in table.items():
            if not isinstance(words, dict):
                continue
            for word, frames in words.items():
                older = found[word].frames if word in found else frozenset()
                found[word] = Entry(
                    name=word,
                    kind=found[word].kind if word in found else kind,
                    stance=found[word].stance if word in found else stance,
                    frames=older | frozenset(frames.split()),
                )
    return found


def lemma(token: Token) -> str:
    """The lemma in lower case, the model's known slips put right."""
    return _LEMMAS.get(token.lower_) or str(token.lemma_).lower()


def verb(token: Token) -> Entry | None:
    """The entry of a verb token, with its particle where the two are listed together."""
    if token.pos_ not in {"VERB", "AUX"}:
        return None
    words = entries("cue_verbs")
    base = lemma(token)
    for child in token.rights:
        if child.i <= token.i + 3 and (child.dep_ in {"prt", "advmod", "prep", "dobj"}):
            entry = words.get(f"{base} {child.lower_}")
            if entry:
                return entry
    return words.get(base)


def verb_group(token: Token) -> tuple[int, int]:
    """First and last token of the verb with auxiliaries, negation, adverbs and particle."""
    first = last = token.i
    doc = token.doc
    while first > token.sent.start:
        before = doc[first - 1]
        if before.head.i == token.i and before.dep_ in _GROUP and not before.is_space:
            first -= 1
        else:
            break
    while last + 1 < len(doc) and doc[last + 1].head.i == token.i and doc[last + 1].dep_ == "prt":
        last += 1
    return first, last


def extent(token: Token) -> Extent:
    """The characters of one token."""
    return Extent(token.idx, token.idx + len(token))
