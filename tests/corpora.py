"""An invented corpus built by hand from records, with every kind of node in it.

A ferry and its harbour: an article, a later version of it, a post, and a German text that is kept
and not read. All people, firms, products and sentences are made up.

    from corpora import harbour, harbour_store  # or harbour_graph(tmp_path) for one on disk
"""

# ruff: noqa: E501 - articles have long lines, and rows of records are read across

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from kg.model import (
    Actor,
    Claim,
    ConcernLink,
    Corpus,
    Document,
    Entity,
    Evidence,
    Extent,
    Extraction,
    Judgement,
    Mention,
    Neighbour,
    Origin,
    Product,
    Proposition,
    Quantity,
    Relation,
    Utterance,
    content_id,
)
from kg.store import LocalStore, in_memory, new_build

CONCERNS = Path(__file__).parent / "harbour-concerns.ttl"
CONCERN = "https://harbour.example/concern/"

HEADLINE = "Port authority doubts ferry maker's figures"
ARTICLE = f"""{HEADLINE}

LINDMARK, March 2 — The Tidewalker 3 carries about 120 passengers per trip, Osprey Ferries said on Monday. “It uses 40 percent less fuel than any ferry of its size,” said Maren Holt, chief engineer of Osprey Ferries. Holt said the harbour council had claimed that the Tidewaker 3 “is too loud for the old town”.

According to the Lindmark Port Authority, the ferry carries no more than 90 passengers per trip. The figures are difficult to check, the authority added. A court case may follow, it was said. The harbour is the busiest on the coast.
"""
UPDATE = ARTICLE + "\nTickets will cost 12 euros, Osprey Ferries promised on Tuesday.\n"
POST = """The Tidewalker 3 does not use less fuel than its rivals. My neighbours can't sleep any more!
— Jonas Reek (@jreek) on Ripple, March 3, 2026
"""
GERMAN = "Die Fähre ist zu laut für die Altstadt, sagen Anwohner."


def _place(doc: Document, *parts: str) -> tuple[Extent, ...]:
    return tuple(Extent.of(doc.text, part) for part in parts)


def said(doc: Document, *content: str, **more: Any) -> Utterance:
    """An utterance by its words; `source` and `cue` are words too, the first such in the text."""
    for name in ("source", "cue"):
        if name in more:
            more[name] = Extent.of(doc.text, more[name])
    extents = _place(doc, *content)
    first = extents[0]
    return Utterance(
        id=content_id("utterance", doc.id, str(first.start), str(first.end)),
        document=doc.id,
        content=extents,
        text=" … ".join(part.strip("“”,") for part in content),
        **more,
    )


def put_forward(utterance: Utterance, text: str | None = None, **more: Any) -> Proposition:
    """The one proposition of an utterance."""
    text = text if text is not None else utterance.text
    polarity = more.get("polarity", "positive")
    return Proposition(
        id=Proposition.ident(utterance.document, polarity, text),
        utterance=utterance.id,
        document=utterance.document,
        text=text,
        polarity=polarity,
        content=utterance.content,
        target=more.get("target"),
    )


def named(doc: Document, words: str, kind: str, entity: str | None, **more: Any) -> Mention:
    """A mention at the first place of its words."""
    return Mention(extent=Extent.of(doc.text, words), kind=kind, entity=entity, **more)  # type: ignore[arg-type]


ENTITIES = (
    Entity(key="holt", name="Maren Holt", kind="person", aliases=("Holt",), roles=("chief engineer of Osprey Ferries",)),
    Entity(key="osprey", name="Osprey Ferries", kind="organisation"),
    Entity(key="council", name="the harbour council", kind="group"),
    Entity(key="port", name="Lindmark Port Authority", kind="organisation", aliases=("the authority",)),
    Entity(key="tidewalker", name="Tidewalker 3", kind="product", aliases=("Tidewaker 3",), maker="osprey", versions=("3",)),
    Entity(key="lindmark", name="Lindmark", kind="place"),
)  # fmt: skip


