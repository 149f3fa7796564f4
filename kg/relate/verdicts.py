"""What stands between two claims, as the comparison finds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.model import Extent, RelationKind

Direction = Literal["left", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What stands between two claims.

    Attributes:
        direction: the side that undercuts, grounds or is the more specific; None if symmetric.
        context: how far both speak of one matter, 0 to 1; `near` is stricter (`Match.near`).
        signal: whether a conflict seemed to be there (for `none`: and was refused).
        left, right: the words it rests on, as characters of each side's text.
    """

    relation: RelationKind
    kind: str
    score: float
    why: str
    direction: Direction | None = None
    signal: bool = False
    context: float = 0.0
    near: float = 0.0
    left: Extent | None = None
    right: Extent | None = None
