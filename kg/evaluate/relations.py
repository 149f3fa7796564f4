"""The relation between two claims, against pairs judged by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.errors import GoldError
from kg.evaluate.files import rows_of
from kg.evaluate.metrics import Counts, average_precision, calibration, curve, share
from kg.evaluate.task import Figures, Task

CONFLICT: Final = "contradicts"
NONE: Final = "none"
_UNSEEN: Final = "contrasts"
"""Counts as none: gold pairs have no discourse around them that a contrast could rest on."""
_GOLD: Final = 'GOLD has a line {"id", "left", "right", "relation", "kind", "why"} for each pair.'
_PREDICTED: Final = "--predicted takes what `kg relate GOLD.jsonl` printed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What stands between two claims, by gold or by prediction."""

    relation: str
    kind: str | None = None
    score: float = 0.0
    why: str = ""


def score(gold: Mapping[str, Verdict], predicted: Mapping[str, Verdict]) -> Figures:
    """Figures over all gold pairs.

    Raises:
        GoldError: a gold pair has no prediction.
    """
    missing = sorted(gold.keys() - predicted.keys())
    if missing:
        raise GoldError(
            f"no prediction for {len(missing)} of {len(gold)} pairs, the first: {missing[0]}. "
            "Relate the whole gold file."
        )
    if not gold:
        raise GoldError(f"no pair to score. {_GOLD}")
    pairs = [(gold[i], predicted[i]) for i in gold]
    table = Counter((g.relation, p.relation) for g, p in pairs)
    names = sorted({g.relation for g, _ in pairs})
    by_relation = {name: _counts(table, name) for name in (*names, CONFLICT)}
    called = [(p.score, g.relation == CONFLICT) for g, p in pairs if p.relation == CONFLICT]
    found = [(g, p) for g, p in pairs if g.relation == p.relation == CONFLICT]
    traps = [p for g, p in pairs if g.relation == NONE]
    total = sum(g.relation == CONFLICT for g, _ in pairs)
    return {
        "pairs": len(gold),
        CONFLICT: {
            **by_relation[CONFLICT].shares(),
            "average_precision": average_precision(called, total=total),
        },
        "accuracy": share(sum(table[name, name] for name in names), len(gold)),
        "macro_f1": round(sum(by_relation[n].shares()["f1"] for n in names) / len(names), 3),
        "by_relation": {name: by_relation[name].shares() for name in names},
        "kind_accuracy": share(sum(g.kind == p.kind for g, p in found), len(found)),
        "trap_rate": share(sum(p.relation == CONFLICT for p in traps), len(traps)),
        "no_reason": share(sum(not p.why for _, p in pairs), len(gold)),
        "confusion": _confusion(pairs),
        "curve": curve(called, total=total),
        "calibration": calibration(
            [(p.score, g.relation == p.relation) for g, p in pairs if p.relation != NONE]
        ),
    }


def _confusion(pairs: Sequence[tuple[Verdict, Verdict]]) -> dict[str, dict[str, int]]:
    """How often each relation, conflicts and refusals by kind, was taken for which."""
    table: dict[str, Counter[str]] = {}
    for gold, predicted in pairs:
        kind = f" ({gold.kind})" if gold.relation in {CONFLICT, NONE} and gold.kind else ""
        table.setdefault(f"{gold.relation}{kind}", Counter())[predicted.relation] += 1
    return {name: dict(sorted(table[name].items())) for name in sorted(table)}


def _counts(table: Counter[tuple[str, str]], name: str) -> Counts:
    return Counts(
        hit=table[name, name],
        predicted=sum(n for (_, p), n in table.items() if p == name),
        gold=sum(n for (g, _), n in table.items() if g == name),
    )


def verdicts(path: Path, *, remedy: str) -> dict[str, Verdict]:
    """The verdicts of a JSON Lines file by the id of the pair, in the file's order."""
    found: dict[str, Verdict] = {}
    for number, row in rows_of(path, fields=("id", "relation"), remedy=remedy):
        ident = str(row["id"])
        if ident in found:
            raise GoldError(f"{path}, line {number}: id {ident} occurs twice. {remedy}")
        found[ident] = verdict(row)
    return found


def verdict(row: Mapping[str, Any]) -> Verdict:
    """The verdict of one line; a contrast is none."""
    relation = row["relation"]
    return Verdict(
        relation=NONE if relation == _UNSEEN else relation,
        kind=row.get("kind"),
        score=float(row.get("score") or 0),
        why=row.get("why") or "",
    )


def run(gold: Path, *, predicted: Path | None = None) -> Figures:
    """The figures for a gold file, of a file of predictions or of what is judged anew."""
    wanted = verdicts(gold, remedy=_GOLD)
    given = verdicts(predicted, remedy=_PREDICTED) if predicted is not None else _judged(gold)
    return score(wanted, given)


def _judged(gold: Path) -> dict[str, Verdict]:
    from kg.extract.language import pipeline
    from kg.relate.pairs import judged, read_pairs

    return {str(row["id"]): verdict(row) for row in judged(read_pairs(gold), nlp=pipeline())}


TASK: Final = Task(
    name="relations",
    title="The relation between two claims",
    summary="Contradiction, support, equivalence and the rest, with their kinds, for pairs of "
    "claims. `trap_rate`: share of the pairs without a relation that were called a contradiction; "
    "`curve`: precision and recall of contradictions by score; `calibration`: mean score and share "
    "right of what was called a relation.",
    gold="a JSON Lines file of judged pairs",
    predicted="what `kg relate GOLD.jsonl` printed",
    run=run,
)
