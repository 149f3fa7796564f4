"""Rules and judge heard together: one relation with one probability, and why in words.

The judge's probabilities and what the rules found are put together in a product of experts (a
log-linear pool; Genest and Zidek, Statistical Science 1986): each rule that speaks raises the odds
of what it says by a weight that was fitted on pairs neither had seen (`kg.thresholds`).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kg.link.judge import KINDS, REASONS, RELATIONS, Asserted, Opinion
from kg.model import Extent
from kg.relate.matching import Match
from kg.relate.reading import Side
from kg.relate.verdicts import Direction, Verdict
from kg.thresholds import LEAST_CONTRADICTION, RULE_REFUSES, RULE_SAYS, TEMPER, WORDS_ERASED

Judge = Callable[[str, str], Opinion]
"""What the judge holds of two texts by the speakers of the two claims, on their days."""
_FLOOR: Final = 1e-4


def heard(
    ask: Callable[[Asserted, Asserted], Opinion],
    left: Asserted,
    right: Asserted,
    mine: str,
    yours: str,
) -> Opinion:
    """The opinion of two texts by the speakers of two claims; a `Judge` once these are given."""
    return ask(replace(left, text=mine), replace(right, text=yours))


def weighed(rules: Verdict, left: Side, right: Side, met: Match, judge: Judge) -> Verdict:
    """The verdict of both together.

    Where the rules alone would have said nothing, the words that the judge's opinion rests on are
    those without which it changes most (leave-one-out erasure; Li, Monroe and Jurafsky 2016).
    """
    given = judge(left.text, right.text)
    shares = pooled(rules, given)
    best = max(shares, key=lambda name: shares[name])
    if best == "contradicts" and shares[best] < LEAST_CONTRADICTION:
        best = "none"
    relation, _, side = best.partition("-")
    score = round(shares[best], 3)
    if relation == rules.relation and (rules.direction or "") == side:
        return replace(rules, score=score)
    if relation == "none":
        return Verdict(
            relation="none",
            kind=REASONS[int(given.reason.argmax())],
            score=score,
            why=_unlike(rules, met),
            signal=rules.signal or rules.relation == "contradicts",
            context=rules.context,
            near=rules.near,
        )
    mine, yours = _decisive(left, right, best, judge)
    kind = KINDS[int(given.kind.argmax())] if relation == "contradicts" else "wording"
    return Verdict(
        relation=relation,  # type: ignore[arg-type]
        kind=kind,
        score=score,
        why=_why(relation, left, right, met, mine, yours),
        direction=_direction(side),
        signal=relation == "contradicts",
        left=mine,
        right=yours,
        context=rules.context,
        near=rules.near,
    )


def pooled(rules: Verdict, given: Opinion) -> dict[str, float]:
    """The probability of each of `RELATIONS`."""
    logs = {
        name: TEMPER * math.log(max(float(share), _FLOOR))
        for name, share in zip(RELATIONS, given.relation, strict=True)
    }
    said = rules.relation + (f"-{rules.direction}" if rules.direction else "")
    if rules.relation == "none":
        logs["none"] += RULE_REFUSES if rules.signal else 0.0
    else:
        logs[said] = logs.get(said, math.log(_FLOOR)) + RULE_SAYS.get(rules.relation, 0.0)
    most = max(logs.values())
    total = sum(math.exp(value - most) for value in logs.values())
    return {name: math.exp(value - most) / total for name, value in logs.items()}


def _direction(side: str) -> Direction | None:
    return "left" if side == "left" else "right" if side == "right" else None


def _decisive(
    left: Side, right: Side, name: str, judge: Judge
) -> tuple[Extent | None, Extent | None]:
    """On each side the words without which the opinion loses most."""
    at = RELATIONS.index(name)
    found: list[Extent | None] = []
    for side in (left, right):
        losses = []
        for extent in _parts(side):
            text = side.text[: extent.start] + side.text[extent.end :]
            told = judge(text, right.text) if side is left else judge(left.text, text)
            losses.append((float(told.relation[at]), extent))
        found.append(min(losses)[1] if losses else None)
    return found[0], found[1]


def _parts(side: Side) -> list[Extent]:
    """Numbers and words that carry meaning, as many as are tried."""
    amounts = [q.extent for q in side.quantities]
    times = [p.extent for p in side.periods]
    words = [w.extent for w in side.words if not any(a.overlaps(w.extent) for a in amounts + times)]
    return [*amounts, *times, *words][:WORDS_ERASED]


def _why(
    relation: str,
    left: Side,
    right: Side,
    met: Match,
    mine: Extent | None,
    yours: Extent | None,
) -> str:
    a = mine.within(left.text) if mine else left.text
    b = yours.within(right.text) if yours else right.text
    common = [word.text for word, _ in met.shared]
    of = f", both of {_listed(common)}" if common else ""
    between = {
        "contradicts": f"'{a}' and '{b}' can't both hold{of}",
        "equivalent": f"'{a}' says what '{b}' says{of}",
        "undercuts": f"'{a}' takes away from what '{b}' rests on{of}",
        "supports": f"'{a}' is a ground for '{b}'{of}",
        "refines": f"'{a}' is closer than '{b}'{of}",
    }
    return f"{between[relation]} (by the trained judge)"


def _unlike(rules: Verdict, met: Match) -> str:
    if rules.relation == "none":
        return rules.why
    return f"{rules.why}; but the trained judge holds that both can stand"


def _listed(words: list[str]) -> str:
    return ", ".join(f"'{word}'" for word in dict.fromkeys(words[:4]))
