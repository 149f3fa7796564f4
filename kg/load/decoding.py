"""Bytes to characters: UTF-8 first, then what the bytes themselves betray; nothing is cleaned."""

from __future__ import annotations

import codecs
from typing import Final

from kg.errors import InputError
from kg.thresholds import BINARY_CONTROL_SHARE, UTF16_ZERO_SHARE

_MARKS: Final = (
    # The longer marks first: UTF-32's begins like UTF-16's.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_REMEDY: Final = "Save it as UTF-8 text and try again."


def decode(data: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    """The characters of a file, byte-order mark dropped and line ends kept, and notes on them.

    Raises InputError for an empty file, and for bytes that are no text in any known encoding.
    """
    if not data.strip():
        raise InputError(file, "is empty", "Put the article's text in it, or remove it.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strictly(data.removeprefix(mark), encoding, file)
            break
    else:
        encoding = _without_mark(data)
        text = _mixed(data) if encoding == "mixed" else _strictly(data, encoding, file)
    if not text.strip():
        raise InputError(file, "is empty", "Put the article's text in it, or remove it.")
    if _share_of_controls(text) > BINARY_CONTROL_SHARE:
        raise InputError(file, "holds bytes that are no text in any encoding known here", _REMEDY)
    if encoding == "mixed":
        return text, ("UTF-8 with some bytes of Windows-1252, each read as such",)
    if encoding in ("cp1252", "latin-1"):
        return text, (f"not UTF-8; read as {encoding}",)
    return text, ()


def _strictly(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            file, f"is not sound {encoding}: {error.reason} at byte {error.start}", _REMEDY
        ) from error


def _without_mark(data: bytes) -> str:
    """The encoding of bytes that do not say it themselves."""
    half = len(data) // 2 or 1
    for encoding, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        others = data.count(0) - zeros.count(0)
        if len(data) % 2 == 0 and zeros.count(0) / half > UTF16_ZERO_SHARE and others == 0:
            return encoding
    replaced = data.decode("utf-8", errors="replace")
    broken = replaced.count("�") - data.count("�".encode())
    if broken <= 0:
        return "utf-8"
    # One stray byte must not turn every curly quotation mark of a UTF-8 file into rubbish.
    if sum(character > "\x7f" for character in replaced) - replaced.count("�") > broken:
        return "mixed"
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"


def _mixed(data: bytes) -> str:
    """UTF-8 where it is sound, and each byte that is not by Windows-1252 (else Latin-1)."""
    pieces: list[str] = []
    while data:
        try:
            pieces.append(data.decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            pieces.append(data[: error.start].decode("utf-8"))
            stray = data[error.start : error.start + 1]
            readable = stray.decode("cp1252", errors="ignore") or stray.decode("latin-1")
            pieces.append(readable)
            data = data[error.start + 1 :]
    return "".join(pieces)


def _share_of_controls(text: str) -> float:
    usual = "\t\n\r\f\v"
    odd = sum((c < " " and c not in usual) or ("\x7f" <= c < "\xa0" and c != "\x85") for c in text)
    return odd / len(text)
