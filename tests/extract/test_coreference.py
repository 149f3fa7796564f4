"""Who 'she', 'it' and 'the company' are; None where two would do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kg.extract.entities import entities
from kg.extract.language import parse, parser
from kg.model import Document

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A parse of spaCy's own: what is tested here are the rules, whatever reads before them."""
    return parser()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # the only woman known by her title, though a man stands nearer
        ("Ms Vane met Mr Oke on Monday. [She] left early.", "Vane"),
        # two people of unknown gender in one sentence, the subject is meant
        ("Ida Vane met Tom Oke on Monday. [She] left early.", "Ida Vane"),
        # neither of two joint subjects
        ("Ida Vane and Tom Oke met on Monday. [She] left early.", None),
        # a spokesman without name speaks for his firm
        (
            "Mr Oke resigned. A spokesman for Kilnworks Ltd denied this. [He] said no more.",
            "Kilnworks Ltd",
        ),
        # an analyst without name is nobody, and hides who stands before
        ("Ida Vane resigned. An analyst welcomed this. [She] said more would follow.", None),
        # a possessive takes the subject of its clause
        ("Tom Oke praised Ida Vane. Ida Vane sold [her] kiln.", "Ida Vane"),
        # 'the company' is the firm nearest before
        ("Kilnworks Ltd hired Ida Vane. [The company] said nothing.", "Kilnworks Ltd"),
        # not a ministry
        ("The Loom Ministry hired Ida Vane. [The company] said nothing.", None),
        # two firms in the same sentence, neither the subject
        ("Ida Vane met Kilnworks Ltd and Brightloom Ltd. [The company] said nothing.", None),
        # a federation is a union
        (
            "The Weavers’ Federation met Kilnworks Ltd. [The union] said nothing.",
            "Weavers’ Federation",
        ),
        # the leader of a union is whoever heads one
        (
            "Ida Vane, general secretary of the Weavers’ Federation, met Tom Oke, a painter. "
            "[The union leader] left.",
            "Ida Vane",
        ),
        # two have the role
        ("Ida Vane, a painter, met Tom Oke, a painter. [The painter] left.", None),
        # the tool is the product, not the platform it was posted on
        (
            "The weaving model Shuttleway 2.0 was shown on social media platform Murmur. "
            "[The tool] is fast.",
            "Shuttleway 2.0",
        ),
        # the description of the name that follows is no mention of the one before
        ("Tom Oke, a union leader, met [the union leader], Ida Vane.", None),
        # 'it' before a clause stands for nothing
        ("Kilnworks Ltd grew. [It] is likely that others will follow.", None),
        # what people say in quotation marks brings in nobody
        ("Ida Vane resigned. “Tom Oke is a fool,” [she] said.", "Ida Vane"),
        # nobody does something to herself under a plain pronoun, whatever verbs lie between
        ("Ida Vane resigned. Mona Lisle rose and thanked [her].", "Ida Vane"),
        ("Ida Vane resigned. Mona Lisle hoped to sing with [her].", "Ida Vane"),
        # but who is thanked after being met was not the one to thank
        ("Ida Vane met Mona Lisle and thanked [her].", "Mona Lisle"),
        # a phrase before the subject looks ahead to it
        ("While glazing [her] first jar, Ida Vane sang.", "Ida Vane"),
        # not where the other sex is known to follow
        ("While glazing [her] first jar, Mr Oke sang.", None),
        # the neighbour owns what is joined to it
        ("Tom Oke praised Ida Vane and [her] brother.", "Ida Vane"),
        # a relative clause belongs to the name before it
        ("Tom Oke replaced Ida Vane, who had sold [her] kiln.", "Ida Vane"),
        # what is owned may be the subject, and its owner meant
        ("Ida Vane’s kiln beat the one of Mona Lisle. [She] was pleased.", "Ida Vane"),
        # gender learned from a pronoun says nothing of a second person
        ("Ida Vane said she was ill. Tom Oke’s aunt, Mona Lisle, and Vane met. [She] left.", None),
        # a cleft sentence speaks of nothing
        ("Kilnworks Ltd grew. [It] is the jar that cracked.", None),
        # of two firms in a sentence, one says that it is a company
        (
            "Ida Vane told Brightloom of visits to Kilnworks Systems. [The company] grew.",
            "Kilnworks Systems",
        ),
        # the letters of an acronym say what it is
        ("The LWF met on Monday. [The federation] said little.", "LWF"),
        ("The LWF met the CWF on Monday. [The federation] said little.", None),
        # in a lead the description comes before the name
        (
            "Weavers struck after [their union] called. The Weavers’ Federation met later.",
            "Weavers’ Federation",
        ),
        (
            "[The union leader] struck. Ida Vane, leader of the Weavers’ Federation, met Tom Oke.",
            "Ida Vane",
        ),
        # not where two are named further on
        (
            "[The union leader] struck. Ida Vane, leader of the Weavers’ Federation, met Tom Oke, "
            "leader of the Potters’ Union.",
            None,
        ),
    ],
)
def test_antecedent(text: str, name: str | None, nlp: Language) -> None:
    marked = re.search(r"\[(.+?)\]", text)
    assert marked is not None
    plain = text.replace("[", "").replace("]", "")
    document, doc = next(iter(parse([Document.of(plain, file="a.txt")], nlp=nlp)))
    listed, mentions = entities(document, doc, ())
    names = {e.key: e.name for e in listed}
    at = [m for m in mentions if m.extent.start == marked.start() and m.form != "name"]
    assert [names[m.entity] for m in at if m.entity] == ([name] if name else [])
    assert all(m.why for m in at)
