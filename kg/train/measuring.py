"""How the network does on development data, in words and windows: quick, to watch it learn.

What counts is what `kg evaluate` says of the exported file, on characters and whole documents.
"""

from __future__ import annotations

import random
from collections import defaultdict
from typing import Final

import torch

from kg.extract.decoding import Floats, Labelled, barred, best_path, spans
from kg.train.batches import Batch, Labels, batch, cut, grouped
from kg.train.gold import Course
from kg.train.lessons import KINDS, ROLES, UNKNOWN
from kg.train.network import Network
from kg.train.objectives import arc_scores, ties

BUDGET: Final = 6000


@torch.no_grad()  # type: ignore[untyped-decorator]
def measured(net: Network, course: Course, labels: Labels) -> dict[str, float]:
    """Exact F1 of each role and each kind of name; right tags, heads and partners; percent."""
    net.eval()
    hits: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for group in grouped(cut(course.attributions_dev), BUDGET, random.Random(0)):  # noqa: S311
        given = batch(group, labels)
        low, high = net(given.ids, given.mask, given.shapes, given.first)
        steps, first = barred(1 + 2 * len(ROLES))
        chain = (steps + net.transitions.numpy(), first + net.starts.numpy())
        _spans(hits, ROLES, (net.roles(high), given.roles), given, chain)
        _right(hits, "tag", net.tags(low), given.tags)
        _right(hits, "head", arc_scores(net, low, given.lengths), given.heads)
        _, (right, total) = ties(net, net.link(high), given.windows)
        _add(hits["partner"], right, total, total)
    for group in grouped(cut(course.names_dev), BUDGET, random.Random(0)):  # noqa: S311
        given = batch(group, labels)
        _, high = net(given.ids, given.mask, given.shapes, given.first)
        _spans(hits, KINDS, (net.names(high), given.names), given, barred(1 + 2 * len(KINDS)))
    net.train()
    return {name: round(200 * h / (p + g), 1) if p + g else 0.0 for name, (h, p, g) in hits.items()}


def _spans(
    hits: dict[str, list[int]],
    kinds: tuple[str, ...],
    scored: tuple[torch.Tensor, torch.Tensor],
    given: Batch,
    chain: tuple[Floats, Floats],
) -> None:
    scores, gold = scored
    for row, length in enumerate(given.lengths.tolist()):
        found = set(spans(best_path(scores[row, :length].numpy(), *chain)))
        wanted: set[Labelled] = set(spans(gold[row, :length].tolist()))
        for kind, name in enumerate(kinds):
            ours, theirs = ({s for s in some if s[0] == kind} for some in (found, wanted))
            _add(hits[name], len(ours & theirs), len(ours), len(theirs))


def _right(hits: dict[str, list[int]], name: str, scores: torch.Tensor, gold: torch.Tensor) -> None:
    known = gold != UNKNOWN
    right, total = int((scores.argmax(-1) == gold)[known].sum()), int(known.sum())
    _add(hits[name], right, total, total)


def _add(counts: list[int], hit: int, predicted: int, gold: int) -> None:
    for at, number in enumerate((hit, predicted, gold)):
        counts[at] += number