def _article(doc: Document) -> Extraction:
    day = date(2026, 3, 2)
    at = {"said": day, "said_basis": "document"}
    passengers = Quantity(
        extent=Extent.of(doc.text, "about 120 passengers per trip"),
        low=120, high=120, unit="passenger", per="trip", approximate=True, measure="carry",
    )  # fmt: skip
    fuel = Quantity(
        extent=Extent.of(doc.text, "40 percent"),
        low=40, high=40, unit="percent", change="down", measure="fuel",
    )  # fmt: skip
    at_most = Quantity(
        extent=Extent.of(doc.text, "no more than 90 passengers per trip"),
        low=None, high=90, unit="passenger", per="trip", bound="at-most", measure="carry",
    )  # fmt: skip
    by_holt = said(
        doc, "the harbour council had claimed that the Tidewaker 3 “is too loud for the old town”",
        form="mixed", source="Holt", cue="said", speaker="holt",
        speaker_why="surname of Maren Holt", about=("council", "tidewalker"), **at,
    )  # fmt: skip
    utterances = [
        said(
            doc, "The Tidewalker 3 carries about 120 passengers per trip",
            form="indirect", source="Osprey Ferries", cue="said", speaker="osprey",
            speaker_why="named before the cue 'said'", quantities=(passengers,),
            about=("tidewalker",), **{**at, "said_basis": "stated"},
        ),
        said(
            doc, "“It uses 40 percent less fuel than any ferry of its size,”",
            form="direct", source="Maren Holt, chief engineer of Osprey Ferries", cue="said",
            speaker="holt", speaker_why="named after the cue 'said'", quantities=(fuel,),
            about=("tidewalker",), **at,
        ),
        by_holt,
        said(
            doc, "the Tidewaker 3 “is too loud for the old town”",
            form="mixed", source="the harbour council", cue="had claimed", speaker="council",
            speaker_why="named before the cue 'claimed'", about=("tidewalker",), stance="accuses",
            reported_by=by_holt.id, **at,
        ),
        said(
            doc, "the ferry carries no more than 90 passengers per trip",
            form="indirect", source="the Lindmark Port Authority", cue="According to",
            speaker="port", speaker_why="named after 'According to'", quantities=(at_most,),
            about=("tidewalker",), **at,
        ),
        said(
            doc, "The figures are difficult to check",
            form="indirect", source="the authority", cue="added", speaker="port",
            speaker_why="'the authority' is the only authority named before", stance="doubts", **at,
        ),
        said(
            doc, "A court case may follow", form="indirect", cue="it was said",
            speaker_why="'it was said' names nobody", certainty="possible", stance="predicts", **at,
        ),
        said(
            doc, "The harbour is the busiest on the coast", form="authored",
            speaker_why="a check-worthy sentence in the article's own voice", **at,
        ),
    ]  # fmt: skip
    if "Tickets" in doc.text:
        price = Quantity(
            extent=Extent.of(doc.text, "12 euros"), low=12, high=12, unit="EUR", measure="ticket"
        )
        utterances.append(
            said(
                doc, "Tickets will cost 12 euros", form="indirect", source="Osprey Ferries",
                cue="promised", speaker="osprey", stance="promises", quantities=(price,),
                speaker_why="named before the cue 'promised'",
                said=date(2026, 3, 3), said_basis="stated",
            )
        )  # fmt: skip
    mentions = (
        named(doc, "Tidewalker 3", "product", "tidewalker", why="the full name"),
        named(doc, "Osprey Ferries", "organisation", "osprey", why="the full name"),
        named(doc, "Maren Holt", "person", "holt", why="the full name"),
        named(doc, "the harbour council", "group", "council", form="nominal", why="a group"),
        named(doc, "Tidewaker 3", "product", "tidewalker", why="one letter from 'Tidewalker 3'"),
        named(doc, "Lindmark Port Authority", "organisation", "port", why="the full name"),
        named(doc, "the authority", "organisation", "port", form="nominal", why="the only one"),
        named(doc, "LINDMARK", "place", "lindmark", why="a dateline"),
        named(doc, "it was", "other", None, form="pronoun", why="refers to nothing"),
    )
    return Extraction(
        document=doc,
        utterances=tuple(utterances),
        mentions=mentions,
        entities=ENTITIES,
        skipped=("a quotation mark without its fellow at 512",) if doc.updated else (),
    )


def _post(doc: Document) -> Extraction:
    author = {
        "form": "post", "source": "Jonas Reek", "speaker": "reek", "handle": "@jreek",
        "platform": "Ripple", "speaker_why": "the post's signature line", "said": date(2026, 3, 3),
        "said_basis": "stated",
    }  # fmt: skip
    fuel, sleep = doc.text.split("\n")[0].split(". ")
    return Extraction(
        document=doc,
        utterances=(
            said(doc, fuel, stance="denies", polarity="negative", about=("tidewalker",), **author),
            said(doc, sleep, **author),
        ),
        mentions=(
            named(doc, "Jonas Reek", "person", "reek", why="the signature line"),
            named(doc, "@jreek", "person", "reek", form="handle", why="the signature line"),
            named(doc, "Tidewalker 3", "product", "tidewalker", why="the full name"),
        ),
        entities=(
            Entity(key="reek", name="Jonas Reek", kind="person", handles=("@jreek",)),
            Entity(key="tidewalker", name="Tidewalker 3", kind="product", versions=("3",)),
        ),
    )


