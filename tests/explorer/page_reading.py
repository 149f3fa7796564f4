"""What a person would read on a page, and which tags it is made of."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from streamlit.testing.v1 import AppTest

from kg.queries import question
from kg.store import LocalStore

PROJECT = Path(__file__).resolve().parents[2]
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>**bold** [a](javascript:x) $x$ "


class Page(HTMLParser):
    """Text, tags and attributes of the HTML that a page put on the screen."""

    def __init__(self, app: AppTest) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        for element in app.get("html"):
            self.feed(element.proto.body)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.extend((name, value or "") for name, value in attrs)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return "\n".join(self.texts)

    @property
    def links(self) -> list[str]:
        return [value for name, value in self.attributes if name == "href"]


def first(store: LocalStore, name: str, column: str) -> str:
    """The id of the first node that a question names."""
    return str(store.select(question(name).text).rows[0][column]).rsplit("/", 1)[-1]
