"""Each format once as it should be, and once for each way it breaks."""

import csv
import io
import json
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.load import feeds, html, jsontexts, markdown, pdf, plain, tables, word
from kg.load.draft import NotArticlesError
from kg.model import Extent

PROSE = "The weir at Tollmarsh has held since spring, the council said on Monday. It is inspected."
DAY = date(2026, 2, 13)
CELL = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters='\n\r\t,;"')
).filter(str.strip)


def only(reading):
    assert reading.failures == ()
    (draft,) = reading.drafts
    return draft


# --- plain text and Markdown ----------------------------------------------------------------------


@given(CELL)
def test_plain_text_is_kept_character_for_character(text):
    assert only(plain.read(b"\xef\xbb\xbf" + text.encode(), "a.txt")).text == text


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_front_matter_gives_metadata_and_stays_in_the_text(ends):
    lines = [
        "---", "title: 'Weir: it holds'", "date: 2026-02-13T10:00:00Z",
        "author: [Ada Quill, Bo Ferry]", "site_name: Tollmarsh Post", "tags: [weir]", "---", "",
        "# Weir: it holds", "", PROSE, "",
    ]  # fmt: skip
    text = ends.join(lines)
    draft = only(markdown.read(text.encode(), "a.md"))
    assert draft.text == text
    assert draft.body.within(text) == PROSE
    assert draft.metadata.headline == "Weir: it holds"
    assert draft.metadata.published == DAY
    assert draft.metadata.authors == ("Ada Quill", "Bo Ferry")
    assert draft.metadata.publisher == "Tollmarsh Post"


def test_markdown_without_front_matter_has_its_heading_for_headline():
    text = f"# Weir holds\n\n*By Ada Quill, Tollmarsh Post*\n\n{PROSE}\n"
    draft = only(markdown.read(text.encode(), "a.md"))
    assert (draft.metadata.headline, draft.metadata.authors) == ("Weir holds", ("Ada Quill",))
    assert draft.body.within(text) == PROSE


@pytest.mark.parametrize(
    ("matter", "note"),
    [("title: [", "no sound YAML at its line"), ("- a\n- b", "names no values")],
)
def test_front_matter_that_is_broken_costs_the_metadata_and_is_said(matter, note):
    draft = only(markdown.read(f"---\n{matter}\n---\n{PROSE}".encode(), "a.md"))
    assert note in draft.notes[0]
    assert draft.body.within(draft.text) == PROSE


def test_a_rule_is_no_front_matter():
    text = f"{PROSE}\n\n---\n\n{PROSE}"
    assert only(markdown.read(text.encode(), "a.md")).body == Extent(0, len(text))


# --- tables and JSON ------------------------------------------------------------------------------


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_table_rows_come_back(rows, delimiter):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["Title", "Text"])
    writer.writerows(rows)
    reading = tables.read(out.getvalue().encode(), "a.csv")
    assert reading.failures == ()
    assert [draft.text for draft in reading.drafts] == [text for _, text in rows]
    assert [draft.part for draft in reading.drafts] == [str(n + 1) for n in range(len(rows))]
    assert [draft.metadata.headline for draft in reading.drafts] == [
        " ".join(title.split()) for title, _ in rows
    ]


@given(st.lists(CELL, min_size=1, max_size=5), st.booleans())
def test_json_lines_come_back(texts, escaped):
    lines = "\n".join(json.dumps({"text": text}, ensure_ascii=escaped) for text in texts)
    reading = jsontexts.read_lines(lines.encode(), "a.jsonl")
    assert reading.failures == ()
    assert [draft.text for draft in reading.drafts] == texts


def test_columns_go_by_their_usual_names():
    data = (
        "ID;Full_Text;PubDate;Headline;Byline;Outlet;Link\r\n"
        "7;Weir, “held”;2026-02-13;Weir holds;By Ada Quill;Post;https://post.example/7\r\n"
    )
    draft = only(tables.read(data.encode(), "a.csv"))
    meta = draft.metadata
    assert draft.text == "Weir, “held”"
    assert (meta.published, meta.headline, meta.authors) == (DAY, "Weir holds", ("Ada Quill",))
    assert (meta.publisher, meta.url) == ("Post", "https://post.example/7")


def test_a_row_with_a_handle_is_a_post_and_an_address_as_source_an_address():
    row = {
        "post": "The weir!",
        "user": "ada_q",
        "network": "Brookline",
        "source": "https://b.example/1",
    }
    meta = only(jsontexts.read_lines(json.dumps(row).encode(), "a.jsonl")).metadata
    assert (meta.media, meta.handle, meta.platform) == ("post", "@ada_q", "Brookline")
    assert (meta.url, meta.publisher) == ("https://b.example/1", None)


