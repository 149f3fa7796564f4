"""The one place where HTML is made: whatever is not already markup is escaped.

Articles are hostile until shown otherwise. Every text reaches the page as a child or an attribute
of `tag`, which escapes it; nothing else in the explorer writes an angle bracket.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Final

_UNSEEN: Final = re.compile(r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and marks that reverse the direction of what follows them on screen."""

_SCHEMES: Final = re.compile(r"(?:https?://|(?![a-z][a-z0-9+.-]*:)(?!//))", re.IGNORECASE)
"""What a link may start with: the web, or a relative address without a scheme."""

_VOID: Final = frozenset({"br", "hr"})


class Markup(str):
    """HTML that `tag` made, and so need not be escaped again."""

    __slots__ = ()


def escaped(text: object) -> Markup:
    """The text as it would be read, whatever it holds; Markup passes unchanged."""
    if isinstance(text, Markup):
        return text
    return Markup(html.escape(_UNSEEN.sub("\ufffd", str(text)), quote=True))


def joined(parts: Iterable[object]) -> Markup:
    """The parts one after the other, each escaped unless it is markup."""
    return Markup("".join(escaped(part) for part in parts if part is not None))


def tag(name: str, *children: object, **attributes: str | None) -> Markup:
    """An element; `class_` stands for class, an attribute of None is left out.

    A link to anything but the web or the explorer's own pages loses its address.
    """
    written = []
    for key, value in attributes.items():
        if value is None or (key == "href" and not _SCHEMES.match(value)):
            continue
        written.append(f' {key.rstrip("_").replace("_", "-")}="{escaped(value)}"')
    opening = f"<{name}{''.join(written)}>"
    if name in _VOID:
        return Markup(opening)
    return Markup(f"{opening}{joined(children)}</{name}>")
