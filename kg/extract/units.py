"""What a number counts: money before it, a unit or a noun behind it, and per what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from kg.extract.lexicon import flattened, lexicon
from kg.extract.numerals import Numeral, Piece

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONGEST: Final = 3
"""Most pieces that a unit of the lexicon has ('parts per million')."""
_REACH: Final = 4
"""Most words between a number and the noun it counts ('34 ship-to-shore container moves')."""
_MODIFIERS: Final = frozenset({"ADJ", "NOUN", "PROPN", "VERB"})
_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_OTHER_TIMES: Final = frozenset({"last", "next", "this", "later", "earlier"})
"""'2.1 last year': what follows is a time and not what is counted."""
_NEAR: Final = frozenset({"near"})
"""Words tagged as prepositions that are adjectives behind a number: '19 near misses'."""
_PLURALS: Final = frozenset({"NNS", "NNPS"})
_WHITE: Final = frozenset({"a", "an", "per", "each", "every", "/"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit, where its words end and of what sort it is.

    Attributes:
        after: first piece behind the unit (and its denominator).
        head: spaCy index of the noun that is counted, where there is one.
        found: `known` from the lexicon, `money`, `noun` read off the parse, `none`.
    """

    name: str = ""
    per: str | None = None
    after: int
    head: int | None = None
    found: Literal["known", "money", "noun", "none"] = "none"


def currency_before(parts: Sequence[Piece], at: int) -> tuple[str, int] | None:
    """The code of the money sign or code right before a number, and the piece it starts at."""
    symbols: dict[str, str] = lexicon("currencies")["symbols"]
    for width in (3, 2, 1):
        first = at - width
        if first < 0:
            continue
        glued = all(parts[i].end == parts[i + 1].start for i in range(first, at - 1))
        near = parts[at].start - parts[at - 1].end <= 1
        text = "".join(piece.text for piece in parts[first:at])
        spaced = _spaced_dollar(parts, first, at)
        if near and text in symbols and (glued or spaced):
            return symbols[text], first
    return None


def _spaced_dollar(parts: Sequence[Piece], first: int, at: int) -> bool:
    """'HK $3.7 billion': a country's letters set off from the sign by one space."""
    return at - first == 2 and parts[at - 1].text == "$" and parts[first].text.isupper()  # noqa: PLR2004


def unit_after(doc: Doc, parts: Sequence[Piece], number: Numeral) -> Unit:
    """The unit of a number, or one called 'none' where nothing countable follows."""
    at = number.after
    if number.fold:
        return Unit(name="time", after=at, found="known")
    hyphen = at < len(parts) and parts[at].text in {"-", "‐", "‑"} and at + 1 < len(parts)
    start = at + 1 if hyphen and parts[at].end == parts[at + 1].start else at
    known = _known(parts, start, glued_from=parts[number.after - 1].end)
    if known is not None:
        return with_per(doc, parts, known)
    if start < len(parts) and parts[start].lower == "of" and number.kind in {"share", "vague"}:
        return _of(doc, parts, number, start)
    if number.kind == "share":
        return with_per(doc, parts, Unit(name="percent", after=at, found="known"))
    if start < len(parts) and parts[start].lower == "of":
        return _of(doc, parts, number, start)
    if start < len(parts) and parts[start].kind == "word":
        noun = _noun(doc, parts, start)
        if noun is not None:
            return with_per(doc, parts, noun)
    return with_per(doc, parts, Unit(after=at))


def _of(doc: Doc, parts: Sequence[Piece], number: Numeral, at: int) -> Unit:
    """'hundreds of families', 'forty of her members', 'a third of the staff'."""
    if number.kind == "share":
        return Unit(name="percent", after=number.after, found="known")
    start = at + 1
    while start < len(parts) and _is_determiner(doc, parts[start]):
        start += 1
    if start >= len(parts):
        return Unit(after=number.after)
    known = _known(parts, start, glued_from=-1)
    if known is not None:
        return with_per(doc, parts, known)
    noun = _noun(doc, parts, start) if parts[start].kind == "word" else None
    return with_per(doc, parts, noun) if noun is not None else Unit(after=number.after)


def _is_determiner(doc: Doc, piece: Piece) -> bool:
    token = token_at(doc, piece.start)
    return token is not None and (token.pos_ == "DET" or token.tag_ in {"PRP$", "POS"})


@cache
def _words() -> dict[str, str]:
    forms = flattened(lexicon("units")["words"])
    plurals = {f"{form}s": name for form, name in forms.items() if form[-1].isalpha()}
    return plurals | forms


@cache
def _symbols() -> dict[str, str]:
    return flattened(lexicon("units")["symbols"])


