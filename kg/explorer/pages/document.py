"""One document: where it comes from, and its text with everybody's words marked."""

from __future__ import annotations

from kg.explorer.address import asked, ident, link
from kg.explorer.components.behind import query_behind
from kg.explorer.components.markup import tag
from kg.explorer.components.parts import anchor, empty, facts, header, section, show
from kg.explorer.components.quotations import tail
from kg.explorer.components.running_text import running_text
from kg.explorer.data import Graph, Row
from kg.explorer.words import counted, day


def page(graph: Graph) -> None:
    """Draw the document that the address names."""
    document = graph.iri("document", ident())
    everything = anchor("all documents", link("documents"))
    if not asked():
        empty("No document chosen", "Pick one from the list of", everything)
        return
    found = graph.ask("text-of-document", document=document) if document else None
    if found is None or not found.rows:
        empty(
            "No such document in this graph",
            "A document’s address follows from its text, and changes with it. Look among",
            everything,
        )
        return
    about = found.rows[0]
    marks = graph.ask("highlights-of-document", document=document)
    header("Document", str(about["headline"] or about["file"]))
    _facts(about)
    said = len({each["utterance"] for each in marks.rows})
    section(
        counted(said, "utterance"),
        "Each speaker’s words are marked and signed. Hover to see who says it and why it "
        "was read so; follow the words to the claim."
        if said
        else "",
    )
    if about["wasRead"] is False:
        empty("This text was kept, but not read", str(about["notes"] or _unread(about)))
    if about["text"] is None:
        empty("The text itself is not in this graph", "It was exported without texts.")
    else:
        running_text(str(about["text"]), marks.rows, here=ident("at"))
    query_behind(found, marks)


def _facts(about: Row) -> None:
    url = str(about["url"] or "")
    earlier = about["earlier"]
    facts(
        (
            ("by", about["authors"]),
            ("publisher", about["publisher"]),
            ("published", day(about["published"]) if about["published"] else "no date stated"),
            ("updated", day(about["modified"]) if about["modified"] else None),
            (
                "address",
                tag("a", url, href=url, rel="noreferrer", target="_blank") if url else None,
            ),
            ("file", about["file"]),
            ("remarks", about["notes"]),
            ("origin", about["originReason"]),
            (
                "revises",
                anchor(about["earlierFile"], link("document", id=tail(earlier)))
                if earlier
                else None,
            ),
        )
    )
    if about["skipped"]:
        show(tag("p", f"Not understood: {about['skipped']}"), class_="kg-soft")


def _unread(about: Row) -> str:
    return (
        f"Its language is {about['language']}; only English is read." if about["language"] else ""
    )