def test_a_doubtful_day_is_noted_on_its_row():
    draft = only(tables.read(b"text,date\nHeld.,03/04/2026\n", "a.csv"))
    assert draft.metadata.published is None
    assert "can mean two days" in draft.notes[0]


def test_a_cell_may_be_longer_than_the_csv_module_likes():
    long = "weir " * 40_000
    assert only(tables.read(f"text\n{long}\n".encode(), "a.csv")).text == long
    assert csv.field_size_limit() == 131_072  # and the module is left as it was


@pytest.mark.parametrize(
    ("data", "good", "bad"),
    [
        # a comma that should have stood in quotation marks
        (
            "text,title\nOne,A\nTwo, or so,B\nThree,C\n",
            ["1", "3"],
            ["row 2 (from line 3) has 3 cells for 2 columns"],
        ),
        ("text,title\n,A\nTwo,B\n", ["2"], ["row 1 (from line 2) has no text"]),
        # a quotation mark that is never closed takes the rest with it, and that is said
        ('text,title\nOne,A\n"Two,B\nThree,C\n', ["1"], ["row 2 (from line 3) is broken"]),
        # the reader recovers behind a broken row
        ('text,title\n"One"x,A\nTwo,B\n', ["2"], ["row 1 (from line 2) is broken"]),
    ],
)  # fmt: skip
def test_a_bad_row_costs_a_row(data, good, bad):
    reading = tables.read(data.encode(), "a.csv")
    assert [draft.part for draft in reading.drafts] == good
    assert len(reading.failures) == len(bad)
    for failure, words in zip(reading.failures, bad, strict=True):
        assert words in str(failure)
        assert failure.file.startswith("a.csv#")


@pytest.mark.parametrize(
    ("reader", "data", "words"),
    [
        (tables.read, "name,age\nAda,40\n", "no column for the text; its columns are name, age"),
        (tables.read, "text,title\n", "column names and no rows"),
        (jsontexts.read_whole, '[\n{"text": "a"},\n{]', "malformed JSON at line 3"),
        (jsontexts.read_whole, "[" * 100_000, "too deep"),
        (jsontexts.read_whole, '[{"title": "A", "wording": "B"}]', "values are title, wording"),
        (jsontexts.read_lines, "{a}", "line 1 is malformed JSON"),
        (jsontexts.read_lines, "a\nb\n", "none of its 2 lines is sound JSON"),
    ],
)
def test_files_that_are_no_table_of_texts_say_what_they_lack(reader, data, words):
    with pytest.raises(InputError, match=words) as caught:
        reader(data.encode(), "a.xyz")
    assert not isinstance(caught.value, NotArticlesError)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("reader", "data"),
    [
        (jsontexts.read_whole, '{"actors": [], "claims": [{"text": "inner"}]}'),
        (jsontexts.read_whole, "[]"),
        (jsontexts.read_whole, '"words"'),
        (jsontexts.read_whole, "[1, 2]"),
        (jsontexts.read_lines, '{"subject_of": "claim", "verdict": "same"}\n'),
        (feeds.read, "<?xml version='1.0'?><settings><a>1</a></settings>"),
    ],
)
def test_sound_files_of_other_data_are_told_from_broken_ones(reader, data):
    with pytest.raises(NotArticlesError):
        reader(data.encode(), "a.xyz")


def test_a_bad_line_of_json_costs_a_line():
    data = '{"text": "One"}\n\n{"text": \n{"title": "no text"}\n[1]\n{"text": "Two"}\n'
    reading = jsontexts.read_lines(data.encode(), "a.jsonl")
    assert [draft.part for draft in reading.drafts] == ["1", "6"]
    assert sorted(f.file for f in reading.failures) == ["a.jsonl#3", "a.jsonl#4", "a.jsonl#5"]


def test_json_may_hold_one_text_a_list_or_lines():
    assert only(jsontexts.read_whole(b'{"text": "One", "title": "A"}', "a.json")).text == "One"
    assert len(jsontexts.read_whole(b'[{"text": "One"}, {"text": "Two"}]', "a.json").drafts) == 2
    assert len(jsontexts.read_whole(b'{"text": "One"}\n{"text": "Two"}', "a.json").drafts) == 2


def test_half_a_character_is_replaced_and_noted():
    draft = only(jsontexts.read_lines(rb'{"text": "weir \ud83d held"}', "a.jsonl"))
    assert draft.text == "weir � held"
    assert "halves" in draft.notes[0]


# --- HTML, feeds ----------------------------------------------------------------------------------

PAGE = f"""<html><head><title>Weir holds | Post</title><meta charset="utf-8">
<meta property="og:title" content="Weir holds"><meta property="og:site_name" content="Post">
<meta name="author" content="Ada Quill">
<meta property="article:published_time" content="2026-02-13T08:00:00Z">
<link rel="canonical" href="https://post.example/weir"></head>
<body><nav><a href="/">Home</a> <a href="/s">Sport</a></nav><article><h1>Weir holds</h1>
<p>{PROSE}</p><p>“It <b>holds</b>,” said Bo Ferry, who keeps the café by the sluice. {PROSE}</p>
</article><footer>All rights reserved, subscribe to our letter</footer></body></html>"""


