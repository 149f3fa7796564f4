"""What linking found over all documents: the quads of the links graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import content_id
from kg.publish.documents import mention_node
from kg.publish.nodes import Names, day, described, each, score, text, texts
from kg.publish.stances import stances
from kg.vocabulary import AIF, DCTERMS, ITSRDF, KG, PROV, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model import Actor, Claim, ConcernLink, Corpus, Extraction, Product, Proposition

Linked = dict[tuple[str, str], NamedNode]
"""The actor or product that each (document id, entity key) was found to be."""


def links_graph(corpus: Corpus, *, names: Names) -> Iterator[Quad]:
    """Actors, products, concern mentions, claims, stances, origins, and what ties documents in."""
    graph = names.graph("links")
    linked = _linked(corpus, names)
    for actor in corpus.actors:
        yield from _actor(actor, names, graph)
    for product in corpus.products:
        yield from _product(product, names, graph)
    for extraction in corpus.extractions:
        yield from _ties(extraction, linked, names, graph)
    yield from _origins(corpus, names, graph)
    document_of = {u.id: e.document.id for e in corpus.extractions for u in e.utterances}
    for concern in corpus.concerns:
        yield from _concern_mention(concern, document_of[concern.utterance], names, graph)
    propositions = {item.id: item for item in corpus.propositions}
    for item in corpus.propositions:
        if item.target is not None:
            target = names.node("proposition", item.target)
            yield Quad(names.node("proposition", item.id), KG.target, target, graph)
    topics = {a.id: names.node("actor", a.id) for a in corpus.actors}
    topics |= {p.id: names.node("product", p.id) for p in corpus.products}
    for claim in corpus.claims:
        yield from _claim(claim, propositions, topics, names, graph)
    for stance in stances(corpus):
        yield from described(
            names.node("stance", stance.id),
            graph,
            (KG.Stance,),
            (KG.holder, names.node("actor", stance.holder)),
            (KG.toward, names.node("claim", stance.toward)),
            (KG.stanceKind, KG[stance.kind]),
            (KG.basis, names.node("utterance", stance.basis)),
            (KG.said, day(stance.said)),
        )


def _linked(corpus: Corpus, names: Names) -> Linked:
    actors = {pair: names.node("actor", a.id) for a in corpus.actors for pair in a.entities}
    products = {pair: names.node("product", p.id) for p in corpus.products for pair in p.entities}
    return products | actors


def _actor(actor: Actor, names: Names, graph: NamedNode) -> Iterator[Quad]:
    kinds = {"person": SCHEMA.Person, "organisation": SCHEMA.Organization, "group": KG.Group}
    return described(
        names.node("actor", actor.id),
        graph,
        (KG.Actor, PROV.Agent, kinds[actor.kind]),
        (SCHEMA.name, text(actor.name)),
        *texts(SCHEMA.alternateName, actor.aliases),
        *texts(KG.role, actor.roles),
        *texts(KG.handle, actor.handles),
        *texts(KG.reason, actor.why),
    )


def _product(product: Product, names: Names, graph: NamedNode) -> Iterator[Quad]:
    maker = names.node("actor", product.maker) if product.maker is not None else None
    return described(
        names.node("product", product.id),
        graph,
        (KG.Product, SCHEMA.Product),
        (SCHEMA.name, text(product.name)),
        *texts(SCHEMA.alternateName, product.aliases),
        *texts(SCHEMA.version, product.versions),
        (SCHEMA.manufacturer, maker),
        *texts(KG.reason, product.why),
    )


def _ties(extraction: Extraction, linked: Linked, names: Names, graph: NamedNode) -> Iterator[Quad]:
    """What an utterance's speaker and topics, and a mention's referent, were found to be."""
    doc = extraction.document
    for utterance in extraction.utterances:
        ties: list[tuple[NamedNode, NamedNode | Literal | None]] = []
        if utterance.speaker is not None:
            speaker = linked.get((doc.id, utterance.speaker))
            # Who is named may be neither actor nor product (a place, say): nobody, to a graph.
            ties.append((KG.speaker, speaker) if speaker else (KG.unattributed, Literal(True)))
        about = {linked[doc.id, key] for key in utterance.about if (doc.id, key) in linked}
        ties.extend((KG.about, topic) for topic in sorted(about, key=str))
        yield from described(names.node("utterance", utterance.id), graph, (), *ties)
    for mention in extraction.mentions:
        referent = linked.get((doc.id, mention.entity)) if mention.entity is not None else None
        if referent is not None:
            yield Quad(mention_node(mention, doc, names), ITSRDF.taIdentRef, referent, graph)


def _origins(corpus: Corpus, names: Names, graph: NamedNode) -> Iterator[Quad]:
    earlier = dict(pair for origin in corpus.origins for pair in origin.version_of)
    for origin in corpus.origins:
        node = names.node("origin", origin.id)
        yield from described(node, graph, (KG.Origin,), *texts(KG.reason, origin.why))
        for document in origin.documents:
            yield Quad(names.node("document", document), KG.origin, node, graph)
    for extraction in corpus.extractions:
        ident = extraction.document.id
        first = ident
        while first in earlier:
            first = earlier[first]
        article = names.node("article", first)
        if first == ident:
            yield from described(article, graph, (KG.Article, PROV.Entity))
        before = names.node("document", earlier[ident]) if ident in earlier else None
        yield from described(
            names.node("document", ident),
            graph,
            (),
            (PROV.specializationOf, article),
            (PROV.wasRevisionOf, before),
        )


def _concern_mention(
    link: ConcernLink, document: str, names: Names, graph: NamedNode
) -> Iterator[Quad]:
    concept = NamedNode(link.concept)
    utterance = names.node("utterance", link.utterance)
    yield Quad(utterance, KG.raises, concept, graph)
    place = (str(link.evidence.start), str(link.evidence.end))
    yield from described(
        names.node("concern-mention", content_id("concern", link.utterance, link.concept, *place)),
        graph,
        (KG.ConcernMention,),
        (KG.inUtterance, utterance),
        (KG.concern, concept),
        (KG.evidence, names.extent(document, link.evidence)),
        (KG.score, score(link.score)),
        (KG.reason, text(link.why)),
    )


def _claim(
    claim: Claim,
    propositions: Mapping[str, Proposition],
    topics: Mapping[str, NamedNode],
    names: Names,
    graph: NamedNode,
) -> Iterator[Quad]:
    node = names.node("claim", claim.id)
    members = [propositions[ident] for ident in claim.propositions]
    documents = list(dict.fromkeys(item.document for item in members))
    yield from described(
        node,
        graph,
        (KG.Claim, SCHEMA.Claim, AIF["I-node"]),
        (SCHEMA.text, Literal(claim.text)),
        (KG.polarity, KG[claim.polarity]),
        *each(KG.member, (names.node("proposition", item.id) for item in members)),
        *each(SCHEMA.about, (topics[ident] for ident in claim.about)),
        *each(KG.concern, (NamedNode(concern) for concern in claim.concerns)),
        *each(SCHEMA.appearance, (names.node("document", document) for document in documents)),
        (SCHEMA.firstAppearance, names.node("document", documents[0])),
        *texts(KG.reason, claim.why),
    )
    for item in members:
        yield Quad(names.node("proposition", item.id), KG.memberOf, node, graph)
        if item.id != claim.id:
            yield Quad(names.node("claim", item.id), DCTERMS.isReplacedBy, node, graph)
