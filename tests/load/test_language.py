"""Languages are told from the words; what can't be told is taken for English and said so."""

import pytest

from kg.load.language import language

ENGLISH = [
    "The weir at Tollmarsh has held since spring, the council said.",
    # headlines that are near Pidgin
    "Weir show set for local TV",
    "Mill wares win innovation award",
    # a post made of names, tags and addresses
    "@ada_quill @bo_ferry the weir!! https://weir.example/xyz?lang=fr #Tollmarsh",
]
OTHERS = [
    ("de", "Der Hafen will die neuen Kräne erst im Herbst in Betrieb nehmen."),
    ("fr", "Les grutiers du port refusent le nouveau logiciel."),
    ("es", "El puerto aplazó la segunda fase hasta octubre."),
    ("nl", "De haven stelt de tweede fase uit tot oktober."),
    ("it", "Il porto ha rinviato la seconda fase a ottobre."),
    ("pl", "Port odłożył drugi etap do października."),
    ("ru", "Порт отложил вторую очередь до октября."),
    # few letters are enough where the script is another
    ("zh", "港口推迟了第二阶段"),
]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_english(text):
    assert language(text) == ("en", None)


@pytest.mark.parametrize(("code", "text"), OTHERS)
def test_other_languages_are_named(code, text):
    assert language(text) == (code, None)


def test_words_count_for_more_than_what_the_page_states():
    assert language(ENGLISH[0], stated="de") == ("en", None)
    assert language(OTHERS[0][1], stated="en") == ("de", None)


@pytest.mark.parametrize("text", ["", "12 345", "https://weir.example", "🌊🌊"])
def test_without_words_english_is_assumed_and_noted_or_the_stated_taken(text):
    code, note = language(text)
    assert (code, "no words" in note) == ("en", True)
    assert language(text, stated="de")[0] == "de"


def test_too_few_letters_are_no_foreign_language():
    code, note = language("Ja, gut.")
    assert code == "en"
    assert note is None or "undecided" in note
    assert language("Ja, gut.", stated="de")[0] == "de"
