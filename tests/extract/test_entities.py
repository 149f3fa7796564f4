"""Who and what a document speaks of, on invented text read by the small model."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.extract.entities import entities
from kg.extract.language import parse, parser
from kg.model import Attribution, Document, Entity, Extent, Mention

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A parse of spaCy's own: what is tested here are the rules, whatever reads before them."""
    return parser()


def read(
    text: str, nlp: Language, *sources: str, **metadata: object
) -> tuple[dict[str, Entity], tuple[Mention, ...], Document]:
    """Entities by name; each of `sources` is made the source of an attribution of the last word."""
    document = Document.of(text, file="a.txt", **metadata)
    document, doc = next(iter(parse([document], nlp=nlp)))
    last = Extent(len(text) - 2, len(text))
    found = tuple(
        Attribution(content=(last,), form="indirect", source=Extent.of(text, s)) for s in sources
    )
    listed, mentions = entities(document, doc, found)
    return {e.name: e for e in listed}, mentions, document


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        # a version number makes a product of what the recogniser takes for a person
        ("Kilnworks has released Pelleto 2.0 to its users.", "Pelleto 2.0", "product"),
        # a number after a common noun is a label, not a version
        ("The kiln cracked. Workers shut Kiln 4 at noon.", "Kiln 4", None),
        # what a product is, said in apposition
        (
            "The port runs Tidewarp, a crane controller made by Sounding Systems.",
            "Tidewarp",
            "product",
        ),
        (
            "The port runs Tidewarp, a crane controller made by Sounding Systems.",
            "Sounding Systems",
            "organisation",
        ),
        # the noun before the name
        ("She posted it on social media platform Murmur on Friday.", "Murmur", "product"),
        ("The ferry operator Soundway cut its timetable.", "Soundway", "organisation"),
        # whoever is co-founder of something founded an organisation
        (
            "Entrepreneur Ida Vane, co-founder of Loomhouse, praised it.",
            "Loomhouse",
            "organisation",
        ),
        # a list shares the kind of its head
        ("It overtakes players such as Weftly, Tarn and Brightloom.", "Weftly", "organisation"),
        ("It overtakes players such as Weftly, Tarn and Brightloom.", "Brightloom", "organisation"),
        ("Tools like Pelleto and Shuttlecraft cut costs.", "Shuttlecraft", "product"),
        # a title makes a person
        ("Councillor Oke opened the bridge.", "Oke", "person"),
        # 'of' and a word for a body go on with the name
        (
            "The Kelder Institute for Loom Studies opened.",
            "Kelder Institute for Loom Studies",
            "organisation",
        ),
        ("The Weavers’ Federation met in private.", "Weavers’ Federation", "organisation"),
        # a month may be a surname
        ("Ida May told the council that it was late.", "Ida May", "person"),
        # and is otherwise no name
        ("The council met on Tuesday in March.", "Tuesday", None),
        # capitals that are common nouns
        ("The firm sold its AI and TV arm to Brightloom Ltd.", "AI", None),
        # a street is a place
        ("Neighbours on Fuller Street slept badly.", "Fuller Street", "place"),
    ],
)
def test_kind(text: str, name: str, kind: str | None, nlp: Language) -> None:
    listed, _, _ = read(text, nlp)
    assert (listed[name].kind if name in listed else None) == kind


def test_one_entity_under_several_names(nlp: Language) -> None:
    listed, mentions, document = read(
        "Entrepreneur Ida Vane, co-founder of Loomhouse, met the Amalgamated Weavers’ Federation "
        "(AWF) on Monday. Vane said the AWF had agreed. Ms Vane left early. Ida will return.",
        nlp,
    )
    assert listed["Ida Vane"].aliases == ("Ida", "Vane")
    assert listed["Ida Vane"].roles == ("co-founder of Loomhouse", "entrepreneur")
    assert listed["Amalgamated Weavers’ Federation"].aliases == ("AWF",)
    why = {m.extent.within(document.text): m.why for m in mentions}
    assert why["Vane"] == "the surname of “Ida Vane”"
    assert "in brackets" in why["AWF"]


def test_surname_of_two_people_belongs_to_neither(nlp: Language) -> None:
    listed, mentions, document = read(
        "Ida Vane and her rival Tom Vane met on Monday. Vane said nothing after the talks.", nlp
    )
    alone = [m for m in mentions if m.extent.start == document.text.rindex("Vane")]
    assert all(m.entity not in {listed["Ida Vane"].key, listed["Tom Vane"].key} for m in alone)


