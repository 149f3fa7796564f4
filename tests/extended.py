"""The ferry corpus with what it lacks: a change of position, and two actors who agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from corpora import CONCERNS, harbour, put_forward, said
from pyoxigraph import Quad

from kg.model import Claim, Document, Entity, Extraction, Origin, Relation
from kg.publish import provenance, quads
from kg.store import LocalStore, in_memory

LATER = """Maren Holt said on April 5 that the Tidewalker 3 burns as much fuel as any ferry.
The council agreed that it is too loud for the old town, and so did Maren Holt.
"""


@cache
def extended_quads() -> tuple[Quad, ...]:
    """The corpus as it is published, its run included."""
    corpus = harbour()
    doc = Document.of(LATER, file="later.txt", published=date(2026, 4, 5))
    day = {"said": date(2026, 4, 5), "said_basis": "stated"}
    fuel = said(
        doc, "the Tidewalker 3 burns as much fuel as any ferry", form="indirect",
        source="Maren Holt", cue="said", speaker="holt", about=("tidewalker",), **day,
    )  # fmt: skip
    loud = said(
        doc, "it is too loud for the old town", form="indirect", source="Maren Holt",
        speaker="holt", **day,
    )  # fmt: skip
    extraction = Extraction(
        document=doc,
        utterances=(fuel, loud),
        entities=(
            Entity(key="holt", name="Maren Holt", kind="person"),
            Entity(key="tidewalker", name="Tidewalker 3", kind="product"),
        ),
    )
    as_much, too_loud = put_forward(fuel), put_forward(loud)
    noisy = next(c for c in corpus.claims if "too loud" in c.text)
    thrifty = next(c for c in corpus.claims if "40 percent" in c.text)
    claims = [c for c in corpus.claims if c is not noisy]
    claims.append(replace(noisy, propositions=(*noisy.propositions, too_loud.id)))
    claims.append(
        Claim(id=as_much.id, text=as_much.text, polarity="positive", propositions=(as_much.id,))
    )
    change = Relation.between(
        thrifty.id, as_much.id, relation="contradicts", kind="position-change", score=0.8,
        why="the same speaker, a month later: less fuel, then as much",
    )  # fmt: skip
    holt = next(a for a in corpus.actors if a.name == "Maren Holt")
    actors = [a for a in corpus.actors if a is not holt]
    actors.append(replace(holt, entities=(*holt.entities, (doc.id, "holt"))))
    tidewalker = corpus.products[0]
    product = replace(tidewalker, entities=(*tidewalker.entities, (doc.id, "tidewalker")))
    whole = replace(
        corpus,
        extractions=(*corpus.extractions, extraction),
        origins=(*corpus.origins, Origin(id=doc.id, documents=(doc.id,))),
        actors=tuple(actors),
        products=(product,),
        propositions=(*corpus.propositions, as_much, too_loud),
        claims=tuple(claims),
        relations=(*corpus.relations, change),
    )
    noon = datetime(2026, 4, 6, 12, tzinfo=UTC)
    run = provenance(whole, began=noon, ended=noon, reader="rules 1")
    return (*quads(whole, concerns=(CONCERNS,)), *run)


def extended_store() -> LocalStore:
    """The corpus as a store in memory."""
    return in_memory(extended_quads())
