"""What the network is asked to do well, each as a loss."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import torch
from torch import Tensor
from torch.nn import functional

from kg.extract.ties import placed
from kg.train.batches import Batch, Window
from kg.train.lessons import UNKNOWN, Span, Tie
from kg.train.network import ARC, CROWD, DISTANCES, LINK, TIES, Network

WEIGHTS: Final = {
    "roles": 1.0,
    "likely": 1.0,
    "ties": 0.2,
    "names": 1.0,
    "tags": 0.1,
    "sentences": 0.05,
    "arcs": 0.15,
    "relations": 0.1,
}
"""What each loss counts. Set on principle, not searched: roles and names are what is asked for;
syntax has as many losses as they together and is learnt from a parser, so each counts a tenth."""
PARSER_TRUST: Final = 0.3
"""What a name that the parser marked counts beside one that a person marked."""
PADDED: Final = -1e4
LEAST: Final = 1e-6
"""Added to what is likely before its logarithm is taken."""


def losses(net: Network, given: Batch) -> dict[str, Tensor]:
    """Each loss that the batch has labels for, a scalar; `WEIGHTS` has their names."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        low, high = net(given.ids, given.mask, given.shapes, given.first)
    low, high = net.drop(low.float()), net.drop(high.float())
    out = {**_syntax(net, low, given)}
    attributed = given.roles[:, 0] != UNKNOWN
    if attributed.any():
        trust = torch.tensor([w.lesson.trust for w in given.windows])[attributed]
        lengths = given.lengths[attributed]
        chain = likelihood(
            net.roles(high[attributed]),
            given.roles[attributed].clamp(min=0),
            lengths,
            (net.transitions, net.starts),
        )
        out["roles"] = (chain * trust).sum() / lengths.sum()
        out["ties"], _ = ties(net, net.link(high), given.windows)
    asked = given.likely[:, 0].sum(-1) > 0
    if asked.any():
        lengths = given.lengths[asked]
        found = marginals(net.roles(high[asked]), lengths, (net.transitions, net.starts))
        apart = -(given.likely[asked] * (found + LEAST).log()).sum()
        out["likely"] = apart / lengths.sum()
    cost = functional.cross_entropy(
        net.names(high).transpose(1, 2), given.names, ignore_index=UNKNOWN, reduction="none"
    )
    weight = torch.tensor([1.0 if w.lesson.gold_names else PARSER_TRUST for w in given.windows])
    out["names"] = (cost * weight[:, None]).sum() / given.lengths.sum()
    return out


def _syntax(net: Network, low: Tensor, given: Batch) -> dict[str, Tensor]:
    def entropy(scores: Tensor, labels: Tensor) -> Tensor:
        return functional.cross_entropy(scores.transpose(1, 2), labels, ignore_index=UNKNOWN)

    heads = given.heads
    arcs = arc_scores(net, low, given.lengths)
    index = heads.clamp(min=0)[..., None].expand(-1, -1, net.relation_to.out_features)
    relations = net.relation_of(low) + net.relation_to(low).gather(1, index)
    return {
        "tags": entropy(net.tags(low), given.tags),
        "sentences": entropy(net.sentences(low), given.sentences),
        "arcs": entropy(arcs, heads),
        "relations": entropy(relations, torch.where(heads == UNKNOWN, UNKNOWN, given.relations)),
    }


def arc_scores(net: Network, low: Tensor, lengths: Tensor) -> Tensor:
    """How well each word heads each, (windows, words, words): [w, i, j] for j as head of i."""
    scores = net.arc_of(low) @ net.arc_to(low).transpose(1, 2) / ARC**0.5
    padding = torch.arange(scores.shape[1])[None] >= lengths[:, None]
    return scores.masked_fill(padding[:, None], PADDED)


def likelihood(
    emissions: Tensor, labels: Tensor, lengths: Tensor, chain: tuple[Tensor, Tensor]
) -> Tensor:
    """Negative log likelihood of each label sequence, (windows,), under a linear chain.

    A conditional random field (Lafferty et al., ICML 2001); `chain` is what each transition and
    each first label adds.
    """
    transitions, starts = chain
    count, words, _ = emissions.shape
    gold = starts[labels[:, 0]] + emissions[torch.arange(count), 0, labels[:, 0]]
    stepped = emissions[:, 1:].gather(2, labels[:, 1:, None])[..., 0]
    steps = transitions[labels[:, :-1], labels[:, 1:]] + stepped
    inside = torch.arange(1, words)[None] < lengths[:, None]
    return partition(emissions, lengths, chain) - gold - (steps * inside).sum(1)


