"""Coarse parts of speech by spaCy's own rules, each rule applied once and not at every word.

The rules of the English models (`attribute_ruler`) look at a word's fine tag, at its dependency and
at the few words they name. What they say of such a combination is asked of them the first time that
it occurs, and kept: matching all of them at every word took a tenth of the time of reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """What the rules say of a word; `lemma` is empty where they say none."""

    pos: str
    morph: str
    lemma: str


@dataclass(slots=True)
class Ruler:
    """The rules of a pipeline, with all that they said so far.

    Attributes:
        named: words that the rules name; any other word is as good as the next.
    """

    nlp: Language
    rules: AttributeRuler
    named: frozenset[str] = field(init=False)
    said: dict[tuple[str, str, str, bool], Ruled] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.named = frozenset(
            word
            for rule in self.rules.patterns
            for pattern in rule["patterns"]
            for token in pattern
            for word in _words(token.get("LOWER", ()))
        )

    def __call__(self, word: str, tag: str, relation: str, *, after_there: bool) -> Ruled:
        """What the rules say of a word, in small letters, with that fine tag and dependency.

        `after_there` is whether an expletive stands before it: 'there is' has a verb of its own.
        """
        key = (word if word in self.named else "", tag, relation, after_there)
        known = self.said.get(key)
        if known is None:
            known = self.said[key] = self._ask(word, tag, relation, after_there)
        return known

    def _ask(self, word: str, tag: str, relation: str, after_there: bool) -> Ruled:
        from spacy.tokens import Doc

        before = ["there"] if after_there else []
        doc = Doc(
            self.nlp.vocab,
            words=[*before, word],
            tags=[*("EX" for _ in before), tag],
            heads=[len(before)] * (len(before) + 1),
            deps=[*("expl" for _ in before), relation],
        )
        token = self.rules(doc)[-1]
        return Ruled(pos=token.pos_, morph=str(token.morph), lemma=token.lemma_)


def _words(said: Any) -> Iterator[str]:  # noqa: ANN401 - a pattern of spaCy's is JSON
    """The words that a pattern names, alone or in a list; regular expressions name none."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        yield from said.get("IN", ())
