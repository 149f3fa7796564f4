"""Lessons in windows, windows in batches, batches as tensors."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from torch import Tensor

from kg.extract.wordpieces import BUDGET, FRAME, windows
from kg.train.lessons import ROLES, UNKNOWN, Lesson

SHORTEST_LEAD: Final = 64
"""Pieces in a text's first window, at least; it varies, so that no word is always at an edge."""
JITTER: Final = 16
"""By how many pieces windows in one batch may differ for no reason but chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Words of a lesson that are read together, from `start` up to `end`."""

    lesson: Lesson
    start: int
    end: int

    @property
    def size(self) -> int:
        """Word pieces, frame included."""
        first = self.lesson.words.first
        return int(first[self.end] - first[self.start]) + len(FRAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The parser's labels by the number that stands for each."""

    tags: Mapping[str, int]
    relations: Mapping[str, int]

    @classmethod
    def of(cls, lessons: Sequence[Lesson]) -> Labels:
        """All that occur, in alphabetical order."""
        tags = sorted({t for one in lessons for t in one.tags})
        relations = sorted({r for one in lessons for r in one.relations})
        return cls(
            tags={t: i for i, t in enumerate(tags)},
            relations={r: i for i, r in enumerate(relations)},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Windows as tensors, padded to the longest; shapes (windows, pieces) and (windows, words).

    Attributes:
        ids, mask: pieces and whether there is one.
        shapes: case, mark and paragraph of each piece, (windows, pieces, 3).
        first: the first piece of each word.
        lengths: words of each window.
        heads: as places in the window, UNKNOWN where the head lies outside.
        likely: how likely each role is for each word, (windows, words, roles), by earlier networks;
            all 0 where they weren't asked.
    """

    windows: tuple[Window, ...]
    ids: Tensor
    mask: Tensor
    shapes: Tensor
    first: Tensor
    lengths: Tensor
    roles: Tensor
    names: Tensor
    tags: Tensor
    relations: Tensor
    heads: Tensor
    sentences: Tensor
    likely: Tensor


def cut(lessons: Sequence[Lesson], rng: random.Random | None = None) -> list[Window]:
    """Every lesson in windows; with a `rng`, from another first one each time."""
    found = []
    for one in lessons:
        lead = rng.randint(SHORTEST_LEAD, BUDGET) if rng is not None else BUDGET
        found += [
            Window(lesson=one, start=a, end=b) for a, b in windows(one.words.first, lead=lead)
        ]
    return found


def grouped(found: Sequence[Window], budget: int, rng: random.Random) -> list[list[Window]]:
    """Windows of like length together, `budget` pieces with padding, in any order."""
    ordered = sorted(found, key=lambda w: w.size + rng.random() * JITTER)
    groups: list[list[Window]] = [[]]
    longest = 0
    for window in ordered:
        longest = max(longest, window.size)
        if groups[-1] and (len(groups[-1]) + 1) * longest > budget:
            groups.append([])
            longest = window.size
        groups[-1].append(window)
    rng.shuffle(groups)
    return groups


def batch(group: Sequence[Window], labels: Labels) -> Batch:
    """The tensors of a group of windows."""
    rows = len(group)
    ids = np.zeros((rows, max(w.size for w in group)), np.int64)
    mask, shapes = np.zeros_like(ids), np.zeros((*ids.shape, 3), np.int64)
    first = np.zeros((rows, max(w.end - w.start for w in group)), np.int64)
    known = {
        name: np.full(first.shape, UNKNOWN, np.int64)
        for name in ("roles", "names", "tags", "relations", "heads", "sentences")
    }
    likely = np.zeros((*first.shape, 1 + 2 * len(ROLES)), np.float32)
    for row, window in enumerate(group):
        lesson, words = window.lesson, window.lesson.words
        low, high = int(words.first[window.start]), int(words.first[window.end])
        size, count = high - low, window.end - window.start
        inside = slice(window.start, window.end)
        ids[row, 0], ids[row, size + 1] = FRAME
        ids[row, 1 : size + 1] = words.pieces[low:high]
        mask[row, : size + 2] = 1
        sizes = np.diff(words.first[window.start : window.end + 1])
        shapes[row, 1 : size + 1, 0] = np.repeat(words.case[inside], sizes)
        shapes[row, 1 : size + 1, 1] = np.repeat(words.mark[inside], sizes)
        first[row, :count] = words.first[inside] - low + 1
        shapes[row, first[row, :count], 2] = words.opens[inside]
        if lesson.likely is not None:
            likely[row, :count] = lesson.likely[inside]
        known["roles"][row, :count] = lesson.roles[inside]
        known["names"][row, :count] = lesson.names[inside]
        known["tags"][row, :count] = [labels.tags.get(t, UNKNOWN) for t in lesson.tags[inside]]
        known["relations"][row, :count] = [
            labels.relations.get(r, UNKNOWN) for r in lesson.relations[inside]
        ]
        known["sentences"][row, :count] = lesson.sentences[inside]
        heads = lesson.heads[inside] - window.start
        known["heads"][row, :count] = np.where((heads >= 0) & (heads < count), heads, UNKNOWN)
    return Batch(
        windows=tuple(group),
        ids=torch.from_numpy(ids),
        mask=torch.from_numpy(mask),
        shapes=torch.from_numpy(shapes),
        first=torch.from_numpy(first),
        lengths=torch.tensor([w.end - w.start for w in group]),
        likely=torch.from_numpy(likely),
        **{name: torch.from_numpy(values) for name, values in known.items()},
    )
