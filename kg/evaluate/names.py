"""Names of people, organisations, products and places in sentences, against gold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kg.errors import GoldError
from kg.evaluate.conll import Tagged, tagged
from kg.evaluate.files import rows_of
from kg.evaluate.metrics import Counts, overlap
from kg.evaluate.task import Figures, Task
from kg.model import Extent

KINDS: Final = ("person", "organisation", "product", "place")
_SAME: Final = {"group": "organisation"}
"""Gold has no groups; a band or party may well be found as one."""
_PREDICTED: Final = (
    '--predicted has a line {"mentions": [{"start", "end", "kind"}]} for each sentence of GOLD.'
)

Names = frozenset[tuple[str, Extent]]


def score(gold: Sequence[Tagged], predicted: Sequence[Names]) -> Figures:
    """Exact figures by kind, over all kinds, and for extents whatever the kind.

    What is found on a name of a kind that is not asked for counts neither way.

    Raises:
        GoldError: there is not one set of predictions for each sentence.
    """
    if len(gold) != len(predicted):
        raise GoldError(
            f"{len(predicted)} lines of predictions for {len(gold)} sentences. {_PREDICTED}"
        )
    counts: dict[str, Counts] = dict.fromkeys((*KINDS, "all", "any_kind"), Counts())
    for sentence, found in zip(gold, predicted, strict=True):
        asked = frozenset(n for n in found if n[0] in KINDS and n[1] not in sentence.others)
        for kind in KINDS:
            counts[kind] += overlap(
                frozenset(n for n in sentence.names if n[0] == kind),
                frozenset(n for n in asked if n[0] == kind),
            )
        counts["all"] += overlap(sentence.names, asked)
        counts["any_kind"] += overlap(
            frozenset(extent for _, extent in sentence.names),
            frozenset(extent for _, extent in asked),
        )
    return {"sentences": len(gold), **{kind: found.percent() for kind, found in counts.items()}}


def run(gold: Path, *, predicted: Path | None = None) -> Figures:
    """The figures for a gold file or folder, of a file of predictions or of what is read anew."""
    wanted = tuple(tagged(gold))
    return score(wanted, _given(predicted) if predicted is not None else _read(wanted))


def _given(path: Path) -> list[Names]:
    found = []
    for number, row in rows_of(path, fields=("mentions",), remedy=_PREDICTED):
        try:
            found.append(
                frozenset(
                    (_SAME.get(m["kind"], m["kind"]), Extent(m["start"], m["end"]))
                    for m in row["mentions"]
                )
            )
        except (KeyError, TypeError) as error:
            raise GoldError(f"{path}, line {number}: {error!r}. {_PREDICTED}") from error
    return found


def _read(sentences: Sequence[Tagged]) -> list[Names]:
    from kg.model import Document
    from kg.pipeline import read

    documents = [
        Document.of(sentence.text, file=f"sentence#{number}", occurrence=number)
        for number, sentence in enumerate(sentences, 1)
    ]
    return [
        frozenset((_SAME.get(m.kind, m.kind), m.extent) for m in one.mentions if m.form == "name")
        for one in read(documents)
    ]


TASK: Final = Task(
    name="names",
    title="Names of people, organisations, products and places",
    summary="Exact F1 by kind on sentences tagged in two columns (CrossNER), each read by itself.",
    gold="a file of tagged sentences, or a folder with dev.txt",
    predicted='a line {"mentions": […]} for each sentence',
    run=run,
)