@cache
def _lower_symbols() -> dict[str, str]:
    """Symbols by their lower case, where that is clear ('mw' might be milliwatt)."""
    forms: dict[str, list[str]] = {}
    for symbol in _symbols():
        forms.setdefault(symbol.lower(), []).append(symbol)
    return {lower: found[0] for lower, found in forms.items() if len(found) == 1}


@cache
def _money() -> dict[str, str]:
    words: dict[str, str] = lexicon("currencies")["words"]
    symbols: dict[str, str] = lexicon("currencies")["symbols"]
    plurals = {f"{word}s": code for word, code in words.items()}
    return plurals | words | {k: v for k, v in symbols.items() if not k.isalpha() or k.isupper()}


def _known(parts: Sequence[Piece], at: int, *, glued_from: int) -> Unit | None:
    """The longest unit of the lexicon that begins at a piece.

    Symbols of one letter count only glued to the number, or after one space ('5 W'), where the
    letter is a capital: 'a' or 's' by itself is no unit.
    """
    rates: dict[str, list[str]] = lexicon("units")["rates"]
    for width in range(min(2 * _LONGEST, len(parts) - at), 0, -1):
        run = parts[at : at + width]
        text = _joined(run)
        lower = text.lower()
        if lower in rates:
            name, per = rates[lower]
            return Unit(name=name, per=per, after=at + width, found="known")
        if (
            text not in _symbols()
            and len(text) > 1
            and text.isupper()
            and lower in _lower_symbols()
        ):
            text = _lower_symbols()[lower]  # '49.5 HZ'
        if text in _symbols() and _stands(parts, at, width, glued_from):
            return Unit(name=_symbols()[text], after=at + width, found="known")
        for form in (lower, lower.replace("-", " ")):
            if form in _money() or text in _money():
                return Unit(
                    name=_money().get(form) or _money()[text], after=at + width, found="money"
                )
            if form in _words():
                return Unit(name=_words()[form], after=at + width, found="known")
    return None


def _stands(parts: Sequence[Piece], at: int, width: int, glued_from: int) -> bool:
    text = _joined(parts[at : at + width])
    gap = parts[at].start - glued_from
    if text == "%" or text.startswith("°"):
        return gap in {0, 1}
    if text == "p":
        return gap == 0
    if text in {"'", "′", "″"}:
        after = at + width
        return gap == 0 and (after >= len(parts) or parts[after].start > parts[after - 1].end)
    return gap == 0 or (gap == 1 and (len(text) > 1 or text.isupper()))


def _joined(run: Sequence[Piece]) -> str:
    out = run[0].text
    for before, piece in zip(run, run[1:], strict=False):
        out += (" " if piece.start > before.end else "") + piece.text
    return out


def _noun(doc: Doc, parts: Sequence[Piece], at: int) -> Unit | None:
    """The noun phrase a number stands before: its head and the modifiers between, in the singular."""
    token = token_at(doc, parts[at].start)
    run = _run(doc, token) if token is not None else []
    words = [t for t in run if t.pos_ not in {"PUNCT", "CCONJ", "DET", "PART"}]
    if not words or run[0].lower_ in _OTHER_TIMES:
        return None
    head = words[-1]
    one = singular(head)
    name = " ".join([*(t.lower_ for t in words[:-1]), one])
    end = head.idx + len(head)
    after = next((i for i in range(at, len(parts)) if parts[i].start >= end), len(parts))
    money = (_money().get(name) or _money().get(one)) if head.pos_ == "NOUN" else None
    if money is not None and len(words) <= 2:  # noqa: PLR2004 - '5 Freedonian dollars'
        return Unit(name=money, after=after, head=head.i, found="money")
    kept = len(words) > 1 and _words().get(one, one) in lexicon("units")["kinds"]["words"]
    return Unit(name=name if kept else _words().get(one, name), after=after, head=head.i,
                found="noun")  # fmt: skip


