"""The noun that a number counts, read off the parse: '12 garden chairs'."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kg.extract.known_units import Unit, money_words, unit_words
from kg.extract.lexicon import lexicon
from kg.extract.pieces import Piece

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_REACH: Final = 4
"""Most words between a number and the noun it counts ('12 second-hand garden chairs')."""
_MODIFIERS: Final = frozenset({"ADJ", "NOUN", "PROPN", "VERB"})
_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_OTHER_TIMES: Final = frozenset({"last", "next", "this", "later", "earlier"})
"""'2.5 last year': what follows is a time and not what is counted."""
_NEAR: Final = frozenset({"near"})
"""Tagged as prepositions, these are adjectives behind a number: 'seven near collisions'."""
_COMPARED: Final = frozenset({"JJR", "JJS"})
_PLURALS: Final = frozenset({"NNS", "NNPS"})


def counted_noun(doc: Doc, parts: Sequence[Piece], at: int) -> Unit | None:
    """The noun phrase that begins with a piece: its head in the singular, with its modifiers."""
    token = token_at(doc, parts[at].start)
    run = _run(doc, token) if token is not None else []
    words = [t for t in run if t.pos_ not in {"PUNCT", "CCONJ", "DET", "PART"}]
    if not words or run[0].lower_ in _OTHER_TIMES:
        return None
    head = words[-1]
    one = singular(head)
    name = " ".join([*(_modifier(t) for t in words[:-1]), one])
    end = head.idx + len(head)
    after = next((i for i in range(at, len(parts)) if parts[i].start >= end), len(parts))
    money = (money_words().get(name) or money_words().get(one)) if head.pos_ == "NOUN" else None
    if money is not None and len(words) <= 2:
        return Unit(name=money, after=after, head=head.i, found="money")
    kept = len(words) > 1 and unit_words().get(one, one) in lexicon("units")["kinds"]["words"]
    return Unit(name=name if kept else unit_words().get(one, name), after=after, head=head.i,
                found="noun")  # fmt: skip


def _modifier(token: Token) -> str:
    """A word before the noun; 'the three best pupils' are good ones."""
    lower: str = token.lemma_.lower() if token.tag_ in _COMPARED else token.lower_
    return lower


def _run(doc: Doc, token: Token) -> list[Token]:
    """From a token up to the noun that the number before it counts, if the parse shows one near."""
    number = token.nbor(-1) if token.i > 0 else None
    if number is not None and number.dep_ == "nummod" and number.head.pos_ in _NOUNS:
        head = number.head
        if head.dep_ == "compound" and head.head.i == head.i + 1:  # 'a three-course meal'
            head = head.head
        between = doc[token.i : head.i + 1]
        link = doc[head.i + 1] if head.i + 1 < len(doc) else None
        goes_on = link is not None and link.lower_ == "and" and _alike(head, link)
        if (
            not goes_on
            and 0 < len(between) <= _REACH + 1
            and not any(
                t.is_punct or t.pos_ in {"NUM", "ADP"} for t in between if t.lower_ not in _NEAR
            )
        ):
            return list(between)
    run: list[Token] = []
    for word in doc[token.i : token.i + _REACH + 1]:
        if not _modifies(word, run):
            break
        run.append(word)
    while run and run[-1].pos_ not in _NOUNS:
        run.pop()
    return run


def _modifies(token: Token, run: Sequence[Token]) -> bool:
    """Whether a word may be part of the noun phrase that the number opens."""
    if token.text in {"-", "‐", "‑"}:
        return bool(run)
    if token.pos_ == "CCONJ":
        return bool(run) and _alike(run[-1], token)
    if token.lower_ in _NEAR:
        return bool(token.i + 1 < len(token.doc) and token.nbor().tag_ in _PLURALS)
    if token.pos_ == "VERB":  # 'unsold', 'missing' before a noun, but not 'four were'
        return token.dep_ in {"amod", "compound"}
    if run and run[-1].pos_ in _NOUNS and token.pos_ == "ADJ":
        return False
    if run and run[-1].tag_ in _PLURALS and run[-1].dep_ != "compound":
        return False
    return token.pos_ in _MODIFIERS


def _alike(before: Token, link: Token) -> bool:
    """Whether 'and' joins two words before one noun: 'local and foreign guests'."""
    if link.i + 2 >= len(link.doc):
        return False
    after, noun = link.nbor(), link.nbor(2)
    named = before.is_title and after.is_title and noun.tag_ == "NNS"  # 'Orla and Teasel vans'
    return bool(named or before.pos_ == after.pos_ == "ADJ")


def singular(token: Token) -> str:
    """The singular of a noun in lower case, where the model's lemma leaves the plural."""
    lower: str = token.lower_
    if token.tag_ not in _PLURALS:
        return lower
    lemma: str = token.lemma_.lower()
    if lemma != lower:
        return lemma
    return lower.removesuffix("s") if lower.endswith("s") and not lower.endswith("ss") else lower


def token_at(doc: Doc, character: int) -> Token | None:
    """The token that covers a character; None for white space between tokens."""
    span = doc.char_span(character, character + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None
