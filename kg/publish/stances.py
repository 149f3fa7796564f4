"""Who commits to what: stances, as they follow from utterances, their nesting and their targets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.model import Stance, content_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kg.model import Corpus, Proposition, Utterance

AGAINST: Final[frozenset[str]] = frozenset({"denies", "doubts", "asks"})
"""Stances that are taken towards the target; the speaker's own claim is put forward."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """The stance of one actor towards one claim by one utterance, all by id."""

    holder: str
    toward: str
    kind: Stance
    basis: str
    said: date | None

    @property
    def id(self) -> str:
        """From holder, claim, kind and utterance."""
        return content_id("stance", self.holder, self.toward, self.kind, self.basis)


def stances(corpus: Corpus) -> Iterator[Commitment]:
    """The stances of all actors, in the order of documents and utterances.

    A denial of P puts not-P forward: its holder asserts not-P, and denies P where P is known. Who
    reports another's utterance has the stance 'reports' towards what it says, and no other.
    """
    holders = _holders(corpus)
    claims = {member: claim.id for claim in corpus.claims for member in claim.propositions}
    utterances = {u.id: u for e in corpus.extractions for u in e.utterances}
    expressed: dict[str, list[Proposition]] = {}
    for item in corpus.propositions:
        expressed.setdefault(item.utterance, []).append(item)

    seen: set[str] = set()
    for utterance in utterances.values():
        for item in expressed.get(utterance.id, ()):
            for holder, toward, kind, basis in _of(utterance, item, utterances):
                actor, claim = holders.get(holder), claims.get(toward)
                if actor is None or claim is None:
                    continue
                found = Commitment(
                    holder=actor, toward=claim, kind=kind, basis=basis.id, said=basis.said
                )
                if found.id not in seen:
                    seen.add(found.id)
                    yield found


def _holders(corpus: Corpus) -> dict[str, str]:
    """The actor that speaks each utterance, for those that an actor speaks."""
    actors = {pair: actor.id for actor in corpus.actors for pair in actor.entities}
    return {
        u.id: actors[e.document.id, u.speaker]
        for e in corpus.extractions
        for u in e.utterances
        if u.speaker is not None and (e.document.id, u.speaker) in actors
    }


def _of(
    utterance: Utterance, item: Proposition, utterances: dict[str, Utterance]
) -> Iterator[tuple[str, str, Stance, Utterance]]:
    """(utterance whose speaker holds it, proposition, kind, utterance that is its basis)."""
    negating = utterance.stance == "denies" or (
        item.target is not None and utterance.stance in AGAINST
    )
    yield utterance.id, item.id, "asserts" if negating else utterance.stance, utterance
    if item.target is not None:
        against: Stance = utterance.stance if utterance.stance in AGAINST else "denies"
        yield utterance.id, item.target, against, utterance
    outer = utterances.get(utterance.reported_by) if utterance.reported_by is not None else None
    if outer is not None:
        yield outer.id, item.id, "reports", outer
