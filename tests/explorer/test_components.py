"""The parts that draw, without Streamlit: escaping, marks, highlights, initials, networks."""

from __future__ import annotations

import base64
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.explorer.components.clash import marked
from kg.explorer.components.drawing import address_of, page_of
from kg.explorer.components.markup import Markup, escaped, joined, tag
from kg.explorer.components.matrix import busiest
from kg.explorer.components.running_text import initials, pieces, voices
from kg.explorer.components.ties import TIES, Tie, ties_of
from kg.explorer.data import as_csv
from kg.store import Result


@given(st.text())
def test_escaped_text_holds_no_markup(text: str) -> None:
    assert not set("<>\"'") & set(escaped(text))


def test_tag_escapes_children_and_attributes_but_not_markup() -> None:
    inner = tag("b", "a < b")
    assert tag("p", inner, " & ", title='"quoted"') == (
        '<p title="&quot;quoted&quot;"><b>a &lt; b</b> &amp; </p>'
    )


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("claim?id=1", True),
        ("https://example.org/a?b=c", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        # another host by a relative address
        ("//example.org/x", False),
    ],
)
def test_links_lead_to_the_web_or_the_explorer_only(href: str, kept: bool) -> None:
    assert ("href=" in tag("a", "x", href=href)) is kept


def test_text_that_turns_its_reader_round_is_shown_as_unknown() -> None:
    assert escaped("a\u202eb\x00c") == "a\ufffdb\ufffdc"


def marks(text: Markup) -> list[str]:
    return re.findall(r'<mark class="kg-clash">(.*?)</mark>', text)


@pytest.mark.parametrize(
    ("text", "other", "reason", "evidence", "expected"),
    [
        # the evidence is part of the text
        ("It holds 40 seats in all", "It has 60 seats", "", ["40 seats"], ["40 seats"]),
        # evidence that is the whole text marks nothing, the number that differs is marked
        ("It holds 40 seats", "It has 60 seats", "", ["It holds 40 seats"], ["40"]),
        # the reason names the words
        ("It is very loud", "It is quiet", "'loud' is the opposite of 'quiet'", [], ["loud"]),
        # an apostrophe within a word opens no quotation
        ("They can't wait", "They can", "can't against can", [], []),
        # not inside another word
        ("The cloud is loud", "", "'loud' here", [], ["loud"]),
        # a number that both give clashes with nothing
        ("Model 3 sold 10", "Model 3 sold 20", "", [], ["10"]),
        # overlapping words are marked once
        ("up by 3 percent", "", "'3 percent' and 'by 3'", [], ["by 3 percent"]),
        # what both sides have is common ground, not what they clash in
        (
            "the toll is 4 crowns",
            "the toll is 9 crowns",
            "'4 crowns', for 'toll'",
            [],
            ["4 crowns"],
        ),
        # the other side gives no number at all
        ("It holds 40 seats", "It is full", "", [], []),
    ],
)
def test_marks_what_clashes(text, other, reason, evidence, expected) -> None:
    assert marks(marked(text, other=other, reason=reason, evidence=evidence)) == expected


@given(st.text(), st.text(), st.text())
def test_marking_changes_no_word(text: str, other: str, reason: str) -> None:
    shown = marked(text, other=other, reason=reason)
    assert re.sub(r"</?mark[^>]*>", "", shown) == escaped(text)


def highlight(start: int, end: int, utterance: str, speaker: str = "Ada Lind", **more: object):
    named = {"speakerName": speaker, "stanceName": "asserts", "formName": "direct", "claim": "c/1"}
    return {"start": start, "end": end, "utterance": utterance, **named, **more}


def bare(parts) -> str:
    """The text as it would be read, marks and initials taken away."""
    without = re.sub(r"<sup>.*?</sup>", "", joined(parts))
    return re.sub(r"<[^>]+>", "", without)


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> None:
    """No address bar outside of a running app."""
    monkeypatch.setattr("streamlit.query_params", {})


@pytest.mark.usefixtures("address")
def test_highlights_keep_every_character() -> None:
    text = "She said <it> works & he said not."
    rows = [highlight(9, 19, "u/1"), highlight(9, 13, "u/2", "Bo"), highlight(28, 99, "u/3", "Cy")]
    shown = list(pieces(text, rows, speakers=voices(rows)))
    assert bare(shown) == escaped(text)
    assert sum("kg-nested" in str(part) for part in shown) == 1
    assert "<sup>AL</sup>" in joined(shown) and "<sup>BO</sup>" in joined(shown)


@pytest.mark.usefixtures("address")
def test_the_inner_words_lead_to_their_own_claim() -> None:
    rows = [
        highlight(0, 9, "u/1", claim="claim/outer"),
        highlight(4, 7, "u/2", claim="claim/inner"),
    ]
    shown = joined(pieces("one two three", rows, speakers=voices(rows)))
    assert re.search(r'href="claim\?id=inner"[^>]*><mark[^>]*>two</mark>', shown)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Ada Lind", "AL"), ("Lindmark", "LIN"), ("(article)", "ART"), ("A B C D", "ABC"), ("…", "")],
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_ties_of_one_pair_are_one_tie() -> None:
    pair = {"one": "a/1", "other": "a/2", "oneName": "Ada", "otherName": "Bo"}
    rows = [
        {**pair, "kind": "numeric", "conflicts": 2},
        {**pair, "kind": "negation", "conflicts": 1},
    ]
    (tie,) = ties_of(rows, meaning=TIES["Conflict"])
    assert (tie.weight, tie.note, tie.against) == (3, "numeric\nnegation", True)


def test_the_drawing_fetches_nothing_and_holds_no_script_of_an_article() -> None:
    name = "</script><script>alert(1)</script>"
    ties = [Tie(one="1", other="2", one_name=name, other_name="B", weight=1, note=name)]
    html = page_of(ties, dark=False, height=300)
    assert not re.search(r"<(?:link|script|img)\b[^>]*(?:src|href)=\"(?:https?:)?//", html)
    assert "<script>alert(1)" not in html
    assert json.dumps("B") in html
    assert base64.b64decode(address_of(html).split(",", 1)[1]).decode() == html
    assert page_of(ties, dark=False, height=300) == html


def test_busiest_rows_and_columns() -> None:
    cells = [{"c": c, "a": a, "n": n} for c, a, n in (("x", "p", 3), ("y", "p", 1), ("x", "q", 1))]
    assert busiest(cells, keys=("c", "a"), number="n", sizes=(1, 2)) == [cells[0], cells[2]]


def test_csv_disarms_formulas() -> None:
    result = Result(variables=("a", "b"), rows=({"a": "=1+1", "b": None}, {"a": "x,y", "b": -2}))
    assert as_csv(result) == 'a,b\r\n\'=1+1,\r\n"x,y",-2\r\n'
