"""Whether two names are one actor: exactly one candidate, or none."""

from __future__ import annotations

import pytest
from handmade import Bag, entity, extraction

from kg.link import link
from kg.link.actors import actors
from kg.link.gathering import named
from kg.link.names import acronyms, one_edit, plain, short_forms
from kg.link.products import products, sorted_out
from kg.model import content_id


def gathered(*documents, same=(), barred=frozenset()):
    """Names of the actors, each with the number of entities, over documents of entities."""
    made = [extraction(f"{n}.txt", entities=e) for n, e in enumerate(documents)]
    people, _ = sorted_out(named(made))
    return {a.name: len(a.entities) for a in actors(people, same=same, barred=barred)}


ORG = "organisation"
FIRM = entity("Dorn", ORG)
CASES = [
    # the same name in two documents
    (([entity("Ilse Morrowind")], [entity("Ilse Morrowind")]), {"Ilse Morrowind": 2}),
    # article, honorific, legal form and possessive are no part of the name
    (
        (
            [entity("The Lanternfield Group", ORG), entity("Dr Ilse Morrowind")],
            [entity("Lanternfield Group Ltd", ORG), entity("Ilse Morrowind's")],
        ),
        {"Lanternfield Group Ltd": 2, "Ilse Morrowind": 2},
    ),
    # a surname alone, one who has it, and the same firm beside both
    (
        ([entity("Ilse Morrowind"), FIRM], [entity("Morrowind"), FIRM]),
        {"Ilse Morrowind": 2, "Dorn": 2},
    ),
    # a surname alone, and one who has it in a text on something else
    (([entity("Ilse Morrowind")], [entity("Morrowind")]), {"Ilse Morrowind": 1, "Morrowind": 1}),
    # a surname alone, and two who have it: nobody's
    (
        (
            [entity("Ilse Morrowind"), FIRM],
            [entity("Tilo Morrowind"), FIRM],
            [entity("Morrowind"), FIRM],
        ),
        {"Ilse Morrowind": 1, "Tilo Morrowind": 1, "Morrowind": 1, "Dorn": 3},
    ),
    # a description that fits one; one that fits two; one word is too little
    (
        (
            [entity("Ostrel Port Authority", ORG), FIRM],
            [entity("the port authority", ORG), FIRM, entity("authority", ORG)],
        ),
        {"Ostrel Port Authority": 2, "Dorn": 2, "authority": 1},
    ),
    (
        (
            [entity("Ostrel Port Authority", ORG), entity("Marlow Port Authority", ORG), FIRM],
            [entity("the port authority", ORG), FIRM],
        ),
        {
            "Ostrel Port Authority": 1,
            "Marlow Port Authority": 1,
            "the port authority": 1,
            "Dorn": 2,
        },
    ),
    # a first name alone is anybody's
    (([entity("Ilse Morrowind")], [entity("Ilse")]), {"Ilse Morrowind": 1, "Ilse": 1}),
    # initial and surname; a middle name
    (
        ([entity("Ilse Morrowind")], [entity("I. Morrowind")], [entity("Ilse Quill Morrowind")]),
        {"Ilse Quill Morrowind": 3},
    ),
    # the initial of another
    (
        ([entity("Ilse Morrowind")], [entity("B. Morrowind")]),
        {"Ilse Morrowind": 1, "B. Morrowind": 1},
    ),
    # an acronym, and one name that it fits
    (
        ([entity("Federation of Kelp Farmers", ORG), FIRM], [entity("FKF", ORG), FIRM]),
        {"Federation of Kelp Farmers": 2, "Dorn": 2},
    ),
    # an acronym that fits two
    (
        (
            [entity("Federation of Kelp Farmers", ORG)],
            [entity("Fund for Kite Flyers", ORG)],
            [entity("FKF", ORG), FIRM],
        ),
        {"Federation of Kelp Farmers": 1, "Fund for Kite Flyers": 1, "FKF": 1, "Dorn": 1},
    ),
    # the short form of a firm; a beginning that is no short form
    (
        (
            [entity("Quillmere Systems", ORG), entity("United Ferries", ORG), FIRM],
            [entity("Quillmere", ORG), entity("United", ORG), FIRM],
        ),
        {"Quillmere Systems": 2, "United Ferries": 1, "United": 1, "Dorn": 2},
    ),
    # called so in another document, by nobody else
    (
        (
            [entity("Ostrel Harbour Office", ORG, aliases=("the Hutch",)), FIRM],
            [entity("the Hutch", ORG), FIRM],
        ),
        {"Ostrel Harbour Office": 2, "Dorn": 2},
    ),
    # one letter, and far rarer
    (
        (*[[entity("Quillmere", ORG)]] * 3, [entity("Quilmere", ORG)]),
        {"Quillmere": 4},
    ),
    # one letter, and about as frequent: two firms
    (
        ([entity("Quillmere", ORG)], [entity("Quilmere", ORG)]),
        {"Quillmere": 1, "Quilmere": 1},
    ),
    # one letter in a short name, and one figure
    (
        (
            *[[entity("Dorn", ORG), entity("Dock 17 Trust", ORG)]] * 3,
            [entity("Born", ORG), entity("Dock 18 Trust", ORG)],
        ),
        {"Dorn": 3, "Dock 17 Trust": 3, "Born": 1, "Dock 18 Trust": 1},
    ),
    # lone surnames of one letter's difference are two people's
    (
        (*[[entity("Hansenby")]] * 3, [entity("Hansonby")]),
        {"Hansenby": 3, "Hansonby": 1},
    ),
    # the same handle under two names
    (
        (
            [entity("Pell Ashgrave", handles=("pell_a",))],
            [entity("The Tide Watcher", handles=("@Pell_A",))],
        ),
        {"The Tide Watcher": 2},
    ),
    # person here, firm there, firm again: by majority a firm
    (
        ([entity("Marlow")], [entity("Marlow", ORG)], [entity("Marlow", ORG)]),
        {"Marlow": 3},
    ),
]


