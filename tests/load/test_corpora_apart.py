"""A folder with a corpus.toml is a corpus of its own."""

from __future__ import annotations

from pathlib import Path

from kg.load import load


def test_left_out_of_the_folder_above_and_read_by_itself(tmp_path: Path) -> None:
    inner = tmp_path / "all" / "invented"
    inner.mkdir(parents=True)
    (tmp_path / "all" / "one.txt").write_text("Mara Quill said the bridge was closed.")
    (inner / "two.txt").write_text("Odo Fenn said the bridge was open.")
    (inner / "corpus.toml").write_text('title = "Invented"\n')

    above = load([tmp_path / "all"])
    assert [d.file for d in above.documents] == ["one.txt"]
    assert "invented: left out, a corpus of its own" in " ".join(above.notes)

    alone = load([inner])
    assert [d.file for d in alone.documents] == ["two.txt"]
    assert not alone.failures

    both = load([tmp_path / "all", inner])
    assert {d.file for d in both.documents} == {"one.txt", "two.txt"}
