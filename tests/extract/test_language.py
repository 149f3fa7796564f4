"""Starting spaCy: what it need not wait for, and what is left as it was."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest

from kg.extract.language import parse, parser
from kg.model import Document

pytestmark = pytest.mark.skipif(not find_spec("torch"), reason="torch is not installed")


def last_line(script: str) -> str:
    """What a fresh Python prints last: within the tests spaCy has been imported long since."""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def test_torch_is_neither_imported_for_the_small_model_nor_lost() -> None:
    script = (
        "import sys; from kg.extract.language import pipeline; pipeline()\n"
        "absent = 'torch' not in sys.modules\n"
        "import torch; print(absent, float(torch.ones(2).sum()))"
    )
    assert last_line(script) == "True 2.0"


def test_a_model_that_may_need_torch_gets_it() -> None:
    script = (
        "from kg.errors import MissingPackageError; from kg.extract.language import pipeline\n"
        "try: pipeline('en_core_web_trf')\n"
        "except MissingPackageError: pass\n"
        "import thinc.compat; print(thinc.compat.has_torch)"
    )
    assert last_line(script) == "True"


def test_a_byline_begins_anew_below_a_headline_that_has_no_stop() -> None:
    text = (
        "The largest kiln in the valley is to close in May, says Kilnworks\n"
        "By Ida Vane, Valley Courier\n\nThe kiln was lit in 1901.\n"
    )
    (_, doc), *_ = parse([Document.of(text, file="a.txt")], nlp=parser())
    assert [s.text.split()[0] for s in doc.sents] == ["The", "By", "The"]
