"""The graph as a read-only SPARQL endpoint: a gate, and the Oxigraph server behind it."""

from __future__ import annotations

from kg.endpoint.gate import Admitted, admit

__all__ = ["Admitted", "admit"]
