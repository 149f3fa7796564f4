"""What more than one room's tests need: the invented debate, built once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run: a test that fails here fails everywhere, and the other way round.
settings.register_profile("fixed", derandomize=True, deadline=None, database=None)
settings.load_profile("fixed")

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"

os.environ.setdefault("HF_HUB_OFFLINE", "1")


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the checkout."""
    return PROJECT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold data beside the project; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the gold data that lies beside the project on development machines is absent")
    return SHARED


@pytest.fixture(scope="session")
def debate_graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folder of the graph built from seeds/example-debate, as a user would build it."""
    from kg.pipeline import build

    place = tmp_path_factory.mktemp("debate") / "graph"
    report = build([PROJECT / "seeds" / "example-debate"], to=place)
    assert report.whole, list(report.lines())
    yield place


@pytest.fixture(scope="session")
def seed_graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folder of the graph built from seeds/."""
    from kg.pipeline import build

    place = tmp_path_factory.mktemp("seeds") / "graph"
    report = build([PROJECT / "seeds"], to=place)
    assert report.whole, list(report.lines())
    yield place
