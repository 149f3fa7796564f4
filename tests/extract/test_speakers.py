"""From the words that stand as source to exactly one speaker, or none with the reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kg.extract.cast import cast
from kg.extract.entities import entities
from kg.extract.language import parse
from kg.extract.speakers import ARTICLE_SPEAKS, NOBODY, Speaker, speaker
from kg.model import Attribution, Document, Extent, Form

if TYPE_CHECKING:
    from spacy.language import Language


def told(text: str, nlp: Language, *, form: Form = "indirect") -> tuple[str | None, Speaker]:
    """Speaker's name, and the finding, where [] marks the source and {} the content."""
    plain = re.sub(r"[\[\]{}]", "", text)

    def marked(pattern: str) -> Extent | None:
        found = re.search(pattern, text)
        if found is None:
            return None
        start = len(re.sub(r"[\[\]{}]", "", text[: found.start()]))
        return Extent(start, start + len(re.sub(r"[\[\]{}]", "", found.group(1))))

    content = marked(r"\{(.+?)\}")
    assert content is not None
    one = Attribution(content=(content,), form=form, source=marked(r"\[(.+?)\]"))
    document, doc = next(iter(parse([Document.of(plain, file="a.txt")], nlp=nlp)))
    listed, mentions = entities(document, doc, (one,))
    found = speaker(document, doc, one, cast(doc, listed, mentions), (one,))
    return next((e.name for e in listed if e.key == found.key), None), found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Ida Vane] said {it cracked}.", "Ida Vane"),
        # the whole phrase is the source, the name its head
        ("[Ida Vane, chair of Kilnworks,] said {it cracked}.", "Ida Vane"),
        ("[The painter Ida Vane] said {it cracked}.", "Ida Vane"),
        # description first, name after
        ("[The city auditor, Ida Vane,] said {it cracked}.", "Ida Vane"),
        ("Ida Vane opened the kiln. [Vane] said {it cracked}.", "Ida Vane"),
        ("Ida Vane opened the kiln. [She] said {it cracked}.", "Ida Vane"),
        # an unnamed spokesman speaks for his firm, however it is put
        ("[A spokesman for Kilnworks Ltd] said {it cracked}.", "Kilnworks Ltd"),
        ("[Kilnworks Ltd's spokeswoman] said {it cracked}.", "Kilnworks Ltd"),
        ("[A Kilnworks Ltd spokesman] said {it cracked}.", "Kilnworks Ltd"),
        ("Kilnworks Ltd closed. [A spokesman] said {it cracked}.", "Kilnworks Ltd"),
        # a named one speaks himself
        ("[Kilnworks Ltd spokesman Tom Oke] said {it cracked}.", "Tom Oke"),
        # a study speaks for whoever issued it
        ("[A study by the Kelder Institute] found that {it cracked}.", "Kelder Institute"),
        (
            "A study by the Kelder Institute was published. [The report] found that {it cracked}.",
            "Kelder Institute",
        ),
        ("[The Kelder Institute’s report] found that {it cracked}.", "Kelder Institute"),
        # the relative pronoun belongs to the name before it
        ("Tom Oke left, said Ida Vane, [who] insists that {it cracked}.", "Ida Vane"),
        # logs kept by members speak for their body
        (
            "The Kelder Union met. According to [logs kept by its members], {it cracked}.",
            "Kelder Union",
        ),
        # the researchers are those of the only study
        (
            "A study by the Kelder Institute was published. [The researchers] say {it cracked}.",
            "Kelder Institute",
        ),
        # where there are two they stay a group without name
        (
            "A study by the Kelder Institute and a report by the Lowmoor Institute were published. "
            "[The researchers] say {it cracked}.",
            "researchers",
        ),
        # two who speak together are not one
        ("[Ida Vane and Tom Oke] said {it cracked}.", None),
        ("[Ida Vane and her lawyers] said {it cracked}.", None),
        # a role without a name
        ("[A senior engineer] said {it cracked}.", None),
        # 'it' stands for nobody before a passive
        ("Kilnworks Ltd closed. [It] was suggested that {it cracked}.", None),
        # 'they' takes up no body that is only spoken of
        ("Ida Vane wrote to Kilnworks Ltd. [They] said {it cracked}.", None),
        ("Kilnworks Ltd wrote to Ida Vane. [They] said {it cracked}.", "Kilnworks Ltd"),
        # nobody's spokesman
        ("[A spokesman] said {it cracked}.", None),
        # nobody's study
        ("[A recent study] found that {it cracked}.", None),
        ("{It cracked}.", None),
    ],
)
def test_speaker(text: str, name: str | None, nlp: Language) -> None:
    found, why = told(text, nlp)
    assert (found, bool(why.why)) == (name, True)


def test_reasons_can_be_read(nlp: Language) -> None:
    assert (
        told("Ida Vane left. [Vane] said {it cracked}.", nlp)[1].why == "the surname of “Ida Vane”"
    )
    assert told("{It cracked}.", nlp)[1].why == NOBODY
    assert told("{It cracked}.", nlp, form="authored")[1] == Speaker(key=None, why=ARTICLE_SPEAKS)
    together = told("[Ida Vane and Tom Oke] said {it cracked}.", nlp)[1].why
    assert together == "said of Ida Vane and Tom Oke together"


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        # the verbs of a sentence share their subject
        ("Ida Vane stayed away and denied that {it cracked}.", "denied", "Ida Vane"),
        # a noun has its owner
        ("Ida Vane repeated Tom Oke’s view that {it cracked}.", "view", "Tom Oke"),
        # what is set off by commas stands between name and verb
        ("{It cracked}, Ida Vane, who runs the kiln, told us.", "told", "Ida Vane"),
        # a passive has nobody
        ("It was said that {it cracked}.", "said", None),
        ("Tom Oke was told that {it cracked}.", "told", None),
    ],
)
def test_speaker_by_cue(text: str, cue: str, name: str | None, nlp: Language) -> None:
    plain = re.sub(r"[{}]", "", text)
    content = text.index("{")
    length = text.index("}") - content - 1
    start = plain.rindex(cue)
    one = Attribution(
        content=(Extent(content, content + length),),
        form="indirect",
        cue=Extent(start, start + len(cue)),
    )
    document, doc = next(iter(parse([Document.of(plain, file="a.txt")], nlp=nlp)))
    listed, mentions = entities(document, doc, (one,))
    found = speaker(document, doc, one, cast(doc, listed, mentions), (one,))
    assert next((e.name for e in listed if e.key == found.key), None) == name
    assert found.why


def test_who_is_named_in_direct_speech_does_not_say_it(nlp: Language) -> None:
    text = "Ida Vane met Mona Lisle. Ida Vane spoke. “{Vane told us}”, [she] said."
    assert told(text, nlp, form="direct")[0] != "Ida Vane"


def test_turn_of_a_conversation(nlp: Language) -> None:
    assert told("Tom Oke rang.\n\nIda Vane: {It cracked}.", nlp)[0] == "Ida Vane"
    assert told("Tom Oke rang.\n\nIda Vane: [I] said {it cracked}.", nlp)[0] == "Ida Vane"
    # a reason is no speaker, nor is a sentence that ends in a colon
    assert told("Ida Vane rang.\n\nThe reason: {It cracked}.", nlp)[0] is None
    assert told("Tom Oke rang.\n\nWe asked Ida Vane: {It cracked}.", nlp)[0] is None
