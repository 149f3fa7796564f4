"""Entailment, neutrality and contradiction between two sentences, as the judge alone sees them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import GoldError
from kg.evaluate.bootstrap import estimates
from kg.evaluate.files import rows_of
from kg.evaluate.metrics import Counts, share
from kg.evaluate.task import Figures, Task

LABELS: Final = ("E", "N", "C")
_GOLD: Final = (
    'GOLD has a line {"premise", "hypothesis", "label", "source"} for each pair, the label E '
    "(entailment), N (neutral) or C (contradiction)."
)
_PREDICTED: Final = '--predicted has a line {"label"} for each line of GOLD, in its order.'


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A premise, a hypothesis, and what gold says of them."""

    premise: str
    hypothesis: str
    label: str
    source: str


def score(gold: Sequence[Pair], predicted: Sequence[str]) -> Figures:
    """Accuracy and F1 of each label over all pairs and per source.

    Raises:
        GoldError: there are not as many predictions as pairs, or no pairs.
    """
    if len(gold) != len(predicted):
        raise GoldError(f"{len(predicted)} predictions for {len(gold)} pairs. {_PREDICTED}")
    if not gold:
        raise GoldError(f"no pair to score. {_GOLD}")
    told: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair, label in zip(gold, predicted, strict=True):
        told["all"].append((pair.label, label))
        told[pair.source].append((pair.label, label))
    return {source: _figures(pairs) for source, pairs in told.items()}


def _figures(pairs: Sequence[tuple[str, str]]) -> Figures:
    table = Counter(pairs)
    units = [{label: _counted(g, p, label) for label in LABELS} for g, p in pairs]
    by_label = estimates(units, levels=LABELS)
    return {
        "pairs": len(pairs),
        "accuracy": share(sum(table[name, name] for name in LABELS), len(pairs)),
        **{name: by_label[name].shares_with_counts() for name in LABELS},
    }


def _counted(gold: str, predicted: str, label: str) -> Counts:
    return Counts(
        hit=int(gold == predicted == label),
        predicted=int(predicted == label),
        gold=int(gold == label),
    )


def pairs(path: Path) -> tuple[Pair, ...]:
    """The pairs of a gold file, in its order."""
    found = []
    fields = ("premise", "hypothesis", "label")
    for number, row in rows_of(path, fields=fields, remedy=_GOLD):
        found.append(
            Pair(
                premise=str(row["premise"]),
                hypothesis=str(row["hypothesis"]),
                label=_label(row, f"{path}, line {number}", _GOLD),
                source=str(row.get("source") or "unnamed"),
            )
        )
    return tuple(found)


def _label(row: Mapping[str, object], place: str, remedy: str) -> str:
    label = row["label"]
    if label not in LABELS:
        raise GoldError(f"{place}: label {label!r} is none of {', '.join(LABELS)}. {remedy}")
    return str(label)


def run(gold: Path, *, predicted: Path | None = None) -> Figures:
    """The figures for a gold file, of a file of predictions or of what is judged anew."""
    wanted = pairs(gold)
    if predicted is None:
        return score(wanted, _judged(wanted))
    rows = rows_of(predicted, fields=("label",), remedy=_PREDICTED)
    return score(wanted, [_label(r, f"{predicted}, line {n}", _PREDICTED) for n, r in rows])


def _judged(gold: Sequence[Pair]) -> list[str]:
    from kg.link.judge import Asserted, opinion

    return [
        LABELS[
            int(opinion(Asserted(text=p.premise), Asserted(text=p.hypothesis)).inference.argmax())
        ]
        for p in gold
    ]


TASK: Final = Task(
    name="nli",
    title="Entailment and contradiction between two sentences",
    summary="Accuracy, and F1 of entailment (E), neutrality (N) and contradiction (C), over all "
    "pairs and per source: what the judge, one witness of relations, makes of sentences alone.",
    gold="a JSON Lines file of premises and hypotheses",
    predicted='a line {"label"} for each pair',
    run=run,
)
