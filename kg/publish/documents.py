"""What was read from one document: the quads of its own graph.

Nothing here is about any other document, so that dropping a document is dropping its graph; what
linking found out (who an actor is, what claim a proposition belongs to) stands in the links graph.
The extents that concern mentions and relations point at stand here too, beside their text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal

from kg.publish.nodes import Names, day, described, each, number, text, texts
from kg.publish.units import unit
from kg.vocabulary import FACT, GAF, GRASP, KG, NIF, OA, PROV, QUDT, RDF, SCHEMA, SIOC

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import NamedNode, Quad

    from kg.model import Document, Extent, Extraction, Mention, Proposition, Quantity, Utterance

CONTEXT: Final = 32
"""Characters of prefix and suffix in a quote selector, as Hypothesis and INCEpTION keep them."""


def document_graph(
    extraction: Extraction,
    propositions: Iterable[Proposition],
    cited: Iterable[Extent],
    *,
    names: Names,
) -> Iterator[Quad]:
    """The graph of one document version.

    Args:
        extraction: what was read from it.
        propositions: those that its utterances put forward.
        cited: further extents that concern mentions and relations point at.
        names: where IRIs come from.
    """
    doc = extraction.document
    graph = names.graph("document", doc.id)
    expressed: dict[str, list[Proposition]] = {}
    for item in propositions:
        expressed.setdefault(item.utterance, []).append(item)

    yield from _document(extraction, names, graph)
    quantities: dict[NamedNode, Quantity] = {}
    extents: set[Extent] = set(cited)
    for utterance in extraction.utterances:
        own = expressed.get(utterance.id, [])
        yield from _utterance(utterance, own, doc, names, graph)
        extents.update(utterance.content, _present(utterance.source, utterance.cue))
        quantities.update((names.quantity(doc, q), q) for q in utterance.quantities)
        for item in own:
            yield from _proposition(item, names, graph)
            extents.update(item.content)
    for node, quantity in quantities.items():
        yield from _quantity(node, quantity, doc, names, graph)
        extents.add(quantity.extent)
    for mention in extraction.mentions:
        yield from _mention(mention, doc, names, graph)
    for extent in sorted(extents):
        yield from _extent(extent, doc, names, graph)


def _present(*extents: Extent | None) -> tuple[Extent, ...]:
    return tuple(extent for extent in extents if extent is not None)


def _words(extent: Extent | None, doc: Document) -> str | None:
    return extent.within(doc.text) if extent is not None else None


def _document(extraction: Extraction, names: Names, graph: NamedNode) -> Iterator[Quad]:
    doc = extraction.document
    media = (
        (SCHEMA.NewsArticle,) if doc.media == "article" else (SIOC.Post, SCHEMA.SocialMediaPosting)
    )
    return described(
        names.node("document", doc.id),
        graph,
        (KG.Document, PROV.Entity, NIF.Context, *media),
        (KG.file, text(doc.file)),
        (KG.sha256, text(doc.sha256)),
        (NIF.isString, Literal(doc.text)),
        (SCHEMA.headline, text(doc.headline)),
        (SCHEMA.datePublished, day(doc.published)),
        (SCHEMA.dateModified, day(doc.updated)),
        *texts(SCHEMA.author, doc.authors),
        (SCHEMA.publisher, text(doc.publisher)),
        (SCHEMA.url, text(doc.url)),
        (SCHEMA.inLanguage, text(doc.language)),
        (KG.platform, text(doc.platform)),
        (KG.handle, text(doc.handle)),
        (KG.wasRead, Literal(doc.readable)),
        *texts(KG.note, doc.notes),
        *texts(KG.skipped, extraction.skipped),
    )


def _utterance(
    utterance: Utterance,
    expressed: list[Proposition],
    doc: Document,
    names: Names,
    graph: NamedNode,
) -> Iterator[Quad]:
    node = names.node("utterance", utterance.id)
    quoted = (SCHEMA.Quotation,) if utterance.form == "direct" else ()
    attribution = names.node("attribution", utterance.id)
    outer = utterance.reported_by
    yield from described(
        node,
        graph,
        (KG.Utterance, GAF.Mention, *quoted),
        (KG.inDocument, names.node("document", doc.id)),
        (SCHEMA.text, Literal(utterance.text)),
        (KG.unattributed, Literal(True) if utterance.unattributed else None),
        (KG.speakerReason, text(utterance.speaker_why)),
        (KG.form, KG[utterance.form]),
        (KG.stanceKind, KG[utterance.stance]),
        (KG.certainty, KG[utterance.certainty]),
        (KG.polarity, KG[utterance.polarity]),
        (KG.cueText, text(_words(utterance.cue, doc))),
        (KG.sourceText, text(_words(utterance.source, doc))),
        *each(KG.evidence, (names.extent(doc.id, extent) for extent in utterance.content)),
        *each(KG.cueEvidence, (names.extent(doc.id, e) for e in _present(utterance.cue))),
        *each(KG.sourceEvidence, (names.extent(doc.id, e) for e in _present(utterance.source))),
        (KG.said, day(utterance.said)),
        (KG.saidBasis, text(utterance.said_basis)),
        (KG.reportedBy, names.node("utterance", outer) if outer is not None else None),
        *each(KG.expresses, (names.node("proposition", item.id) for item in expressed)),
        *each(KG.quantity, (names.quantity(doc, q) for q in utterance.quantities)),
        (KG.handle, text(utterance.handle)),
        (KG.platform, text(utterance.platform)),
        (GRASP.hasAttribution, attribution),
    )
    yield from described(
        attribution, graph, (GRASP.Attribution,), (RDF.value, FACT[utterance.certainty])
    )


def _proposition(item: Proposition, names: Names, graph: NamedNode) -> Iterator[Quad]:
    return described(
        names.node("proposition", item.id),
        graph,
        (KG.Proposition,),
        (KG.inDocument, names.node("document", item.document)),
        (SCHEMA.text, Literal(item.text)),
        (KG.polarity, KG[item.polarity]),
        *each(KG.evidence, (names.extent(item.document, extent) for extent in item.content)),
    )


def _quantity(
    node: NamedNode, quantity: Quantity, doc: Document, names: Names, graph: NamedNode
) -> Iterator[Quad]:
    exact = quantity.bound == "exact" and quantity.low == quantity.high
    return described(
        node,
        graph,
        (KG.Quantity, SCHEMA.QuantitativeValue, QUDT.QuantityValue),
        (SCHEMA.minValue, number(quantity.low)),
        (SCHEMA.maxValue, number(quantity.high)),
        (QUDT.numericValue, number(quantity.low) if exact else None),
        (KG.unitText, text(quantity.unit)),
        (QUDT.hasUnit, unit(quantity.unit, quantity.per)),
        (KG.per, text(quantity.per)),
        (KG.bound, text(quantity.bound)),
        (KG.approximate, Literal(quantity.approximate)),
        (KG.change, text(quantity.change)),
        (KG.measure, text(quantity.measure)),
        (KG.evidence, names.extent(doc.id, quantity.extent)),
    )


def mention_node(mention: Mention, doc: Document, names: Names) -> NamedNode:
    """The IRI of a mention."""
    return names.node("mention", f"{doc.id}-{mention.extent.start}-{mention.extent.end}")


def _mention(mention: Mention, doc: Document, names: Names, graph: NamedNode) -> Iterator[Quad]:
    extent = mention.extent
    return described(
        mention_node(mention, doc, names),
        graph,
        (KG.Mention, NIF.OffsetBasedString),
        (NIF.referenceContext, names.node("document", doc.id)),
        (NIF.beginIndex, Literal(extent.start)),
        (NIF.endIndex, Literal(extent.end)),
        (NIF.anchorOf, Literal(extent.within(doc.text))),
        (KG.kind, text(mention.kind)),
        (KG.mentionForm, text(mention.form)),
        (KG.reason, text(mention.why)),
    )


def _extent(extent: Extent, doc: Document, names: Names, graph: NamedNode) -> Iterator[Quad]:
    ident = f"{doc.id}-{extent.start}-{extent.end}"
    position = names.node(f"extent/{ident}", "position")
    quote = names.node(f"extent/{ident}", "quote")
    yield from described(
        names.extent(doc.id, extent),
        graph,
        (OA.SpecificResource,),
        (OA.hasSource, names.node("document", doc.id)),
        (OA.hasSelector, position),
        (OA.hasSelector, quote),
    )
    yield from described(
        position,
        graph,
        (OA.TextPositionSelector,),
        (OA.start, Literal(extent.start)),
        (OA.end, Literal(extent.end)),
    )
    yield from described(
        quote,
        graph,
        (OA.TextQuoteSelector,),
        (OA.exact, Literal(extent.within(doc.text))),
        (OA.prefix, Literal(doc.text[max(0, extent.start - CONTEXT) : extent.start])),
        (OA.suffix, Literal(doc.text[extent.end : extent.end + CONTEXT])),
    )
