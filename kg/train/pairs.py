"""Pairs of claims to learn from: groups written for this project, and sets of entailment."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from kg.errors import GoldError
from kg.link.judge import KINDS, REASONS, RELATIONS, Asserted, mirrored, pieces, setting

UNKNOWN: Final = -100
"""Where nothing is told; torch's own number for what the loss leaves out."""
CODES: Final[Mapping[str, tuple[str, str]]] = {
    **{f"C.{kind.partition('-')[0]}": ("contradicts", kind) for kind in KINDS},
    "E": ("equivalent", ""),
    # the partner stands on the right
    "U>": ("undercuts-right", ""),
    "U<": ("undercuts-left", ""),
    "S>": ("supports-right", ""),
    "S<": ("supports-left", ""),
    "R>": ("refines-right", ""),
    "R<": ("refines-left", ""),
    "N.scope": ("none", "different-scope"),
    "N.period": ("none", "different-period"),
    "N.unit": ("none", "different-unit-or-measure"),
    "N.version": ("none", "different-version"),
    "N.subject": ("none", "different-subject"),
    "N.forecast": ("none", "forecast-vs-outcome"),
    "N.hedge": ("none", "hedge-compatible"),
    "N.identifier": ("none", "identifier-not-quantity"),
    "N.lexical": ("none", "lexical-trap"),
    "N.nested": ("none", "nested-attribution"),
    "N.topic": ("none", "same-topic-unrelated"),
    "N.irony": ("none", "irony-or-question"),
    "N.evaluation": ("none", "compatible-evaluations"),
}
INFERENCES: Final = ("E", "N", "C")
_FIELDS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Two claims in word pieces and what stands between them; UNKNOWN where that is not told."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    setting: int = 0
    relation: int = UNKNOWN
    kind: int = UNKNOWN
    reason: int = UNKNOWN
    inference: int = UNKNOWN

    @property
    def size(self) -> int:
        """Word pieces, frame included."""
        return len(self.left) + len(self.right) + 3


def groups(path: Path) -> Iterator[tuple[Asserted, list[tuple[str, Asserted]]]]:
    """Each base claim of a file with its partners and their codes.

    A line is `code | speaker, role | day | claim`, the base's code is B, a blank line parts groups.

    Raises:
        GoldError: a line is none of these.
    """
    base: Asserted | None = None
    partners: list[tuple[str, Asserted]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        fields = [field.strip() for field in line.split(" | ", _FIELDS - 1)]
        try:
            code, speaker, day, text = fields
            claim = Asserted(
                text=text, speaker=speaker.partition(",")[0], said=date.fromisoformat(day)
            )
        except ValueError as error:
            raise GoldError(
                f"{path}, line {number}: no 'code | speaker, role | day | claim' ({error})"
            ) from error
        if code == "B":
            if base is not None:
                yield base, partners
            base, partners = claim, []
        elif code in CODES and base is not None:
            partners.append((code, claim))
        else:
            raise GoldError(f"{path}, line {number}: unknown code {code!r}, or no base before it")
    if base is not None:
        yield base, partners


def taught(left: Asserted, right: Asserted, relation: str, detail: str = "") -> Example:
    """A pair whose relation is known; `detail` is the kind of conflict or the reason for none.

    What the left claim makes of the right one follows: the more specific entails the general.
    """
    entailed = relation in {"equivalent", "refines-left"}
    inference = "C" if relation == "contradicts" else "E" if entailed else "N"
    return Example(
        left=tuple(pieces(left)),
        right=tuple(pieces(right)),
        setting=setting(left, right),
        relation=RELATIONS.index(relation),
        kind=KINDS.index(detail) if detail in KINDS else UNKNOWN,
        reason=REASONS.index(detail) if detail in REASONS else UNKNOWN,
        inference=INFERENCES.index(inference),
    )


def lessons(folder: Path, *, strangers: float, rng: random.Random) -> list[Example]:
    """All pairs of a folder's groups, both ways round.

    `strangers` is the share of further pairs of a base and another group's claim nearby in the
    file, which speak of like matters and are unrelated.
    """
    found: list[Example] = []
    for path in sorted(folder.glob("*.txt")):
        read = list(groups(path))
        for n, (base, partners) in enumerate(read):
            for code, other in partners:
                relation, detail = CODES[code]
                found.append(taught(base, other, relation, detail))
                found.append(taught(other, base, mirrored(relation), detail))
            near = read[max(0, n - 5) : n] + read[n + 1 : n + 6]
            for _ in range(sum(rng.random() < strangers for _ in partners) if near else 0):
                their, theirs = rng.choice(near)
                other = rng.choice([their, *(claim for _, claim in theirs)])
                found.append(taught(base, other, "none", "same-topic-unrelated"))
    return found


def entailment(path: Path, *, made: float = 1.0, rng: random.Random | None = None) -> list[Example]:
    """Rows of premise, hypothesis and label (E, N, C) of a JSON Lines file.

    Of rows that a program made from patterns (`kind` is not "human") the share `made` is drawn:
    they are many and much alike.

    Raises:
        GoldError: there is no such file.
    """
    if not path.is_file():
        raise GoldError(f"{path}: not found. GOLD must hold nli/train.jsonl.")
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if rng is not None and row.get("kind") != "human" and rng.random() >= made:
            continue
        found.append(
            Example(
                left=tuple(pieces(Asserted(text=row["premise"]))),
                right=tuple(pieces(Asserted(text=row["hypothesis"]))),
                inference=INFERENCES.index(row["label"]),
            )
        )
    return found


def batches(examples: Sequence[Example], budget: int, rng: random.Random) -> list[list[Example]]:
    """Pairs of like length together, `budget` word pieces with padding, in any order."""
    ordered = sorted(examples, key=lambda one: one.size + rng.random() * 8)
    made: list[list[Example]] = [[]]
    longest = 0
    for one in ordered:
        longest = max(longest, one.size)
        if made[-1] and (len(made[-1]) + 1) * longest > budget:
            made.append([])
            longest = one.size
        made[-1].append(one)
    rng.shuffle(made)
    return made