def test_a_page_gives_its_article_and_its_metadata():
    draft = only(html.read(PAGE.encode(), "a.html"))
    body = draft.body.within(draft.text)
    assert body.startswith(PROSE)
    assert "“It holds,” said Bo Ferry, who keeps the café" in body
    assert "Sport" not in body
    meta = draft.metadata
    assert (meta.headline, meta.published, meta.authors) == ("Weir holds", DAY, ("Ada Quill",))
    assert (meta.publisher, meta.url) == ("Post", "https://post.example/weir")


def test_a_page_is_read_in_the_encoding_it_declares():
    page = PAGE.replace("utf-8", "windows-1251").replace("Bo Ferry", "Иван").replace("é", "e")
    assert "said Иван" in only(html.read(page.encode("cp1251"), "a.html")).text


def test_a_page_without_text_is_an_error():
    with pytest.raises(InputError, match="holds no text"):
        html.read(b"<html><body><script>draw()</script></body></html>", "a.html")


def test_markup_becomes_words_with_its_blocks_apart():
    markup = (
        "<p>One &amp; <b>two</b>,<br>three</p><!-- no -->"
        "<ul><li>four</li></ul><script>x</script>five"
    )
    assert html.plain_text(markup) == "One & two,\n\nthree\n\nfour\n\nfive"


RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Tollmarsh Post</title>
<item><guid>w-1</guid><title>Weir &amp; mill</title><link>https://post.example/1</link>
<dc:creator>Ada Quill</dc:creator><pubDate>Fri, 13 Feb 2026 23:30:00 -0800</pubDate>
<description>Short.</description>
<content:encoded><![CDATA[<p>One.</p><p>Two &amp; three.</p>]]></content:encoded>
</item>
<item><guid>w-1</guid><title>Again</title>
<description>&lt;p&gt;Only a summary.&lt;/p&gt;</description></item>
<item><title>Nothing</title></item>
</channel></rss>"""


def test_feed_entries_are_texts_with_ids():
    reading = feeds.read(RSS.encode(), "a.xml")
    first, second = reading.drafts
    assert (first.part, first.text) == ("w-1", "One.\n\nTwo & three.")
    # the day as written, not moved to another time zone
    assert first.metadata.published == DAY
    assert first.metadata.headline == "Weir & mill"
    assert first.metadata.authors == ("Ada Quill",)
    assert (first.metadata.publisher, first.metadata.url) == (
        "Tollmarsh Post",
        "https://post.example/1",
    )
    assert (second.part, second.text) == ("w-1 (2)", "Only a summary.")
    assert "summary" in second.notes[0]
    (failure,) = reading.failures
    assert "entry 3 has no text" in str(failure)


def test_a_feed_that_breaks_off_is_read_so_far_and_fails_for_the_rest():
    reading = feeds.read(RSS[: RSS.index("Again")].encode(), "a.xml")
    assert [draft.part for draft in reading.drafts] == ["w-1"]
    assert any("broken XML" in failure.reason for failure in reading.failures)


def test_atom_tells_first_publication_from_update():
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><id>tag:w,1</id>
<title>Weir</title><published>2026-02-13T01:00:00Z</published>
<updated>2026-02-15T01:00:00Z</updated>
<author><name>Ada Quill</name></author><content type="html">&lt;p&gt;{PROSE}&lt;/p&gt;</content>
</entry></feed>"""
    draft = only(feeds.read(atom.encode(), "a.atom"))
    assert (draft.metadata.published, draft.metadata.updated) == (DAY, date(2026, 2, 15))
    assert (draft.part, draft.text) == ("tag:w,1", PROSE)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"<rss version='2.0'><channel><title>Post</title></channel></rss>", "without entries"),
        (b"<settings><a>", "broken XML"),
    ],
)
def test_feeds_that_can_not_be_read_say_why(data, words):
    with pytest.raises(InputError, match=words):
        feeds.read(data, "a.xml")


# --- PDF, DOCX ------------------------------------------------------------------------------------


