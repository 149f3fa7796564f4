"""Who commits to what, by utterance, target and nesting."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import (
    Actor,
    Claim,
    Corpus,
    Document,
    Entity,
    Extent,
    Extraction,
    Proposition,
    Stance,
    Utterance,
)
from kg.publish.stances import stances

DOC = Document.of("Ann says Ben says that it rains. Cy denies it.", file="rain.txt")
ACTORS = tuple(
    Actor(id=name.lower(), name=name, kind="person", entities=((DOC.id, name),))
    for name in ("Ann", "Ben", "Cy")
)


def utterance(
    ident: str, speaker: str | None, stance: Stance = "asserts", **more: object
) -> Utterance:
    return Utterance(
        id=ident, document=DOC.id, form="indirect", content=(Extent(0, 3),), text=ident,
        speaker=speaker, stance=stance, said=date(2026, 3, 2), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def corpus(*utterances: Utterance, targets: dict[str, str] | None = None) -> Corpus:
    """Each utterance expresses the one proposition p-ID, which is a claim of its own."""
    propositions = tuple(
        Proposition(
            id=f"p-{u.id}", utterance=u.id, document=DOC.id, text=u.id, polarity="positive",
            content=u.content, target=(targets or {}).get(f"p-{u.id}"),
        )
        for u in utterances
    )  # fmt: skip
    entities = tuple(
        Entity(key=name, name=name, kind="person") for name in ("Ann", "Ben", "Cy", "Rain")
    )
    return Corpus(
        extractions=(Extraction(document=DOC, utterances=utterances, entities=entities),),
        actors=ACTORS,
        propositions=propositions,
        claims=tuple(
            Claim(id=p.id, text=p.text, polarity="positive", propositions=(p.id,))
            for p in propositions
        ),
    )


def found(whole: Corpus) -> set[tuple[str, str, str]]:
    return {(s.holder, s.kind, s.toward) for s in stances(whole)}


@pytest.mark.parametrize("stance", ["asserts", "concedes", "promises", "predicts", "accuses"])
def test_a_speaker_takes_the_stance_of_the_utterance(stance: Stance) -> None:
    assert found(corpus(utterance("u", "Ann", stance))) == {("ann", stance, "p-u")}


def test_a_denial_asserts_the_opposite_and_denies_its_target() -> None:
    whole = corpus(
        utterance("rain", "Ann"), utterance("no", "Cy", "denies"), targets={"p-no": "p-rain"}
    )
    assert found(whole) == {
        ("ann", "asserts", "p-rain"), ("cy", "asserts", "p-no"), ("cy", "denies", "p-rain"),
    }  # fmt: skip


def test_a_denial_without_a_known_target_asserts_the_opposite_only() -> None:
    assert found(corpus(utterance("no", "Cy", "denies"))) == {("cy", "asserts", "p-no")}


def test_a_doubt_is_taken_towards_its_target() -> None:
    whole = corpus(
        utterance("rain", "Ann"), utterance("hm", "Cy", "doubts"), targets={"p-hm": "p-rain"}
    )
    assert ("cy", "doubts", "p-rain") in found(whole)
    assert ("cy", "doubts", "p-hm") not in found(whole)


def test_a_negated_sentence_with_a_target_denies_it() -> None:
    # 'It does not rain', in so many words and without a cue of denying
    whole = corpus(utterance("rain", "Ann"), utterance("dry", "Cy"), targets={"p-dry": "p-rain"})
    assert ("cy", "denies", "p-rain") in found(whole)


def test_who_reports_another_makes_no_commitment() -> None:
    whole = corpus(utterance("outer", "Ann"), utterance("inner", "Ben", reported_by="outer"))
    assert found(whole) == {
        ("ann", "asserts", "p-outer"), ("ben", "asserts", "p-inner"), ("ann", "reports", "p-inner"),
    }  # fmt: skip
    basis = {s.basis for s in stances(whole) if s.kind == "reports"}
    assert basis == {"outer"}


# nobody, and somebody who is no actor: such an utterance is nobody's stance
@pytest.mark.parametrize("speaker", [None, "Rain"])
def test_no_actor_no_stance(speaker: str | None) -> None:
    assert found(corpus(utterance("u", speaker))) == set()


def test_two_utterances_of_one_claim_are_two_stances() -> None:
    # the day of each counts, and so does each document
    whole = corpus(utterance("one", "Ann"), utterance("two", "Ann"))
    merged = Claim(id="p-one", text="one", polarity="positive", propositions=("p-one", "p-two"))
    both = Corpus(
        extractions=whole.extractions, actors=whole.actors, propositions=whole.propositions,
        claims=(merged,),
    )  # fmt: skip
    assert len(list(stances(both))) == 2
    assert len({s.id for s in stances(both)}) == 2
