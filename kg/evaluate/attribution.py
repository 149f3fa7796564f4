"""Source, cue and content of attributions against gold in brat standoff."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Final

from kg.errors import GoldError, ModelError
from kg.evaluate import forms, ladder
from kg.evaluate.bootstrap import estimates
from kg.evaluate.brat import Annotated, Spans, annotated
from kg.evaluate.files import rows_of
from kg.evaluate.metrics import OVERLAP, Counts, jaccard, matched, overlap, touching
from kg.evaluate.task import Figures, Task
from kg.model import Extent

ROLES: Final = ("source", "cue", "content")
_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
_PREDICTED: Final = "--predicted takes what `kg extract FILES --format jsonl` printed."

Tokens = frozenset[int]


def score(texts: Sequence[Annotated], predicted: Mapping[str, Sequence[Spans]]) -> Figures:
    """Figures over all texts that were annotated, in percent, with intervals over texts.

    Tokens are runs of word characters or single other characters. `tokens`: those covered by a
    role; `exact`: extents whose both ends agree; `overlap`: one-to-one pairs of extents of a role
    that share a token; `utterance`: one-to-one matches whose contents overlap (Jaccard over tokens
    at least 0.5); `attributed`: of these, those whose sources agree too, or that both have none;
    `exact.utterance`, `exact.attributed`: the same where the tokens must be the same. `forms`: the
    last three by form of quotation.

    Raises:
        GoldError: a text has no predictions.
    """
    missing = [text.name for text in texts if text.name not in predicted]
    if missing:
        raise GoldError(
            f"no prediction for {len(missing)} of {len(texts)} documents, the first: {missing[0]}. "
            "Extract all of the gold folder's texts."
        )
    units = [
        _one(text.text, text.gold, predicted[text.name]) for text in texts if text.gold is not None
    ]
    found = estimates(units, levels=(*_LEVELS, *forms.LEVELS))
    return {
        "documents": len(texts),
        "gold": found["utterance"].counts.gold,
        "predicted": found["utterance"].counts.predicted,
        **{level: found[level].percent() for level in _LEVELS},
        "forms": forms.table(found),
    }


_LEVELS: Final = (
    *(f"{level}.{role}" for level in ("tokens", "exact") for role in ROLES),
    "utterance",
    "attributed",
    *(f"overlap.{role}" for role in ROLES),
    "exact.utterance",
    "exact.attributed",
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
        wanted = frozenset(t for t, s in zip(in_gold, gold, strict=True) if getattr(s, role))
        proposed = frozenset(t for t, s in zip(in_ours, ours, strict=True) if getattr(s, role))
        counts[f"exact.{role}"] = overlap(wanted, proposed)
        counts[f"overlap.{role}"] = touching(wanted, proposed)
    agreed = _agreed(tokens, gold, ours)
    for level, pairs in agreed.items():
        counts[level] = Counts(hit=len(pairs), predicted=len(ours), gold=len(gold))
    agreed["exact"] = agreed["exact.utterance"]
    return counts | forms.by_form(text, gold, ours, agreed)


def _agreed(
    tokens: Sequence[tuple[int, int]], gold: Sequence[Spans], ours: Sequence[Spans]
) -> dict[str, dict[int, int]]:
    """Gold to predicted by level: contents overlap or are the same, sources agree or don't."""
    contents = [_covered(tokens, spans.content) for spans in gold]
    proposed = [_covered(tokens, spans.content) for spans in ours]
    scores = [
        (jaccard(a, b), i, j)
        for i, a in enumerate(contents)
        for j, b in enumerate(proposed)
        if a & b
    ]
    agreed: dict[str, dict[int, int]] = {}
    for prefix, least in (("", OVERLAP), ("exact.", 1.0)):
        pairs = matched(scores, least=least)
        agreed[f"{prefix}utterance"] = pairs
        agreed[f"{prefix}attributed"] = {
            i: j for i, j in pairs.items() if _source(tokens, gold[i], ours[j]) >= least
        }
    return agreed


def _covered(tokens: Sequence[tuple[int, int]], extents: Iterable[Extent]) -> Tokens:
    """Which tokens, given in order, share a character with any of the extents."""
    return frozenset(
        i
        for extent in extents
        for i in range(
            bisect_right(tokens, extent.start, key=lambda token: token[1]),
            bisect_left(tokens, extent.end, key=lambda token: token[0]),
        )
    )


def _source(tokens: Sequence[tuple[int, int]], gold: Spans, ours: Spans) -> float:
    """How far two sources agree; two that are not there do."""
    return jaccard(_covered(tokens, gold.source), _covered(tokens, ours.source))


def from_row(row: Mapping[str, Any], *, place: str) -> tuple[Spans, ...]:
    """The attributions of one line that `kg extract` printed."""
    try:
        return tuple(
            Spans(
                **{role: _pairs(utterance.get(role)) for role in ROLES},
                nested=utterance.get("nested_in") is not None,
            )
            for utterance in row.get("utterances") or []
        )
    except (AttributeError, TypeError, ValueError, ModelError) as error:
        raise GoldError(f"{place}: offsets can't be read ({error}). {_PREDICTED}") from error


def _pairs(value: Any) -> tuple[Extent, ...]:  # noqa: ANN401 - as it stands in JSON
    """`[s, e]` or `[[s, e], …]` or null as extents."""
    if not value:
        return ()
    pairs = [value] if isinstance(value[0], int) else value
    return tuple(Extent(*pair) for pair in pairs)


def run(gold: Path, *, predicted: Path | None = None) -> Figures:
    """The figures for a gold folder, of a file of predictions or of what is read anew.

    With `ladder` (the published figures' way to count) where the folder has tokenised sentences.
    `outermost` has the same without voices within voices, which PolNeAR leaves unmarked: there they
    count as false.
    """
    texts = tuple(annotated(gold))
    found = _predictions(texts) if predicted is None else _read(predicted)
    figures = _figures(gold, texts, found)
    outer = {name: tuple(s for s in spans if not s.nested) for name, spans in found.items()}
    if outer == found:
        return figures
    shown = ("predicted", *_LEVELS, "ladder")
    whole = _figures(gold, texts, outer)
    return {**figures, "outermost": {name: whole[name] for name in shown if name in whole}}


def _figures(
    gold: Path, texts: Sequence[Annotated], found: Mapping[str, Sequence[Spans]]
) -> Figures:
    figures = score(texts, found)
    tokenised = gold / ladder.FILE
    if not tokenised.is_file():
        return figures
    return {
        **figures,
        "ladder": ladder.score(
            tuple(ladder.sentences(tokenised)),
            {PurePosixPath(text.name).stem: text.text for text in texts},
            {PurePosixPath(name).stem: spans for name, spans in found.items()},
        ),
    }


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
    "Figures by token, by exact and overlapping extent, by utterance with and without its source, "
    "by form of quotation, and as published (exact spans in tokenised sentences).",
    gold="a folder with text/*.txt and attributions/*.ann, and perhaps sentences.jsonl",
    predicted="what `kg extract FILES --format jsonl` printed",
    run=run,
)
