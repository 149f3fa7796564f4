"""A document's text with everybody's words marked: cut at the extents, never searched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from kg.explorer import words
from kg.explorer.address import link
from kg.explorer.components.markup import Markup, tag
from kg.explorer.components.parts import show
from kg.explorer.components.quotations import tail
from kg.explorer.data import Row

VOICES: Final = 8
"""Colours told apart; the ninth speaker has the first one's, and initials of his or her own."""


def running_text(text: str, rows: Sequence[Row], *, here: str | None = None) -> None:
    """The text with its evidence marked, and who is who; `here` is the utterance to stand out."""
    speakers = voices(rows)
    key = (
        tag("span", name, " ", tag("b", initials(name)), class_=f"kg-voice-{number % VOICES}")
        for name, number in speakers.items()
    )
    show(*key, class_="kg-voices")
    show(*pieces(text, rows, speakers=speakers, here=here), class_="kg-text")


def voices(rows: Iterable[Row]) -> dict[str, int]:
    """Speaker to number, in order of first appearance."""
    names = dict.fromkeys(str(row["speakerName"]) for row in rows)
    return {name: number for number, name in enumerate(names)}


def initials(name: str) -> str:
    """At most three letters that stand for a speaker: `AB`, `ART`."""
    parts = [part for part in name.strip("()").split() if part[:1].isalnum()]
    if len(parts) == 1:
        return parts[0][:3].upper()
    return "".join(part[0] for part in parts[:3]).upper()


def pieces(
    text: str, rows: Sequence[Row], *, speakers: Mapping[str, int], here: str | None = None
) -> Iterable[object]:
    """The text in order, plain stretches as they are and evidence as linked marks.

    Where extents overlap, the shortest decides the link and the title names all. Extents that
    reach beyond the text (the graph is another version's) are cut at its end.
    """
    spans = [(_number(row["start"]), min(_number(row["end"]), len(text)), row) for row in rows]
    cuts = sorted(
        {0, len(text), *(cut for start, end, _ in spans if start < end for cut in (start, end))}
    )
    for start, end in pairwise(cuts):
        over = [span for span in spans if span[0] <= start and end <= span[1]]
        piece = text[start:end]
        if not over or not piece.strip():
            yield piece
            continue
        inner = min(over, key=lambda span: (span[1] - span[0], str(span[2]["utterance"])))
        ends = end == inner[1]
        yield _mark(
            piece, inner[2], over=[row for *_, row in over], speakers=speakers, ends=ends, here=here
        )


def _mark(
    piece: str,
    row: Row,
    *,
    over: Sequence[Row],
    speakers: Mapping[str, int],
    ends: bool,
    here: str | None,
) -> Markup:
    name = str(row["speakerName"])
    said = dict.fromkeys(_title(each) for each in over)
    classes = [
        "kg-nested" if len({each["utterance"] for each in over}) > 1 else "",
        "kg-here" if here and tail(row["utterance"]) == here else "",
    ]
    marked = tag("mark", piece, class_=" ".join(filter(None, classes)) or None)
    sign = tag("sup", initials(name)) if ends else None
    voice = f"kg-voice-{speakers[name] % VOICES}"
    if not row.get("claim"):
        return tag("span", marked, sign, class_=voice, title="\n".join(said))
    href = link("claim", id=tail(row["claim"]))
    return tag("a", marked, sign, href=href, target="_self", class_=voice, title="\n".join(said))


def _title(row: Row) -> str:
    parts = [f"{row['speakerName']} {row['stanceName']}, {words.label(str(row['formName']))}"]
    parts += [words.day(row["said"])] if row.get("said") else []
    parts += [str(row["why"])] if row.get("why") else []
    return " · ".join(parts)


def _number(value: object) -> int:
    return int(str(value))
