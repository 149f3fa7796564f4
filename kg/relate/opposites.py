"""Words against words: the same, near the same, opposite."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Final, Literal

from kg.extract.lexicon import lexicon as extracting
from kg.relate.lexicon import lexicon, listed

Direction = Literal["up", "down"]

_STEM: Final = 5
"""Letters two words need to share from the start to be forms of one: 'publish', 'publication'."""
_KINDS: Final = ("noun", "verb", "adjective", "adverb")
_ENDINGS: Final = (
    "ising",
    "izing",
    "ation",
    "ments",
    "ment",
    "ness",
    "ing",
    "ers",
    "ed",
    "er",
    "es",
    "ly",
    "al",
    "s",
    "e",
)


def same(left: str, right: str) -> bool:
    """Whether two lemmas are one word, forms of one word, or synonyms in a main sense."""
    return left == right or right in _synonyms().get(left, ()) or _one_stem(left, right)


def opposite(left: str, right: str) -> str | None:
    """The reason two lemmas are opposites; None where they are not known to be."""
    if right in _opposites().get(left, ()):
        return f"'{left}' is the opposite of '{right}'"
    if left in _with_prefix(right) or right in _with_prefix(left):
        return f"'{left}' is the opposite of '{right}'"
    return None


def direction(lemma: str, pos: str) -> Direction | None:
    """Whether a word tells of more or of less: 'rise' up, 'shrink' down."""
    kind = {"VERB": "verbs", "NOUN": "nouns"}.get(pos, "words")
    tables = (extracting("changes"), lexicon("directions"))
    for way in ("up", "down"):
        if any(lemma in table[way].get(kind, ()) for table in tables):
            return way
    return None


def apart(left: str, right: str) -> bool:
    """Whether two modifiers name different things of one kind: 'gross' and 'net' lending."""
    return right in _sets("kinds").get(left, ()) or opposite(left, right) is not None


def kinds_of_measure(left: str, right: str) -> bool:
    """Whether two words name measures that differ for one thing: 'gross' and 'net'."""
    return right in _sets("measures").get(left, ())


def _one_stem(left: str, right: str) -> bool:
    if min(len(left), len(right)) < _STEM:
        return False
    return _stem(left) == _stem(right) or (left[:7] == right[:7] and len(left[:7]) == 7)


@cache
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM - 1:
            return word[: -len(ending)]
    return word


@cache
def _synonyms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    sets = [s for kind in _KINDS for s in lexicon("synonyms").get(kind, {}).get("sets", ())]
    sets += lexicon("directions")["alike"]["sets"]
    for words in sets:
        members = words.split()
        for word in members:
            found[word] |= set(members) - {word}
    return {word: frozenset(others) for word, others in found.items()}


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    dropped = listed("opposites", "dropped", "pairs")
    pairs = [p for kind in _KINDS for p in lexicon("antonyms")[kind]["pairs"] if p not in dropped]
    for pair in pairs:
        a, b = pair.split()
        found[a].add(b)
        found[b].add(a)
    for axis in lexicon("opposites")["axis"]:
        for a in axis["one"]:
            for b in axis["other"]:
                found[a].add(b)
                found[b].add(a)
    return {word: frozenset(others) for word, others in found.items()}


@cache
def _sets(table: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for members in lexicon("opposites")[table]["sets"]:
        words = members.split()
        for word in words:
            found[word] |= set(words) - {word}
    return {word: frozenset(others) for word, others in found.items()}


@cache
def _with_prefix(word: str) -> frozenset[str]:
    """'unsafe', 'insecure', 'dishonest' for 'safe', 'secure', 'honest'."""
    if len(word) < 4:
        return frozenset()
    prefixes = lexicon("opposites")["prefixes"]["words"]
    return frozenset(prefix + word for prefix in prefixes)
