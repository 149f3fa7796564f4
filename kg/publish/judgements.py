"""What people found: the quads of one graph per coder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import content_id
from kg.publish.nodes import Names, day, described, text, texts
from kg.vocabulary import KG, OA, PROV, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from kg.model import Judgement


def judgement_graphs(judgements: Iterable[Judgement], *, names: Names) -> Iterator[Quad]:
    """The judgements of each coder in a graph of the coder's own."""
    coders = set()
    for judgement in judgements:
        graph = names.graph("judgements", judgement.coder)
        coder = names.node("coder", judgement.coder)
        if coder not in coders:
            coders.add(coder)
            yield from described(coder, graph, (PROV.Agent,), (SCHEMA.name, text(judgement.coder)))
        yield from described(
            names.node("judgement", _ident(judgement)),
            graph,
            (KG.Judgement, OA.Annotation),
            (KG.subject, text(judgement.subject)),
            *texts(KG.on, judgement.on),
            (KG.verdict, text(judgement.verdict)),
            (PROV.wasAttributedTo, coder),
            (KG.made, day(judgement.made)),
            (KG.note, text(judgement.note)),
        )


def _ident(judgement: Judgement) -> str:
    made = judgement.made.isoformat()
    return content_id(
        "judgement", judgement.subject, *judgement.on, judgement.verdict, judgement.coder, made
    )
