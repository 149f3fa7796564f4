"""Judgements as a file, as corrections, and as a measure of agreement. Everybody is invented."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.curate import after, agreement, before, read, settled, write
from kg.curate.judgements import line, parse
from kg.errors import JudgementError
from kg.model import (
    Actor,
    Claim,
    Corpus,
    Document,
    Entity,
    Extent,
    Extraction,
    Judgement,
    Proposition,
    Relation,
    Utterance,
)

DAY = date(2031, 5, 1)
GOOD = {
    "subject": "identity",
    "on": ["Ilse Morrowind", "I. Morrowind"],
    "verdict": "same",
    "coder": "ab",
    "made": "2031-05-01",
    "note": "",
}


def judgement(subject: str, on: tuple[str, ...], verdict: str, **more: object) -> Judgement:
    fields = {"coder": "ab", "made": DAY, **more}
    return Judgement(subject=subject, on=on, verdict=verdict, **fields)  # type: ignore[arg-type]


_names = st.text(min_size=1, max_size=12).filter(lambda s: s.strip() and "\x00" not in s)
_names = _names.map(lambda s: s.encode("utf-8", "ignore").decode() or "x").filter(str.strip)
_judgements = st.one_of(
    st.builds(
        judgement,
        st.sampled_from(["identity", "claim"]),
        st.lists(_names, min_size=2, max_size=4, unique=True).map(tuple),
        st.sampled_from(["same", "distinct"]),
        coder=_names,
        made=st.dates(),
        note=st.text(max_size=20, alphabet=st.characters(exclude_categories=["Cs"])),
    ),
    st.builds(judgement, st.just("stance"), _names.map(lambda n: (n,)), st.just("doubts")),
    st.builds(judgement, st.just("attribution"), _names.map(lambda n: (n,)), _names),
)


@given(_judgements)
def test_a_line_comes_back_as_it_went(one: Judgement) -> None:
    text = line(one)
    assert "\n" not in text
    assert parse(text, where="here") == one


def test_a_file_is_sorted_so_that_two_can_be_compared(tmp_path: Path) -> None:
    made = [
        judgement("claim", ("p2", "p1"), "same"),
        judgement("attribution", ("u1",), "Ilse Morrowind"),
        judgement("claim", ("p2", "p1"), "same"),
    ]
    one, other = tmp_path / "deep" / "one.jsonl", tmp_path / "other.jsonl"
    write(made, one)
    write(made[::-1], other)
    assert one.read_bytes() == other.read_bytes()
    assert len(read(one)) == 2
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".part"] == []


def test_empty_lines_and_a_byte_order_mark_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "j.jsonl"
    file.write_text("\ufeff" + json.dumps(GOOD) + "\n\n", encoding="utf-8")
    assert read(file)[0].on == ("Ilse Morrowind", "I. Morrowind")


BAD = [
    ("{not json", "no JSON"),
    ("[1]", "no object"),
    ({"coder": None}, "'coder' must be text"),
    ({"coder": " "}, "'coder' must be text"),
    ({"subject": "mood"}, "Use one of identity"),
    ({"on": "Ilse"}, "must be a list"),
    ({"on": ["Ilse"]}, "two or more different"),
    ({"on": ["Ilse", "Ilse"]}, "two or more different"),
    ({"verdict": "maybe"}, "Use one of same, distinct"),
    ({"made": "yesterday"}, "Write a day such as"),
    ({"colour": "red"}, "unknown colour"),
    ({"subject": "stance", "on": ["u1"], "verdict": "sulks"}, "Use one of asserts"),
    ({"subject": "stance", "verdict": "asserts"}, "one utterance id"),
    ({"subject": "attribution", "on": ["u1"], "verdict": ""}, "a speaker's name"),
    ({"subject": "relation", "verdict": "confirmed", "on": ["p1"]}, "two proposition ids"),
    ({"subject": "relation", "verdict": "confirmed", "on": ["p1", "p2", "hates"]}, "no relation"),
]


@pytest.mark.parametrize(("change", "message"), BAD)
def test_a_bad_line_is_named_with_the_remedy(tmp_path: Path, change, message: str) -> None:
    text = change if isinstance(change, str) else json.dumps(GOOD | change)
    file = tmp_path / "j.jsonl"
    file.write_text(json.dumps(GOOD) + "\n" + text + "\n", encoding="utf-8")
    with pytest.raises(JudgementError, match=message) as caught:
        read(file)
    assert "j.jsonl, line 2" in str(caught.value)


def test_a_missing_field_and_a_missing_file(tmp_path: Path) -> None:
    file = tmp_path / "j.jsonl"
    file.write_text(json.dumps({k: v for k, v in GOOD.items() if k != "made"}))
    with pytest.raises(JudgementError, match="lacks made"):
        read(file)
    with pytest.raises(JudgementError, match="can't be read"):
        read(tmp_path / "none.jsonl")


def test_a_coders_later_verdict_counts_and_coders_who_disagree_settle_nothing() -> None:
    early = judgement("identity", ("Ilse", "Lamp"), "same")
    late = judgement("identity", ("Lamp", "Ilse"), "distinct", made=date(2031, 6, 1))
    assert settled([late, early]) == ((late,), ())
    other = judgement("identity", ("Ilse", "Lamp"), "same", coder="xy", made=date(2031, 7, 1))
    agreed, disputed = settled([late, early, other])
    assert agreed == ()
    assert disputed == (
        "judgement on identity of Lamp, Ilse: coders disagree (ab: distinct; xy: same), "
        "so none applies",
    )


TEXT = "Ilse Morrowind said the ferry is late. The quay is wet."
DOCUMENT = Document.of(TEXT, file="a.txt")
SAID = Utterance(
    id="u1",
    document=DOCUMENT.id,
    form="indirect",
    content=(Extent(20, 37),),
    text="the ferry is late",
    speaker="e1",
)
OWN = Utterance(
    id="u2",
    document=DOCUMENT.id,
    form="authored",
    content=(Extent(39, 54),),
    text="The quay is wet",
)
READ = Extraction(
    document=DOCUMENT,
    utterances=(SAID, OWN),
    entities=(
        Entity(key="e1", name="Ilse Morrowind", kind="person"),
        Entity(key="e2", name="Tilo Pell", kind="person", aliases=("Pell",)),
    ),
)


def corrected(*judgements: Judgement) -> tuple[Utterance, ...]:
    return before((READ,), judgements)[0].utterances


def test_speakers_as_judged() -> None:
    (said, _) = corrected(judgement("attribution", ("u1",), "Pell"))
    assert (said.speaker, said.speaker_why) == ("e2", "ab judged so on 2031-05-01")
    (said, _) = corrected(judgement("attribution", ("u1",), "nobody"))
    assert said.unattributed
    (said, _) = corrected(judgement("attribution", ("u1",), "article"))
    assert (said.form, said.speaker) == ("authored", None)
    (_, own) = corrected(judgement("attribution", ("u2",), "Pell"))
    assert (own.form, own.speaker) == ("indirect", "e2")


def test_a_speaker_the_document_does_not_name_becomes_one_of_it() -> None:
    (changed,) = before((READ,), [judgement("attribution", ("u1",), "Eda Tarn")])
    assert changed.entity(changed.utterances[0].speaker or "").name == "Eda Tarn"


def test_stance_as_judged_and_nothing_else() -> None:
    (said, own) = corrected(judgement("stance", ("u1",), "doubts"))
    assert said == replace(SAID, stance="doubts")
    assert own == OWN
    assert before((READ,), []) == (READ,)


def _corpus(*judgements: Judgement) -> Corpus:
    def proposition(ident: str) -> Proposition:
        return Proposition(
            id=ident,
            utterance="u1",
            document=DOCUMENT.id,
            text=ident,
            polarity="positive",
            content=(Extent(20, 37),),
        )

    def claim(*ids: str) -> Claim:
        return Claim(id=ids[0], text=ids[0], polarity="positive", propositions=ids)

    return Corpus(
        extractions=(READ,),
        actors=(Actor(id="a1", name="Ilse Morrowind", kind="person"),),
        propositions=tuple(proposition(i) for i in ("p1", "p2", "p3")),
        claims=(claim("p1", "p2"), claim("p3")),
        relations=(
            Relation.between(
                "p1", "p3", relation="contradicts", kind="negation", score=0.7, why="not"
            ),
        ),
        judgements=judgements,
    )


def test_a_relation_is_judged_by_any_member_of_the_claims() -> None:
    # p2 belongs to the claim whose id is p1: ids of claims change, those of propositions stay
    result = after(_corpus(judgement("relation", ("p3", "p2"), "rejected")))
    assert [r.status for r in result.relations] == ["rejected"]
    assert result.unmatched == ()


def test_only_the_relation_that_is_named_is_judged() -> None:
    named = judgement("relation", ("p1", "p3", "contrasts"), "rejected")
    result = after(_corpus(named))
    assert [r.status for r in result.relations] == ["candidate"]
    assert "no such relation" in result.unmatched[0]


def test_a_relation_that_was_not_found_is_added_where_it_is_named() -> None:
    added = judgement("relation", ("p3", "p2", "undercuts"), "confirmed", note="see line 3")
    result = after(_corpus(added))
    new = next(r for r in result.relations if r.relation == "undercuts")
    assert (new.left, new.right, new.status, new.score) == ("p3", "p1", "confirmed", 1.0)
    assert new.why == "ab judged so on 2031-05-01: see line 3"


def test_what_matches_nothing_is_reported() -> None:
    result = after(
        _corpus(
            judgement("identity", ("Ilse Morrowind", "Nobody Known"), "same"),
            judgement("claim", ("p1", "p9"), "same"),
            judgement("stance", ("u9",), "doubts"),
            judgement("relation", ("p1", "p2"), "confirmed"),
        )
    )
    assert len(result.unmatched) == 4
    for part in ("Nobody Known", "p9", "u9", "one claim by now"):
        assert any(part in message for message in result.unmatched), part


def test_agreement_is_krippendorffs_alpha() -> None:
    # two coders, four matters, three alike: by hand, observed disagreement 2/8, expected
    # 2*5*3/(8*7), alpha = 1 - (2/8) / (30/56)
    verdicts = {"ab": ["same", "same", "distinct", "same"]}
    verdicts["xy"] = ["same", "same", "distinct", "distinct"]
    made = [
        judgement("claim", (f"p{n}", f"q{n}"), verdict, coder=coder)
        for coder, held in verdicts.items()
        for n, verdict in enumerate(held)
    ]
    (found,) = agreement(made)
    assert found.alpha == round(1 - (2 / 8) / (30 / 56), 3)
    assert (found.coders, found.matters, found.alike) == (("ab", "xy"), 4, 3)


def test_agreement_is_undefined_without_a_second_coder_or_a_second_verdict() -> None:
    one = [judgement("stance", ("u1",), "doubts")]
    assert agreement(one)[0].alpha is None
    both = [*one, judgement("stance", ("u1",), "doubts", coder="xy")]
    assert (agreement(both)[0].alpha, agreement(both)[0].alike) == (None, 1)
    assert agreement([]) == ()
