"""Attributions read by rules: the ordered composition of the ways of saying.

`Reader` is the seam: anything that turns a document and its parse into attributions, by rule or by
a trained tagger, can stand in the place of `attributions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from kg.extract.according import according, hearsay
from kg.extract.asides import apart
from kg.extract.authored import authored
from kg.extract.extents import size
from kg.extract.forms import form
from kg.extract.nominal import adjectival, nominal
from kg.extract.quotations import Quotation, quotations
from kg.extract.quoted import quoted
from kg.extract.reported import Saying, reported
from kg.extract.signatures import own_words, posts
from kg.extract.tagged import completed, joined, signed, spoken, tagged
from kg.extract.voices import voiced, voices
from kg.model import Attribution, Document, Extent

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Reader(Protocol):
    """Reads attributions from a document and its parse."""

    def __call__(self, document: Document, doc: Doc) -> tuple[Attribution, ...]:
        """The attributions in order of their first character."""


def attributions(document: Document, doc: Doc) -> tuple[Attribution, ...]:
    """Who is said to say what in the document's body, in order; () where it is not readable.

    What the tagger has read leads, where the parse comes from it; rules add what it doesn't read:
    voices within voices, posts, and the text's own claims. From another parse, rules read all.
    """
    body = document.body
    if not document.readable or body is None:
        return ()
    text = document.text
    quotes = quotations(text, body)
    embedded = posts(document, body)
    ruled = {_attribution(s, quotes): voiced(s) for s in sayings(text, doc, body, quotes)}
    read = spoken(doc)
    said = list(ruled)
    if read is not None:
        whole = completed(tagged(signed(read, text), text, body, quotes), text, body, quotes)
        said = joined(apart(whole, doc, quotes), ruled)
    written = [p for e in embedded for p in e.content]
    found = [*embedded, *said]
    found = [a for a in found if a.form == "post" or not _crosses(a, written)]
    if document.media == "post":
        found += own_words(document, doc, body, found)
    else:
        taken = [x for a in found for x in (*a.content, a.cue, a.source) if x is not None]
        taken += [p for q in quotes for p in q.pieces if p.end - p.start > _TERM]
        found += authored(text, doc, body, quotes, taken)
    return _nested(found)


def sayings(text: str, doc: Doc, body: Extent, quotes: tuple[Quotation, ...]) -> list[Saying]:
    """What the rules read: quoted, reported, ascribed by a preposition, a noun, an adjective."""
    found, _left = quoted(
        text,
        quotes,
        [*reported(text, doc, body, quotes), *according(text, doc, body, quotes)],
    )
    nouns = nominal(text, doc, body, quotes)
    lent = {n.cue.start for n in nouns}
    found = [s for s in found if s.cue.start not in lent or s.frame != "object"]
    found += [
        *nouns,
        *adjectival(text, doc, body, quotes),
        *hearsay(text, doc, body, quotes),
    ]
    return voices(found, text, doc)


_TERM: Final = 40
"""Characters up to which words in marks can be a term of the article's own sentence."""


def _crosses(one: Attribution, posted: list[Extent]) -> bool:
    """Whether content runs over the border of a post."""
    return any(
        p.overlaps(q) and not q.contains(p) and not p.contains(q)
        for p in one.content
        for q in posted
    ) or any(p.contains(q) for p in one.content for q in posted)


def _attribution(saying: Saying, quotes: tuple[Quotation, ...]) -> Attribution:
    return Attribution(
        content=saying.content,
        form=form(saying.content, quotes),
        source=saying.source,
        cue=saying.cue,
    )


def _nested(found: list[Attribution]) -> tuple[Attribution, ...]:
    """In order, one for each content and cue, with the innermost holder of each as its outer."""
    from dataclasses import replace

    unique = {(a.content, a.cue, a.source): a for a in found}
    ordered = sorted(
        unique.values(),
        key=lambda a: (a.content[0].start, -a.content[-1].end, a.cue or a.content[0]),
    )
    out: list[Attribution] = []
    open_: list[int] = []
    for n, one in enumerate(ordered):
        open_ = [i for i in open_ if ordered[i].content[-1].end > one.content[0].start]
        holders = [i for i in open_ if _holds(ordered[i], one)]
        outer = min(holders, key=lambda i: (size(ordered[i].content), i), default=None)
        out.append(replace(one, outer=outer))
        open_.append(n)
    return tuple(out)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    anchor = inner.cue or inner.content[0]
    return any(p.contains(anchor) for p in outer.content) and all(
        any(p.contains(c) for p in outer.content) for c in inner.content
    )
