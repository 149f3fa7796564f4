"""Annotated articles as lessons."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the extra 'train' is not installed")

from kg.extract.language import parser
from kg.train.gold import attributions
from kg.train.lessons import Tie

TEXT = "Mayor Anna Brack said on Friday that the old bridge,\nThe Span, is safe.\n"


def test_a_quoted_line_break_does_not_end_an_annotation(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "one.txt").write_text(TEXT, encoding="utf-8")
    content = "that the old bridge,\nThe Span, is safe"
    start = TEXT.index(content)
    (tmp_path / "attributions" / "one_a1.ann").write_text(
        "T1\tSource 0 16\tMayor Anna Brack\n"
        f"T2\tCue 17 21\tsaid\nT3\tContent {start} {start + len(content)}\t{content}\n"
        "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n",
        encoding="utf-8",
    )
    [lesson] = attributions(tmp_path, parser())
    assert lesson.spans["source"] == {(0, 2)}
    assert Tie(kind="source", of=(3, 3), to=(0, 2)) in lesson.ties
    [(first, last)] = lesson.spans["content"]
    tokens = parser()(TEXT)
    assert tokens[int(lesson.words.tokens[first])].text == "that"
    assert tokens[int(lesson.words.tokens[last])].text == "safe"
