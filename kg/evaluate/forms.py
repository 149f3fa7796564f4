"""Attributions by form of quotation: of each form, how many are found, and how many rightly.

The form of gold and of what is predicted is decided alike, by the share of the content between
quotation marks, and never by what the reader said of it. So recall is over gold of a form and
precision over predictions of it, whatever the form of their partners.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from kg.evaluate.bootstrap import Estimate
from kg.evaluate.brat import Spans
from kg.evaluate.metrics import Counts, part
from kg.model import Extent

FORMS: Final = (
    "direct",
    "indirect",
    "mixed",
    "direct_with_cue",
    "direct_without_cue",
    "without_cue",
)
"""Each attribution is of one of the first three; those without a cue, and direct ones with and
without, are counted again."""
AGREEMENTS: Final = ("utterance", "attributed", "exact")
"""Contents overlap; their sources agree too; contents cover the same tokens."""
_SIDES: Final = ("r", "p")
LEVELS: Final = tuple(f"{f}/{a}/{s}" for f in FORMS for a in AGREEMENTS for s in _SIDES)
"""Names of the counts of one text: form, agreement, and recall or precision."""

Pairs = Mapping[int, int]
"""Gold to predicted, by position."""


def by_form(
    text: str, gold: Sequence[Spans], predicted: Sequence[Spans], agreed: Mapping[str, Pairs]
) -> dict[str, Counts]:
    """Counts by `LEVELS` for one text.

    Args:
        text: what the extents refer to.
        gold: attributions that have content.
        predicted: the same.
        agreed: for each of `AGREEMENTS`, which of gold and predicted were paired.
    """
    wanted, found = _forms(text, gold), _forms(text, predicted)
    counts = {}
    for agreement in AGREEMENTS:
        hits = {"r": agreed[agreement].keys(), "p": set(agreed[agreement].values())}
        for side, forms in (("r", wanted), ("p", found)):
            for form in FORMS:
                of_form = {i for i, names in enumerate(forms) if form in names}
                counts[f"{form}/{agreement}/{side}"] = part(len(of_form & hits[side]), len(of_form))
    return counts


def _forms(text: str, attributions: Sequence[Spans]) -> list[frozenset[str]]:
    """Which of `FORMS` each attribution counts under."""
    from kg.extract.forms import form
    from kg.extract.quotations import quotations

    if not attributions:
        return []
    quotes = quotations(text, Extent(0, len(text)))
    found = []
    for one in attributions:
        name: str = form(tuple(sorted(one.content)), quotes)
        names = {name} if one.cue else {name, "without_cue"}
        if name == "direct":
            names.add("direct_with_cue" if one.cue else "direct_without_cue")
        found.append(frozenset(names))
    return found


def table(found: Mapping[str, Estimate]) -> dict[str, Any]:
    """What is printed for each form: how many there are, recall and precision with intervals.

    Figures in percent, one decimal.
    """
    return {form: _line(form, found) for form in FORMS}


def _line(form: str, found: Mapping[str, Estimate]) -> dict[str, Any]:
    line: dict[str, Any] = {
        "gold": found[f"{form}/utterance/r"].counts.gold,
        "predicted": found[f"{form}/utterance/p"].counts.predicted,
    }
    for agreement in AGREEMENTS:
        sides = {s: found[f"{form}/{agreement}/{s}"].percent() for s in _SIDES}
        line[agreement] = {
            **{side: figures[side] for side, figures in sides.items()},
            **{f"{side}_ci95": figures["ci95"] for side, figures in sides.items()},
        }
    return line