def _entity_of(documents: Iterable[Document], key: str) -> tuple[tuple[str, str], ...]:
    return tuple((doc.id, key) for doc in documents)


def _actors(article: Document, update: Document, post: Document) -> tuple[Actor, ...]:
    both = (article, update)
    return (
        Actor(
            id=content_id("actor", "maren holt"), name="Maren Holt", kind="person",
            aliases=("Holt",), roles=("chief engineer of Osprey Ferries",),
            entities=_entity_of(both, "holt"), why=("the same name in 2 documents",),
        ),
        Actor(
            id=content_id("actor", "osprey ferries"), name="Osprey Ferries", kind="organisation",
            entities=_entity_of(both, "osprey"), why=("the same name in 2 documents",),
        ),
        Actor(
            id=content_id("actor", "harbour council"), name="the harbour council", kind="group",
            entities=_entity_of(both, "council"),
        ),
        Actor(
            id=content_id("actor", "lindmark port authority"), name="Lindmark Port Authority",
            kind="organisation", aliases=("the authority",), entities=_entity_of(both, "port"),
        ),
        Actor(
            id=content_id("actor", "jonas reek"), name="Jonas Reek", kind="person",
            handles=("@jreek",), entities=_entity_of((post,), "reek"),
        ),
    )  # fmt: skip


@cache
def harbour() -> Corpus:
    """The whole corpus."""
    article = Document.of(
        ARTICLE, file="ferry.txt", published=date(2026, 3, 2), headline=HEADLINE,
        authors=("Ida Storm", "Per Quill"), publisher="Lindmark Courier",
        url="https://courier.example/ferry", notes=("the date stands in the dateline",),
    )  # fmt: skip
    update = Document.of(
        UPDATE, file="ferry-update.txt", published=date(2026, 3, 2), updated=date(2026, 3, 3),
        headline=HEADLINE, authors=("Ida Storm",), publisher="Lindmark Courier",
    )  # fmt: skip
    post = Document.of(
        POST, file="posts.csv#1", media="post", published=date(2026, 3, 3), platform="Ripple",
        handle="@jreek", authors=("Jonas Reek",),
    )  # fmt: skip
    german = Document.of(GERMAN, file="leserbrief.txt", language="de")
    first, second, third = _article(article), _article(update), _post(post)
    carries, fuel, _, loud, at_most, check, court, busiest = first.utterances
    denial, sleep = third.utterances

    originals = [put_forward(u) for u in (carries, fuel, loud, at_most, check, court, busiest)]
    # the update's wording is that of the article, utterance by utterance, plus the price
    nested = second.utterances[2]
    repeated = [put_forward(u) for u in second.utterances if u.id != nested.id]
    price = repeated.pop()
    not_less = put_forward(denial, polarity="negative", target=originals[1].id)
    sleepless = put_forward(sleep)
    tidewalker = Product(
        id=content_id("product", "tidewalker"), name="Tidewalker 3", aliases=("Tidewaker 3",),
        versions=("3",), maker=content_id("actor", "osprey ferries"),
        entities=_entity_of((article, update, post), "tidewalker"),
        why=("'Tidewaker 3' differs in one letter and stands in the same article",),
    )  # fmt: skip
    pairs = zip(originals, repeated, strict=True)
    touched = {originals[2].id: ("noise",), originals[5].id: ("lawsuits",)}
    claims = [
        Claim(
            id=a.id, text=a.text, polarity="positive", propositions=(a.id, b.id),
            about=(tidewalker.id,) if "Tidew" in a.text or "ferry" in a.text else (),
            concerns=tuple(CONCERN + slug for slug in touched.get(a.id, ())),
            why=("the same words in a later version",),
        )
        for a, b in pairs
    ]  # fmt: skip
    claims += [
        Claim(id=p.id, text=p.text, polarity=p.polarity, propositions=(p.id,), about=about)
        for p, about in ((price, ()), (not_less, (tidewalker.id,)), (sleepless, ()))
    ]
    return Corpus(
        extractions=(first, second, third, Extraction(document=german)),
        origins=(
            Origin(
                id=article.id, documents=(article.id, update.id),
                why=("a later version: 97 percent of the words are the same",),
                version_of=((update.id, article.id),),
            ),
            Origin(id=post.id, documents=(post.id,)),
            Origin(id=german.id, documents=(german.id,)),
        ),
        actors=_actors(article, update, post),
        products=(tidewalker,),
        concerns=(
            ConcernLink(
                utterance=loud.id, concept=CONCERN + "noise",
                evidence=Extent.of(ARTICLE, "too loud"), score=0.5172, why="near 'noise'",
            ),
            ConcernLink(
                utterance=court.id, concept=CONCERN + "lawsuits",
                evidence=Extent.of(ARTICLE, "court case"), score=1.0, why="the word 'court case'",
            ),
            ConcernLink(
                utterance=sleep.id, concept=CONCERN + "noise",
                evidence=Extent.of(POST, "can't sleep"), score=0.4, why="near 'noise'",
            ),
        ),
        propositions=(*originals, *repeated, price, not_less, sleepless),
        claims=tuple(claims),
        neighbours=(_near(originals[0], originals[3], 0.8127), _near(originals[1], not_less, 0.9)),
        relations=_relations(article, post, originals, not_less, sleepless, price),
        judgements=(
            Judgement(
                subject="relation", on=(originals[1].id, not_less.id), verdict="confirmed",
                coder="ida k.", made=date(2026, 3, 9), note="plain contradiction",
            ),
            Judgement(
                subject="identity", on=("Tidewalker 3", "Tidewaker 3"), verdict="same",
                coder="per", made=date(2026, 3, 10),
            ),
        ),
    )  # fmt: skip