def pdf_of(pages, *, title=None, password=None):
    """A PDF with a text layer, made by hand: each page a list of lines."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(width=600, height=800)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        stream = DecodedStreamObject()
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        stream.set_data(f"BT /F1 12 Tf 40 760 Td {shown}ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
    if title:
        writer.add_metadata({"/Title": title})
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert len(PdfReader(io.BytesIO(out.getvalue())).pages if password is None else pages) == len(
        pages
    )
    return out.getvalue()


BROKEN_LINES = [
    "The weir at Tollmarsh has held since spring, the council said on Mon-",
    "day. It is inspected once a week by two engineers, and by a diver in",
    "summer.",
    "Nobody expects it to fail before the mill is mended, said Bo Ferry.",
]


def test_lines_of_a_pdf_become_paragraphs():
    data = pdf_of(
        [["Weir holds firm", "By Ada Quill, Tollmarsh Post", "13 February 2026", *BROKEN_LINES]]
    )
    draft = only(pdf.read(data, "a.pdf"))
    assert draft.metadata.headline == "Weir holds firm"
    assert draft.metadata.authors == ("Ada Quill",)
    assert draft.metadata.published == DAY
    assert draft.body.within(draft.text).split("\n\n") == [
        "The weir at Tollmarsh has held since spring, the council said on Monday. It is "
        "inspected once a week by two engineers, and by a diver in summer.",
        "Nobody expects it to fail before the mill is mended, said Bo Ferry.",
    ]


def test_running_heads_and_page_numbers_of_a_pdf_are_left_out_and_counted():
    pages = [["Tollmarsh Post", f"{PROSE} {n}", f"Page {n}"] for n in ("1", "2", "3", "4")]
    draft = only(pdf.read(pdf_of(pages, title="Weir and mill"), "a.pdf"))
    assert "Tollmarsh Post" not in draft.text
    assert "Page" not in draft.text
    assert draft.text.count("The weir at Tollmarsh") == 4
    assert any("left out: 8 lines" in note for note in draft.notes)
    assert draft.metadata.headline == "Weir and mill"


@pytest.mark.parametrize(
    ("data", "words", "remedy"),
    [
        (pdf_of([[PROSE]], password="sluice"), "is encrypted", "qpdf"),
        (pdf_of([[]]), "no text layer", "OCR"),
        (b"%PDF-1.7 but then nothing", "is damaged", "print it"),
        (b"", "is damaged", "print it"),
    ],
)
def test_pdfs_that_can_not_be_read_say_why(data, words, remedy):
    with pytest.raises(InputError, match=words) as caught:
        pdf.read(data, "a.pdf")
    assert remedy in caught.value.remedy


def test_a_pdf_locked_against_changes_only_is_read():
    assert only(pdf.read(pdf_of([[PROSE]], password=""), "a.pdf")).text == PROSE


def docx_of(*paragraphs, table=(), title=None):
    import docx

    document = docx.Document()
    if title:
        document.add_paragraph(title, style="Title")
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        made = document.add_table(rows=1, cols=len(table))
        for cell, text in zip(made.rows[0].cells, table, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_document_gives_paragraphs_and_tables_in_order():
    data = docx_of("By Ada Quill", "", PROSE, "Second.", table=("34", "moves"), title="The weir")
    draft = only(word.read(data, "a.docx"))
    assert draft.body.within(draft.text) == f"{PROSE}\n\nSecond.\n\n34\tmoves"
    assert (draft.metadata.headline, draft.metadata.authors) == ("The weir", ("Ada Quill",))


def other_zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "no Word document")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is damaged"),
        (docx_of(PROSE)[:900], "is damaged"),
        (other_zip(), "is damaged"),
        (docx_of(), "holds no text"),
    ],
)
def test_word_documents_that_can_not_be_read_say_why(data, words):
    with pytest.raises(InputError, match=words):
        word.read(data, "a.docx")


# --- damage ---------------------------------------------------------------------------------------

SOUND = {
    "pdf": (pdf.read, pdf_of([["Weir holds", PROSE]], title="The weir")),
    "docx": (word.read, docx_of(PROSE, table=("34", "moves"), title="The weir")),
    "html": (html.read, PAGE.encode()),
    "feed": (feeds.read, RSS.encode()),
    "table": (tables.read, b'text,date\n"One, two",2026-02-13\nThree,\n'),
    "lines": (jsontexts.read_lines, b'{"text": "One", "date": "2026-02-13"}\n{"text": "Two"}\n'),
    "json": (jsontexts.read_whole, b'[{"text": "One"}, {"text": ["Two"]}]'),
    "markdown": (markdown.read, b"---\ntitle: a\ndate: 2026-02-13\n---\n# A b\n\nText goes on.\n"),
}


@pytest.mark.parametrize("kind", SOUND)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_read_in_part_or_is_an_input_error(kind, data):
    reader, sound = SOUND[kind]
    start = data.draw(st.integers(0, len(sound)))
    end = data.draw(st.integers(start, min(len(sound), start + 40)))
    damaged = sound[:start] + data.draw(st.binary(max_size=12)) + sound[end:]
    try:
        reading = reader(damaged, "a.xyz")
    except InputError as error:
        assert error.remedy
    else:
        assert all(draft.text.strip() for draft in reading.drafts)
