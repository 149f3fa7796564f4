"""Names as they are compared: without case, marks and the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

_MARKS: Final = re.compile(r"\W+")
_ONE: Final = ("name", "label", "handle")
_MANY: Final = ("aliases", "mentions", "versions")


def plain(name: str | None) -> str:
    """Lower case, marks as spaces, no 'the' in front."""
    bare = _MARKS.sub(" ", (name or "").lower()).strip()
    return bare.removeprefix("the ")


def plain_all(names: Iterable[object]) -> frozenset[str]:
    """The different plain forms of those that are strings and not empty."""
    return frozenset(plain(name) for name in names if isinstance(name, str) and name)


def labels(record: Mapping[str, Any]) -> frozenset[str]:
    """Every name that an actor, product or concern goes by."""
    many = [name for field in _MANY for name in record.get(field) or []]
    return plain_all([*(record.get(field) for field in _ONE), *many])