@pytest.mark.parametrize(("documents", "expected"), CASES)
def test_names_over_documents(documents, expected) -> None:
    assert gathered(*documents) == expected


@pytest.mark.parametrize(("documents", "expected"), CASES)
def test_order_of_documents_makes_no_difference(documents, expected) -> None:
    assert gathered(*documents[::-1]) == expected


def test_kind_by_majority_with_the_reason() -> None:
    made = [
        extraction(f"{n}.txt", entities=[entity("Marlow", kind)])
        for n, kind in enumerate(["person", ORG, ORG])
    ]
    (actor,) = actors(sorted_out(named(made))[0])
    assert actor.kind == "organisation"
    assert any("organisation by the majority" in why for why in actor.why)


def test_id_stays_when_documents_and_kinds_are_added() -> None:
    first = [extraction("a.txt", entities=[entity("Ilse Morrowind")])]
    more = [
        *first,
        extraction("b.txt", entities=[entity("Morrowind", ORG), entity("Ilse Morrowind", ORG)]),
    ]
    ids = [{a.id for a in actors(sorted_out(named(d))[0])} for d in (first, more)]
    assert ids[0] == {content_id("actor", "ilse morrowind")}
    assert ids[0] <= ids[1]


def test_roles_are_pooled_and_reasons_kept() -> None:
    made = [
        extraction("a.txt", entities=[entity("Ilse Morrowind", roles=("mayor of Ostrel",)), FIRM]),
        extraction(
            "b.txt", entities=[entity("Morrowind", roles=("Mayor of Ostrel", "engineer")), FIRM]
        ),
    ]
    (actor,) = [a for a in actors(sorted_out(named(made))[0]) if a.kind == "person"]
    assert actor.roles == ("Mayor of Ostrel", "engineer")
    assert actor.aliases == ("Morrowind",)
    assert [why[:38] for why in actor.why] == ["'Morrowind' is the surname of 'Ilse Mo"]


def test_judgements_go_before_spelling() -> None:
    documents = (
        [entity("Ilse Morrowind"), FIRM],
        [entity("Morrowind"), FIRM],
        [entity("The Lamp")],
    )
    assert gathered(*documents, same=[("Ilse Morrowind", "The Lamp")]) == {
        "Ilse Morrowind": 3,
        "Dorn": 2,
    }
    barred = frozenset({frozenset({"ilse morrowind", "morrowind"})})
    assert gathered(*documents, barred=barred) == {
        "Ilse Morrowind": 1,
        "Morrowind": 1,
        "The Lamp": 1,
        "Dorn": 2,
    }


