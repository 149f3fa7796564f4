"""What two claims share, word by word, and what each has to itself."""

from __future__ import annotations

from dataclasses import dataclass

from kg.relate.opposites import opposite, same
from kg.relate.reading import Side, Word
from kg.thresholds import LIFT_BY_LIKENESS


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The words of two sides put together.

    Attributes:
        shared: pairs of words that say the same.
        against: pairs of words that are opposites, with the reason.
        left, right: the words that neither match nor oppose one of the other side.
    """

    shared: tuple[tuple[Word, Word], ...]
    against: tuple[tuple[Word, Word, str], ...]
    left: tuple[Word, ...]
    right: tuple[Word, ...]
    alike: float = 0.0

    @property
    def context(self) -> float:
        """How far both speak of one matter: shared words, lifted a little by likeness."""
        return max(self.share, min(self.share + LIFT_BY_LIKENESS, self.alike))

    @property
    def near(self) -> float:
        """Likeness of meaning and share of all words, halfway between them."""
        return (self.both + self.alike) / 2

    @property
    def met(self) -> int:
        """How many words meet, opposites counted in."""
        return len(self.shared) + len(self.against)

    @property
    def share(self) -> float:
        """Share of the words of the shorter side that the other has too, opposites counted in."""
        met = len(self.shared) + len(self.against)
        fewest = met + min(len(self.left), len(self.right))
        return met / fewest if fewest else 0.0

    @property
    def both(self) -> float:
        """Share of all words that are met on the other side (Dice)."""
        met = 2 * (len(self.shared) + len(self.against))
        total = met + len(self.left) + len(self.right)
        return met / total if total else 0.0


def match(left: Side, right: Side, *, alike: float | None = None) -> Match:
    """Each word of a side with at most one of the other: equal ones first, then synonyms.

    Where 'we' or 'the company' stand for the speaker, the speaker's name counts as a word of the
    claim, so that it meets the name on the other side.
    """
    mine, yours = _words(left), _words(right)
    shared = [*_spoken(left, right, yours), *((b, a) for a, b in _spoken(right, left, mine))]
    for near in (_equal, _alike):
        for word in list(mine):
            other = next((w for w in yours if near(word, w)), None)
            if other is not None:
                shared.append((word, other))
                mine.remove(word)
                yours.remove(other)
    against = []
    for word in list(mine):
        for other in yours:
            why = opposite(word.lemma, other.lemma)
            if why is not None:
                against.append((word, other, why))
                mine.remove(word)
                yours.remove(other)
                break
    return Match(
        shared=tuple(shared),
        against=tuple(against),
        left=tuple(mine),
        right=tuple(yours),
        alike=alike or 0.0,
    )


def named_apart(left: Side, right: Side) -> tuple[str, str] | None:
    """A name on each side that the other side knows nothing of; None where there is none."""
    mine = [n for n in left.names if not _known(n, right)]
    yours = [n for n in right.names if not _known(n, left)]
    return (mine[0], yours[0]) if mine and yours else None


def _known(name: str, other: Side) -> bool:
    if name in other.names or name in other.speaker:
        return True
    words = other.lemmas | {w.text.lower() for w in other.words} | set(other.names)
    return any(same(name, w) or _demonym(name, w) for w in words)


def _demonym(left: str, right: str) -> bool:
    """'Estonia' and 'Estonian', 'Peru' and 'Peruvian': one begins as the other does."""
    short, long = sorted((left, right), key=len)
    return len(short) > 3 and long.startswith(short[:-1]) and len(long) - len(short) <= 3


def _spoken(side: Side, other: Side, words: list[Word]) -> list[tuple[Word, Word]]:
    """Words of the other side that name the speaker of this one, who says 'we'; taken out."""
    if not side.own:
        return []
    named = [w for w in words if w.lemma in side.speaker and w.lemma not in side.lemmas]
    for word in named:
        words.remove(word)
    return [(word, word) for word in named[:1]]


def _words(side: Side) -> list[Word]:
    """The words that carry meaning, each once."""
    return list({word.lemma: word for word in reversed(side.words)}.values())[::-1]


def _equal(left: Word, right: Word) -> bool:
    return left.lemma == right.lemma


def _alike(left: Word, right: Word) -> bool:
    if left.pos == right.pos == "PROPN":
        return _demonym(left.lemma, right.lemma)
    return same(left.lemma, right.lemma) or (
        "PROPN" in {left.pos, right.pos} and _demonym(left.lemma, right.lemma)
    )
