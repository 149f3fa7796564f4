"""The documents' extractions made into one corpus: the order of linking, in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from kg.curate import before, settled
from kg.link.actors import actors
from kg.link.claims import Stated, claims, targets
from kg.link.concerns import Scheme, concerns, shipped
from kg.link.encoder import Encoder
from kg.link.gathering import named
from kg.link.names import plain
from kg.link.neighbours import Setting, neighbours, setting
from kg.link.origins import origins
from kg.link.products import products, sorted_out
from kg.link.propositions import propositions
from kg.link.resolving import resolved
from kg.link.wording import wording
from kg.model import (
    ARTICLE,
    ConcernLink,
    Corpus,
    Extraction,
    Judgement,
    Mention,
    Proposition,
    Quantity,
    Utterance,
)
from kg.thresholds import NEIGHBOUR_FLOOR, NEIGHBOURS_MOST


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What the propositions of one document are read with."""

    extraction: Extraction
    origin: str
    ident: Mapping[str, str]
    """Ids of actors and products by entity key."""
    name: Mapping[str, str]
    """Their names, by entity key."""


def link(
    extractions: Sequence[Extraction],
    *,
    encoder: Encoder,
    scheme: Scheme | None = None,
    judgements: Sequence[Judgement] = (),
) -> Corpus:
    """Actors, products, concerns, propositions and claims over all documents; no relations yet.

    The order of the extractions makes no difference. Judgements on attribution and stance are
    applied first, those on identity and claims where these are gathered; what coders disagree on is
    left as read, and stated in `Corpus.unmatched` together with what matches nothing.
    """
    read = tuple(sorted(extractions, key=lambda extraction: extraction.document.id))
    agreed, disputed = settled(judgements)
    read = before(read, agreed)
    entities = named(read)
    people, things = sorted_out(entities)
    same = [j.on for j in agreed if (j.subject, j.verdict) == ("identity", "same")]
    barred = frozenset(
        frozenset({plain(a), plain(b)})
        for j in agreed
        if (j.subject, j.verdict) == ("identity", "distinct")
        for a, b in combinations(j.on, 2)
    )
    who = actors(people, same=same, barred=barred)
    actor_of = {place: actor.id for actor in who for place in actor.entities}
    what = products(things, actor_of=actor_of, same=same, barred=barred)
    product_of = {place: product.id for product in what for place in product.entities}
    sources = origins([extraction.document for extraction in read])
    origin_of = {document: origin.id for origin in sources for document in origin.documents}

    named_by = {actor.id: actor.name for actor in who} | {one.id: one.name for one in what}
    contexts = tuple(
        _Context(
            extraction=extraction,
            origin=origin_of.get(extraction.document.id, extraction.document.id),
            ident=known,
            name={key: named_by[ident] for key, ident in known.items()},
        )
        for extraction in read
        for known in [_known(extraction, {**product_of, **actor_of})]
    )
    raised = concerns(read, scheme=scheme or shipped(), encoder=encoder)
    stated = tuple(item for context in contexts for item in _stated(context, raised))
    vectors = encoder.encode([item.proposition.resolved for item in stated])
    gathered = claims(
        stated,
        vectors,
        same=[j.on for j in agreed if (j.subject, j.verdict) == ("claim", "same")],
        distinct=[j.on for j in agreed if (j.subject, j.verdict) == ("claim", "distinct")],
    )
    row = {item.proposition.id: i for i, item in enumerate(stated)}
    around = setting(
        vectors,
        [item.proposition.document for item in stated],
        [item.proposition.content[0].start for item in stated],
    )
    rows = [row[claim.id] for claim in gathered]
    near = neighbours(
        [claim.id for claim in gathered],
        vectors[rows],
        most=NEIGHBOURS_MOST,
        floor=NEIGHBOUR_FLOOR,
        among=Setting(vectors=around.vectors[rows], documents=around.documents[rows]),
    )
    return Corpus(
        extractions=read,
        origins=sources,
        actors=who,
        products=what,
        concerns=raised,
        propositions=targets(stated, vectors, gathered),
        claims=gathered,
        neighbours=near,
        judgements=tuple(judgements),
        unmatched=disputed,
    )


def _known(extraction: Extraction, ident: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """Ids of actors and products by the key of the document's entity."""
    places = {e.key: (extraction.document.id, e.key) for e in extraction.entities}
    return {key: ident[place] for key, place in places.items() if place in ident}


def _stated(context: _Context, raised: Sequence[ConcernLink]) -> list[Stated]:
    extraction = context.extraction
    utterances = {utterance.id: utterance for utterance in extraction.utterances}
    found = []
    text = extraction.document.text
    for read in propositions(extraction):
        proposition = replace(
            read, resolved=resolved(read.content, text, extraction.mentions, context.name)
        )
        utterance = utterances[proposition.utterance]
        names = _names(proposition, context)
        whole = len(proposition.content) == len(utterance.content) and all(
            a.start <= b.start + 1 and b.end - 1 <= a.end
            for a, b in zip(proposition.content, utterance.content, strict=True)
        )
        inside = [
            quantity
            for quantity in utterance.quantities
            if any(piece.contains(quantity.extent) for piece in proposition.content)
        ]
        told = {context.ident[k] for k in utterance.about if k in context.ident} if whole else set()
        found.append(
            Stated(
                proposition=proposition,
                wording=wording(
                    proposition.resolved,
                    polarity=proposition.polarity,
                    stance=utterance.stance,
                    quantities=inside,
                    unread=_unread(proposition, inside, text),
                    names=names,
                    speaker=_speaker(utterance, context),
                    origin=context.origin,
                    nesting=(utterance.id, utterance.reported_by),
                ),
                said=utterance.said,
                about=tuple(sorted(told | {ident for ident, _ in names})),
                concerns=tuple(
                    sorted(
                        {
                            link.concept
                            for link in raised
                            if link.utterance == utterance.id
                            and any(piece.overlaps(link.evidence) for piece in proposition.content)
                        }
                    )
                ),
            )
        )
    return found


def _unread(proposition: Proposition, quantities: Sequence[Quantity], text: str) -> str:
    """The content without the places that were read as quantities."""
    pieces = []
    for piece in proposition.content:
        characters = list(piece.within(text))
        for quantity in quantities:
            if piece.contains(quantity.extent):
                for at in range(quantity.extent.start, quantity.extent.end):
                    characters[at - piece.start] = " "
        pieces.append("".join(characters))
    return " ".join(pieces)


def _speaker(utterance: Utterance, context: _Context) -> str | None:
    if utterance.form == "authored":
        return ARTICLE + context.origin
    return context.ident.get(utterance.speaker) if utterance.speaker else None


def _names(proposition: Proposition, context: _Context) -> list[tuple[str, str]]:
    """Ids with the words that name them, in the order of the text: mentions, then known names."""
    text = context.extraction.document.text
    inside: list[Mention] = [
        mention
        for mention in context.extraction.mentions
        if any(piece.contains(mention.extent) for piece in proposition.content)
    ]
    found = [
        (context.ident[mention.entity], words)
        for mention in sorted(inside, key=lambda m: m.extent)
        if mention.entity is not None and mention.entity in context.ident
        for words in (context.name[mention.entity], mention.extent.within(text))
    ]
    named = {ident for ident, _ in found}
    for entity in context.extraction.entities:
        ident = context.ident.get(entity.key)
        if ident is not None and ident not in named:
            hits = [n for n in (entity.name, *entity.aliases) if n in proposition.text]
            found += [(ident, name) for name in hits[:1]]
    return found
