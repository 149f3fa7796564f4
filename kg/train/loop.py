"""The loop that all networks here are trained in: warm-up, averaging, and going on after a stop."""

from __future__ import annotations

import pickle
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import torch
from torch import Tensor, nn

Log = Callable[[str], None]
Group = TypeVar("Group")

WARM_UP: Final = 0.06
"""Share of all steps over which the learning rate grows; afterwards it falls to 0 in a line."""
CLIP: Final = 1.0
TELL_EVERY: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast to learn, whatever is learned.

    Attributes:
        rate, head_rate: learning rates of the encoder and of what is new.
        budget: word pieces in a batch, padding included.
        decay: of the moving average of weights, which is what is kept (Polyak and Juditsky 1992).
    """

    seed: int = 1
    rate: float
    head_rate: float = 1e-3
    weight_decay: float = 0.01
    budget: int = 2048
    decay: float = 0.999
    threads: int = 2


def prepared(pace: Pace) -> None:
    """Set up torch for a training that can be repeated, before the network is made."""
    # Moments of words that are seldom read fade into numbers so small that arithmetic on them takes
    # a hundred times as long: after 800 steps a step took three times its time.
    torch.set_flush_denormal(True)
    torch.manual_seed(pace.seed)
    torch.set_num_threads(pace.threads)


def _optimiser(net: nn.Module, pace: Pace) -> torch.optim.AdamW:
    """AdamW over all that learns: `net.encoder` at one rate, what is new at another."""
    learning = [(name, p) for name, p in net.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for n, p in learning if n.startswith("encoder")], "base": pace.rate},
        {"params": [p for n, p in learning if not n.startswith("encoder")], "base": pace.head_rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=pace.weight_decay, fused=True)


def run(  # noqa: PLR0913 - what a training is made of
    net: nn.Module,
    plan: Sequence[Sequence[Group]],
    terms: Callable[[Group], Mapping[str, Tensor]],
    *,
    weights: Mapping[str, float],
    pace: Pace,
    course: object,
    checkpoint: Path,
    measure: Callable[[], str],
    log: Log,
) -> None:
    """Train on the groups of each epoch in turn, and leave the averaged weights in the network.

    After each epoch all that is needed to go on is left in `checkpoint`; a training with the same
    `pace` and `course` that was stopped goes on behind its last whole epoch, and ends as it would
    have; `course` is whatever tells one set of lessons from another. `terms` gives the losses of a
    group, which count by `weights`.
    """
    adapt, settings = _optimiser(net, pace), repr((pace, course))
    average = {name: p.detach().clone() for name, p in net.named_parameters()}
    done = _resumed(checkpoint, settings, net, adapt, average)
    if done:
        log(f"going on behind epoch {done} of {len(plan)}, from {checkpoint}")
    total, step, began = sum(map(len, plan)), sum(map(len, plan[:done])), time.monotonic()
    told: dict[str, list[float]] = defaultdict(list)
    for epoch, groups in enumerate(plan[done:], done + 1):
        net.train()
        for group in groups:
            share = min(1.0, step / (WARM_UP * total)) * (total - step) / total
            for parameters in adapt.param_groups:
                parameters["lr"] = parameters["base"] * share
            found = terms(group)
            adapt.zero_grad()
            torch.stack([weights[name] * term for name, term in found.items()]).sum().backward()
            nn.utils.clip_grad_norm_(net.parameters(), CLIP)
            adapt.step()
            step += 1
            _fold(average, net, min(pace.decay, (1 + step) / (10 + step)))
            for name, term in found.items():
                told[name].append(float(term.detach()))
            if step % TELL_EVERY == 0:
                means = " ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in sorted(told.items()))
                log(f"step {step} of {total}, {time.monotonic() - began:.0f} s: {means}")
                told.clear()
        current = {name: p.detach().clone() for name, p in net.named_parameters()}
        state = {"settings": settings, "epoch": epoch, "current": current}
        state |= {"average": average, "adapt": adapt.state_dict(), "drawn": torch.get_rng_state()}
        torch.save(state, checkpoint)
        net.load_state_dict(average, strict=False)
        net.eval()
        log(f"epoch {epoch}, {time.monotonic() - began:.0f} s, on development data: {measure()}")
        if epoch < len(plan):
            net.load_state_dict(current, strict=False)
    net.load_state_dict(average, strict=False)


def _resumed(
    checkpoint: Path,
    settings: str,
    net: nn.Module,
    adapt: torch.optim.AdamW,
    average: dict[str, Tensor],
) -> int:
    """The epochs that are done, their state put into place; 0 where there is none that fits."""
    if not checkpoint.is_file():
        return 0
    try:
        state: dict[str, Any] = torch.load(checkpoint, weights_only=True)
    except (RuntimeError, OSError, EOFError, pickle.UnpicklingError):
        return 0  # cut off while it was written
    if state.get("settings") != settings or state["average"].keys() != average.keys():
        return 0
    net.load_state_dict(state["current"], strict=False)
    adapt.load_state_dict(state["adapt"])
    for name, value in state["average"].items():
        average[name].copy_(value)
    torch.set_rng_state(state["drawn"])
    return int(state["epoch"])


def _fold(average: dict[str, Tensor], net: nn.Module, decay: float) -> None:
    with torch.no_grad():
        torch._foreach_lerp_(
            list(average.values()), [p.detach() for p in net.parameters()], 1 - decay
        )
