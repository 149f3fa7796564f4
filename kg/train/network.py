"""The tagger's network: one small encoder, and a head for each thing it says of words.

Encoder: the weights of all-MiniLM-L6-v2 (6 layers, 384 wide). Roles and names are read off its last
layer, tags and dependencies off the fourth, as syntax is settled lower (Tenney et al., ACL 2019).
Arcs: bilinear, in the manner of Dozat and Manning (ICLR 2017).
"""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn

from kg.extract.wordpieces import CASES, MARKS
from kg.resources import shipped_model
from kg.train.lessons import KINDS, ROLES

SYNTAX: Final = 4
"""Layer that tags, dependencies and sentence starts are read off."""
ARC: Final = 96
LINK: Final = 64
"""Widths of the spaces where words meet their heads, and spans their partners."""
DROPOUT: Final = 0.2
"""Of what the heads are given; the encoder keeps its own 0.1."""

DISTANCES: Final = (0, 1, 2, 4, 8, 16, 32, 64)
"""Words between two spans, lower bounds of the classes; each counts once before and once behind."""
CROWD: Final = 4
"""Classes of how many candidates stand between two spans: none, one, two, more."""
TIES: Final = ("cue", "source")
"""What is sought: for a content its cue, for a cue its source."""


class Network(nn.Module):  # type: ignore[misc]
    """The encoder and its heads."""

    def __init__(self, tags: int, relations: int) -> None:
        super().__init__()
        from transformers import AutoModel

        # no dropout on attention: drawing its random numbers took a third of the time
        self.encoder = AutoModel.from_pretrained(
            shipped_model(), attn_implementation="sdpa", attention_probs_dropout_prob=0.0
        )
        width = self.encoder.config.hidden_size
        self.case = nn.Embedding(len(CASES), width)
        self.mark = nn.Embedding(len(MARKS), width)
        self.opens = nn.Embedding(2, width)
        for table in (self.case, self.mark, self.opens):
            nn.init.zeros_(table.weight)
        roles = 1 + 2 * len(ROLES)
        self.drop = nn.Dropout(DROPOUT)
        self.roles = nn.Linear(width, roles)
        self.names = nn.Linear(width, 1 + 2 * len(KINDS))
        self.tags = nn.Linear(width, tags)
        self.sentences = nn.Linear(width, 2)
        self.relation_of = nn.Linear(width, relations)
        self.relation_to = nn.Linear(width, relations)
        self.arc_of = nn.Linear(width, ARC)
        self.arc_to = nn.Linear(width, ARC)
        self.link = nn.Linear(width, 2 * len(TIES) * LINK)
        self.distance = nn.Parameter(torch.zeros(len(TIES), 2 * len(DISTANCES)))
        self.crowd = nn.Parameter(torch.zeros(len(TIES), CROWD))
        self.nobody = nn.Parameter(torch.zeros(1))
        self.transitions = nn.Parameter(torch.zeros(roles, roles))
        self.starts = nn.Parameter(torch.zeros(roles))

    def forward(
        self, ids: Tensor, mask: Tensor, shapes: Tensor, first: Tensor
    ) -> tuple[Tensor, Tensor]:
        """The words after the syntax layer and after the last, both (windows, words, width)."""
        case, quoted, opens = shapes.unbind(-1)
        return self.words(ids, mask, self.case(case) + self.mark(quoted) + self.opens(opens), first)

    def words(
        self, ids: Tensor, mask: Tensor, added: Tensor, first: Tensor
    ) -> tuple[Tensor, Tensor]:
        """The same, `added` being what is added to each piece's embedding."""
        given = self.encoder.embeddings.word_embeddings(ids) + added
        out = self.encoder(inputs_embeds=given, attention_mask=mask, output_hidden_states=True)
        index = first.unsqueeze(-1).expand(-1, -1, given.shape[-1])
        return (
            torch.gather(out.hidden_states[SYNTAX], 1, index),
            torch.gather(out.last_hidden_state, 1, index),
        )
