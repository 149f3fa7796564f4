"""Words as the tagger's encoder takes them: pieces, the shape of the word, the marks around it.

The encoder is uncased, so what capitals tell is given to it beside the pieces; so is whether a word
stands between quotation marks, which may have opened long before the window it is read in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from kg.extract.quotations import paragraphs, quotations
from kg.model import Extent
from kg.resources import shipped_model

if TYPE_CHECKING:
    from spacy.tokens import Doc

Ints = NDArray[np.int64]

BUDGET: Final = 254
"""Word pieces in a window, without the two that frame it; the encoder was made for 256."""
MARGIN: Final = 24
"""Words at the edge of a window that another window, which has more around them, reads again."""
EVENLY: Final = 8
"""Pieces by which the size of windows is tried, to make those of a text alike."""
FRAME: Final = (101, 102)
"""The pieces before and behind each window, [CLS] and [SEP]."""
LONGEST: Final = 8
"""Pieces of a word that are read; the rest of an address or a hash tells nothing."""

CASES: Final = ("lower", "title", "upper", "mixed", "digit", "other")
MARKS: Final = ("outside", "inside", "mark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a text, in order; arrays are parallel, one entry a word unless it says else.

    Attributes:
        tokens: where each stood among the tokens of the parse, which has blanks as tokens too.
        starts: offset of its first character.
        ends: offset behind its last.
        pieces: all pieces, one after the other.
        first: where in `pieces` its pieces begin; one entry more than words.
        case: index into `CASES`.
        mark: index into `MARKS`.
        opens: whether it is the first of a paragraph.
    """

    tokens: Ints
    starts: Ints
    ends: Ints
    pieces: Ints
    first: Ints
    case: Ints
    mark: Ints
    opens: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.starts)


def words(text: str, doc: Doc, body: Extent) -> Words:
    """The words of a text as the encoder takes them."""
    kept = [t for t in doc if not t.is_space]
    spelt = [t.text for t in kept]
    encoding = tokenizer().encode(spelt, is_pretokenized=True, add_special_tokens=False)
    pieces: list[list[int]] = [[] for _ in spelt]
    for piece, owner in zip(encoding.ids, encoding.word_ids, strict=True):
        if len(pieces[owner]) < LONGEST:
            pieces[owner].append(piece)
    unknown = tokenizer().token_to_id("[UNK]")
    pieces = [p or [unknown] for p in pieces]
    starts = np.array([t.idx for t in kept], dtype=np.int64)
    ends = starts + np.array([len(s) for s in spelt], dtype=np.int64)
    return Words(
        tokens=np.array([t.i for t in kept], dtype=np.int64),
        starts=starts,
        ends=ends,
        pieces=np.array([p for ps in pieces for p in ps], dtype=np.int64),
        first=np.cumsum([0, *map(len, pieces)], dtype=np.int64),
        case=np.array([_case(s) for s in spelt], dtype=np.int64),
        mark=_marks(text, starts, body),
        opens=_opens(text, starts, body),
    )


def windows(first: Ints, *, lead: int = BUDGET) -> Iterator[tuple[int, int]]:
    """Runs of words, one after the other, that fit the budget; the first has `lead` pieces."""
    start, budget = 0, lead
    while start < len(first) - 1:
        end = int(np.searchsorted(first, first[start] + budget, side="right")) - 1
        end = max(end, start + 1)
        yield start, end
        start, budget = end, BUDGET


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Words read together, from `start` up to `end`, and those of them that are kept."""

    start: int
    end: int
    keep_from: int
    keep_to: int


def overlapping(first: Ints, margin: int) -> list[Window]:
    """Windows as few and as even as fit the budget; each word is kept once, edges are read twice.

    `first` is that of `Words`; `margin` is in words.
    """
    found = _overlapping(first, margin, BUDGET)
    most = len(found)
    even = int(first[-1]) // max(most, 1)
    for budget in range(even - even % EVENLY + EVENLY, BUDGET, EVENLY):
        evener = _overlapping(first, margin, budget)
        if len(evener) == most:
            return evener
    return found


def _overlapping(first: Ints, margin: int, budget: int) -> list[Window]:
    count = len(first) - 1
    start, found = 0, list[Window]()
    while start < count:
        end = int(np.searchsorted(first, first[start] + budget, side="right")) - 1
        end = min(max(end, start + 1), count)
        following = count if end == count else max(end - 2 * margin, start + 1)
        found.append(
            Window(
                start=start,
                end=end,
                keep_from=found[-1].keep_to if found else 0,
                keep_to=count if end == count else min(following + margin, end),
            )
        )
        start = following
    return found


@cache
def tokenizer() -> Any:  # noqa: ANN401 - tokenizers ships no types
    """The tokenizer of the shipped sentence model, whose encoder the tagger started from.

    Raises:
        MissingPackageError: the package that carries it is not installed.
    """
    import tokenizers

    found = tokenizers.Tokenizer.from_file(str(shipped_model() / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def _case(word: str) -> int:
    if any(c.isdigit() for c in word):
        return CASES.index("digit")
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return CASES.index("other")
    if all(c.islower() for c in letters):
        return CASES.index("lower")
    if all(c.isupper() for c in letters) and len(letters) > 1:
        return CASES.index("upper")
    return CASES.index(
        "title"
        if word[:1].isupper() and word[1:].islower()
        else "title"
        if len(word) == 1
        else "mixed"
    )


def _marks(text: str, starts: Ints, body: Extent) -> Ints:
    found = np.zeros(len(starts), dtype=np.int64)
    for quotation in quotations(text, body):
        for piece in quotation.pieces:
            a, b = np.searchsorted(starts, (piece.start, piece.end))
            found[a:b] = MARKS.index("inside")
            if a < b:
                found[a] = MARKS.index("mark")
                found[b - 1] = MARKS.index("mark")
    return found


def _opens(text: str, starts: Ints, body: Extent) -> NDArray[np.bool_]:
    found = np.zeros(len(starts), dtype=np.bool_)
    for paragraph in paragraphs(text, body):
        at = int(np.searchsorted(starts, paragraph.start))
        if at < len(found):
            found[at] = True
    return found
