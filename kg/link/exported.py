"""The shipped weights as an ONNX graph: made once by torch, kept in the cache, checked by name.

Mean pooling over the unmasked pieces and normalising to length 1 are inside the graph, so whoever
runs it needs the tokenizer and nothing more.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
import warnings
from functools import cache
from pathlib import Path
from typing import Any, Final

from kg.errors import MissingPackageError

OPSET: Final = 17
EXPORTER: Final = "1"
"""Raised whenever what `_export` writes changes, so that no old graph is taken for a new one."""

_log = logging.getLogger(__name__)


@cache
def weights_digest(model: Path) -> str:
    """Twelve hex digits of SHA-256 over the weights and the tokenizer."""
    digest = hashlib.sha256()
    for name in ("model.safetensors", "tokenizer.json", "config.json"):
        with (model / name).open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:12]


def exported(model: Path, folder: Path) -> Path:
    """The ONNX file for the weights in `model`, exported into `folder` on first use.

    Written beside its place and moved there whole, so a killed run leaves no half graph, and two
    runs at once leave one good one.

    Raises:
        MissingPackageError: torch or transformers, which the export alone needs, is missing.
    """
    graph = folder / f"{weights_digest(model)}-{OPSET}-{EXPORTER}.onnx"
    if graph.is_file():
        return graph
    folder.mkdir(parents=True, exist_ok=True)
    _log.info("exporting the sentence encoder to %s (once)", graph)
    handle, name = tempfile.mkstemp(suffix=".part", prefix=graph.stem, dir=folder)
    os.close(handle)
    part = Path(name)
    try:
        _export(model, part)
        part.chmod(0o644)
        part.replace(graph)
    finally:
        part.unlink(missing_ok=True)
    return graph


def _export(model: Path, to: Path) -> None:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    try:
        import torch
        from transformers import AutoModel
        from transformers.utils import logging as logging_
    except ImportError as error:
        raise MissingPackageError(
            "Exporting the sentence encoder needs torch and transformers once; "
            "run: pip install torch sentence-transformers"
        ) from error

    # transformers draws a bar on stderr whoever is watching; it is switched back on for others
    drawn = logging_.is_progress_bar_enabled()
    logging_.disable_progress_bar()
    try:
        bert = AutoModel.from_pretrained(
            str(model), attn_implementation="eager", local_files_only=True, dtype=torch.float32
        ).eval()
    finally:
        if drawn:
            logging_.enable_progress_bar()

    class Pooled(torch.nn.Module):  # type: ignore[misc, name-defined, unused-ignore]
        def __init__(self) -> None:
            super().__init__()
            self.bert = bert

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:  # noqa: ANN401 - tensors
            states = self.bert(input_ids=input_ids, attention_mask=attention_mask)[0]
            mask = attention_mask.unsqueeze(-1).to(states.dtype)
            mean = (states * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, p=2, dim=1)

    sample = torch.tensor([[101, 2023, 102, 0], [101, 2003, 2204, 102]])
    mask = torch.tensor([[1, 1, 1, 0], [1, 1, 1, 1]])
    dynamic = {0: "batch", 1: "pieces"}
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of constants that are constant here
        torch.onnx.export(
            Pooled(),
            (sample, mask),
            str(to),
            input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes={
                "input_ids": dynamic,
                "attention_mask": dynamic,
                "embedding": {0: "batch"},
            },
            opset_version=OPSET,
            dynamo=False,
        )
