"""The house as code: load → extract → link → relate → curate → publish → store."""

from kg.pipeline.building import build
from kg.pipeline.reading import read
from kg.pipeline.report import BuildReport

__all__ = ["BuildReport", "build", "read"]
