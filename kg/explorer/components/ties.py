"""What ties two nodes of a network together, read from the rows of a question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from kg.explorer.data import Row
from kg.explorer.words import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """An edge: what it joins, how strongly, and what to read on it.

    Attributes:
        weight: how often, at least 1.
        mixed: whether `other` is of another kind than `one` (a concern beside actors).
    """

    one: str
    other: str
    one_name: str
    other_name: str
    weight: int
    note: str
    against: bool = False
    mixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a tie stands for: the question that finds it, what is counted, how a row is read."""

    question: str
    noun: str
    read: Callable[[Row], Tie]


def ties_of(found: Iterable[Row], *, meaning: Meaning) -> list[Tie]:
    """One tie for each pair, the strongest first, whatever the question tells apart beyond that."""
    pairs: dict[tuple[str, str], Tie] = {}
    for tie in map(meaning.read, found):
        before = pairs.get((tie.one, tie.other))
        pairs[tie.one, tie.other] = tie if before is None else _both(before, tie)
    return sorted(
        pairs.values(),
        key=lambda tie: (-tie.weight, tie.one_name, tie.other_name, tie.one, tie.other),
    )


def _both(before: Tie, tie: Tie) -> Tie:
    notes = dict.fromkeys((*before.note.split("\n"), tie.note))
    return replace(before, weight=before.weight + tie.weight, note="\n".join(notes))


def _conflict(each: Row) -> Tie:
    return _tie(each, weight=each["conflicts"], note=str(each["kind"]), against=True)


def _agreement(each: Row) -> Tie:
    return _tie(each, weight=1, note=f"“{each['claimText']}”")


def _shared(each: Row) -> Tie:
    return _tie(
        each, weight=each["concerns"], note=f"{counted(each['concerns'], 'concern')} in common"
    )


def _raised(each: Row) -> Tie:
    return Tie(
        one=str(each["speaker"]),
        other=str(each["concern"]),
        one_name=str(each["speakerName"]),
        other_name=str(each["concernName"]),
        weight=int(str(each["utterances"])),
        note=f"raised in {counted(each['utterances'], 'utterance')}",
        mixed=True,
    )


def _tie(each: Row, *, weight: object, note: str, against: bool = False) -> Tie:
    return Tie(
        one=str(each["one"]),
        other=str(each["other"]),
        one_name=str(each["oneName"]),
        other_name=str(each["otherName"]),
        weight=int(str(weight)),
        note=note,
        against=against,
    )


TIES: Final[Mapping[str, Meaning]] = {
    "Conflict": Meaning(question="who-contradicts-whom", noun="conflict", read=_conflict),
    "Agreement": Meaning(question="agreement", noun="shared claim", read=_agreement),
    "Shared concerns": Meaning(question="shared-concerns", noun="concern", read=_shared),
    "Actors and concerns": Meaning(question="actor-concern-matrix", noun="utterance", read=_raised),
}
