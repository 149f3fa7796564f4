"""The explorer as a person meets it: in a browser, from the front page to an answer in SPARQL."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from explorer.page_reading import PROJECT

QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
)
# Streamlit looks for its own server below the page's address first, and then where it is.
PROBE = re.compile(r"/\w+/_stcore/(health|host-config)$")


@pytest.fixture(scope="module")
def browser() -> str:
    found = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if found is None:
        pytest.skip("no Chromium is installed (apt-get install chromium)")
    return found


@pytest.fixture(scope="module")
def server(harbour: Path, hostile: Path) -> Iterator[str]:
    """The address of an explorer that shows both graphs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(PROJECT / "app.py")]
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    graphs = os.pathsep.join([f"harbour={harbour}", f"hostile={hostile}"])
    environment = {**os.environ, "KG_GRAPHS": graphs}
    running = subprocess.Popen(
        [*command, *options], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/_stcore/health", running)
        yield address
    finally:
        running.terminate()
        running.communicate(timeout=20)


def _wait_for(address: str, running: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if running.poll() is not None:
            pytest.fail(
                f"streamlit ended: {((running.stdout and running.stdout.read()) or b'')[-2000:]!r}"
            )
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail("streamlit did not answer within 30 seconds")


class Watched:
    """A page, what went wrong on it, and whom it spoke to."""

    def __init__(self, page, address: str) -> None:
        self.page, self.address = page, address
        self.outside: list[str] = []
        self.failed: list[str] = []
        self.errors: list[str] = []
        page.on("request", self._request)
        page.on("response", self._response)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", lambda dialog: self.errors.append(f"dialog {dialog.message}"))

    def _request(self, request) -> None:
        own = (self.address, self.address.replace("http", "ws", 1), "data:", "blob:")
        if not request.url.startswith(own):
            self.outside.append(request.url)

    def _response(self, response) -> None:
        if response.status >= 400 and not PROBE.search(response.url):
            self.failed.append(f"{response.status} {response.url}")

    def _console(self, message) -> None:
        probing = "404" in message.text and PROBE.search(message.location.get("url", ""))
        if message.type == "error" and not probing:
            self.errors.append(message.text)

    def sees(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for(timeout=20_000)

    def follows(self, name: str | re.Pattern[str]) -> None:
        self.page.locator(".stMain").get_by_role("link", name=name).first.click()

    @property
    def trouble(self) -> list[str]:
        return [*self.outside, *self.failed, *self.errors]


@pytest.fixture
def watched(browser: str, server: str) -> Iterator[Watched]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=list(QUIET))
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        yield Watched(page, server)
        chromium.close()


def test_from_the_front_page_to_an_answer(watched: Watched) -> None:
    page = watched.page
    page.goto(watched.address)
    watched.sees("Who said what, and where it clashes")
    watched.follows(re.compile("All 2 conflicts"))
    watched.sees("Where claims clash")
    assert "/conflicts" in page.url
    watched.follows(re.compile("uses 40 percent less fuel"))
    watched.sees("Every utterance that puts this claim forward")
    assert "/claim?id=" in page.url
    watched.follows("Maren Holt")
    watched.sees("chief engineer of Osprey Ferries")
    assert "/actor?id=" in page.url
    page.get_by_text("Which utterances are there, and what is known of each?").click()
    watched.follows("Open on the SPARQL page")
    watched.sees("Ask the graph")
    assert "question=utterances" in page.url
    watched.sees("4 rows")
    editor = page.locator("textarea")
    editor.fill("SELECT ?name WHERE { ?actor a kg:Actor }")
    page.get_by_role("button", name="Run").click()
    watched.sees("line 1, column")
    editor.fill("ASK { ?s ?p ?o }")
    page.get_by_role("button", name="Run").click()
    watched.sees("Yes.")
    assert watched.trouble == []


def test_the_chosen_graph_stays_chosen_and_its_words_stay_words(watched: Watched) -> None:
    page = watched.page
    page.goto(f"{watched.address}/claims?graph=hostile")
    watched.sees("What is being claimed")
    watched.sees("<script>alert(1)</script>")
    watched.follows(re.compile("Tickets will cost"))
    watched.sees("Every utterance that puts this claim forward")
    assert "graph=hostile" in page.url
    page.get_by_role("link", name="Network").click()
    watched.sees("The ties, the strongest first")
    assert "graph=hostile" in page.url
    page.wait_for_timeout(500)  # the drawing's own script
    assert watched.trouble == []
