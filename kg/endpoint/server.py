"""`kg serve`: the application on a port of this machine, until Ctrl-C."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from kg.endpoint.application import application
from kg.endpoint.engine import binary, engine
from kg.errors import StoreError
from kg.store import current, open_local
from kg.thresholds import MOST_ROWS, QUERY_SECONDS
from kg.vocabulary import BASE

_LOG: Final = logging.getLogger(__name__)


def serve(
    graph: Path,
    *,
    port: int,
    limit: int = MOST_ROWS,
    timeout: float = QUERY_SECONDS,
    announce: Callable[[str], object] = _LOG.warning,
) -> None:
    """Serve the current build of a graph folder on 127.0.0.1 until interrupted.

    Args:
        graph: folder of the graph.
        port: where to listen; 0 takes any free one.
        limit: most rows an answer may have.
        timeout: seconds an answer may take.
        announce: told the address once the port is ours; a warning in the log by default.

    Raises:
        StoreError: there is no graph, the server is not installed, or the port is taken.
    """
    import uvicorn

    binary()
    location = current(graph) / "store"
    with open_local(graph) as store:
        base = _base(store.graphs())
    app = application(
        partial(engine, location, timeout=timeout), limit=limit, timeout=timeout, base=base
    )
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", port))
        except OSError as error:
            raise StoreError(
                f"port {port} can't be used ({error.strerror}). Choose another with --port."
            ) from error
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
        announce(f"http://127.0.0.1:{listening.getsockname()[1]}/")
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listening])
    if not server.started:
        raise StoreError(f"{graph}: the endpoint did not start; the lines above say why.")


def _base(graphs: tuple[str, ...]) -> str:
    """Where the IRIs of a graph start, told from the names of its named graphs."""
    starts = {name.partition("graph/")[0] for name in graphs if "graph/" in name}
    return starts.pop() if len(starts) == 1 else BASE
