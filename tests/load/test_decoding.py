"""Bytes to characters, nothing lost and nothing cleaned."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.load.decoding import decode

PLAIN = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\r\t"), min_size=1
).filter(lambda text: text.strip() and not text.startswith("\ufeff"))


@given(PLAIN)
def test_utf8_comes_back_character_for_character(text):
    assert decode(text.encode(), "a.txt") == (text, ())


@given(PLAIN, st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]))
def test_a_byte_order_mark_tells_the_encoding_and_is_dropped(text, encoding):
    mark = {
        "utf-8": codecs.BOM_UTF8,
        "utf-16-le": codecs.BOM_UTF16_LE,
        "utf-16-be": codecs.BOM_UTF16_BE,
        "utf-32-le": codecs.BOM_UTF32_LE,
        "utf-32-be": codecs.BOM_UTF32_BE,
    }[encoding]
    # UTF-16 that begins with a zero character has the mark of UTF-32; no text does.
    assert decode(mark + text.encode(encoding), "a.txt") == (text, ())


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\n\r"])
def test_line_ends_are_kept(ends):
    text = f"One.{ends}Two.{ends}{ends}Three. "
    assert decode(text.encode(), "a.txt")[0] == text


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        ("“Weir” – café £3".encode("cp1252"), "“Weir” – café £3", "cp1252"),
        # a byte that Windows-1252 lacks
        (b"caf\xe9 \x81 weir, as it was", "café \x81 weir, as it was", "latin-1"),
        # one stray byte must not turn the curly marks into rubbish
        ("“Weir” – ".encode() + b"caf\xe9", "“Weir” – café", "some bytes"),
    ],
)
def test_other_encodings_are_read_and_noted(data, text, note):
    read, notes = decode(data, "a.txt")
    assert read == text
    assert note in notes[0]


def test_utf16_without_its_mark_is_known_by_its_zeros():
    text = "The weir held."
    assert decode(text.encode("utf-16-le"), "a.txt")[0] == text
    assert decode(text.encode("utf-16-be"), "a.txt")[0] == text


def test_a_replacement_character_in_sound_utf8_is_text_like_any_other():
    assert decode("� and é".encode(), "a.txt") == ("� and é", ())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (codecs.BOM_UTF8, "is empty"),
        (codecs.BOM_UTF16_LE, "is empty"),
        (bytes(range(256)) * 4, "no text in any encoding"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "not sound utf-16-le"),
    ],
)
def test_what_is_no_text_is_an_error_that_says_so(data, reason):
    with pytest.raises(InputError, match=reason) as caught:
        decode(data, "weir.txt")
    assert str(caught.value).startswith("weir.txt: ")
    assert caught.value.remedy
