"""What keeps two similar wordings from being one claim: each guard names what it saw.

Embeddings put 'profits rose' next to 'profits fell', and last year next to this year. Whoever
gathers claims by meaning needs a second witness against it; these look at words alone, and any one
of them is enough.
"""

from __future__ import annotations

from typing import Final

from kg.link.wording import Wording, axes
from kg.model import Stance
from kg.thresholds import CLAIM_SWAP

_ATTITUDES: Final[dict[Stance, str]] = {"doubts": "a doubt", "asks": "a question or demand"}


def apart(left: Wording, right: Wording) -> str | None:
    """The reason why the two can't be one claim; None where no guard objects.

    Symmetric: the order of the two makes no difference.
    """
    for guard in (
        _by_nesting,
        _by_sense,
        _by_numbers,
        _by_names,
        _by_time,
        _by_poles,
        _by_swap,
        _by_holder,
    ):
        reason = guard(left, right)
        if reason is not None:
            return reason
    return None


def _by_nesting(left: Wording, right: Wording) -> str | None:
    """That somebody said it and that it is so are two claims."""
    if right.utterance == left.reported_by or left.utterance == right.reported_by:
        return "one reports that the other was said"
    return None


def _by_sense(left: Wording, right: Wording) -> str | None:
    if left.polarity != right.polarity:
        return "one says so, the other says not so"
    if left.negated != right.negated and left.polarity == "positive":
        return "one is negated, the other is not"
    for stance, what in _ATTITUDES.items():
        if (left.stance == stance) != (right.stance == stance):
            return f"one is {what}, the other is not"
    if left.question != right.question:
        return "one is a question, the other is not"
    if left.demand != right.demand:
        return "one says what ought to be, the other what is"
    return None


def _by_numbers(left: Wording, right: Wording) -> str | None:
    if left.numbers == right.numbers:
        return None
    if not left.numbers or not right.numbers:
        return "one gives a number, the other gives none"
    if not (left.numbers <= right.numbers or right.numbers <= left.numbers):
        return "they give different numbers"
    return None


def _by_names(left: Wording, right: Wording) -> str | None:
    a, b = set(left.names), set(right.names)
    if a - b and b - a:
        return "each names somebody or something that the other does not"
    shared = a & b
    if [n for n in left.names if n in shared] != [n for n in right.names if n in shared]:
        return "they name the same in another order"
    return None


def _by_time(left: Wording, right: Wording) -> str | None:
    if left.future != right.future:
        return "one is a forecast, the other is not"
    if not (left.periods <= right.periods or right.periods <= left.periods):
        return "they speak of different times or parts"
    return None


def _by_poles(left: Wording, right: Wording) -> str | None:
    for i in range(len(axes())):
        a = {pole for axis, pole in left.poles if axis == i}
        b = {pole for axis, pole in right.poles if axis == i}
        if a and b and not a & b:
            return f"they are at opposite ends of a scale, as in '{axes()[i]['example']}'"
    return None


def _by_swap(left: Wording, right: Wording) -> str | None:
    """The same words but for one or two: 'the plan is bold', 'the plan is thin on detail'.

    Where most words are the same, those that are not are what the sentences differ in; paraphrases
    have fewer words in common.
    """
    shared = left.telling & right.telling
    mine = _unlike(left.telling - shared, right.telling - shared)
    yours = _unlike(right.telling - shared, left.telling - shared)
    fewest = min(len(left.telling), len(right.telling))
    one_word = len(mine) == len(yours) == 1 and len(shared) > 1
    if mine and yours and (one_word or len(shared) >= CLAIM_SWAP * fewest):
        return f"they differ in '{min(mine)}' and '{min(yours)}' and in little else"
    return None


def _unlike(mine: frozenset[str], yours: frozenset[str]) -> frozenset[str]:
    """Words that are no form of a word of the other side: 'promised' is one of 'promises'."""
    return frozenset(w for w in mine if not any(w[:5] == v[:5] for v in yours))


def _by_holder(left: Wording, right: Wording) -> str | None:
    if left.origin == right.origin and left.origin:
        return None
    if not (left.hanging or right.hanging):
        return None
    if left.speaker is None or left.speaker != right.speaker:
        return "who is meant by a pronoun depends on the speaker, and the speakers differ"
    return None


def overlap(left: Wording, right: Wording) -> float:
    """Share of the shorter's telling words that the other has too."""
    fewest = min(len(left.telling), len(right.telling))
    return len(left.telling & right.telling) / fewest if fewest else 0.0
