"""The graph in a notebook: open it, ask it, draw networks from it.

    >>> graph = Graph.open(FERRY)
    >>> for row in graph.ask("products"):
    ...     print(row["productName"], "by", row["makerName"])
    Tidewalker 3 by Osprey Ferries
    >>> rows = graph.ask("claims-of-actor", name="holt")
    >>> rows[0]["claimText"]
    'It uses 40 percent less fuel than any ferry of its size'
    >>> graph.ask("ASK { ?conflict a <https://w3id.org/discourse-kg/ontology#Conflict> }").truth
    True
    >>> graph.network("actors", weight="conflict").number_of_edges()
    2

(`FERRY` is the folder of a small invented graph.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, overload

from pyoxigraph import QueryBoolean, QuerySolutions

from kg.errors import QueryError
from kg.export import export, projection, records
from kg.queries import Question, Value, bind, catalogue, shortened, text_of
from kg.store import Iri, Row, Store, open_local, open_remote
from kg.store.cells import result

if TYPE_CHECKING:
    from types import TracebackType

    import networkx as nx
    import pandas as pd

_SHOWN = 60  # rows of a table in a notebook; more is not read there


@dataclass(frozen=True, slots=True)
class Rows(Sequence[Row]):
    """The rows of an answer, each a dictionary from variable to plain Python value.

    A notebook shows them as a table; `to_dataframe` makes a pandas one.
    """

    variables: tuple[str, ...]
    rows: tuple[Row, ...]

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Rows: ...
    def __getitem__(self, index: int | slice) -> Row | Rows:
        """A row, or some of them."""
        if isinstance(index, slice):
            return Rows(self.variables, self.rows[index])
        return self.rows[index]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @property
    def truth(self) -> bool:
        """The answer to an ASK; QueryError where it was none."""
        if self.variables != ("answer",) or len(self.rows) != 1:
            raise QueryError("this is no answer to an ASK. Look at the rows.")
        return self.rows[0]["answer"] is True

    def to_dataframe(self) -> pd.DataFrame:
        """A pandas table, one column per variable in the query's order, also where no row is."""
        import pandas as pd

        return pd.DataFrame(list(self.rows), columns=list(self.variables))

    def __repr__(self) -> str:
        return f"<{len(self.rows)} rows of {', '.join(self.variables)}>"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self.variables)
        body = "".join(
            "<tr>" + "".join(f"<td>{_cell(row[name])}</td>" for name in self.variables) + "</tr>"
            for row in self.rows[:_SHOWN]
        )
        more = len(self.rows) - _SHOWN
        rest = f"<p>… and {more:,} more rows</p>" if more > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph that can be asked, drawn and exported; a context manager.

        >>> with Graph.open(FERRY) as graph:
        ...     graph.ask("corpus-counts").to_dataframe().query("what == 'claims'").number.item()
        10

    Attributes:
        store: the store behind it, for queries of one's own making.
    """

    store: Store

    @classmethod
    def open(cls, place: str | PathLike[str]) -> Self:
        """The graph in a folder, or behind the `http` address of a SPARQL 1.1 endpoint.

        Raises:
            StoreError: there is no graph, or it can't be reached.
        """
        text = str(place)
        is_url = text.startswith(("http://", "https://"))
        return cls(open_remote(text) if is_url else open_local(Path(place)))

    def questions(self) -> tuple[Question, ...]:
        """The shipped questions, with titles and parameters.

        >>> [each.name for each in Graph.open(FERRY).questions() if "Conflicts" in each.topic][:2]
        ['conflict-kinds', 'conflicts-of-actor']
        """
        return catalogue()

    def ask(self, asked: str, **parameters: Value | None) -> Rows:
        """The rows of a named question, of a file with SPARQL, or of SPARQL itself.

            >>> Graph.open(FERRY).ask("numbers-claimed", unit="percent")[0]["low"]
            40.0

        Parameters are bound as values and never become part of the query. A parameter whose name
        is a word of Python (`from`) goes in as `**{"from": date(2026, 3, 1)}`.

        Raises:
            QueryError: the question is unknown or malformed, or a parameter is.
            StoreError: the store can't answer.
        """
        results = self.store.results(bind(text_of(asked), parameters))
        if isinstance(results, QuerySolutions):
            found = result(results)
            return Rows(found.variables, found.rows)
        if isinstance(results, QueryBoolean):
            return Rows(("answer",), ({"answer": bool(results)},))
        raise QueryError("the query gives a graph, not rows. Use graph.store.construct(…).")

    def network(
        self, onto: str = "actors", *, weight: str = "subtract", min_count: int = 1
    ) -> nx.Graph[str]:
        """A network as a networkx graph, with names as `label`.

            >>> claims = Graph.open(FERRY).network("claims")
            >>> sorted(kind for _, _, kind in claims.edges(data="kind"))
            ['contradicts', 'contradicts', 'contrasts', 'supports', 'undercuts']

        Args:
            onto: `actors` (edges carry `congruence`, `conflict` and `subtract`, as in discourse
                network analysis), `claims` (their relations, a MultiDiGraph), `actor-concern` or
                `actor-claim` (two modes, edges with `count`).
            weight: for `actors`, which of the three is `weight`.
            min_count: edges that rest on fewer claims or utterances are left out.

        Raises:
            QueryError: there is no such network or weight.
        """
        return projection(records(self.store), onto, weight=weight, min_count=min_count)

    def export(self, format: str, path: str | PathLike[str], **options: Any) -> Path:  # noqa: ANN401 - kg.export types them
        """Write the graph in a format of `kg.export.FORMATS`, and return where it is.

        Options are those of `kg.export.export`: `with_run`, `with_ontology`, `without_text`,
        `quote_limit`.
        """
        out = Path(path)
        export(self.store, format, out, **options)
        return out

    def close(self) -> None:
        """Let go of files and connections."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _cell(value: object) -> str:
    if value is None:
        return ""
    return escape(shortened(value) if isinstance(value, Iri) else str(value))
