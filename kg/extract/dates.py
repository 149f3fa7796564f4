"""The day on which words were said: stated near the cue, else the document's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from kg.extract.clauses import clause
from kg.extract.lexicon import lexicon
from kg.model import Document, Utterance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Basis = Literal["stated", "document", "unknown"]
_EARLIER: Final = "earlier"


def said(
    *, cue: Span | None, content: Sequence[Span], document: Document, stated: date | None = None
) -> tuple[date | None, Basis]:
    """The day something was said, and what that rests on.

    (day, 'stated') where the text gives the day, be it in a post's signature line (`stated`);
    (None, 'unknown') where it says only that it was earlier ('last month', 'had said'), or where
    nothing is known of the document either.
    """
    if stated is not None:
        return stated, "stated"
    published = document.updated or document.published
    days = _days(cue, content, published) if cue is not None else frozenset()
    if len(days) == 1:
        (day,) = days
        return (day, "stated") if isinstance(day, date) else (None, "unknown")
    if cue is not None and not days and _before(cue):
        return None, "unknown"
    return (published, "document") if published is not None else (None, "unknown")


def carried(utterances: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """Utterances, with a stated day also on what the same speaker goes on to say.

    'Zorn said on Tuesday that … He added …': the second has no day of its own, and follows the
    first within the same document with nobody else between.
    """
    out: list[Utterance] = []
    last: Utterance | None = None
    for one in utterances:
        follows = (
            last is not None
            and one.speaker is not None
            and one.speaker == last.speaker
            and one.said_basis == "document"
            and last.said_basis == "stated"
            and one.form != "post"
        )
        if follows and last is not None:
            one = replace(one, said=last.said, said_basis="stated")
        out.append(one)
        if one.form not in {"authored", "post"} and one.reported_by is None:
            last = one
    return tuple(out)


def _days(
    cue: Span, content: Sequence[Span], published: date | None
) -> frozenset[date | Literal["earlier"]]:
    """Days named in the clause of the cue and outside what is said."""
    verb = clause(cue.root)
    said_there = {t.i for piece in content for t in piece}
    found: set[date | Literal["earlier"]] = set()
    for sentence in cue.sents:
        for start, end, day in _expressions(sentence, published):
            span = sentence.doc.char_span(start, end, alignment_mode="expand")
            if any(t.i in said_there for t in span) or day is None:
                continue
            if _governs(verb, span.root):
                found.add(day)
    return frozenset(found)


def _governs(verb: Token, token: Token) -> bool:
    """Whether the time belongs to the act of saying, or to what its subject did along with it.

    Three ways: 'said on Tuesday'; 'came to the meeting on 4 March and promised'; 'the report,
    published on Tuesday, traces'.
    """
    over = clause(token)
    if over.i == verb.i:
        return True
    if over.lemma_.lower() in lexicon("dates")["issuing"]["verbs"] and over.dep_ in {
        "acl",
        "relcl",
    }:
        subject = over.head
        return bool(subject.dep_ == "nsubj" and subject.head.i == verb.i)
    chained = verb
    while chained.dep_ == "conj" and not _has_subject(chained):
        chained = chained.head
        if over.i == chained.i:
            return True
    return False


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _before(cue: Span) -> bool:
    """'had said', 'said earlier', 'once promised': at some other time."""
    verb = clause(cue.root)
    earlier = set(lexicon("dates")["earlier"]["words"])
    perfect = verb.tag_ == "VBN" and any(
        c.dep_ == "aux" and c.lower_ in {"had", "'d", "’d"} for c in verb.children
    )
    return perfect or any(c.dep_ == "advmod" and c.lower_ in earlier for c in verb.children)


@cache
def _patterns() -> re.Pattern[str]:
    words = lexicon("dates")
    day = "|".join(words["weekdays"]["names"])
    month = "|".join(sorted(words["months"]["names"], key=len, reverse=True))
    part = "|".join(words["parts"]["words"])
    vague = "|".join(sorted(words["earlier"]["phrases"], key=len, reverse=True))
    return re.compile(
        rf"(?P<iso>\b\d{{4}}-\d\d-\d\d\b)"
        rf"|\b(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? "
        rf"(?P<month1>{month})\b\.?,?(?: (?P<year1>\d{{4}}))?"
        rf"|\b(?P<month2>{month})\b\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b"
        rf"(?!\.\d)(?:,? (?P<year2>\d{{4}}))?"
        rf"|\b(?P<which>last |next |this )?(?P<weekday>{day})\b"
        rf"|\b(?P<ago>\w+) days? ago\b"
        rf"|\b(?P<near>yesterday|today|tonight|last night|this (?:{part}))\b"
        rf"|\b(?P<vague>{vague}|in (?:{month})(?! \d))\b",
        re.IGNORECASE,
    )


def _expressions(
    sentence: Span, published: date | None
) -> list[tuple[int, int, date | Literal["earlier"] | None]]:
    at = sentence.start_char  # a Doc builds its whole text anew at each call: ask the sentence
    out = []
    for m in _patterns().finditer(sentence.text):
        out.append((at + m.start(), at + m.end(), _day(m, published)))
    return out


def _day(match: re.Match[str], published: date | None) -> date | Literal["earlier"] | None:
    """The day an expression means seen from the day of publication; None where it can't be told."""
    part = {name: value for name, value in match.groupdict().items() if value}
    if "vague" in part:
        return _EARLIER
    if "iso" in part:
        return _date(*(int(x) for x in part["iso"].split("-")))
    number = "1" if "day1" in part else "2"
    if f"day{number}" in part:
        month = _month(part[f"month{number}"])
        year = part.get(f"year{number}")
        return _calendar(int(part[f"day{number}"]), month, int(year) if year else None, published)
    if published is None:
        return None
    if "weekday" in part:
        return _weekday(part["weekday"], part.get("which", "").strip().lower(), published)
    if "ago" in part:
        count = _count(part["ago"])
        return published - timedelta(days=count) if count is not None else None
    yesterday = part["near"].lower() in {"yesterday", "last night"}
    return published - timedelta(days=1) if yesterday else published


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _calendar(day: int, month: int, year: int | None, published: date | None) -> date | None:
    """A day of a month; without a year the latest one that is not after publication."""
    if year is not None:
        return _date(year, month, day)
    if published is None:
        return None
    same = _date(published.year, month, day)
    if same is not None and same <= published:
        return same
    return _date(published.year - 1, month, day)


def _weekday(name: str, which: str, published: date) -> date | None:
    """The latest day of that name up to publication; before it with 'last'; None with 'next'."""
    if which == "next":
        return None
    names: list[str] = lexicon("dates")["weekdays"]["names"]
    back = (published.weekday() - names.index(name.lower())) % 7
    return published - timedelta(days=back or (7 if which == "last" else 0))


def _month(name: str) -> int:
    names: list[str] = lexicon("dates")["months"]["names"]
    return names.index(name.lower()) % 12 + 1


def _count(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    small: dict[str, int] = lexicon("numbers")["small"]
    return small.get(word.lower())
