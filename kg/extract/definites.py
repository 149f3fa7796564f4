"""Who 'the company', 'the tool' and 'the union leader' are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.antecedents import Candidate, nearest, window
from kg.extract.describe import head_noun
from kg.extract.nouns import nouns
from kg.model import EntityKind
from kg.thresholds import NOMINAL_REACH

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DETERMINERS: Final = frozenset({"the", "this", "that"})
_OWNERS: Final = frozenset({"their", "our"})
"""'dockers whose leader called, as their union said': those who belong to a body speak of it so."""


def definite(doc: Doc, token: Token) -> int | None:
    """Where a definite phrase headed by this noun starts ('the union leader'), else None."""
    if token.i + 1 < len(doc) and doc[token.i + 1].pos_ in {"NOUN"} and doc[token.i].whitespace_:
        return None
    start = token.i
    while start > 0 and doc[start - 1].pos_ in {"NOUN", "ADJ", "PROPN"} and token.i - start < 4:
        start -= 1
    if (
        start > 0
        and doc[start - 1].lower_ in _DETERMINERS
        and doc[start - 1].pos_ in {"DET", "PRON"}
    ):
        return int(start - 1)
    if start > 0 and doc[start - 1].lower_ in _OWNERS and token.lower_ in nouns().institution:
        return int(start - 1)
    return None


def described(
    doc: Doc,
    token: Token,
    start: int,
    candidates: Sequence[Candidate],
    seen: Mapping[int, int],
    starts: Sequence[int],
) -> tuple[int | None, str]:
    """The candidate of a definite description; an empty reason where it describes no entity."""
    found = head_noun(list(doc[start + 1 : token.i + 1]))
    if found is None or found[1] == "place":
        return None, ""
    head, says = found
    known = nouns()
    width = len(head.replace("-", " ").split()) if " " in head else 1
    modifiers = {
        t.lower_ for t in doc[start + 1 : token.i + 1 - width] if t.pos_ in {"NOUN", "PROPN"}
    }
    phrase = doc[start : token.i + 1].text
    earlier = sorted({c for t, c in seen.items() if t < token.i})
    if token.i + 2 < len(doc) and doc[token.i + 1].text == "," and doc[token.i + 2].pos_ == "PROPN":
        return None, ""  # 'the union leader, Ida Vane' describes whom it names next
    among = _Among(candidates=candidates, earlier=earlier, anywhere=sorted(set(seen.values())))
    if says == "role":
        return _person(among, phrase, head, modifiers)
    sort: EntityKind = "product" if says == "product" else "organisation"
    own = among.called(earlier, sort, head)
    if len(own) == 1:
        return own[0], f"“{phrase}”: the only one whose name or description fits"
    spans = window(starts, token.i, NOMINAL_REACH)
    if len(own) > 1:
        target, why, _ = nearest(doc, spans, seen, lambda _, c: c in own)
        return target, f"“{phrase}”: {why}"
    if head in known.generic_company or says == "product":
        target, why, had = nearest(doc, spans, seen, lambda _, c: _open(candidates[c], sort))
        sure = [c for c in had if sort == "organisation" and _commercial(candidates[c])]
        if target is None and len(sure) == 1:
            return sure[0], f"“{phrase}”: the only one that is known to be a company"
        return target, f"“{phrase}”: {why}"
    return _body(among, phrase, head) if head in known.institution else (None, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Among:
    """Candidates by position: those named before a description, and those named anywhere."""

    candidates: Sequence[Candidate]
    earlier: Sequence[int]
    anywhere: Sequence[int]

    def called(self, which: Sequence[int], sort: EntityKind, head: str) -> list[int]:
        """Those of a kind that are called by a noun, or have it in their name."""
        fitting = [c for c in which if self.candidates[c].kind == sort]
        return [c for c in fitting if _named(self.candidates[c], head)]

    def bearers(self, which: Sequence[int], head: str, modifiers: set[str]) -> list[int]:
        """People with a role, and with something to do with the words before it."""
        people = [c for c in which if self.candidates[c].kind == "person"]
        return [
            c
            for c in people
            if _bears(self.candidates[c], head)
            and (not modifiers or modifiers & _widened(self.candidates[c].affiliations))
        ]


def _person(among: _Among, phrase: str, head: str, modifiers: set[str]) -> tuple[int | None, str]:
    fitting = among.bearers(among.earlier, head, modifiers)
    if len(fitting) == 1:
        return fitting[0], f"“{phrase}”: the only one with such a role"
    if fitting:
        return None, f"“{phrase}”: {len(fitting)} so called"
    told = modifiers or " " in head  # 'the director' in a lead may be anybody
    later = among.bearers(among.anywhere, head, modifiers) if told else []
    if len(later) == 1:
        return later[0], f"“{phrase}”: the only one with such a role, named further on"
    return None, ""


def _body(among: _Among, phrase: str, head: str) -> tuple[int | None, str]:
    bodies = [c for c in among.earlier if among.candidates[c].kind == "organisation"]
    spelt = [c for c in bodies if _ends_in(among.candidates[c], head)]
    if len(spelt) == 1:
        name = among.candidates[spelt[0]].name
        return spelt[0], f"“{phrase}”: the only one whose letters end in it, {name}"
    later = among.called(among.anywhere, "organisation", head) if not spelt else []
    if len(later) == 1:
        return later[0], f"“{phrase}”: the only one whose name fits, named further on"
    return None, ""


def _commercial(candidate: Candidate) -> bool:
    """Whether the text calls it a company, or its name ends as a company's does."""
    known = nouns()
    return bool(candidate.nouns & known.company or candidate.words & known.suffix)


def _ends_in(candidate: Candidate, head: str) -> bool:
    """'WF … the federation': the last letter of an acronym stands for what a body is."""
    name = candidate.name
    return name.isupper() and name.isalpha() and len(name) > 1 and name[-1].casefold() == head[0]


def _bears(candidate: Candidate, head: str) -> bool:
    return any(nouns().same(head, noun) for noun in candidate.nouns)


def _widened(words: frozenset[str]) -> set[str]:
    """Words with those they fall under: a federation is a union."""
    return set(words) | {k for k, forms in nouns().synonyms.items() if forms & words}


def _named(candidate: Candidate, head: str) -> bool:
    """Whether a candidate was called by this noun, or has it in its name."""
    known = nouns()
    called = any(known.same(head, noun) for noun in candidate.nouns)
    specific = head not in known.generic_company
    return called or (specific and any(known.same(head, word) for word in candidate.words))


def _open(candidate: Candidate, sort: EntityKind) -> bool:
    """Whether 'the company' or 'the tool' may take up a candidate that was never called so."""
    known = nouns()
    if candidate.kind != sort:
        return False
    if sort == "organisation":
        return not (candidate.nouns | candidate.words) & known.institution
    return not candidate.nouns & known.platform