def test_who_speaks_is_an_actor_whatever_it_was_taken_for() -> None:
    made = [
        extraction("a.txt", ("Ostrel", "the ferry is late"), entities=[entity("Ostrel", "place")])
    ]
    corpus = link(made, encoder=Bag())
    assert [(a.name, a.kind) for a in corpus.actors] == [("Ostrel", "organisation")]


def test_places_that_say_nothing_are_no_actors() -> None:
    made = [extraction("a.txt", entities=[entity("Ostrel", "place"), entity("Eel Day", "other")])]
    assert link(made, encoder=Bag()).actors == ()


def _products(*documents):
    made = [extraction(f"{n}.txt", entities=e) for n, e in enumerate(documents)]
    people, things = sorted_out(named(made))
    who = actors(people)
    actor_of = {place: a.id for a in who for place in a.entities}
    names = {a.id: a.name for a in who}
    return {
        p.name: (p.aliases, p.versions, names.get(p.maker or ""))
        for p in products(things, actor_of=actor_of)
    }


def _drift(name: str, *versions: str, **more: object):
    return entity(name, "product", versions=versions, **more)


def test_a_misspelt_product_of_the_same_version_is_one() -> None:
    assert _products(
        *[[_drift("Marshlight 2.0", "2.0")]] * 3, [_drift("Marchlight 2.0", "2.0")]
    ) == {"Marshlight 2.0": (("Marchlight 2.0",), ("2.0",), None)}


def test_a_misspelling_with_another_version_stays_apart() -> None:
    found = _products(*[[_drift("Marshlight 2.0", "2.0")]] * 3, [_drift("Marchlight 4.0", "4.0")])
    assert set(found) == {"Marshlight 2.0", "Marchlight 4.0"}


def test_versions_of_one_product_are_marks_of_it() -> None:
    found = _products([_drift("Marshlight 2.0", "2.0")], [_drift("Marshlight 3.0", "3.0")])
    assert found == {"Marshlight": (("Marshlight 2.0", "Marshlight 3.0"), ("2.0", "3.0"), None)}


def test_a_number_that_is_no_version_is_part_of_the_name() -> None:
    assert set(_products([_drift("Pier 7")], [_drift("Pier 9")])) == {"Pier 7", "Pier 9"}


def test_maker_by_majority_none_where_they_tie() -> None:
    firms = [entity("Quillmere", ORG), entity("Lanternfield", ORG)]
    by = [[*firms, _drift("Marshlight", maker=name)] for name in ("Quillmere", "Lanternfield")]
    assert _products(*by)["Marshlight"][2] is None
    assert _products(*by, by[0])["Marshlight"][2] == "Quillmere"


def test_taken_for_a_firm_once_for_a_product_twice() -> None:
    made = [
        extraction(f"{n}.txt", entities=[entity("Marshlight", kind)])
        for n, kind in enumerate(["product", ORG, "product"])
    ]
    corpus = link(made, encoder=Bag())
    assert corpus.actors == ()
    assert [len(p.entities) for p in corpus.products] == [3]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The U.N.", "un"),
        ("Dr. Ilse Morrowind", "ilse morrowind"),
        ("Ostrel Residents' Forum", "ostrel residents forum"),
        ("Federation of Kelp Farmers (FKF)", "federation of kelp farmers"),
        # nothing would be left
        ("The Company", "company"),
        ("Dame", "dame"),
    ],
)
def test_plain(name: str, expected: str) -> None:
    assert plain(name) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("quillmere", "quilmere", True),
        ("quillmere", "qiullmere", True),
        ("quillmere", "quallmere", True),
        ("quillmere", "quillmere", False),
        ("quillmere", "quallmare", False),
        ("pier 7", "pier 8", False),
        ("ab", "abc", True),
    ],
)
def test_one_edit(left: str, right: str, expected: bool) -> None:
    assert one_edit(left, right) is expected
    assert one_edit(right, left) is expected


def test_acronyms_and_short_forms() -> None:
    assert acronyms("Federation of Kelp Farmers") == {"fkf", "fokf"}
    assert acronyms("Quillmere") == frozenset()
    assert short_forms("Marlow Institute for Tidal Studies") == {"marlow", "marlow institute"}
    # nothing but words for kinds of organisation is no name
    assert short_forms("Energy Group Holdings") == frozenset()
