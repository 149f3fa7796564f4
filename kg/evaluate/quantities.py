"""Quantities in sentences: value, unit and direction against gold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from kg.errors import GoldError
from kg.evaluate.bootstrap import estimates
from kg.evaluate.files import rows_of
from kg.evaluate.metrics import Counts, matched
from kg.evaluate.newsquant import Amount, Sentence, sentences
from kg.evaluate.task import Figures, Task

TOLERANCE: Final = 0.01
"""Share by which two values may differ and still be the same ('a third' is 33.3 percent)."""
_PREDICTED: Final = (
    '--predicted has a line {"quantities": [{"low", "high", "unit", "per", "change"}]} for each '
    "sentence of GOLD, in its order."
)
_LEVELS: Final[dict[str, Callable[[Amount, Amount], bool]]] = {
    "value": lambda a, b: _same_value(a, b),
    "value_and_unit": lambda a, b: _same_value(a, b) and (a.unit, a.per) == (b.unit, b.per),
    "value_unit_and_change": lambda a, b: (
        _same_value(a, b) and (a.unit, a.per, a.change) == (b.unit, b.per, b.change)
    ),
}
_OVERLAPS: Final[dict[str, Callable[[Amount, Amount], bool]]] = {
    "overlap.value": lambda a, b: _share_a_value(a, b),
    "overlap.value_and_unit": lambda a, b: (
        _share_a_value(a, b) and (a.unit, a.per) == (b.unit, b.per)
    ),
}


def score(gold: Sequence[Sentence], predicted: Sequence[Sequence[Amount]]) -> Figures:
    """Figures over all sentences, in percent, with intervals over sentences.

    Quantities are paired one to one within a sentence. `value`: both ends of the interval agree;
    `value_and_unit`: unit and denominator too; `value_unit_and_change`: the direction too. The
    same under `overlap` for intervals that share a value (gold does not say where in the sentence
    a quantity stands), those with the same ends paired first.

    Raises:
        GoldError: there is not one list of predictions for each sentence.
    """
    if len(gold) != len(predicted):
        raise GoldError(
            f"{len(predicted)} lines of predictions for {len(gold)} sentences. {_PREDICTED}"
        )
    units = [_one(sentence.amounts, found) for sentence, found in zip(gold, predicted, strict=True)]
    levels = estimates(units, levels=(*_LEVELS, *_OVERLAPS))
    counts = levels["value"].counts
    return {
        "sentences": len(gold),
        "gold": counts.gold,
        "predicted": counts.predicted,
        **{level: found.percent() for level, found in levels.items()},
    }


def _one(gold: Sequence[Amount], found: Sequence[Amount]) -> dict[str, Counts]:
    hits = {level: _paired(gold, found, same) for level, same in _LEVELS.items()}
    hits |= {level: _matched(gold, found, near) for level, near in _OVERLAPS.items()}
    return {
        level: Counts(hit=hit, predicted=len(found), gold=len(gold)) for level, hit in hits.items()
    }


def _same_value(gold: Amount, found: Amount) -> bool:
    return all(
        abs(a - b) <= TOLERANCE * abs(a)
        for a, b in ((gold.low, found.low), (gold.high, found.high))
    )


def _share_a_value(gold: Amount, found: Amount) -> bool:
    """Whether the intervals overlap, gold's ends stretched by the tolerance."""
    low, high = sorted((gold.low, gold.high))
    least, most = sorted((found.low, found.high))
    return low - TOLERANCE * abs(low) <= most and least <= high + TOLERANCE * abs(high)


def _matched(
    gold: Sequence[Amount], found: Sequence[Amount], near: Callable[[Amount, Amount], bool]
) -> int:
    scores = (
        (float(_same_value(a, b)), -i, -j)
        for i, a in enumerate(gold)
        for j, b in enumerate(found)
        if near(a, b)
    )
    return len(matched(scores, least=0.0))


def _paired(
    gold: Iterable[Amount], found: Sequence[Amount], same: Callable[[Amount, Amount], bool]
) -> int:
    left = list(found)
    hits = 0
    for amount in gold:
        match = next((other for other in left if same(amount, other)), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return hits


def run(gold: Path, *, predicted: Path | None = None) -> Figures:
    """The figures for a gold file, of a file of predictions or of what is read anew."""
    wanted = sentences(gold)
    given = _given(predicted) if predicted is not None else _read([s.text for s in wanted])
    return score(wanted, given)


def _given(path: Path) -> list[tuple[Amount, ...]]:
    found = []
    for number, row in rows_of(path, fields=("quantities",), remedy=_PREDICTED):
        try:
            found.append(tuple(_amount(**quantity) for quantity in row["quantities"]))
        except TypeError as error:
            raise GoldError(f"{path}, line {number}: {error}. {_PREDICTED}") from error
    return found


def _amount(
    *,
    low: float | None,
    high: float | None,
    unit: str = "",
    per: str | None = None,
    change: str | None = None,
    **_: Any,  # noqa: ANN401 - what else is printed of a quantity
) -> Amount:
    """A predicted quantity; an open end is taken for the other ('under 5' has the value 5)."""
    ends = [end for end in (low, high) if end is not None]
    if not ends:
        raise TypeError("a quantity has neither low nor high")
    return Amount(
        low=ends[0], high=ends[-1], unit=unit.lower() if not unit.isupper() else unit,
        per=per or "", change=change or "",
    )  # fmt: skip


def _read(texts: Sequence[str]) -> list[tuple[Amount, ...]]:
    from kg.extract.language import pipeline
    from kg.extract.quantities import quantities

    return [
        tuple(
            _amount(low=q.low, high=q.high, unit=q.unit, per=q.per, change=q.change)
            for q in quantities(doc[:])
        )
        for doc in pipeline().pipe(texts)
    ]


TASK: Final = Task(
    name="quantities",
    title="Quantities in news sentences",
    summary="Value, unit and direction of numbers in sentences (NewsQuant), paired one to one, "
    "where intervals are the same and where they share a value.",
    gold="a JSON list of sentences with their quantities",
    predicted='a line {"quantities": […]} for each sentence',
    run=run,
)