def _near(one: Proposition, other: Proposition, score: float) -> Neighbour:
    left, right = sorted((one.id, other.id))
    return Neighbour(left=left, right=right, score=score)


def _relations(
    article: Document,
    post: Document,
    originals: list[Proposition],
    not_less: Proposition,
    sleepless: Proposition,
    price: Proposition,
) -> tuple[Relation, ...]:
    carries, fuel, loud, at_most, check, court, busiest = (item.id for item in originals)

    def at(doc: Document, words: str) -> tuple[Evidence, ...]:
        return (Evidence(document=doc.id, extent=Extent.of(doc.text, words)),)

    between = Relation.between
    return (
        between(
            carries, at_most, relation="contradicts", kind="numeric", score=0.9311,
            why="both count passengers per trip of the Tidewalker 3: about 120, and no more than 90",
            left_evidence=at(article, "120 passengers"), right_evidence=at(article, "90 passengers"),
        ),
        between(
            fuel, not_less.id, relation="contradicts", kind="negation", score=0.88,
            why="'does not use less fuel' negates 'uses 40 percent less fuel'",
            left_evidence=at(article, "less fuel"), right_evidence=at(post, "does not use less fuel"),
            status="confirmed",
        ),
        between(
            check, fuel, relation="undercuts", kind="unverifiable", score=0.7,
            why="'difficult to check' is said of the figures", left_evidence=at(article, "figures"),
        ),
        between(
            sleepless.id, loud, relation="supports", kind="example", score=0.61,
            why="neighbours without sleep are an example of noise",
        ),
        between(
            at_most, carries, relation="refines", kind="bound", score=0.3, status="rejected",
            why="gives a bound for the number of passengers",
        ),
        between(
            loud, fuel, relation="contrasts", kind="connective", score=0.55,
            why="the same report sets praise against blame",
        ),
        between(
            court, busiest, relation="equivalent", kind="wording", score=0.05, status="superseded",
            why="an old finding kept for the record",
        ),
        between(
            carries, price.id, relation="none", kind="different-unit-or-measure", score=0.97,
            why="120 counts passengers, 12 counts euros",
        ),
    )  # fmt: skip


def harbour_quads() -> list[Quad]:
    """The corpus as it is published, its own concerns included."""
    from kg.publish import quads

    return list(quads(harbour(), concerns=(CONCERNS,)))


def harbour_store() -> LocalStore:
    """The corpus as a store in memory, as it is after publishing."""
    return in_memory(harbour_quads())


def harbour_graph(folder: Path) -> Path:
    """The corpus as a graph folder on disk, as a build leaves it."""
    with new_build(folder) as build:
        build.load(harbour_quads())
    return folder
