"""The Oxigraph server as a child process on a private port of this machine."""

from __future__ import annotations

import math
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kg.errors import StoreError

_STARTING: Final = 20.0  # seconds; opening a store of some gigabytes takes a few
_STOPPING: Final = 5.0
_TRIES: Final = 3  # another program may take the free port between finding and using it


def binary() -> Path:
    """Where the server is: beside this Python, else on the PATH; StoreError where it is not."""
    beside = Path(sys.executable).with_name("oxigraph")
    for name in (str(beside), f"{beside}.exe", "oxigraph"):
        if found := shutil.which(name):
            return Path(found)
    raise StoreError("the Oxigraph server is not installed. Install it with: pip install oxigraph")


@contextmanager
def engine(location: Path, *, timeout: float) -> Iterator[str]:
    """The address of a read-only server on the store in this folder, stopped when the block ends.

    Args:
        location: the folder of the store.
        timeout: seconds it may spend on one query.

    Raises:
        StoreError: the server is not installed, or does not start.
    """
    process, address = _started(location, timeout=timeout)
    try:
        yield address
    finally:
        process.terminate()
        try:
            process.wait(_STOPPING)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _started(location: Path, *, timeout: float) -> tuple[subprocess.Popen[bytes], str]:
    for _ in range(_TRIES):
        port = free_port()
        process = subprocess.Popen(  # noqa: S603 - our own binary, no shell
            [
                str(binary()),
                "serve-read-only",
                *("--location", str(location)),
                *("--bind", f"127.0.0.1:{port}"),
                *("--timeout-s", str(math.ceil(timeout))),
                "--union-default-graph",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for us; we stop it in our own time
        )
        if _answers(process, port):
            return process, f"http://127.0.0.1:{port}/query"
        process.kill()
        process.wait()
    raise StoreError(
        f"{location}: the Oxigraph server does not start on it. Build the graph again, or see "
        f"what `{binary()} serve-read-only --location {location}` says."
    )


def _answers(process: subprocess.Popen[bytes], port: int) -> bool:
    end = time.monotonic() + _STARTING
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(0.5)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process.poll() is None
        time.sleep(0.02)
    return False


def free_port() -> int:
    """A port of the loopback interface that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
