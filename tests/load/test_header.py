"""Header lines: what is recognised where it stands, and above all what is not."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.load.bylines import authors_in, byline
from kg.load.draft import Metadata
from kg.load.header import header

PROSE = "The weir at Tollmarsh has held since spring, the council said on Monday. It is inspected."
DAY = date(2026, 2, 13)

HEADERS = [
    # the day opens the first line, after a space, and the text goes on behind it
    (f" date 2026-02-13 {PROSE}", {"published": DAY}),
    # no word before the day, but the text starts anew with a capital
    (f"2026-02-13 {PROSE}", {"published": DAY}),
    (f"2026-02-13 — {PROSE}", {"published": DAY}),
    # day, headline, byline, blank line
    (
        f"date 2026-02-13\nWeir holds, for now\nBy Ada Quill, The Tollmarsh Post\n\n{PROSE}",
        {
            "published": DAY,
            "headline": "Weir holds, for now",
            "authors": ("Ada Quill",),
            "publisher": "The Tollmarsh Post",
        },
    ),
    # between day and byline a headline may be one word, or end in a full stop
    (
        f"2026-02-13\nDrowned.\nBy Ada Quill — Tollmarsh Post\n\n{PROSE}",
        {
            "published": DAY,
            "headline": "Drowned.",
            "authors": ("Ada Quill",),
            "publisher": "Tollmarsh Post",
        },
    ),
    # Windows line ends, day in letters
    (
        f"13 February 2026\r\nWeir holds\r\nAda Quill | Tollmarsh Post\r\n\r\n{PROSE}\r\n",
        {
            "published": DAY,
            "headline": "Weir holds",
            "authors": ("Ada Quill",),
            "publisher": "Tollmarsh Post",
        },
    ),
    # no blank line at all: the byline is known by its form
    (
        f"February 13, 2026\nWeir holds\nBy Ada Quill and Bo Ferry, Tollmarsh Post\n{PROSE}",
        {
            "published": DAY,
            "headline": "Weir holds",
            "authors": ("Ada Quill", "Bo Ferry"),
            "publisher": "Tollmarsh Post",
        },
    ),
    # a fourth line says that this is a later version
    (
        f"2026-02-13\nWeir holds\nBy Ada Quill, Post\nupdated 2026-02-15\n\n{PROSE}",
        {
            "published": DAY,
            "updated": date(2026, 2, 15),
            "headline": "Weir holds",
            "authors": ("Ada Quill",),
            "publisher": "Post",
        },
    ),
    # a post with a headline, and one without
    (
        f"date 2026-02-13\nWhat the weir sounds like\n@ada_quill on Brookline\n\n{PROSE}",
        {
            "published": DAY,
            "headline": "What the weir sounds like",
            "handle": "@ada_quill",
            "platform": "Brookline",
        },
    ),
    (
        f"Ada Quill (@ada_quill) on Brookline, 13 February 2026\n{PROSE}",
        {
            "published": DAY,
            "authors": ("Ada Quill",),
            "handle": "@ada_quill",
            "platform": "Brookline",
        },
    ),
    # headline, blank line, text
    (f"Weir holds firm\n\n{PROSE}", {"headline": "Weir holds firm"}),
    # a question is a headline all the same
    (f"Will the weir hold?\n\n{PROSE}", {"headline": "Will the weir hold?"}),
    # headline first, byline and day below it
    (
        f"Weir holds firm\nBy Ada Quill\nPublished: 13 February 2026\n\n{PROSE}",
        {"headline": "Weir holds firm", "authors": ("Ada Quill",), "published": DAY},
    ),
    # blank lines between all of them
    (
        f"\n\nWeir holds firm\n\nBy Ada Quill\n\n13 Feb 2026\n\n{PROSE}",
        {"headline": "Weir holds firm", "authors": ("Ada Quill",), "published": DAY},
    ),
    # a block of keys; a source that is an address is one
    (
        "Title: Weir: it holds\nDate: 2026-02-13\nAuthor: Ada Quill; Bo Ferry\n"
        f"Publisher: Tollmarsh Post\nSource: https://post.example/weir\n\n{PROSE}",
        {
            "headline": "Weir: it holds",
            "published": DAY,
            "authors": ("Ada Quill", "Bo Ferry"),
            "publisher": "Tollmarsh Post",
            "url": "https://post.example/weir",
        },
    ),
    # the address by itself
    (
        f"Weir holds firm\nhttps://post.example/weir\n2026-02-13\n\n{PROSE}",
        {
            "headline": "Weir holds firm",
            "url": "https://post.example/weir",
            "published": DAY,
        },
    ),
    # the day in letters before the text, set off by a dash or named
    (f"February 13, 2026 - {PROSE}", {"published": DAY}),
    (f"date 13 February 2026 {PROSE}", {"published": DAY}),
    # the day shares its line; whether with a paper or a place can't be told
    (
        f"Weir holds firm\nTollmarsh, 13 February 2026\n\n{PROSE}",
        {"headline": "Weir holds firm", "published": DAY},
    ),
    (
        f"Weir holds: a report\nFebruary 13, 2026 | By Ada Quill\n\n{PROSE}",
        {"headline": "Weir holds: a report", "published": DAY, "authors": ("Ada Quill",)},
    ),
    (
        f"Weir holds firm\nPublished 13 Feb 2026, updated 15 Feb 2026\n\n{PROSE}",
        {"headline": "Weir holds firm", "published": DAY, "updated": date(2026, 2, 15)},
    ),
    # a headline underlined
    (f"Weir holds firm\n===============\n\n{PROSE}", {"headline": "Weir holds firm"}),
    # a day within the first sentence
    ("On Friday, 13 February 2026, the weir broke.", {}),
    ("Tollmarsh, 13 February 2026, early morning: the weir breaks.", {}),
    # first sentence, full stop: text
    (f"Weir holds firm.\n\n{PROSE}", {}),
    # a speaker and a colon
    (f"The mayor said:\n\n{PROSE}", {}),
    # one word is a label, not a headline
    (f"Analysis\n\n{PROSE}", {}),
    # lines of verse or of a short post: no prose follows
    ("Down by the weir\n\nwhere water sings\n\nI wait", {}),
    # a long first paragraph without full stop
    ("and so on " * 30 + f"\n\n{PROSE}", {}),
    # a headline-like line that runs straight on
    (f"Weir holds firm\n{PROSE}", {}),
    (f"Weir holds firm\r\n{PROSE}", {}),
    (f"Weir holds firm\r\n \r\n{PROSE}", {"headline": "Weir holds firm"}),
    # sentences that begin like header lines
    ("By Tuesday the weir was dry, and nobody knew why.\n\nMore.", {}),
    ("By Tuesday, The Weir Was Dry And Nobody Knew Why It Had Run So Low\n\n" + PROSE, None),
    ("Updated plans for the weir were shown on Monday.\n\nMore.", {}),
    ("Posted a picture of the weir.\n\nMore.", {}),
    ("Published in spring, the plan says little.\n\nMore.", {}),
    # a day as the subject of its sentence
    ("2026-02-13 was a dark day for Tollmarsh.", {}),
    ("13 February 2026 was a dark day for Tollmarsh.", {}),
    # one line with a colon within running text
    ("Link: the weir and the mill belong together, say their owners.\nThey always did.", {}),
    # a handle that is spoken to
    (f"@bo_ferry you said the weir would hold.\n\n{PROSE}", {}),
]


@pytest.mark.parametrize(("text", "expected"), HEADERS)
def test_header_lines_are_read_where_they_stand(text, expected):
    found = header(text)
    if expected is None:  # only the body matters: nothing of the text may be lost to a byline
        assert not found.metadata.authors
        return
    assert found.metadata == Metadata(**expected)
    if expected:
        assert found.body.within(text) == PROSE
    else:
        assert found.body.within(text) == text.strip()


def test_a_day_that_can_mean_two_is_a_header_line_and_said_to_be_doubtful():
    found = header(f"03/04/2026\nWeir holds firm\nBy Ada Quill\n\n{PROSE}")
    assert found.metadata.published is None
    assert found.metadata.headline == "Weir holds firm"
    assert found.notes == ("date '03/04/2026' can mean two days; write it as YYYY-MM-DD",)
    assert found.body.within(f"03/04/2026\nWeir holds firm\nBy Ada Quill\n\n{PROSE}") == PROSE


def test_header_lines_with_nothing_below_leave_no_body():
    found = header("date 2026-02-13\nBy Ada Quill\n")
    assert found.body is None
    assert found.notes == ("nothing stands below the header lines",)


def test_more_header_lines_than_are_looked_at_cost_no_text():
    text = "".join(f"Author: Ada Quill {n}\n" for n in range(40)) + f"\n{PROSE}"
    assert header(text).body.within(text).endswith(PROSE)


def test_a_known_headline_is_taken_off_the_text_and_no_other_line_is():
    known = Metadata(headline="Weir holds firm")
    text = f"# Weir holds firm\n\n{PROSE}"
    assert header(text, known=known).body.within(text) == PROSE
    other = f"A quiet day\n\n{PROSE}"
    assert header(other, known=known).body.within(other) == other


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ada Quill", {"authors": ("Ada Quill",)}),
        ("BY ADA QUILL", {"authors": ("ADA QUILL",)}),
        (
            "Words by Ludo van der Aa, Tollmarsh Post",
            {"authors": ("Ludo van der Aa",), "publisher": "Tollmarsh Post"},
        ),
        # the role is not the paper
        (
            "By Ada Quill, water correspondent, Tollmarsh Post",
            {"authors": ("Ada Quill",), "publisher": "Tollmarsh Post"},
        ),
        ("By Ada Quill, political editor", {"authors": ("Ada Quill",)}),
        (
            "By Ada Quill, Bo Ferry and Cy Tarn, Tollmarsh Post",
            {"authors": ("Ada Quill", "Bo Ferry", "Cy Tarn"), "publisher": "Tollmarsh Post"},
        ),
        # the 'and' is the paper's
        ("By Ada Quill, Weir and Mill", {"authors": ("Ada Quill",), "publisher": "Weir and Mill"}),
        ("By Ada Quill in Tollmarsh", {"authors": ("Ada Quill",)}),
        ("By Ada Quill for Weir Weekly", {"authors": ("Ada Quill",), "publisher": "Weir Weekly"}),
        (
            "By Ada Quill, Tollmarsh Post, February 13, 2026",
            {"authors": ("Ada Quill",), "publisher": "Tollmarsh Post", "published": DAY},
        ),
        (
            "Ada Quill | Tollmarsh Post | 13 February 2026",
            {"authors": ("Ada Quill",), "publisher": "Tollmarsh Post", "published": DAY},
        ),
        ("*By Ada Quill*", {"authors": ("Ada Quill",)}),
        (
            "@ada.q · Brookline · 2026-02-13",
            {"handle": "@ada.q", "platform": "Brookline", "published": DAY},
        ),
        # menus, sentences and titles
        ("Home | News | Weather | Sport", None),
        ("By the river he sat", None),
        ("By then, The Weir was gone", None),
        ("By Ada Quill was this never said.", None),
        ("weir | mill", None),
    ],
)
def test_bylines(line, expected):
    assert byline(line) == (None if expected is None else Metadata(**expected))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Ada Quill, Bo Ferry", ("Ada Quill", "Bo Ferry")),
        # one person, surname first
        ("Quill, Ada", ("Quill, Ada",)),
        ("By Ada Quill and Bo Ferry", ("Ada Quill", "Bo Ferry")),
        (["Ada Quill", {"@type": "Person", "name": "Bo Ferry"}], ("Ada Quill", "Bo Ferry")),
        (None, ()),
        ("  ", ()),
    ],
)
def test_authors_in_a_value(value, expected):
    assert authors_in(value) == expected


@given(st.text(max_size=300))
def test_any_text_has_a_header_and_a_body_within_it(text):
    found = header(text)
    assert found.body is None or found.body.within(text).strip() == found.body.within(text) != ""


GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "debates" / "dev-harbour"


@pytest.mark.skipif(not GOLD.is_dir(), reason="the debates lie beside the project, not in it")
def test_headers_of_a_debate_agree_with_its_gold():
    import json

    gold = json.loads((GOLD / "gold.json").read_text(encoding="utf-8"))["documents"]
    assert len(gold) == 10
    for entry in gold:
        found = header((GOLD / entry["file"]).read_text(encoding="utf-8")).metadata
        assert found.headline == entry["headline"]
        assert str(found.published) == entry["published"]
        assert found.publisher == entry.get("publisher") or found.platform
        if entry.get("author") and not found.handle:
            assert found.authors == (entry["author"],)
