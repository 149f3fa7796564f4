"""The words of a proposition with names in place of what stands for them: 'it', 'the company'.

What two documents say of one thing can only be compared once both name it. Choi et al.
('Decontextualization', TACL 2021) rewrite sentences with a large model; here the references that
the reader resolved are put in, and nothing else is changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from kg.link.propositions import worded
from kg.model import Extent, Mention

_POSSESSIVE: Final = frozenset({"his", "its", "their"})
_SPOKEN: Final = frozenset(
    {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your"}
)
"""Whoever speaks keeps these: the speaker is known, and the verb agrees with them."""
_HER: Final = re.compile(r"\s+(?!(?:to|and|or|that|if|for|in|on|at|by|with|when|as|was|is)\b)[a-z]")


def resolved(
    content: Sequence[Extent], text: str, mentions: Sequence[Mention], name: Mapping[str, str]
) -> str:
    """The pieces worded as a proposition, each resolved mention by the name of its entity.

    `mentions` are those of the document, `name` gives the name of an entity's actor or product by
    the entity's key. Of mentions within mentions ('their union') the outer one counts.
    """
    inside = sorted(
        (
            mention
            for mention in mentions
            if mention.entity in name and any(piece.contains(mention.extent) for piece in content)
        ),
        key=lambda mention: (mention.extent.start, -mention.extent.end),
    )
    pieces: list[str] = []
    for piece in content:
        at, out = piece.start, ""
        for mention in inside:
            if not piece.contains(mention.extent) or mention.extent.start < at:
                continue
            words = mention.extent.within(text)
            put = _put(mention, words, text[mention.extent.end : piece.end], name)
            out += text[at : mention.extent.start] + put
            at = mention.extent.end
        pieces.append(out + text[at : piece.end])
    whole = "".join(pieces)
    ends = [sum(map(len, pieces[: n + 1])) for n in range(len(pieces))]
    return worded([Extent(e - len(p), e) for p, e in zip(pieces, ends, strict=True)], whole)


def _put(mention: Mention, words: str, after: str, name: Mapping[str, str]) -> str:
    low = words.casefold()
    if mention.form == "pronoun" and low in _SPOKEN:
        return words
    if mention.entity is None or low == name[mention.entity].casefold():
        return words
    owner = low in _POSSESSIVE or (low == "her" and bool(_HER.match(after)))
    return f"{name[mention.entity]}’s" if owner else name[mention.entity]