def partition(emissions: Tensor, lengths: Tensor, chain: tuple[Tensor, Tensor]) -> Tensor:
    """The logarithm of the sum over all label sequences, (windows,)."""
    transitions, starts = chain
    inside = torch.arange(1, emissions.shape[1])[None] < lengths[:, None]
    alpha = starts + emissions[:, 0]
    for at in range(1, emissions.shape[1]):
        following = torch.logsumexp(alpha[:, :, None] + transitions, dim=1) + emissions[:, at]
        alpha = torch.where(inside[:, at - 1, None], following, alpha)
    return torch.logsumexp(alpha, dim=1)


def marginals(emissions: Tensor, lengths: Tensor, chain: tuple[Tensor, Tensor]) -> Tensor:
    """How likely each label is for each word, shaped as `emissions`; 0 behind the end.

    The derivative of the partition function by the emissions (Eisner, EMNLP 2016 workshop).
    """
    learning = emissions.requires_grad
    with torch.enable_grad():
        if not learning:
            emissions = emissions.detach().requires_grad_()
        total = partition(emissions, lengths, chain).sum()
        (found,) = torch.autograd.grad(total, emissions, create_graph=learning)
    return found


def ties(net: Network, link: Tensor, windows: Sequence[Window]) -> tuple[Tensor, tuple[int, int]]:
    """Mean cross entropy of the right partner among all spans of its role in the window.

    Returns also how many were found right, and how many there are.
    """
    terms, right, total = [], 0, 0
    for row, window in enumerate(windows):
        vectors = link[row].view(-1, 2 * len(TIES), LINK)
        for kind, name in enumerate(TIES):
            candidates = _inside(window, window.lesson.spans.get(name, frozenset()))
            asked = [t for t in window.lesson.ties if t.kind == name and _whole(window, t)]
            if not asked or (name == "cue" and not candidates):
                continue
            of = [_shifted(window, t.of) for t in asked]
            scores = tie_scores(net, vectors, kind, (of, candidates))
            gold = torch.tensor(
                [
                    len(candidates) if t.to is None else candidates.index(_shifted(window, t.to))
                    for t in asked
                ]
            )
            terms.append(functional.cross_entropy(scores, gold, reduction="none"))
            right += int((scores.argmax(1) == gold).sum())
            total += len(asked)
    loss = torch.cat(terms).mean() if terms else link.sum() * 0
    return loss, (right, total)


def tie_scores(
    net: Network, vectors: Tensor, kind: int, spans: tuple[list[Span], list[Span]]
) -> Tensor:
    """How well each candidate goes with each span, (spans, candidates); nobody comes last."""
    of, candidates = spans
    asked = _ends(vectors[:, 2 * kind], of)
    scores = torch.zeros(len(of), 0)
    if candidates:
        keys = _ends(vectors[:, 2 * kind + 1], candidates)
        classes = torch.tensor([placed(one, candidates, DISTANCES, CROWD) for one in of])
        scores = asked @ keys.T / LINK**0.5
        scores = scores + net.distance[kind][classes[..., 0]] + net.crowd[kind][classes[..., 1]]
    if TIES[kind] == "source":
        scores = torch.cat([scores, net.nobody.expand(len(of), 1)], 1)
    return scores


def _ends(vectors: Tensor, spans: list[Span]) -> Tensor:
    """A span is the mean of its first and its last word."""
    places = torch.tensor(spans)
    return (vectors[places[:, 0]] + vectors[places[:, 1]]) / 2


def _inside(window: Window, spans: frozenset[Span]) -> list[Span]:
    return sorted(_shifted(window, s) for s in spans if window.start <= s[0] and s[1] < window.end)


def _whole(window: Window, tie: Tie) -> bool:
    spans = [tie.of] if tie.to is None else [tie.of, tie.to]
    return all(window.start <= a and b < window.end for a, b in spans)


def _shifted(window: Window, span: Span) -> Span:
    return span[0] - window.start, span[1] - window.start
