"""The claims of a corpus made ready for comparison: parsed once, with speaker, day and place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.clauses import FINITE
from kg.model import Corpus, Evidence, Extent, Proposition, Utterance
from kg.relate.reading import Side, side

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """A proposition with the utterance that puts it forward and what is known of both.

    Attributes:
        claim: id of the claim it belongs to.
        speaker: actor id; "(article)" and the document for the article's voice; None if unknown.
        name: the actor's name; empty for the article's voice, and if unknown.
        origin: id of the source that its document goes back to.
        members: ids of all propositions of its claim.
    """

    proposition: Proposition
    utterance: Utterance
    claim: str
    speaker: str | None
    name: str
    origin: str
    side: Side
    members: frozenset[str]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The characters of the document that put it forward."""
        return tuple(
            Evidence(document=self.proposition.document, extent=extent)
            for extent in self.proposition.content
        )


def stated(corpus: Corpus, *, nlp: Language) -> dict[str, Put]:
    """Every proposition by id, its text parsed once."""
    claim_of = {ident: claim.id for claim in corpus.claims for ident in claim.propositions}
    members_of = {claim.id: frozenset(claim.propositions) for claim in corpus.claims}
    utterances = {u.id: u for e in corpus.extractions for u in e.utterances}
    actor_of = {place: actor for actor in corpus.actors for place in actor.entities}
    origin_of = {d: origin.id for origin in corpus.origins for d in origin.documents}
    members = [p for p in corpus.propositions if p.id in claim_of]
    read = {e.document.id: e.document.text for e in corpus.extractions}
    worded = {p.id: p.resolved or p.text for p in members}
    docs = _parsed(worded.values(), nlp)
    for p in members:
        cue = utterances[p.utterance].cue
        if cue is not None and not any(t.tag_ in FINITE for t in docs[worded[p.id]]):
            # 'blamed the pump', 'put it at 40': what is said of the thing stands in the cue
            worded[p.id] = f"{cue.within(read[p.document])} {worded[p.id]}"
    docs |= _parsed(set(worded.values()) - docs.keys(), nlp)
    found = {}
    for proposition in members:
        utterance = utterances[proposition.utterance]
        actor = actor_of.get((proposition.document, utterance.speaker or ""))
        if utterance.form == "authored":
            speaker: str | None = f"(article) {proposition.document}"
        else:
            speaker = actor.id if actor else None
        named = " ".join((actor.name, *actor.aliases, *actor.roles)) if actor else ""
        found[proposition.id] = Put(
            proposition=proposition,
            utterance=utterance,
            claim=claim_of[proposition.id],
            speaker=speaker,
            name=actor.name if actor and utterance.form != "authored" else "",
            members=members_of[claim_of[proposition.id]],
            origin=origin_of.get(proposition.document, proposition.document),
            side=side(
                docs[worded[proposition.id]],
                speaker=named,
                said=utterance.said,
                denied=utterance.stance == "denies" and utterance.polarity == "positive",
            ),
        )
    return found


def _parsed(texts: Iterable[str], nlp: Language) -> dict[str, Doc]:
    distinct = sorted(set(texts))
    return dict(zip(distinct, nlp.pipe(distinct), strict=True))


def narrowed(put: Put, part: Extent | None, text: str) -> tuple[Evidence, ...]:
    """The characters of the clashing words; all of the content where they can't be found there."""
    if part is None:
        return put.evidence
    words = part.within(put.side.text)
    places = [
        Extent(at, at + len(words))
        for extent in put.proposition.content
        if (at := text.find(words, extent.start, extent.end)) >= 0
    ]
    if len(places) != 1:
        return put.evidence
    return (Evidence(document=put.proposition.document, extent=places[0]),)


def gathered(corpus: Corpus, puts: Mapping[str, Put]) -> dict[str, tuple[Put, ...]]:
    """The members of each claim, earliest first, by claim id."""
    return {
        claim.id: members
        for claim in corpus.claims
        if (members := tuple(puts[p] for p in claim.propositions if p in puts))
    }


def in_order(puts: Sequence[Put]) -> list[Put]:
    """By place in the document."""
    return sorted(puts, key=lambda put: (put.proposition.content[0].start, put.proposition.id))
