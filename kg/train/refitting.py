"""The names head once more, on an encoder that no longer moves.

Products are marked in a hundred sentences of the course and nowhere else; while the encoder learns,
they drown. On frozen features they can count more at no cost to attribution (after Kang et al.,
ICLR 2020, who retrain classifiers of rare classes so).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor
from torch.nn import functional

from kg.train.batches import Labels, batch, cut, grouped
from kg.train.gold import Course
from kg.train.lessons import UNKNOWN, Lesson, has_product
from kg.train.measuring import BUDGET
from kg.train.network import DROPOUT, Network
from kg.train.objectives import PARSER_TRUST

EPOCHS: Final = 30
RATE: Final = 2e-3
WORDS: Final = 8192
"""Words in a batch."""
PRODUCTS: Final = 6.0
"""What a word of a sentence counts whose set has products marked."""
OTHERS: Final = 8
"""Of the annotated articles, whose names are the parser's, one in so many is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """Words as the frozen encoder sees them, (words, width), their labels and what each counts."""

    vectors: Tensor
    names: Tensor
    weights: Tensor


def refit(net: Network, course: Course, labels: Labels, *, seed: int) -> None:
    """Fit the names head of a network anew, in place."""
    torch.manual_seed(seed)
    net.eval()
    parsed = [*course.attributions[::OTHERS], *course.unmarked]
    lessons = [*course.names, *course.entities[::2], *parsed]
    known = features(net, lessons, labels)
    optimiser = torch.optim.AdamW(net.names.parameters(), lr=RATE, weight_decay=0.01)
    for _ in range(EPOCHS):
        order = torch.randperm(len(known.vectors))
        for start in range(0, len(order), WORDS):
            some = order[start : start + WORDS]
            given = functional.dropout(known.vectors[some], DROPOUT)
            cost = functional.cross_entropy(net.names(given), known.names[some], reduction="none")
            optimiser.zero_grad()
            (cost * known.weights[some]).mean().backward()
            optimiser.step()


@torch.no_grad()  # type: ignore[untyped-decorator]
def features(net: Network, lessons: Sequence[Lesson], labels: Labels) -> Features:
    """The words of the lessons whose name is known."""
    products = {one.id.rpartition("#")[0] for one in lessons if has_product(one)}
    vectors, names, weights = list[Tensor](), list[Tensor](), list[Tensor]()
    for group in grouped(cut(lessons), BUDGET, random.Random(0)):  # noqa: S311
        given = batch(group, labels)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            _, high = net(given.ids, given.mask, given.shapes, given.first)
        for row, window in enumerate(given.windows):
            known = given.names[row] != UNKNOWN
            vectors.append(high[row][known].float())
            names.append(given.names[row][known])
            rare = window.lesson.id.rpartition("#")[0] in products
            weight = PRODUCTS if rare else 1.0 if window.lesson.gold_names else PARSER_TRUST
            weights.append(torch.full((int(known.sum()),), weight))
    return Features(vectors=torch.cat(vectors), names=torch.cat(names), weights=torch.cat(weights))
