"""The web application in front of the engine: the SPARQL 1.1 protocol, gated."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from kg.endpoint import page
from kg.endpoint.gate import Admitted, admit
from kg.errors import QueryError
from kg.queries import catalogue
from kg.thresholds import LONGEST_QUERY

if TYPE_CHECKING:
    from httpx import AsyncClient
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

Engine = Callable[[], AbstractContextManager[str]]

_MOST_BYTES: Final = 12 * LONGEST_QUERY  # a character takes up to 12 bytes when percent-encoded
_JSON: Final = "application/sparql-results+json"
_ROWS: Final = ("SELECT", "ASK")
_HOSTS: Final = ("127.0.0.1", "localhost")


def application(engine: Engine, *, limit: int, timeout: float, base: str) -> Starlette:
    """The endpoint; the engine runs as long as the application does.

    Args:
        engine: makes a context in which the engine's address holds.
        limit: most rows an answer may have.
        timeout: seconds an answer may take.
        base: where the IRIs of this graph start.
    """
    import httpx
    from starlette.applications import Starlette
    from starlette.concurrency import run_in_threadpool
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.responses import HTMLResponse, JSONResponse
    from starlette.routing import Route

    @asynccontextmanager
    async def running(app: Starlette) -> AsyncIterator[None]:
        with engine() as address:
            async with httpx.AsyncClient(timeout=timeout, trust_env=False) as client:
                app.state.client, app.state.address = client, address
                yield

    async def query(request: Request) -> Response:
        as_page = "text/html" in request.headers.get("accept", "")
        try:
            asked = await _asked(request)
            admitted = await run_in_threadpool(partial(admit, asked, limit=limit, base=base))
        except QueryError as error:
            return _refusal(400, str(error), as_page=as_page)
        state = request.app.state
        return await _answer(
            state.client, state.address, admitted, accept=request.headers.get("accept"),
            as_page=as_page, timeout=timeout,
        )  # fmt: skip

    async def front(request: Request) -> Response:
        chosen = request.query_params.get("question")
        text = page.front(chosen=chosen, limit=limit, timeout=timeout)
        return HTMLResponse(text, headers=page.HEADERS)

    async def questions(_: Request) -> Response:
        return JSONResponse(_listed())

    async def health(request: Request) -> Response:
        state = request.app.state
        try:
            response = await state.client.post(state.address, data={"query": "ASK {}"})
            alive = response.status_code == 200
        except httpx.HTTPError:
            alive = False
        return JSONResponse({"engine": alive}, status_code=200 if alive else 503)

    return Starlette(
        routes=[
            Route("/", front, methods=["GET"]),
            Route("/query", query, methods=["GET", "POST"]),
            Route("/questions", questions, methods=["GET"]),
            Route("/health", health, methods=["GET"]),
        ],
        # Without this, a page from elsewhere could make its own name point here and read answers.
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[*_HOSTS])],
        lifespan=running,
    )


async def _asked(request: Request) -> str:
    """The query in a request, by the three ways of the protocol; QueryError where there is none."""
    given = parse_qs(request.url.query, keep_blank_values=True)
    if request.method == "POST":
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > _MOST_BYTES:
                raise QueryError(
                    f"the request has over {_MOST_BYTES:,} bytes. Ask a shorter query."
                )
        try:
            text = body.decode()
        except UnicodeDecodeError as error:
            raise QueryError(f"the request is not UTF-8: {error}. Encode it so.") from error
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == "application/sparql-query":
            given["query"] = [text]
        elif kind == "application/x-www-form-urlencoded":
            given |= parse_qs(text, keep_blank_values=True)
        else:
            raise QueryError(
                f"a POST of type {kind or 'none'} is not understood. Send the query as "
                "application/sparql-query, or as a form with the field query."
            )
    if "update" in given:
        raise QueryError("updates are refused: the graph is read-only.")
    if {"default-graph-uri", "named-graph-uri"} & given.keys():
        raise QueryError(
            "the graphs can't be chosen by the request. Use FROM or GRAPH in the query."
        )
    match given.get("query"):
        case [query]:
            return query
        case None:
            raise QueryError("there is no query. Send one as ?query=…, or see / for examples.")
        case _:
            raise QueryError("there are several queries. Send one at a time.")


async def _answer(
    client: AsyncClient,
    address: str,
    admitted: Admitted,
    *,
    accept: str | None,
    as_page: bool,
    timeout: float,
) -> Response:
    import httpx
    from starlette.responses import HTMLResponse, Response

    rows = admitted.kind in _ROWS
    wanted = (_JSON if rows else "text/turtle") if as_page else accept or "*/*"
    try:
        response = await client.post(
            address,
            content=admitted.text.encode(),
            headers={"Content-Type": "application/sparql-query", "Accept": wanted},
        )
    except httpx.TimeoutException:
        return _refusal(504, _too_slow(timeout), as_page=as_page)
    except httpx.HTTPError as error:
        return _refusal(502, f"the engine does not answer ({error}).", as_page=as_page)
    if response.status_code != 200:
        slow = "timeout" in response.text.lower() or "cancel" in response.text.lower()
        message = _too_slow(timeout) if slow else response.text.strip()
        status = 504 if slow else response.status_code
        return _refusal(status, message, as_page=as_page)
    if as_page and rows:
        text = page.answer(json.loads(response.content), notes=admitted.notes)
        return HTMLResponse(text, headers=page.HEADERS)
    headers = {"X-Content-Type-Options": "nosniff"}
    if admitted.notes:
        headers["Kg-Note"] = " ".join(admitted.notes)
    kind = "text/plain; charset=utf-8" if as_page else response.headers.get("content-type")
    return Response(response.content, media_type=kind, headers=headers)


def _too_slow(timeout: float) -> str:
    return f"no answer within {timeout:g} seconds. Narrow the question, or add a smaller LIMIT."


def _refusal(status: int, message: str, *, as_page: bool) -> Response:
    from starlette.responses import HTMLResponse, PlainTextResponse

    if as_page:
        return HTMLResponse(page.refused(message), status_code=status, headers=page.HEADERS)
    return PlainTextResponse(message + "\n", status_code=status)


def _listed() -> list[dict[str, object]]:
    return [
        {
            "name": each.name,
            "title": each.title,
            "summary": each.summary,
            "topic": each.topic,
            "parameters": [
                {
                    "name": parameter.name,
                    "type": parameter.kind,
                    "description": parameter.text,
                    "required": parameter.required,
                    "default": parameter.default,
                }
                for parameter in each.parameters
            ],
            "query": each.query,
        }
        for each in catalogue()
    ]
