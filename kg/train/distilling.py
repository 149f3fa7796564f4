"""What several networks hold likely, for one to learn from (Hinton et al. 2015).

Two networks that differ in chance alone err on different words, and one that learns what both hold
likely does better than either. They say it of texts that nobody marked as well. What is handed on
are marginals of the chain, so that the learner is told of whole spans (Wang et al., ACL 2020).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import torch

from kg.extract.decoding import Floats
from kg.extract.wordpieces import MARGIN, overlapping
from kg.train.batches import Labels, Window, batch
from kg.train.lessons import ROLES, Lesson
from kg.train.network import Network
from kg.train.objectives import marginals

AT_ONCE: Final = 8
"""Windows read together."""


def taught(lessons: Sequence[Lesson], nets: Sequence[Network], labels: Labels) -> list[Lesson]:
    """The same lessons, each with what the networks hold likely on average."""
    for net in nets:
        net.eval()
    return [
        replace(one, likely=np.mean([_likely(one, net, labels) for net in nets], axis=0))
        for one in lessons
    ]


def _likely(one: Lesson, net: Network, labels: Labels) -> Floats:
    found = np.zeros((len(one.words), 1 + 2 * len(ROLES)), np.float32)
    parts = overlapping(one.words.first, MARGIN)
    for at in range(0, len(parts), AT_ONCE):
        some = parts[at : at + AT_ONCE]
        given = batch([Window(lesson=one, start=p.start, end=p.end) for p in some], labels)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            _, high = net(given.ids, given.mask, given.shapes, given.first)
        with torch.no_grad():
            emissions = net.roles(high.float())
        chain = (net.transitions.detach(), net.starts.detach())
        likely = marginals(emissions, given.lengths, chain).detach().numpy()
        for row, part in enumerate(some):
            inside = slice(part.keep_from - part.start, part.keep_to - part.start)
            found[part.keep_from : part.keep_to] = likely[row, inside]
    return found
