"""All documents, read and not read."""

from __future__ import annotations

from kg.explorer.address import link
from kg.explorer.components.behind import query_behind
from kg.explorer.components.markup import Markup
from kg.explorer.components.paging import pager, part_of
from kg.explorer.components.parts import anchor, empty, header, row, rows, section
from kg.explorer.components.quotations import tail
from kg.explorer.data import Graph, Row
from kg.explorer.words import counted, day, definition, noun

_SIZE = 60


def page(graph: Graph) -> None:
    """Draw the list of documents."""
    answer = graph.ask("documents")
    unread = graph.ask("unread-documents")
    header("Documents", "What was read", definition("Document"))
    read = [each for each in answer.rows if each["wasRead"] is not False]
    if not read:
        empty("No document was read", "Build the graph from a folder of articles: kg build FOLDER")
    rows(_line(each) for each in part_of(read, size=_SIZE))
    pager(len(read), size=_SIZE, page="documents")
    if unread.rows:
        section(
            f"{counted(len(unread.rows), 'document')} kept, but not read", definition("wasRead")
        )
        rows(
            row(
                anchor(
                    each["headline"] or each["file"], link("document", id=tail(each["document"]))
                ),
                note=f"{each['file']} · {_reason(each)}",
            )
            for each in unread.rows
        )
    query_behind(answer, unread)


def _line(each: Row) -> Markup:
    dated = day(each["published"]) if each["published"] else "no date"
    parts = (each["publisher"], dated, each["file"])
    return row(
        anchor(each["headline"] or each["file"], link("document", id=tail(each["document"]))),
        note=" · ".join(str(part) for part in parts if part),
        count=each["utterances"],
        unit=noun(each["utterances"], "utterance"),
    )


def _reason(each: Row) -> str:
    """What the loader noted; else what follows from the language."""
    if each["notes"]:
        return str(each["notes"])
    language = str(each["language"] or "")
    return (
        f"its language is {language}, and only English is read" if language != "en" else "no text"
    )
