"""Fitting the network, with its weights averaged on the way."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import torch

from kg.extract.wordpieces import FRAME
from kg.train.batches import Batch, Labels, Window, batch, cut, grouped
from kg.train.gold import Course
from kg.train.lessons import KINDS, has_product
from kg.train.loop import Log, Pace, prepared, run
from kg.train.measuring import measured
from kg.train.network import Network
from kg.train.objectives import WEIGHTS, losses

BACK: Final = 0.25
"""How far the last network is drawn back to where it began."""
PRODUCTS: Final = 0.75
"""Log-odds by which products are rarer in the course than where they matter."""
MASK: Final = 103
"""The piece that stands for a hidden one."""
UNMARKED: Final = 2
"""In how many passes a text that nobody marked is read through."""
RARE: Final = 6
"""How often a sentence with a product's name is read in a pass; there are few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Pace):
    """How long and how fast to learn.

    Attributes:
        epochs: passes over the articles and the sentences with names; GUM is read every other one,
            and half of what nobody marked each time.
        hidden: share of word pieces that are hidden from the encoder at each step, so that it reads
            a word's part off its surroundings too and not off the word alone.
    """

    epochs: int = 4
    rate: float = 2.5e-4
    hidden: float = 0.1


def fit(
    course: Course, settings: Settings, *, checkpoint: Path, log: Log, begin: Network | None = None
) -> tuple[Network, Labels]:
    """The network with averaged weights after the last epoch.

    A training that was stopped goes on from `checkpoint`.

    With `begin`, from the weights of a network that was fitted before.
    """
    prepared(settings)
    rng = random.Random(settings.seed)  # noqa: S311 - an order of batches, no secret
    labels = Labels.of(course.attributions)
    net = Network(len(labels.tags), len(labels.relations))
    if begin is not None:
        net.load_state_dict(begin.state_dict())
    run(
        net,
        [_epoch(course, settings, n, rng) for n in range(settings.epochs)],
        lambda group: losses(net, _hide(batch(group, labels), settings.hidden)),
        weights=WEIGHTS,
        pace=settings,
        course=(len(course.attributions), len(course.unmarked)),
        checkpoint=checkpoint,
        measure=lambda: str(measured(net, course, labels)),
        log=log,
    )
    return net, labels


def drawn_back(net: Network, towards: Network) -> None:
    """Draw a network's weights a little back to where it began, but for the names head, in place.

    The mean of where training began and where it ended does better than either (Wortsman et al.,
    CVPR 2022).
    """
    began = towards.state_dict()
    with torch.no_grad():
        for name, weight in net.named_parameters():
            if not name.startswith("names."):
                weight.lerp_(began[name], BACK)


def products_raised(net: Network) -> None:
    """Raise the scores of products, which are rare in the course, by `PRODUCTS`, in place."""
    first = 1 + 2 * KINDS.index("product")
    with torch.no_grad():
        net.names.bias[first : first + 2] += PRODUCTS


def _epoch(
    course: Course, settings: Settings, number: int, rng: random.Random
) -> list[list[Window]]:
    rare = [one for one in course.names if has_product(one)]
    found = cut(course.attributions, rng) + cut(course.names) + cut(rare) * (RARE - 1)
    if number % 2 == 0:
        found += cut(course.entities, rng)
    found += cut(course.unmarked, rng)[number % UNMARKED :: UNMARKED]
    return grouped(found, settings.budget, rng)


def _hide(given: Batch, share: float) -> Batch:
    ids = given.ids
    drawn = torch.rand(ids.shape) < share
    framed = (ids == FRAME[0]) | (ids == FRAME[1]) | (given.mask == 0)
    return replace(given, ids=ids.masked_fill(drawn & ~framed, MASK))
