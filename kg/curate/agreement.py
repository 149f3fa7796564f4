"""How far coders agree, beyond what chance would give: Krippendorff's alpha per subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.curate.applying import matter
from kg.errors import MissingPackageError
from kg.model import Judgement, normalised


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Agreement on one subject.

    Attributes:
        alpha: nominal Krippendorff's alpha, 1 for full agreement, 0 for what chance gives; None
            where it is undefined: no matter judged twice, or one and the same verdict throughout.
        coders: who judged.
        matters: how many matters were judged by two or more coders.
        alike: of those, on how many all verdicts are the same.
    """

    subject: str
    alpha: float | None
    coders: tuple[str, ...]
    matters: int
    alike: int


def agreement(judgements: Iterable[Judgement]) -> tuple[Agreement, ...]:
    """Agreement per subject, by name of the subject; a coder's last verdict on a matter counts.

    Raises:
        MissingPackageError: krippendorff is not installed.
    """
    verdicts: dict[str, dict[tuple[str, ...], dict[str, str]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for judgement in sorted(judgements, key=lambda j: (j.made, j.coder, j.verdict)):
        subject, on = matter(judgement)
        verdicts[subject][on][judgement.coder] = normalised(judgement.verdict)
    return tuple(_of(subject, matters) for subject, matters in sorted(verdicts.items()))


def _of(subject: str, matters: dict[tuple[str, ...], dict[str, str]]) -> Agreement:
    coders = sorted({coder for held in matters.values() for coder in held})
    shared = [held for _, held in sorted(matters.items()) if len(held) > 1]
    values = sorted({verdict for held in shared for verdict in held.values()})
    return Agreement(
        subject=subject,
        alpha=_alpha(shared, coders, values) if len(values) > 1 else None,
        coders=tuple(coders),
        matters=len(shared),
        alike=sum(len(set(held.values())) == 1 for held in shared),
    )


def _alpha(shared: list[dict[str, str]], coders: list[str], values: list[str]) -> float:
    try:
        import krippendorff
    except ImportError as error:
        raise MissingPackageError(
            "Agreement between coders needs a package; run: pip install krippendorff"
        ) from error
    import numpy as np

    table = np.array(
        [
            [values.index(held[coder]) if coder in held else np.nan for held in shared]
            for coder in coders
        ],
        dtype=float,
    )
    return round(float(krippendorff.alpha(table, level_of_measurement="nominal")), 3)
