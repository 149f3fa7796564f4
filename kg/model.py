"""The records that flow through the house: frozen, complete at birth, checked here alone.

One word per concept; the words are those of the ontology, the questions and the explorer.
A `Document` is read into `Utterance`s, `Mention`s and `Entity`s (an `Extraction`); extractions are
linked into `Actor`s, `Product`s, `Concern`s and `Claim`s; claims are related by `Relation`s; all of
it together is a `Corpus`.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Final, Literal, Self, get_args

from kg.errors import ModelError

Form = Literal["direct", "indirect", "mixed", "authored", "post"]
Stance = Literal[
    "asserts",
    "denies",
    "doubts",
    "concedes",
    "asks",
    "promises",
    "predicts",
    "accuses",
    "reports",
]
Certainty = Literal["certain", "probable", "possible"]
Polarity = Literal["positive", "negative"]
ActorKind = Literal["person", "organisation", "group"]
EntityKind = Literal["person", "organisation", "group", "product", "place", "other"]
MentionForm = Literal["name", "nominal", "pronoun", "handle"]
Bound = Literal["exact", "below", "above", "at-most", "at-least", "range"]
Change = Literal["up", "down"]
RelationKind = Literal[
    "contradicts", "undercuts", "supports", "equivalent", "refines", "contrasts", "none"
]
ConflictKind = Literal[
    "negation",
    "antonym",
    "numeric",
    "temporal",
    "superlative",
    "stance",
    "causal",
    "position-change",
]
NonConflictReason = Literal[
    "different-scope",
    "different-period",
    "different-unit-or-measure",
    "different-version",
    "different-subject",
    "forecast-vs-outcome",
    "hedge-compatible",
    "identifier-not-quantity",
    "lexical-trap",
    "nested-attribution",
    "same-topic-unrelated",
    "irony-or-question",
    "compatible-evaluations",
    "same-origin",
]
Status = Literal["candidate", "confirmed", "rejected", "superseded"]
Media = Literal["article", "post"]

SYMMETRIC: Final[frozenset[str]] = frozenset({"contradicts", "equivalent", "contrasts", "none"})
ARTICLE: Final = "(article)"
"""How the article's own voice is named wherever a speaker is printed."""

_WORD: Final = re.compile(r"\w+")


def normalised(text: str) -> str:
    """Lower-cased words of a text, one space between, for comparison and for ids."""
    return " ".join(_WORD.findall(text.casefold().replace("’", "").replace("'", "")))


