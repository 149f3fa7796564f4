"""Who speaks: the speaker of each utterance that was found, by the sort of words that name it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from kg.errors import GoldError
from kg.evaluate.bootstrap import estimates
from kg.evaluate.debate import documents
from kg.evaluate.debate_files import GOLD, Gold, read_gold
from kg.evaluate.files import rows_of
from kg.evaluate.labels import plain
from kg.evaluate.metrics import Counts, jaccard, matched, words
from kg.evaluate.task import Figures, Task
from kg.model import ARTICLE

_PREDICTED: Final = (
    "--predicted takes what `kg extract FILES --format jsonl --with-text` printed: the words of "
    "contents and sources are cut from the text."
)
_PRONOUNS: Final = frozenset({"he", "she", "it", "they", "we", "i", "his", "her", "their", "its"})

Row = Mapping[str, Any]


def score(gold: Gold, rows: Sequence[Row]) -> Figures:
    """Figures over gold's attributed utterances that were found, by the words of the source.

    Shares of 1, with intervals over documents.

    `p` is over those for which somebody was named; `r` over all found that have a speaker. A
    speaker is right when its name is one of that actor's and of no other's. `silent` counts
    utterances without a speaker in gold for which, rightly, nobody was named. `exact_content`: of
    all, those whose content has gold's words and no others. `overlap`: all, a speaker counted as
    right, too, whose name is part of one of that actor's or the reverse (a surname, say).
    """
    found = [one for row in rows for one in _found(row)]
    wanted = [u for u in gold.utterances if u.form != "authored"]
    candidates = (
        (jaccard(words(" ".join(u.content)), words(content)), -i, -j)
        for i, u in enumerate(wanted)
        for j, (document, content, _, _) in enumerate(found)
        if document == u.document
    )
    pairs = {-i: -j for i, j in matched(candidates).items()}
    names = _names(gold)
    units: defaultdict[str, defaultdict[str, Counts]] = defaultdict(lambda: defaultdict(Counts))
    for one in wanted:
        units[one.document]  # a document of which nothing was found is drawn like the others
    silent = [0, 0]
    for i, j in sorted(pairs.items()):
        document, content, source, speaker = found[j]
        known = [who for who in wanted[i].speakers if who and who != ARTICLE]
        if not known:
            silent[0] += speaker is None
            silent[1] += 1
            continue
        counts = units[document]
        named = int(speaker is not None)
        hit = _right(speaker, known, names)
        one_hit = Counts(hit=int(hit), predicted=named, gold=1)
        counts[_sort(source)] += one_hit
        counts["all"] += one_hit
        if words(" ".join(wanted[i].content)) == words(content):
            counts["exact_content"] += one_hit
        near = hit or _near(speaker, known, names)
        counts["overlap"] += Counts(hit=int(near), predicted=named, gold=1)
    totals = estimates([units[document] for document in sorted(units)], levels=_LEVELS)
    return {
        "utterances": len(wanted),
        "found": len(pairs),
        **{level: total.shares_with_counts() for level, total in totals.items()},
        "silent": silent,
    }


_LEVELS: Final = ("all", "name", "pronoun", "nominal", "none", "exact_content", "overlap")


def _sort(source: str) -> str:
    """What sort of words name the speaker: a name, a pronoun, a common noun, or none."""
    tokens = source.split()
    if not tokens:
        return "none"
    if len(tokens) == 1 and tokens[0].lower() in _PRONOUNS:
        return "pronoun"
    inner = tokens[1:] if len(tokens) > 1 and tokens[0].lower() in {"the", "a", "an"} else tokens
    return "name" if any(token[:1].isupper() for token in inner) else "nominal"


def _names(gold: Gold) -> dict[str, frozenset[str]]:
    """For each name the plain names of the actors that go by it."""
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for actor in gold.actors:
        for name in {plain(actor.label), *gold.holders.get(plain(actor.label), ())}:
            holders[name].add(plain(actor.label))
    return {name: frozenset(actors) for name, actors in holders.items()}


def _right(speaker: str | None, known: Sequence[str], names: Mapping[str, frozenset[str]]) -> bool:
    actors = names.get(plain(speaker), frozenset())
    return any(actors == {plain(who)} for who in known)


def _near(speaker: str | None, known: Sequence[str], names: Mapping[str, frozenset[str]]) -> bool:
    """Whether the words of the speaker's name and of a name of that actor include one another."""
    said = words(plain(speaker))
    meant = {plain(who) for who in known}
    called = [words(name) for name, actors in names.items() if actors & meant]
    return bool(said) and any(name and (said <= name or name <= said) for name in called)


def _found(row: Row) -> list[tuple[str, str, str, str | None]]:
    """Document, content, source and speaker of each attributed utterance of a row."""
    text: str = row["text"]
    base = str(row["document"]).rsplit("/", 1)[-1]
    return [
        (
            base,
            " ".join(text[a:b] for a, b in one["content"]),
            text[slice(*one["source"])] if one["source"] else "",
            one["speaker"],
        )
        for one in row["utterances"]
        if one["form"] != "authored"
    ]


def run(gold: Path, *, predicted: Path | None = None) -> Figures:
    """The figures for a debate's gold, of a file of predictions or of what is read anew."""
    wanted = read_gold(gold)
    if predicted is None:
        return score(wanted, _read(documents(gold)))
    rows = rows_of(predicted, fields=("document", "text", "utterances"), remedy=_PREDICTED)
    return score(wanted, [row for _, row in rows])


def _read(texts: Sequence[Path]) -> list[Row]:
    from kg.extract.rows import row
    from kg.load import load
    from kg.pipeline import read

    loading = load(texts)
    if loading.failures:
        raise GoldError(f"{loading.failures[0]} {GOLD}")
    return [row(one, with_text=True) for one in read(loading.documents)]


TASK: Final = Task(
    name="speakers",
    title="Who speaks",
    summary="The speaker of each utterance found in a debate's texts, apart for sources that are "
    "names, pronouns, common nouns, or absent; and where content or name agree only in part.",
    gold="the gold.json of a debate, its texts beside it",
    predicted="what `kg extract FILES --format jsonl --with-text` printed",
    run=run,
)
