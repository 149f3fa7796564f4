"""What can be told from names alone: when two wordings may be one name."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from kg.model import normalised

_POSSESSIVE: Final = re.compile(r"(?<=\w)(['’]s|(?<=s)['’])(?!\w)")
_POSSESSED: Final = re.compile(r"['’]s?$")
_BRACKETED: Final = re.compile(r"\s*\([^)]*\)")
_DOTTED: Final = re.compile(r"\b((?:\w\.){2,}\w?)")
_VERSION: Final = re.compile(r"(?:\s+|[-–])(?:v|version\s+)?(\d+(?:\.\d+)*)$", re.IGNORECASE)


@cache
def lexicon() -> dict[str, frozenset[str]]:
    """Honorifics, legal forms, small words and descriptors of organisations."""
    path = Path(__file__).parent / "lexicons" / "names.toml"
    return {k: frozenset(v) for k, v in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def plain(name: str) -> str:
    """A name for comparison: lower case, without article, honorific, legal form, possessive."""
    bare = _BRACKETED.sub("", name) or name
    undotted = _DOTTED.sub(lambda match: match[0].replace(".", ""), bare)
    words = normalised(_POSSESSIVE.sub("", undotted)).split()
    kinds = lexicon()
    while len(words) > 1 and (words[0] == "the" or words[0] in kinds["honorifics"]):
        words = words[1:]
    while words[-1:] and words[-1] in kinds["legal_forms"] and not is_generic(words[:-1]):
        words = words[:-1]
    return " ".join(words)


def is_generic(words: list[str]) -> bool:
    """Whether nothing in the words tells one organisation from others; so of no words."""
    kinds = lexicon()
    many = kinds["generic"] | kinds["descriptors"] | kinds["small_words"]
    return all(word in many for word in words)


def untitled(name: str) -> str:
    """A name as written, without the honorifics it begins with and a possessive at its end."""
    words = _POSSESSIVE.sub("", name.strip()).split() if _POSSESSED.search(name) else name.split()
    while len(words) > 1 and words[0].casefold().rstrip(".") in lexicon()["honorifics"]:
        words = words[1:]
    return " ".join(words)


def acronyms(name: str) -> frozenset[str]:
    """The initials of a name of three words or more, small words left out or kept; lower case.

    Two initials are left out: too many names share them.
    """
    words = plain(name).split()
    small = lexicon()["small_words"]
    telling = [word for word in words if word not in small]
    both = {"".join(w[0] for w in telling), "".join(w[0] for w in words)}
    return frozenset(acronym for acronym in both if len(acronym) > 2 and len(telling) > 1)


def is_acronym(name: str) -> bool:
    """Whether a name is written as one: one word of two to six letters, mostly capitals."""
    letters = name.replace(".", "").removeprefix("the ").removeprefix("The ")
    return bool(re.fullmatch(r"[A-Z][A-Za-z&]{0,4}[A-Z]", letters)) and (
        sum(c.isupper() for c in letters) * 2 > len(letters)
    )


def short_forms(name: str) -> frozenset[str]:
    """The beginnings of an organisation's name that serve as its short form.

    What is left out must begin with a word for the kind of organisation.
    """
    words = plain(name).split()
    kinds = lexicon()
    found = set()
    for end in range(1, len(words)):
        rest = [word for word in words[end:] if word not in kinds["small_words"]]
        generic = is_generic(words[:end])
        after_kind = end > 1 and words[end - 1] in kinds["descriptors"]
        if not generic and rest and (rest[0] in kinds["descriptors"] or after_kind):
            found.add(" ".join(words[:end]))
    return frozenset(found)


def deletions(text: str) -> frozenset[str]:
    """The text, and the text with one character less: two texts one edit apart share one."""
    return frozenset({text, *(text[:i] + text[i + 1 :] for i in range(len(text)))})


def one_edit(left: str, right: str) -> bool:
    """Whether one insertion, deletion, substitution or swap of letters (not digits) parts them."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    end = 0
    while end < min(len(left), len(right)) - start and left[-1 - end] == right[-1 - end]:
        end += 1
    a, b = left[start : len(left) - end], right[start : len(right) - end]
    if any(not c.isalpha() for c in a + b):
        return False
    return (len(a) <= 1 and len(b) <= 1) or (len(a) == len(b) == 2 and a == b[::-1])


def parted(name: str) -> tuple[str, str]:
    """A product's name and its version mark ("" where it has none): 'Drift 2.0' is Drift, 2.0."""
    match = _VERSION.search(name.strip())
    return (name[: match.start()].strip(), match[1]) if match and match.start() else (name, "")
