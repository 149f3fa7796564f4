"""What a later word may take up, and how the nearest is sought."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.describe import head_noun
from kg.extract.nouns import Gender
from kg.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What a later word may take up.

    Attributes:
        nouns: head nouns the text has called it by ('giant', 'general secretary'), lower case.
        words: the words of its names, lower case: 'the authority' takes up a name that ends so.
        affiliations: words of its roles and of the names in them, for 'the union leader'.
    """

    kind: EntityKind
    name: str
    plural: bool = False
    gender: Gender | None = None
    nouns: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    affiliations: frozenset[str] = frozenset()


def window(starts: Sequence[int], at: int, reach: int) -> list[tuple[int, int]]:
    """The sentence of a token up to that token, then the sentences before, nearest first."""
    here = max(bisect_left(starts, at + 1) - 1, 0)
    spans = [(starts[here], at)]
    spans += [(starts[k], starts[k + 1]) for k in range(here - 1, max(here - 1 - reach, -1), -1)]
    return spans


def nearest(
    doc: Doc,
    spans: Sequence[tuple[int, int]],
    seen: Mapping[int, int],
    fits: Callable[[int, int], bool],
    *,
    strict: bool = False,
) -> tuple[int | None, str, tuple[int, ...]]:
    """The one candidate of the nearest sentence that has any; also all that it had."""
    for distance, (start, end) in enumerate(spans):
        here = [(t, seen[t]) for t in range(start, end) if t in seen and fits(t, seen[t])]
        if not here:
            continue
        where = "the same sentence" if distance == 0 else "the sentence before"
        if distance > 1:
            where = f"{distance} sentences before"
        found = {c for _, c in here}
        subjects = {c for t, c in here if doc[t].dep_ in SUBJECTS or _heads_subject(doc, t)}
        if len(found) == 1 and (subjects or not strict):
            return here[0][1], f"the only one that fits in {where}", tuple(sorted(found))
        if len(found) == 1:
            around = {
                seen[t] for a, b in spans for t in range(a, b) if t in seen and fits(t, seen[t])
            }
            if len(around) == 1:
                return here[0][1], f"the only one that fits in {where}", tuple(sorted(found))
            return None, f"{len(around)} may fit", tuple(sorted(found))
        if len(subjects) == 1:
            return (
                next(iter(subjects)),
                f"the only subject that fits in {where}",
                tuple(sorted(found)),
            )
        return None, f"{len(found)} fit in {where}", tuple(sorted(found))
    return None, "nothing before it fits", ()


def _heads_subject(doc: Doc, at: int) -> bool:
    token = doc[at]
    if token.dep_ == "poss" and head_noun([token.head]) is None:
        token = token.head  # 'Ida's kiln cracked'; but 'Ida's brother left' is of the brother
    while token.dep_ in {"compound", "appos", "conj"} and token.head.i != token.i:
        token = token.head
    return token.dep_ in SUBJECTS