def test_surname_of_one_person_with_and_without_initial_is_hers(nlp: Language) -> None:
    text = "Ida Quill Vane was born here. Ida Vane left. Vane came back."
    listed, _, _ = read(text, nlp)
    assert [name for name in listed if "Vane" in name] == ["Ida Quill Vane"]


def test_misspelt_product_is_one_product_with_its_maker(nlp: Language) -> None:
    listed, _, _ = read(
        "Brightloom has released its latest weaving model, Shuttleway 2.0. Shuttleway 2.0 is fast. "
        "Online, people shared what Brightloom's Shutleway 2.0 had made.",
        nlp,
    )
    product = listed["Shuttleway 2.0"]
    assert product.aliases == ("Shutleway 2.0",)
    assert product.versions == ("2.0",)
    assert product.maker == listed["Brightloom"].key
    assert "Shutleway 2.0" not in listed


@pytest.mark.parametrize(
    ("text", "maker"),
    [
        ("Kilnworks — best known as the parent company of Pelleto — grew fast.", "Kilnworks"),
        ("Kilnworks, maker of the Pelleto app, grew fast.", "Kilnworks"),
        ("The Pelleto app, built by Kilnworks, grew fast.", "Kilnworks"),
        # two firms are named as makers: neither is taken
        ("The Pelleto app, built by Kilnworks, grew. Brightloom’s Pelleto 2.0 is out.", None),
    ],
)
def test_maker(text: str, maker: str | None, nlp: Language) -> None:
    listed, _, _ = read(text, nlp)
    product = next(e for e in listed.values() if e.kind == "product")
    assert product.maker == (listed[maker].key if maker else None)


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        # quantity is no part of who they are
        ("Now, some analysts see it as proof of change.", "some analysts", "analysts"),
        # what kind of people is
        ("Industry watchers have praised it again.", "Industry watchers", "industry watchers"),
        # and where they are
        (
            "Engineers at two other kilns doubted it.",
            "Engineers at two other kilns",
            "engineers at two other kilns",
        ),
    ],
)
def test_group(text: str, source: str, name: str, nlp: Language) -> None:
    listed, mentions, _ = read(text, nlp, source)
    assert listed[name].kind == "group"
    assert [m.form for m in mentions if m.entity == listed[name].key] == ["nominal"]


def test_body_known_by_its_common_noun(nlp: Language) -> None:
    listed, _, _ = read("The city council said it would pay.", nlp, "The city council")
    assert listed["city council"].kind == "organisation"


def test_place_that_speaks_is_its_government(nlp: Language) -> None:
    text = "Berlin said it would appeal. The talks in Berlin go on."
    assert read(text, nlp)[0]["Berlin"].kind == "place"
    assert read(text, nlp, "Berlin")[0]["Berlin"].kind == "organisation"


def test_author_of_a_post_bears_the_handle(nlp: Language) -> None:
    listed, _, _ = read(
        "I'm Ida Vane and I have lived by the kiln for years. It never sleeps.",
        nlp,
        media="post",
        handle="@ida_kiln",
        platform="Murmur",
        published=date(2031, 5, 4),
    )
    assert listed["Ida Vane"].handles == ("ida_kiln",)


def test_signature_of_an_embedded_post(nlp: Language) -> None:
    text = "The kiln is cooked.\n\n— Oke B Lindqvist (@okelind) May 2, 2031\n\nNobody replied."
    document = Document.of(text, file="a.txt")
    document, doc = next(iter(parse([document], nlp=nlp)))
    post = Attribution(
        content=(Extent.of(text, "The kiln is cooked."),),
        form="post",
        author="Oke B Lindqvist",
        handle="okelind",
        platform="Murmur",
    )
    listed, _ = entities(document, doc, (post,))
    (author,) = [e for e in listed if e.handles]
    assert (author.name, author.kind, author.handles) == ("Oke B Lindqvist", "person", ("okelind",))


def test_byline_is_no_actor(nlp: Language) -> None:
    text = "date 2031-05-04\nKiln cracks\nBy Nils Harrow, The Kelder Post\n\nIda Vane saw it crack."
    body = Extent(text.index("Ida Vane"), len(text))
    listed, _, _ = read(text, nlp, body=body, headline="Kiln cracks", authors=("Nils Harrow",))
    assert set(listed) == {"Ida Vane"}


def test_same_input_same_entities(nlp: Language) -> None:
    text = (
        "Ida Vane, chair of Loomhouse, met Kilnworks and Brightloom Ltd. Vane praised Pelleto 2.0."
    )
    assert read(text, nlp)[:2] == read(text, nlp)[:2]
