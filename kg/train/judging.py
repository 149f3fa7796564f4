"""Teaching the judge of claim pairs, with its weights averaged on the way."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from kg.link.judge import KINDS, OUTPUTS, REASONS, RELATIONS, SETTINGS, fed
from kg.resources import shipped_model
from kg.train.loop import Log, Pace, prepared, run
from kg.train.pairs import INFERENCES, UNKNOWN, Example, batches
from kg.train.quantising import write

MEASURED: Final = 64
DROPOUT: Final = 0.2
SMOOTHING: Final = 0.05
"""Of the labels: annotators agree on nine pairs of ten at best."""
WEIGHTS: Final = {"relation": 1.0, "kind": 0.3, "reason": 0.2, "inference": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Pace):
    """How long and how fast to learn.

    Attributes:
        epochs: passes over the pairs of claims; the entailment sets are read once over all.
        parts: after each of so many parts of the training it is measured, and can be gone on with.
    """

    epochs: int = 3
    parts: int = 6
    rate: float = 1.5e-4


class Network(nn.Module):  # type: ignore[misc]
    """The encoder of all-MiniLM-L6-v2 over both claims at once, and a head for each question."""

    def __init__(self) -> None:
        super().__init__()
        from transformers import AutoModel

        self.encoder = AutoModel.from_pretrained(
            shipped_model(), attn_implementation="sdpa", attention_probs_dropout_prob=0.0
        )
        # words that the pairs lack must stay where they are among those that they have
        self.encoder.embeddings.word_embeddings.requires_grad_(requires_grad=False)
        width = self.encoder.config.hidden_size
        self.setting = nn.Embedding(SETTINGS, width)
        nn.init.zeros_(self.setting.weight)
        self.drop = nn.Dropout(DROPOUT)
        self.pool = nn.Linear(2 * width, width)
        self.relation = nn.Linear(width, len(RELATIONS))
        self.kind = nn.Linear(width, len(KINDS))
        self.reason = nn.Linear(width, len(REASONS))
        self.inference = nn.Linear(width, len(INFERENCES))

    def forward(
        self, ids: Tensor, mask: Tensor, types: Tensor, setting: Tensor
    ) -> dict[str, Tensor]:
        """Logits of each question, (pairs, answers)."""
        given = self.encoder.embeddings.word_embeddings(ids)
        first = given[:, :1] + self.setting(setting).unsqueeze(1)
        given = torch.cat((first, given[:, 1:]), 1)
        out = self.encoder(
            inputs_embeds=given, attention_mask=mask, token_type_ids=types
        ).last_hidden_state
        weight = mask.unsqueeze(-1).to(out.dtype)
        mean = (out * weight).sum(1) / weight.sum(1)
        pooled = torch.tanh(self.pool(self.drop(torch.cat((out[:, 0], mean), -1))))
        pooled = self.drop(pooled)
        return {
            "relation": self.relation(pooled),
            "kind": self.kind(pooled),
            "reason": self.reason(pooled),
            "inference": self.inference(pooled),
        }


def fit(
    pairs: Sequence[Example],
    inferences: Sequence[Example],
    settings: Settings,
    *,
    checkpoint: Path,
    log: Log,
    measure: Callable[[Network], str],
) -> Network:
    """The network with averaged weights after the last part.

    A training that was stopped goes on from `checkpoint`.
    """
    prepared(settings)
    rng = random.Random(settings.seed)  # noqa: S311 - an order of batches, no secret
    net = Network()
    run(
        net,
        _plan(pairs, inferences, settings, rng),
        lambda group: losses(net, group),
        weights=WEIGHTS,
        pace=settings,
        course=(len(pairs), len(inferences)),
        checkpoint=checkpoint,
        measure=lambda: measure(net),
        log=log,
    )
    return net


def _plan(
    pairs: Sequence[Example],
    inferences: Sequence[Example],
    settings: Settings,
    rng: random.Random,
) -> list[list[list[Example]]]:
    """The batches of each part: pass after pass over the pairs, the entailment sets among them."""
    found: list[list[Example]] = []
    spread = batches(inferences, settings.budget, rng) if inferences else []
    for number in range(settings.epochs):
        once = batches(pairs, settings.budget, rng) + spread[number :: settings.epochs]
        rng.shuffle(once)
        found += once
    size = -(-len(found) // settings.parts)
    return [found[start : start + size] for start in range(0, len(found), size)]


def losses(net: Network, group: Sequence[Example]) -> dict[str, Tensor]:
    """What each question costs, over the pairs of which its answer is told."""
    ids, mask, types = (torch.from_numpy(a) for a in fed([(one.left, one.right) for one in group]))
    with torch.autocast("cpu", dtype=torch.bfloat16):  # a quarter less time
        logits = net(ids, mask, types, torch.tensor([one.setting for one in group]))
    wanted = {name: torch.tensor([getattr(one, name) for one in group]) for name in WEIGHTS}
    return {
        name: cross_entropy(
            logits[name].float(), wanted[name], ignore_index=UNKNOWN, label_smoothing=SMOOTHING
        )
        for name in WEIGHTS
        if bool((wanted[name] != UNKNOWN).any())
    }


def inferred(net: Network, held: Sequence[Example]) -> str:
    """The share of sentence pairs that are judged as gold has it, in words."""
    right = 0
    for start in range(0, len(held), MEASURED):
        group = held[start : start + MEASURED]
        ids, mask, types = (torch.from_numpy(a) for a in fed([(o.left, o.right) for o in group]))
        with torch.no_grad():
            logits = net(ids, mask, types, torch.zeros(len(group), dtype=torch.long))
        wanted = torch.tensor([one.inference for one in group])
        right += int((logits["inference"].argmax(-1) == wanted).sum())
    return f"{right} of {len(held)} held back right"


def export(net: Network, folder: Path) -> None:
    """Write `judge.onnx` into the folder, weights in eight bits."""
    net.eval()
    net.encoder.set_attn_implementation("eager")
    ids = torch.randint(1000, 2000, (2, 12))
    given = (ids, torch.ones_like(ids), torch.zeros_like(ids), torch.zeros(2, dtype=torch.long))
    axes: dict[str, dict[int, str]] = {
        n: {0: "pairs", 1: "pieces"} for n in ("ids", "mask", "types")
    }
    axes |= {n: {0: "pairs"} for n in ("setting", *OUTPUTS)}
    write(
        _Ordered(net),
        folder / "judge.onnx",
        given=given,
        inputs=["ids", "mask", "types", "setting"],
        outputs=OUTPUTS,
        axes=axes,
    )


class _Ordered(nn.Module):  # type: ignore[misc]
    """The network with its answers in the order of `OUTPUTS`."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, ids: Tensor, mask: Tensor, types: Tensor, setting: Tensor
    ) -> tuple[Tensor, ...]:
        logits = self.net(ids, mask, types, setting)
        return tuple(logits[name] for name in OUTPUTS)
