"""A debate's gold and the export of a graph, as records that `debate` compares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kg.errors import GoldError
from kg.evaluate.files import json_of, rows_of
from kg.evaluate.labels import labels, plain, plain_all

GOLD: Final = "GOLD must be the gold.json of a debate, with 'utterances', 'actors' and 'relations'."
EXPORT: Final = "--predicted takes what `kg export --format jsonl` printed."
_SECONDS: Final = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_NUMBERS: Final = ("value", "low", "high")
_SHORT: Final = 3
"""Units of this length or less keep their s ('gas')."""

Amount = tuple[float, str, str]
"""Value, unit and per; times in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldUtterance:
    """One proposition that gold has somebody utter."""

    id: str
    document: str
    content: tuple[str, ...]
    form: str | None
    speakers: tuple[str | None, ...]
    optional: bool
    stance: str | None
    certainty: str | None
    amounts: frozenset[Amount] | None
    claim: str
    copied: bool

    @property
    def voiced(self) -> bool:
        """Whether it counts as missed when it is not found."""
        return self.form != "authored" and not self.optional


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An actor, product or concern: what it is called first, and all that it is called."""

    label: str | None
    names: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRelation:
    """A relation between two gold claims."""

    kind: str
    left: str
    right: str
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A debate as it was annotated.

    Attributes:
        holders: for each actor's plain name, the names a speaker may go by to be taken for it.
        traps: pairs that only seem to conflict.
    """

    utterances: tuple[GoldUtterance, ...]
    actors: tuple[Named, ...]
    products: tuple[Named, ...]
    concerns: tuple[Named, ...]
    holders: Mapping[str, frozenset[str]]
    relations: tuple[GoldRelation, ...]
    traps: tuple[GoldRelation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One claim that a predicted utterance expresses, with its own content."""

    document: str
    content: str
    form: str | None
    speaker: str | None
    speaker_id: str | None
    stance: str | None
    certainty: str | None
    amounts: frozenset[Amount]
    claim: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What a graph holds, as its JSON Lines export says."""

    found: tuple[Found, ...] = ()
    actors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    products: tuple[frozenset[str], ...] = ()
    concerns: tuple[frozenset[str], ...] = ()
    relations: tuple[GoldRelation, ...] = ()


def read_gold(path: Path) -> Gold:
    """The gold of a debate, from its file or the folder it lies in.

    Raises:
        GoldError: it is absent, no JSON, or lacks a field.
    """
    place = path / "gold.json" if path.is_dir() else path
    record = json_of(place, remedy=GOLD)
    try:
        return _gold(record)
    except (KeyError, TypeError, AttributeError) as error:
        lacking = f"field {error} is missing" if isinstance(error, KeyError) else str(error)
        raise GoldError(f"{place}: {lacking}. {GOLD}") from error


def _gold(record: Mapping[str, Any]) -> Gold:
    only = record.get("document", {}).get("file")
    claims = {u["id"]: u.get("claim") for u in record["utterances"]}
    for claim in record.get("claims", []):
        claims.update(dict.fromkeys(claim.get("utterances", []), claim["id"]))
    claim_of = {ident: claim or ident for ident, claim in claims.items()}
    concerns = [{"label": c} if isinstance(c, str) else c for c in record.get("concerns", [])]

    def side(ref: str) -> str:
        return str(claim_of.get(ref, ref))

    return Gold(
        utterances=tuple(_utterance(u, only, claim_of[u["id"]]) for u in record["utterances"]),
        actors=tuple(_named(a) for a in record["actors"]),
        products=tuple(_named(p) for p in record.get("products", [])),
        concerns=tuple(_named(c) for c in concerns),
        holders={
            plain(a["name"]): plain_all([a["name"], a.get("handle"), *a.get("names", [])])
            for a in record["actors"]
        },
        relations=tuple(
            GoldRelation(
                kind=r["kind"],
                left=side(r["left"]),
                right=side(r["right"]),
                optional=bool(r.get("optional")),
            )
            for r in record["relations"]
        ),
        traps=tuple(
            GoldRelation(kind="contradicts", left=side(t["left"]), right=side(t["right"]))
            for t in record.get("not_conflicts", [])
        ),
    )


def _utterance(record: Mapping[str, Any], only: str | None, claim: str) -> GoldUtterance:
    return GoldUtterance(
        id=record["id"],
        document=_base(record.get("document") or only),
        content=tuple(record["content"]),
        form=record.get("form"),
        speakers=(record.get("speaker"), *record.get("speaker_alternatives", ())),
        optional=bool(record.get("optional")),
        stance=record.get("polarity"),
        certainty=record.get("certainty"),
        amounts=_amounts(record["quantity"]) if record.get("quantity") else None,
        claim=claim,
        copied=bool(record.get("copy_of")),
    )


def _named(record: Mapping[str, Any]) -> Named:
    return Named(label=record.get("name") or record.get("label"), names=labels(record))


def _base(name: str | None) -> str:
    return (name or "").rsplit("/", 1)[-1]


def _amounts(quantity: Mapping[str, Any]) -> frozenset[Amount]:
    unit, per = _singular(quantity.get("unit")), _singular(quantity.get("per"))
    scale = _SECONDS.get(unit, 1)
    named = "second" if unit in _SECONDS else unit
    numbers = (quantity.get(name) for name in _NUMBERS)
    return frozenset(
        (float(number) * scale, named, per) for number in numbers if isinstance(number, int | float)
    )


def _singular(unit: str | None) -> str:
    bare = plain(unit)
    if bare in {"percent", "per cent", "pct"}:
        return "percent"
    return bare[:-1] if bare.endswith("s") and len(bare) > _SHORT else bare


def read_export(path: Path) -> Export:
    """The nodes of an export by type, utterances taken apart into the claims they express.

    Raises:
        GoldError: a line is no JSON, has no type, or repeats the id of another of its type.
    """
    rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for number, row in rows_of(path, fields=("type",), remedy=EXPORT):
        key = (str(row["type"]), str(row.get("id")))
        if row.get("id") is not None:
            if key in seen:
                place = f"{path}, line {number}"
                raise GoldError(f"{place}: id {key[1]} occurs twice among {key[0]} rows. {EXPORT}")
            seen.add(key)
        rows[row["type"]].append(row)
    try:
        return _export(rows)
    except (KeyError, TypeError, AttributeError) as error:
        lacking = f"field {error} is missing" if isinstance(error, KeyError) else str(error)
        raise GoldError(f"{path}: {lacking}. {EXPORT}") from error


def _export(rows: Mapping[str, list[dict[str, Any]]]) -> Export:
    return Export(
        found=tuple(f for u in rows["utterance"] for f in _found(u)),
        actors={a["id"]: labels(a) for a in rows["actor"]},
        products=tuple(labels(p) for p in rows["product"]),
        concerns=tuple(labels(c) for c in rows["concern"] if c.get("raised_by")),
        relations=tuple(
            GoldRelation(kind=r["relation"], left=r["left"], right=r["right"])
            for r in rows["relation"]
            if r.get("status") != "rejected" and r["relation"] != "none"
        ),
    )


def _found(record: Mapping[str, Any]) -> list[Found]:
    amounts = frozenset[Amount]().union(
        *(_amounts(q) for q in record.get("quantities") or [] if isinstance(q, dict))
    )
    whole = {"claim": record.get("claim"), "content": record.get("content") or []}
    return [
        Found(
            document=_base(record["document"]),
            content=_text(part.get("content", whole["content"])),
            form=record.get("form"),
            speaker=record.get("speaker"),
            speaker_id=record.get("speaker_id"),
            stance=record.get("stance"),
            certainty=record.get("certainty"),
            amounts=amounts,
            claim=part.get("claim", whole["claim"]),
        )
        for part in record.get("claims") or [whole]
    ]


def _text(content: str | list[str]) -> str:
    return content if isinstance(content, str) else " ".join(content)
