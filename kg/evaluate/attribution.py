"""Source, cue and content of attributions against gold in brat standoff."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Final

from kg.errors import GoldError, ModelError
from kg.evaluate.brat import Annotated, Spans, annotated
from kg.evaluate.files import rows_of
from kg.evaluate.metrics import OVERLAP, Counts, jaccard, matched, overlap
from kg.evaluate.task import Figures, Task
from kg.model import Extent

ROLES: Final = ("source", "cue", "content")
_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
_PREDICTED: Final = "--predicted takes what `kg extract FILES --format jsonl` printed."

Tokens = frozenset[int]


def score(texts: Sequence[Annotated], predicted: Mapping[str, Sequence[Spans]]) -> Figures:
    """Figures over all texts that were annotated.

    Tokens are runs of word characters or single other characters. `tokens`: those covered by a
    role; `exact`: extents whose both ends agree; `utterance`: one-to-one matches whose contents
    overlap (Jaccard over tokens at least 0.5); `attributed`: of these, those whose sources agree
    too, or that both have none.

    Raises:
        GoldError: a text has no predictions.
    """
    missing = [text.name for text in texts if text.name not in predicted]
    if missing:
        raise GoldError(
            f"no prediction for {len(missing)} of {len(texts)} documents, the first: {missing[0]}. "
            "Extract all of the gold folder's texts."
        )
    counts: dict[str, Counts] = dict.fromkeys(_LEVELS, Counts())
    for text in texts:
        if text.gold is not None:
            for level, found in _one(text.text, text.gold, predicted[text.name]).items():
                counts[level] += found
    return {
        "documents": len(texts),
        "gold": counts["utterance"].gold,
        "predicted": counts["utterance"].predicted,
        **{level: count.percent() for level, count in counts.items()},
    }


_LEVELS: Final = (
    *(f"{level}.{role}" for level in ("tokens", "exact") for role in ROLES),
    "utterance",
    "attributed",
)


def _one(text: str, gold: Sequence[Spans], found: Sequence[Spans]) -> dict[str, Counts]:
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    ours = [spans for spans in found if spans.content]
    counts: dict[str, Counts] = {}
    for role in ROLES:
        in_gold = [_covered(tokens, getattr(spans, role)) for spans in gold]
        in_ours = [_covered(tokens, getattr(spans, role)) for spans in ours]
        counts[f"tokens.{role}"] = overlap(
            frozenset[int]().union(*in_gold), frozenset[int]().union(*in_ours)
        )
        counts[f"exact.{role}"] = overlap(
            frozenset(t for t, s in zip(in_gold, gold, strict=True) if getattr(s, role)),
            frozenset(t for t, s in zip(in_ours, ours, strict=True) if getattr(s, role)),
        )
    contents = [_covered(tokens, spans.content) for spans in gold]
    proposed = [_covered(tokens, spans.content) for spans in ours]
    pairs = matched(
        (jaccard(a, b), i, j)
        for i, a in enumerate(contents)
        for j, b in enumerate(proposed)
        if a & b
    )
    agree = sum(_same_source(tokens, gold[i], ours[j]) for i, j in pairs.items())
    for level, hit in (("utterance", len(pairs)), ("attributed", agree)):
        counts[level] = Counts(hit=hit, predicted=len(ours), gold=len(gold))
    return counts


def _covered(tokens: Sequence[tuple[int, int]], extents: Iterable[Extent]) -> Tokens:
    wanted = tuple(extents)
    return frozenset(
        i
        for i, (start, end) in enumerate(tokens)
        if any(start < extent.end and extent.start < end for extent in wanted)
    )


def _same_source(tokens: Sequence[tuple[int, int]], gold: Spans, ours: Spans) -> bool:
    left, right = _covered(tokens, gold.source), _covered(tokens, ours.source)
    return jaccard(left, right) >= OVERLAP


def from_row(row: Mapping[str, Any], *, place: str) -> tuple[Spans, ...]:
    """The attributions of one line that `kg extract` printed; those without content left out."""
    try:
        found = [
            Spans(**{role: _pairs(utterance.get(role)) for role in ROLES})
            for utterance in row.get("utterances") or []
        ]
    except (AttributeError, TypeError, ValueError, ModelError) as error:
        raise GoldError(f"{place}: offsets can't be read ({error}). {_PREDICTED}") from error
    return tuple(spans for spans in found if spans.content)


def _pairs(value: Any) -> tuple[Extent, ...]:  # noqa: ANN401 - as it stands in JSON
    """`[s, e]` or `[[s, e], …]` or null as extents."""
    if not value:
        return ()
    pairs = [value] if isinstance(value[0], int) else value
    return tuple(Extent(*pair) for pair in pairs)


def run(gold: Path, *, predicted: Path | None = None) -> Figures:
    """The figures for a gold folder, of a file of predictions or of what is read anew."""
    texts = tuple(annotated(gold))
    return score(texts, _predictions(texts) if predicted is None else _read(predicted))


def _read(path: Path) -> dict[str, tuple[Spans, ...]]:
    return {
        PurePosixPath(row["document"]).name: from_row(row, place=f"{path}, line {number}")
        for number, row in rows_of(path, fields=("document",), remedy=_PREDICTED)
    }


def _predictions(texts: Sequence[Annotated]) -> dict[str, tuple[Spans, ...]]:
    from kg.extract.rows import row
    from kg.load import load
    from kg.pipeline import read

    loading = load([text.path for text in texts])
    if loading.failures:
        raise GoldError(f"{loading.failures[0]} {len(loading.failures)} texts could not be read.")
    return {
        PurePosixPath(one.document.file).name: from_row(row(one), place=one.document.file)
        for one in read(loading.documents)
    }


TASK: Final = Task(
    name="attribution",
    title="Source, cue and content of attributions",
    summary="Who is said to say what, against articles annotated in brat standoff (PolNeAR). "
    "Figures by token, by exact extent, and by utterance with and without its source.",
    gold="a folder with text/*.txt and attributions/*.ann",
    predicted="what `kg extract FILES --format jsonl` printed",
    run=run,
)
