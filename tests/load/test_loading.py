"""Inputs of any mix: every file is read, or said to have failed, or said to be passed over."""

import os
import string
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.load import load
from kg.load.loading import READERS

PROSE = "The weir at Tollmarsh has held since spring, the council said on Monday. It is inspected."


@pytest.fixture
def put(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def files(loading):
    return [document.file for document in loading.documents]


def test_a_folder_is_read_with_all_it_holds_in_the_order_of_names(put, tmp_path):
    put("b.txt", PROSE)
    put("sub/a.txt", f"Weir holds firm\n\n{PROSE}")
    put("a.csv", "text,title\nTwo.,B\nThree.,C\n")
    loading = load([tmp_path])
    assert files(loading) == ["a.csv#1", "a.csv#2", "b.txt", "sub/a.txt"]
    assert loading.failures == ()
    headed = loading.documents[-1]
    assert headed.headline == "Weir holds firm"
    assert headed.body.within(headed.text) == PROSE
    assert headed.text == f"Weir holds firm\n\n{PROSE}"


def test_a_bad_file_costs_itself_and_is_named_with_reason_and_remedy(put, tmp_path):
    put("a.txt", PROSE)
    put("b.pdf", b"no pdf")
    put("c.docx", b"no docx")
    put("d.txt", "")
    put("e.csv", "name,age\nAda,40\n")
    put("f.jsonl", '{"text": "One."}\n{"text"\n')
    put("g.rtf", "{\\rtf1}")
    put("h.json", "{")
    loading = load([tmp_path])
    assert files(loading) == ["a.txt", "f.jsonl#1"]
    assert sorted(failure.file for failure in loading.failures) == [
        "b.pdf", "c.docx", "d.txt", "e.csv", "f.jsonl#2", "g.rtf", "h.json",
    ]  # fmt: skip
    for failure in loading.failures:
        assert str(failure) == f"{failure.file}: {failure.reason}. {failure.remedy}"
        assert failure.remedy.endswith(".")
    rtf = next(failure for failure in loading.failures if failure.file == "g.rtf")
    assert all(ending in rtf.reason for ending in READERS)
    assert "Save it as .docx" in rtf.remedy


ASIDE = {
    "README.md": "# About this folder",
    "licence.txt": "All of it.",
    "gold.json": '{"actors": [], "claims": []}',
    "judgements.jsonl": '{"subject_of": "claim", "verdict": "same"}\n',
    "settings.xml": "<settings/>",
    "weir.png": b"\x89PNG\x00\x01",
    "Makefile": "all:",
    ".hidden.txt": PROSE,
    ".git/config.txt": PROSE,
    "~$open.docx": b"lock",
}


@pytest.mark.parametrize("name", ASIDE)
def test_what_is_no_article_is_passed_over_in_a_folder_with_a_note(name, put, tmp_path):
    put(name, ASIDE[name])
    put("a.txt", PROSE)
    loading = load([tmp_path])
    assert files(loading) == ["a.txt"]
    assert loading.failures == ()
    (note,) = loading.notes
    assert name.split("/")[0] in note
    assert "passed over" in note


@pytest.mark.parametrize("name", ["gold.json", "judgements.jsonl", "settings.xml", "weir.png"])
def test_what_is_no_article_is_a_failure_when_named(name, put):
    loading = load([put(name, ASIDE[name])])
    assert loading.documents == ()
    assert [failure.file for failure in loading.failures] == [name]


def test_a_file_without_ending_is_plain_text_when_named(put):
    assert files(load([put("article", PROSE)])) == ["article"]


def test_a_readme_is_read_when_named(put):
    assert files(load([put("README.md", PROSE)])) == ["README.md"]


def test_a_path_that_is_not_there_is_a_failure_and_the_rest_is_read(put, tmp_path):
    loading = load([tmp_path / "nowhere", put("a.txt", PROSE)])
    assert files(loading) == ["a.txt"]
    (failure,) = loading.failures
    assert "does not exist" in str(failure)


def test_files_of_one_name_are_told_apart_by_their_folders(put, tmp_path):
    put("one/a.txt", PROSE)
    put("two/a.txt", "Another text, quite.")
    put("two/b.txt", "A third text, quite.")
    loading = load([tmp_path / "two", tmp_path / "one"])
    assert files(loading) == ["b.txt", "one/a.txt", "two/a.txt"]
    # and where the folders' names are the same, by those above
    put("x/in/a.txt", PROSE)
    put("y/in/a.txt", PROSE)
    assert files(load([tmp_path / "x/in", tmp_path / "y/in"])) == ["x/in/a.txt", "y/in/a.txt"]


def test_a_file_given_twice_is_read_once_and_noted(put, tmp_path):
    path = put("sub/a.txt", PROSE)
    one, other = load([tmp_path, path]), load([path, tmp_path])
    assert files(one) == files(other) == ["sub/a.txt"]
    assert one.notes == ("sub/a.txt: given more than once, read once",)


def test_doubles_are_kept_with_different_ids_in_the_order_of_names(put, tmp_path):
    for name in ("c.txt", "a.txt", "b.txt"):
        put(name, PROSE)
    documents = load([tmp_path]).documents
    assert [document.file for document in documents] == ["a.txt", "b.txt", "c.txt"]
    assert len({document.id for document in documents}) == 3
    assert len({document.sha256 for document in documents}) == 1
    assert documents[0].notes == ()
    assert "loaded before" in documents[1].notes[0]


def test_the_order_of_inputs_does_not_show(put, tmp_path):
    given_ = [put("one/a.txt", PROSE), put("two/a.txt", PROSE), put("c.csv", "text\nOne.\nTwo.\n")]
    assert load(given_) == load(given_[::-1])


def test_moving_a_file_keeps_the_id_of_its_text(put):
    before = load([put("one/a.txt", f"date 2026-02-13\n{PROSE}")]).documents[0]
    after = load([put("two/b.txt", f"date 2026-02-13\n{PROSE}")]).documents[0]
    assert before.id == after.id


def test_other_languages_are_kept_and_not_for_reading(put):
    path = put("a.txt", "Der Hafen will die neuen Kräne erst im Herbst in Betrieb nehmen.")
    (document,) = load([path]).documents
    assert (document.language, document.readable) == ("de", False)


def test_the_day_in_a_file_name_is_a_last_resort_and_noted(put, tmp_path):
    put("2026-03-05-weir.txt", PROSE)
    put("2026-03-06-weir.txt", f"date 2026-02-13\n{PROSE}")
    put("2026-03-07-export.csv", f'text\n"{PROSE}"\n')
    named, stated, row = load([tmp_path]).documents
    assert named.published == date(2026, 3, 5)
    assert "file's name" in named.notes[0]
    assert stated.published == date(2026, 2, 13)
    # the day of an export is not when its texts came out
    assert row.published is None


def test_a_post_is_known_by_its_header(put):
    (document,) = load([put("a.txt", f"@ada_q on Brookline\n\n{PROSE}")]).documents
    assert (document.media, document.handle, document.platform) == ("post", "@ada_q", "Brookline")


def test_progress_is_told_after_each_file(put, tmp_path):
    put("a.txt", PROSE)
    put("b.pdf", b"no pdf")
    told = []
    load([tmp_path], progress=lambda *now: told.append(now))
    assert told == [(1, 2, "a.txt"), (2, 2, "b.pdf")]


def test_a_link_to_a_folder_is_not_followed_and_said(put, tmp_path):
    put("in/a.txt", PROSE)
    try:
        (tmp_path / "in" / "again").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("no links on this file system")
    loading = load([tmp_path / "in"])
    assert files(loading) == ["a.txt"]
    assert "again: a link to a folder" in loading.notes[0]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_without_the_right_to_read_is_a_failure(put):
    path = put("a.txt", PROSE)
    path.chmod(0)
    (failure,) = load([path]).failures
    assert "can't be opened" in str(failure)


NAMES = st.text(string.ascii_lowercase, min_size=1, max_size=3)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.tuples(NAMES, st.sampled_from([".txt", ".md", ".csv", ".png", ".json", ".rtf"]))))
def test_every_file_is_read_or_failed_or_noted(tmp_path_factory, names):
    folder = tmp_path_factory.mktemp("in")
    for stem, ending in names:
        (folder / f"{stem}{ending}").write_text(f"{PROSE} {stem}", encoding="utf-8")
    loading = load([folder])
    told = "\n".join([*files(loading), *(f.file for f in loading.failures), *loading.notes])
    pngs = sum(ending == ".png" for _, ending in names)
    for stem, ending in names:
        assert f"{stem}{ending}" in told or (ending == ".png" and pngs > 8)
    assert len(loading.documents) == sum(ending in (".txt", ".md") for _, ending in names)


CORPORA = Path(__file__).parents[2].parent / "shared" / "corpora"


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora lie beside the project, not in it")
def test_the_corpora_load_without_a_failure():
    loading = load([CORPORA])
    assert len(loading.documents) == 425
    assert loading.failures == ()
    assert {document.language for document in loading.documents} == {"en"}
    assert sum(document.headline is not None for document in loading.documents) >= 420
    for document in loading.documents:
        if not document.file.endswith("html"):
            raw = (CORPORA / document.file).read_bytes()
            assert document.text == raw.decode()
