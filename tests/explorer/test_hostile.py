"""Articles may hold markup, script and Markdown: all of it is shown as text, on every page."""

from __future__ import annotations

from pathlib import Path

import pytest
from explorer.page_reading import HOSTILE, Page, first

from kg.store import open_local

SAFE = {
    *("div", "section", "article", "blockquote", "p", "span", "i", "b", "a", "h1", "h2", "h3"),
    *("dl", "dt", "dd", "ul", "li", "mark", "sup", "code"),
}
PAGES = [
    ("overview", {}),
    ("actors", {}),
    ("actor", {"id": ("actors", "actor")}),
    ("actor", {"id": ("actors", "actor"), "tab": "In conflict"}),
    ("claims", {}),
    ("claim", {"id": ("find-claims", "claim")}),
    ("conflicts", {}),
    ("conflicts", {"tab": "Near misses"}),
    ("concerns", {}),
    ("concerns", {"concern": ("concerns-by-reach", "concern")}),
    ("concerns", {"tab": "Products", "subject": ("products", "product")}),
    ("documents", {}),
    ("document", {"id": ("documents", "document")}),
    ("network", {}),
    ("search", {"words": "script"}),
]


@pytest.mark.parametrize(("page", "address"), PAGES)
def test_hostile_text_is_shown_as_text(visit, hostile: Path, page: str, address) -> None:
    store = open_local(hostile)
    known = {
        name: first(store, *value) if isinstance(value, tuple) else value
        for name, value in address.items()
    }
    app = visit(page, hostile, **known)
    shown = Page(app)
    assert shown.tags <= SAFE, "a tag that no component makes"
    assert not [name for name, _ in shown.attributes if name.startswith("on")]
    assert not [link for link in shown.links if "javascript" in link.split("?")[0]]
    assert HOSTILE.strip()[:40] in shown.text, "the words themselves are there to be read"
    # nothing of an article goes through Markdown
    assert not [each.value for each in app.markdown if "bold" in each.value]
    assert not [each.value for each in app.caption if "bold" in each.value]


def test_the_search_words_themselves_are_escaped(visit, hostile: Path) -> None:
    shown = Page(visit("search", hostile, words="<b onclick=x>zzz"))
    assert shown.tags <= SAFE
    assert "<b onclick=x>zzz" in shown.text