def content_id(*parts: str) -> str:
    """Sixteen hex digits of SHA-256 over the parts, so that ids come from content alone."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _require(condition: bool, what: str) -> None:
    if not condition:
        raise ModelError(what)


def _one_of(value: str, kinds: object, what: str) -> None:
    allowed = get_args(kinds)
    _require(value in allowed, f"{what} is {value!r}; it must be one of {', '.join(allowed)}")


@dataclass(frozen=True, slots=True, order=True)
class Extent:
    """Half-open range of characters (code points) in a document's text.

    Not called span, since spaCy's `Span` counts tokens.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        _require(0 <= self.start < self.end, f"extent {self.start}:{self.end} is empty or negative")

    @classmethod
    def of(cls, text: str, part: str, *, after: int = 0) -> Self:
        """The first place of `part` in `text` from `after` on; ModelError where there is none."""
        start = text.find(part, after)
        _require(start >= 0, f"{part!r} does not occur in the text")
        return cls(start, start + len(part))

    def within(self, text: str) -> str:
        """The characters themselves."""
        _require(self.end <= len(text), f"extent {self.start}:{self.end} ends after the text")
        return text[self.start : self.end]

    def overlaps(self, other: Extent) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Extent) -> bool:
        """Whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One version of one article or post; every extent refers to its `text`.

    Attributes:
        id: from text and metadata, so moving the file changes nothing.
        file: path relative to the input folder; rows and feed entries add `#` and their number.
        body: where the text proper starts and ends, header lines (date, headline, byline) left out.
        published: date of first publication; `updated` that of this version, if stated.
        language: ISO 639-1 code; other than `en` is kept, and not read.
        notes: what the loader has to say of it (a doubtful date, say), for the build report.
    """

    id: str
    file: str
    text: str
    sha256: str
    body: Extent | None
    media: Media = "article"
    language: str = "en"
    published: date | None = None
    updated: date | None = None
    headline: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    platform: str | None = None
    handle: str | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _one_of(self.media, Media, "media")
        _require(bool(self.file), "a document needs the name of its file")
        _require(self.body is None or self.body.end <= len(self.text), "body ends after the text")

    @classmethod
    def of(cls, text: str, *, file: str, occurrence: int = 0, **metadata: object) -> Self:
        """A document with hash, id and body filled in; `occurrence` tells exact doubles apart."""
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        named = ("published", "headline", "publisher", "url")
        parts = [str(metadata.get(name) or "") for name in named]
        if "body" not in metadata:
            metadata["body"] = Extent(0, len(text)) if text else None
        ident = content_id("document", sha256, *parts, *([str(occurrence)] if occurrence else []))
        return cls(id=ident, file=file, text=text, sha256=sha256, **metadata)  # type: ignore[arg-type]

    @property
    def readable(self) -> bool:
        """Whether there is English text to read."""
        return self.language == "en" and self.body is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as an interval of values with unit, per, bound and hedge.

    Attributes:
        low, high: ends of the interval in the unit given; None where open (`under a minute` has
            low None and high 1). Equal for an exact number.
        unit: singular noun or code (`token`, `percent`, `minute`, `USD`); "" for a bare count.
        per: the unit of the denominator (`day` in 'tokens a day'), or None.
        measure: lemma words of what is measured (`moves`, `cost of training`), "" where unknown.
        approximate: hedged by a word such as 'about' or 'an estimated'.
        change: direction, where the number is a change ('fell by 3 percent').
    """

    extent: Extent
    low: float | None
    high: float | None
    unit: str = ""
    per: str | None = None
    bound: Bound = "exact"
    approximate: bool = False
    change: Change | None = None
    measure: str = ""

    def __post_init__(self) -> None:
        _one_of(self.bound, Bound, "bound")
        _require(self.low is not None or self.high is not None, "a quantity needs a number")
        if self.low is not None and self.high is not None:
            _require(
                self.low <= self.high, f"quantity from {self.low} to {self.high} runs backwards"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place in the text that names an entity, or stands for one.

    Attributes:
        entity: key of the `Entity` in the same extraction; None where no single one could be found.
        why: the reason for the choice of entity, in words.
    """

    extent: Extent
    kind: EntityKind
    form: MentionForm = "name"
    entity: str | None = None
    why: str = ""

    def __post_init__(self) -> None:
        _one_of(self.kind, EntityKind, "kind of mention")
        _one_of(self.form, MentionForm, "form of mention")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Who or what one document speaks of under one or several names.

    Attributes:
        key: unique in its document; what mentions and utterances refer to.
        name: the fullest name in the document.
        aliases: the other names in the document, misspellings included.
        roles: as the document words them ('co-founder of HouseTrip').
        maker: key of the entity that makes the product, where the document says so.
        versions: version marks of a product ('2.0').
    """

    key: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    maker: str | None = None
    versions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _one_of(self.kind, EntityKind, "kind of entity")
        _require(bool(self.name.strip()), "an entity needs a name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who is said to say what, in characters alone: what a reader of attributions returns.

    This is the seam for any reader, by rule or by trained tagger: `Doc` and `Document` in,
    attributions out. Contents of direct speech include their quotation marks.

    Attributes:
        outer: position, in the same sequence, of the attribution that this one is nested in.
        said: day the text states for it (a post's signature line), else None.
        author: name of a post's author as its signature gives it; `handle`, `platform` likewise.
    """

    content: tuple[Extent, ...]
    form: Form
    source: Extent | None = None
    cue: Extent | None = None
    outer: int | None = None
    said: date | None = None
    author: str | None = None
    handle: str | None = None
    platform: str | None = None

    def __post_init__(self) -> None:
        _one_of(self.form, Form, "form")
        _require(bool(self.content), "an attribution needs content")
        ordered = all(a.end <= b.start for a, b in pairwise(self.content))
        _require(ordered, "pieces of content must be in order and must not overlap")


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One act of saying, with speaker, stance and time resolved.

    Attributes:
        speaker: key of the entity that speaks; None for unattributed ones and for the article.
        speaker_why: the reason for the choice of speaker, or why none was chosen.
        said: day the words were said; `said_basis` tells whether the text states it.
        reported_by: id of the utterance this one is nested in.
        about: keys of the entities that the content names.
        text: the content as one string, quotation marks left out, pieces joined by ' … '.
        clauses: places in the document's text, inside the content, where a further clause with a
            subject of its own begins.
    """

    id: str
    document: str
    form: Form
    content: tuple[Extent, ...]
    text: str
    source: Extent | None = None
    cue: Extent | None = None
    speaker: str | None = None
    speaker_why: str = ""
    stance: Stance = "asserts"
    certainty: Certainty = "certain"
    polarity: Polarity = "positive"
    said: date | None = None
    said_basis: Literal["stated", "document", "unknown"] = "unknown"
    reported_by: str | None = None
    handle: str | None = None
    platform: str | None = None
    quantities: tuple[Quantity, ...] = ()
    about: tuple[str, ...] = ()
    clauses: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        _one_of(self.form, Form, "form")
        _one_of(self.stance, Stance, "stance")
        _one_of(self.certainty, Certainty, "certainty")
        _one_of(self.polarity, Polarity, "polarity")
        _require(bool(self.content), "an utterance needs content")
        _require(
            self.form != "authored" or self.speaker is None,
            "an authored utterance is the article's own and has no speaker among the entities",
        )

    @property
    def unattributed(self) -> bool:
        """Whether nobody could be named as its speaker (the article's own voice is named)."""
        return self.speaker is None and self.form != "authored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was read from one document.

    Attributes:
        skipped: sentences or quotations that could not be read, with place and reason.
    """

    document: Document
    utterances: tuple[Utterance, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    skipped: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        keys = {entity.key for entity in self.entities}
        _require(len(keys) == len(self.entities), f"{self.document.file}: entity keys recur")
        named = {m.entity for m in self.mentions} | {u.speaker for u in self.utterances}
        unknown = sorted(k for k in named if k is not None and k not in keys)
        _require(not unknown, f"{self.document.file}: no entity for {', '.join(unknown)}")
        ids = [u.id for u in self.utterances]
        _require(len(set(ids)) == len(ids), f"{self.document.file}: utterance ids recur")

    def entity(self, key: str) -> Entity:
        """The entity with this key; KeyError where there is none."""
        return next((e for e in self.entities if e.key == key), None) or _missing(key)


def _missing(key: str) -> Entity:
    raise KeyError(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Person, organisation or group that speaks or is spoken of, over all documents.

    Attributes:
        entities: the (document id, entity key) pairs that were found to be this actor.
        why: the reasons for putting them together, in words.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    entities: tuple[tuple[str, str], ...] = ()
    why: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _one_of(self.kind, ActorKind, "kind of actor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """What actors make and talk about.

    Attributes:
        maker: id of the actor that makes it.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    maker: str | None = None
    entities: tuple[tuple[str, str], ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernLink:
    """A concern of the SKOS scheme found in an utterance.

    Attributes:
        concept: IRI of the `skos:Concept`.
        evidence: the words that gave it, or those nearest in meaning.
        score: 1.0 for a label found in the words, else the cosine of the embeddings.
    """

    utterance: str
    concept: str
    evidence: Extent
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """What one utterance in one document puts forward, once; utterances express one or several.

    Attributes:
        content: the pieces of the utterance's content that put it forward.
        target: id of the proposition that this one denies, doubts or questions, if known.
        resolved: the text with names where pronouns and descriptions stand; `text` if empty.
    """

    id: str
    utterance: str
    document: str
    text: str
    polarity: Polarity
    content: tuple[Extent, ...]
    target: str | None = None
    resolved: str = ""

    @staticmethod
    def ident(document: str, polarity: Polarity, text: str, occurrence: int = 0) -> str:
        """Id from document, polarity and normalised words; `occurrence` tells repetitions apart."""
        return content_id(
            "proposition",
            document,
            polarity,
            normalised(text),
            *([str(occurrence)] if occurrence else []),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A set of propositions that say the same; its id is that of its earliest member.

    Attributes:
        text: wording of the earliest member.
        propositions: ids of the members, earliest first (by day said, then id).
        about: ids of the actors and products it names.
        concerns: IRIs of the concerns it touches.
        why: for each further member, the reason it was gathered in, in words.
    """

    id: str
    text: str
    polarity: Polarity
    propositions: tuple[str, ...]
    about: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    why: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _require(bool(self.propositions), "a claim needs a proposition")
        _require(
            self.id == self.propositions[0], "a claim's id is that of its earliest proposition"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Two claims near in meaning, whatever their relation; `score` is the cosine, left < right."""

    left: str
    right: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Characters of a document that a relation rests on."""

    document: str
    extent: Extent


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How one claim stands to another, with its reason.

    Attributes:
        relation: `none` is a NonConflict: a pair that only seems to conflict.
        kind: a `ConflictKind` for contradicts, a `NonConflictReason` for none, else open and short.
        left, right: claim ids; for directed relations left does it to right (undercuts, grounds,
            is the more specific one). Symmetric ones are stored with left < right.
        score: probability that the relation holds, three decimals.
        why: the reason in words that name what it rests on.
    """

    id: str
    relation: RelationKind
    kind: str
    left: str
    right: str
    score: float
    why: str
    left_evidence: tuple[Evidence, ...] = ()
    right_evidence: tuple[Evidence, ...] = ()
    status: Status = "candidate"

    def __post_init__(self) -> None:
        _one_of(self.relation, RelationKind, "relation")
        _one_of(self.status, Status, "status")
        if self.relation == "contradicts":
            _one_of(self.kind, ConflictKind, "kind of conflict")
        if self.relation == "none":
            _one_of(self.kind, NonConflictReason, "reason of a NonConflict")
        _require(self.left != self.right, "a relation needs two different claims")
        _require(bool(self.why.strip()), "a relation needs its reason")
        _require(0.0 <= self.score <= 1.0, f"score {self.score} is no probability")

    @classmethod
    def between(  # noqa: PLR0913 - a relation has that many parts
        cls,
        left: str,
        right: str,
        *,
        relation: RelationKind,
        kind: str,
        score: float,
        why: str,
        left_evidence: tuple[Evidence, ...] = (),
        right_evidence: tuple[Evidence, ...] = (),
        status: Status = "candidate",
    ) -> Self:
        """A relation with its id, sides put in order where the relation is symmetric."""
        if relation in SYMMETRIC and right < left:
            left, right = right, left
            left_evidence, right_evidence = right_evidence, left_evidence
        return cls(
            id=content_id("relation", relation, kind, left, right),
            relation=relation,
            kind=kind,
            left=left,
            right=right,
            score=round(score, 3),
            why=why,
            left_evidence=left_evidence,
            right_evidence=right_evidence,
            status=status,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Documents that go back to one source and so count once.

    Attributes:
        id: of the earliest document.
        documents: ids, earliest first.
        why: for each further document, why it was found to be a copy or a version.
        version_of: (later id, earlier id) pairs for versions of one and the same document.
    """

    id: str
    documents: tuple[str, ...]
    why: tuple[str, ...] = ()
    version_of: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's verdict on identity, claim, attribution, stance or relation.

    Attributes:
        subject: what is judged.
        on: ids or names that the verdict is about: proposition ids (claim, relation), utterance id
            (attribution, stance), names (identity).
        verdict: same, distinct, confirmed, rejected, or the new value (speaker's name, stance).
    """

    subject: Literal["identity", "claim", "attribution", "stance", "relation"]
    on: tuple[str, ...]
    verdict: str
    coder: str
    made: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Everything known of a set of documents: what the write side hands to publishing."""

    extractions: tuple[Extraction, ...]
    origins: tuple[Origin, ...] = ()
    actors: tuple[Actor, ...] = ()
    products: tuple[Product, ...] = ()
    concerns: tuple[ConcernLink, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    claims: tuple[Claim, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    relations: tuple[Relation, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    unmatched: tuple[str, ...] = field(default=())
    """Judgements that no longer match anything, in words, for the build report."""