def _run(doc: Doc, token: Token) -> list[Token]:
    """From a token up to the noun that the number before it counts, if the parse shows one near."""
    number = token.nbor(-1) if token.i > 0 else None
    if number is not None and number.dep_ == "nummod" and number.head.pos_ in _NOUNS:
        head = number.head
        if head.dep_ == "compound" and head.head.i == head.i + 1:  # 'a three-course meal'
            head = head.head
        between = doc[token.i : head.i + 1]
        if 0 < len(between) <= _REACH + 1 and not any(
            t.is_punct or t.pos_ in {"NUM", "ADP"} for t in between if t.lower_ not in _NEAR
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
    if token.pos_ == "CCONJ":  # 'digital and physical sales'
        return (
            bool(run)
            and run[-1].pos_ == "ADJ"
            and token.i + 1 < len(token.doc)
            and (token.nbor().pos_ == "ADJ")
        )
    if token.pos_ == "VERB":  # 'unplanned', 'operating' before a noun, but not 'four were'
        return token.dep_ in {"amod", "compound"}
    if run and run[-1].pos_ in _NOUNS and token.pos_ == "ADJ":
        return False
    if run and run[-1].tag_ in _PLURALS and run[-1].dep_ != "compound":
        return False
    return token.pos_ in _MODIFIERS


def singular(token: Token) -> str:
    """The singular of a noun in lower case, where the model's lemma leaves the plural."""
    lower: str = token.lower_
    if token.tag_ not in _PLURALS:
        return lower
    lemma: str = token.lemma_.lower()
    if lemma != lower:
        return lemma
    return lower.removesuffix("s") if lower.endswith("s") and not lower.endswith("ss") else lower


def with_per(doc: Doc, parts: Sequence[Piece], unit: Unit) -> Unit:
    """The unit with its denominator: 'a day', 'per crane per hour', '/s', 'each year', 'daily'."""
    if unit.per is not None or unit.after >= len(parts):
        return unit
    found: list[tuple[str, int]] = []
    at = _past_of(doc, parts, unit)
    while (step := _denominator(doc, parts, at)) is not None:
        found.append(step)
        at = step[1]
    if not found:
        return unit
    times = [name for name, _ in found if name in _times()]
    return Unit(name=unit.name, per=times[0] if times else found[0][0], after=found[-1][1],
                head=unit.head, found=unit.found)  # fmt: skip


def within_period(doc: Doc, parts: Sequence[Piece], unit: Unit) -> Unit:
    """'handled 1.9 million containers last year' as containers a year: what was done in one period."""
    if unit.head is None or unit.per is not None or unit.found == "money" or unit.name in _times():
        return unit
    verb = doc[unit.head].head
    if doc[unit.head].dep_ != "dobj" or verb.pos_ != "VERB" or verb.lemma_ == "have":
        return unit
    periods = [
        c.lemma_.lower() for c in verb.children
        if c.dep_ == "npadvmod" and c.lemma_.lower() in _times()
        and any(d.lower_ in {"last", "this", "that"} for d in c.children)
    ]  # fmt: skip
    return replace(unit, per=periods[0]) if len(periods) == 1 else unit


def _past_of(doc: Doc, parts: Sequence[Piece], unit: Unit) -> int:
    """Past 'of carbon dioxide' in '1,200 tonnes of carbon dioxide a year', if a denominator follows."""
    at = unit.after
    if parts[at].lower != "of" or unit.found == "none":
        return at
    for step in range(at + 1, min(at + 1 + _REACH, len(parts))):
        token = token_at(doc, parts[step].start)
        if step > at + 1 and _denominator(doc, parts, step) is not None:
            return step
        if token is None or token.pos_ not in {"NOUN", "ADJ", "PROPN"}:
            break
    return at


@cache
def _times() -> frozenset[str]:
    return frozenset(lexicon("units")["denominators"]["time"])


def _denominator(doc: Doc, parts: Sequence[Piece], at: int) -> tuple[str, int] | None:
    adverbs: dict[str, str] = lexicon("units")["adverbs"]
    hyphen = at < len(parts) and parts[at].text == "-"
    if hyphen:  # '52,000 barrel-a-day'
        at += 1
    if at >= len(parts):
        return None
    word = parts[at].lower
    if word in adverbs:
        token = token_at(doc, parts[at].start)
        return (adverbs[word], at + 1) if token is not None and token.pos_ == "ADV" else None
    if word not in _WHITE or at + 1 >= len(parts):
        return None
    start = at + 2 if parts[at + 1].text == "-" and at + 2 < len(parts) else at + 1
    if word == "/":
        known = _known(parts, start, glued_from=parts[start].start)
        return (known.name, known.after) if known is not None and known.found == "known" else None
    token = token_at(doc, parts[start].start)
    if token is None or parts[start].kind != "word":
        return None
    moments = lexicon("units")["moments"]["words"]
    if start + 1 < len(parts) and parts[start + 1].lower in moments and word in {"a", "an"}:
        return None
    name = _words().get(parts[start].lower) or singular(token)
    named = {*_times(), *lexicon("units")["denominators"]["other"]}
    if word == "per":
        known = _known(parts, start, glued_from=-1)
        return (known.name, known.after) if known is not None else (name, start + 1)
    return (name, start + 1) if name in named else None


def token_at(doc: Doc, character: int) -> Token | None:
    """The token that covers a character; None for white space between tokens."""
    span = doc.char_span(character, character + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None
