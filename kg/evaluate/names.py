"""Names of people, organisations, products and places in sentences, against gold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kg.errors import GoldError
from kg.evaluate.bootstrap import estimates
from kg.evaluate.conll import Tagged, tagged
from kg.evaluate.files import rows_of
from kg.evaluate.metrics import Counts, overlap, touching
from kg.evaluate.task import Figures, Task
from kg.model import Extent

KINDS: Final = ("person", "organisation", "product", "place")
"""Those asked for; every other kind of name in gold is `OTHER`."""
OTHER: Final = "other"
_SAME: Final = {"group": "organisation"}
"""Gold has no groups; a band or party may well be found as one."""
_PREDICTED: Final = (
    '--predicted has a line {"mentions": [{"start", "end", "kind"}]} for each sentence of GOLD.'
)

Names = frozenset[tuple[str, Extent]]


def score(gold: Sequence[Tagged], predicted: Sequence[Names]) -> Figures:
    """Figures in percent by kind, with intervals over sentences.

    By kind, for `all` four kinds together, `all_and_other`, and `any_kind` (extents of the four,
    whatever the kind): exact extents, as the shared tasks count, so that a person found on an
    algorithm's name is one too many. `overlap`: one-to-one pairs of a kind that share a character.
    `ignoring_others`: exact, but what is found on the exact extent of an `other` counts neither
    way.

    Raises:
        GoldError: there is not one set of predictions for each sentence.
    """
    if len(gold) != len(predicted):
        raise GoldError(
            f"{len(predicted)} lines of predictions for {len(gold)} sentences. {_PREDICTED}"
        )
    units = [_one(sentence, found) for sentence, found in zip(gold, predicted, strict=True)]
    counted = estimates(units, levels=[level for levels in _LEVELS.values() for level in levels])
    figures = {
        group: {level.removeprefix(group): counted[level].percent() for level in levels}
        for group, levels in _LEVELS.items()
    }
    plain = figures.pop("")
    return {
        "sentences": len(gold),
        **plain,
        **{group.removesuffix("."): found for group, found in figures.items()},
    }


_GROUPS: Final = ("all", "any_kind")
_LEVELS: Final[dict[str, tuple[str, ...]]] = {
    "": (*KINDS, *_GROUPS, OTHER, "all_and_other"),
    "overlap.": tuple(f"overlap.{kind}" for kind in (*KINDS, "all", OTHER)),
    "ignoring_others.": tuple(f"ignoring_others.{kind}" for kind in (*KINDS, *_GROUPS)),
}
"""What is counted, by the key under which it is printed; '' stands for none."""


def _one(sentence: Tagged, found: Names) -> dict[str, Counts]:
    others = frozenset((OTHER, extent) for extent in sentence.others)
    wanted = sentence.names | others
    known = frozenset(n for n in found if n[0] in (*KINDS, OTHER))
    asked = frozenset(n for n in known if n[0] in KINDS)
    counts = _exact("", sentence.names, asked)
    counts |= _exact(
        "ignoring_others.",
        sentence.names,
        frozenset(n for n in asked if n[1] not in sentence.others),
    )
    counts[OTHER] = overlap(others, known - asked)
    counts["all_and_other"] = overlap(wanted, known)
    for kind in (*KINDS, OTHER):
        counts[f"overlap.{kind}"] = touching(_positions(wanted, kind), _positions(known, kind))
    counts["overlap.all"] = sum((counts[f"overlap.{kind}"] for kind in KINDS), Counts())
    return counts


def _exact(group: str, gold: Names, found: Names) -> dict[str, Counts]:
    return {
        **{
            f"{group}{kind}": overlap(
                frozenset(n for n in gold if n[0] == kind),
                frozenset(n for n in found if n[0] == kind),
            )
            for kind in KINDS
        },
        f"{group}all": overlap(gold, found),
        f"{group}any_kind": overlap(
            frozenset(extent for _, extent in gold), frozenset(extent for _, extent in found)
        ),
    }


def _positions(names: Names, kind: str) -> list[frozenset[int]]:
    """The characters of each name of a kind."""
    return [frozenset(range(e.start, e.end)) for name, e in names if name == kind]


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
    summary="F1 by kind on sentences tagged in two columns (CrossNER), each read by itself: exact, "
    "as published, and by overlap.",
    gold="a file of tagged sentences, or a folder with dev.txt",
    predicted='a line {"mentions": […]} for each sentence',
    run=run,
)
