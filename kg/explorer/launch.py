"""Starting the explorer from the command line, with the graphs to show in its environment."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.errors import MissingPackageError
from kg.explorer.graphs import GRAPHS, STORE, listed

_HERE = Path(__file__).resolve().parent


def launch(
    *,
    graphs: Mapping[str, Path] | None = None,
    store: str | None = None,
    port: int | None = None,
    options: Sequence[str] = (),
) -> int:
    """Run the explorer until it is stopped, and hand back its exit code.

    Args:
        graphs: name and folder of each graph to choose from; without any, those close by.
        store: address of a SPARQL endpoint instead.
        port: where to serve; by default the first free one from 8501 on.
        options: further ones of `streamlit run`, such as `--server.headless=true`.
    """
    environment = dict(os.environ)
    if store:
        environment[STORE] = store
    elif graphs:
        environment.pop(STORE, None)
        environment[GRAPHS] = listed({name: path.resolve() for name, path in graphs.items()})
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(script()),
        "--server.address=127.0.0.1",
    ]
    if port is not None:
        command.append(f"--server.port={port}")
    try:
        return subprocess.run([*command, *options], env=environment, check=False).returncode  # noqa: S603 - our own script
    except KeyboardInterrupt:
        return 0


def script() -> Path:
    """`app.py`: inside the wheel beside this file, else at the top of the checkout.

    Streamlit reads the theme from `.streamlit/config.toml` beside it.
    """
    for folder in (_HERE, _HERE.parent.parent):
        if (folder / "app.py").is_file():
            return folder / "app.py"
    raise MissingPackageError("app.py is not beside the package. Install discourse-kg again.")
