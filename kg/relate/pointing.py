"""What 'the figure', 'such claims' or 'the study' point back at: one claim, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.relate.lexicon import listed
from kg.relate.stated import Put


def pointed(put: Put, kinds: Sequence[str], before: Sequence[Put], text: str) -> Put | None:
    """The claim before it in the document that the put points back at.

    A source that is named ('the study', 'the university') is pointed at by what the document says
    first of its findings, which is where news puts the main one; without a source it is the nearest
    that fits.

    `kinds` (of numbers, studies, claims) is what the pointing words stand for, `before` what the
    document says before it, in order.
    """
    others = [p for p in before if p.claim != put.claim and not p.side.doubt]
    if "numbers" in kinds:
        others = [p for p in others if p.side.quantities]
    elif "claims" in kinds:
        others = [p for p in others if p.utterance.form != "authored"]
    if not others:
        return None
    named = [p for p in others if _named(put, p, text, kinds)]
    if named:
        return named[0]
    if "studies" in kinds and "numbers" not in kinds:
        return None
    nearest = others[-1]
    if put.speaker is not None and put.speaker == nearest.speaker:
        return None
    return nearest


def of_study(put: Put, text: str) -> bool:
    """Whether a claim is said to come from a study, a survey or the like."""
    parts = [e.within(text).lower() for e in (put.utterance.source, put.utterance.cue) if e]
    words = {w for part in parts for w in re.findall(r"\w+", part)}
    return bool(words & listed("discourse", "studies"))


def _named(put: Put, other: Put, text: str, kinds: Sequence[str]) -> bool:
    if "studies" in kinds and of_study(other, text):
        return True
    if "numbers" not in kinds:
        return False
    start = put.proposition.content[0].start
    stop = text.find("\n", put.proposition.content[-1].end)
    sentence = text[start : stop if stop > 0 else len(text)].lower()
    named = set(re.findall(r"\w+", sentence)) & other.side.speaker
    source = other.utterance.source
    return bool(named) and source is not None
