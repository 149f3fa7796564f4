"""What a browser sees: the example questions with a form, and answers as a table."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from kg.queries import catalogue, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;"
    "color:#1d2733}h1{font-size:1.5rem}h2{font-size:1.05rem;margin:1.4rem 0 .3rem}"
    "textarea{width:100%;height:16rem;font:13px/1.45 ui-monospace,monospace;padding:.6rem;"
    "box-sizing:border-box}button{font:inherit;padding:.4rem 1.2rem;margin:.5rem 0}"
    "dt{margin-top:.4rem}dd{margin:0 0 0 1rem;color:#5a6572}a{color:#1f6f8b}"
    "table{border-collapse:collapse;font-size:14px}th,td{border-bottom:1px solid #dde3e8;"
    "padding:.3rem .7rem .3rem 0;text-align:left;vertical-align:top}"
    ".note{background:#fdf3d8;padding:.5rem .8rem}"
)


def front(*, chosen: str | None, limit: int, timeout: float) -> str:
    """The list of questions, and a form that holds the chosen one's query."""
    known = {each.name: each for each in catalogue()}
    query = known[chosen].query if chosen in known else "SELECT * WHERE { ?s ?p ?o } LIMIT 10\n"
    listed = []
    for topic in sorted({each.topic for each in known.values()}):
        listed.append(f"<h2>{escape(topic)}</h2><dl>")
        listed += [
            f'<dt><a href="/?question={quote(each.name)}#query">{escape(each.title)}</a></dt>'
            f"<dd>{escape(each.summary)}</dd>"
            for each in known.values()
            if each.topic == topic
        ]
        listed.append("</dl>")
    return _page(
        "<h1>Who said what: SPARQL endpoint</h1>"
        f"<p>Read-only, at <code>/query</code> by the SPARQL 1.1 protocol; at most {limit:,} rows "
        f"and {timeout:g} seconds an answer. The questions below as "
        '<a href="/questions">JSON</a>.</p>'
        '<form id="query" action="/query" method="get">'
        f'<textarea name="query" spellcheck="false">{escape(query)}</textarea>'
        "<button>Ask</button></form>" + "".join(listed)
    )


def answer(data: dict[str, Any], *, notes: Sequence[str]) -> str:
    """The page of an answer in SPARQL's JSON format."""
    said = "".join(f'<p class="note">{escape(note)}</p>' for note in notes)
    if "boolean" in data:
        return _page(f"{said}<p>{'yes' if data['boolean'] else 'no'}</p>")
    names = data["head"]["vars"]
    rows = data["results"]["bindings"]
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    body = "".join(
        "<tr>" + "".join(f"<td>{_cell(row.get(name))}</td>" for name in names) + "</tr>"
        for row in rows
    )
    back = f'<p><a href="/">Questions</a> · {len(rows):,} rows</p>'
    return _page(f"{back}{said}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")


def refused(message: str) -> str:
    """The page that says why a query was not answered."""
    return _page(f'<p class="note">{escape(message)}</p><p><a href="/">Questions</a></p>')


def _cell(term: dict[str, Any] | None) -> str:
    if term is None:
        return ""
    value = str(term["value"])
    return escape(shortened(value) if term["type"] == "uri" else value)


def _page(body: str) -> str:
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Discourse KG</title>'
        f"<style>{_STYLE}</style></head><body>{body}</body></html>"
    )
