"""From a trained network to the file that readers run: ONNX, weights in eight bits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor, nn

from kg.extract.wordpieces import CASES, MARKS
from kg.train.batches import Labels
from kg.train.lessons import KINDS, ROLES
from kg.train.network import CROWD, DISTANCES, LINK, Network
from kg.train.quantising import write

OUTPUTS: Final = (
    "roles",
    "names",
    "tags",
    "sentences",
    "relation_of",
    "relation_to",
    "arc_of",
    "arc_to",
    "link",
)


class Reading(nn.Module):  # type: ignore[misc]
    """The network as it is run: case, mark and paragraph looked up in one table."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net
        rows = [
            net.case.weight[c] + net.mark.weight[m] + net.opens.weight[o]
            for c in range(len(CASES))
            for m in range(len(MARKS))
            for o in range(2)
        ]
        self.shape = nn.Embedding.from_pretrained(torch.stack(rows).detach())

    def forward(
        self, ids: Tensor, mask: Tensor, shape: Tensor, first: Tensor
    ) -> tuple[Tensor, ...]:
        """The scores of each word, in the order of `OUTPUTS`."""
        net = self.net
        low, high = net.words(ids, mask, self.shape(shape), first)
        return (
            net.roles(high),
            net.names(high),
            net.tags(low).argmax(-1),
            net.sentences(low),
            net.relation_of(low),
            net.relation_to(low),
            net.arc_of(low),
            net.arc_to(low),
            net.link(high),
        )


def export(net: Network, labels: Labels, folder: Path, *, full: bool = False) -> None:
    """Write `reader.onnx` and `reader.json` into the folder; in 32 bits if `full`."""
    net.eval()
    net.encoder.set_attn_implementation("eager")
    ids = torch.randint(1000, 2000, (2, 12))
    fed = (ids, torch.ones_like(ids), torch.zeros_like(ids), torch.arange(1, 8).repeat(2, 1))
    axes: dict[str, Any] = {n: {0: "windows", 1: "pieces"} for n in ("ids", "mask", "shape")}
    axes |= {n: {0: "windows", 1: "words"} for n in ("first", *OUTPUTS)}
    write(
        Reading(net),
        folder / "reader.onnx",
        given=fed,
        inputs=["ids", "mask", "shape", "first"],
        outputs=OUTPUTS,
        axes=axes,
        full=full,
    )
    told = {
        "roles": list(ROLES),
        "kinds": list(KINDS),
        "tags": list(labels.tags),
        "relations": list(labels.relations),
        "link_width": LINK,
        "distances": list(DISTANCES),
        "crowded": CROWD,
        "transitions": _rounded(net.transitions),
        "starts": _rounded(net.starts),
        "distance": _rounded(net.distance),
        "crowd": _rounded(net.crowd),
        "nobody": _rounded(net.nobody),
    }
    (folder / "reader.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _rounded(values: Tensor) -> list[Any]:
    return [
        [round(float(v), 5) for v in row] if row.ndim else round(float(row), 5)
        for row in values.detach()
    ]
