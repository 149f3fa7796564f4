"""Exports: the same graph gives the same bytes, and other readers get the same graph back."""

from __future__ import annotations

import csv
import io
import json
import random
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

import pytest
from corpora import ARTICLE, harbour_quads, harbour_store
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import InputError, QueryError
from kg.export import FORMATS, export
from kg.store import LocalStore, in_memory

ONTOLOGY = "/graph/ontology"
HOSTILE = "a\x00b\x0b\x1b[2J ]]> </script><script>alert(1)</script> =1+1 \U0001f6a2"


def exported(store: LocalStore, layout: str, **options: bool) -> bytes:
    out = io.BytesIO()
    export(store, layout, out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def own_quads() -> set[Quad]:
    """The corpus without the ontology's graph, but with what that says of the concerns raised."""
    found = harbour_quads()
    own = [quad for quad in found if not quad.graph_name.value.endswith(ONTOLOGY)]
    used = {quad.object for quad in own}
    concern = NamedNode("https://w3id.org/discourse-kg/ontology#Concern")
    raised = {q.subject for q in found if q.object == concern and q.subject in used}
    assert raised
    return {*own, *(quad for quad in found if quad.subject in raised)}


@pytest.mark.parametrize("layout", FORMATS)
def test_the_order_of_loading_leaves_no_trace(layout: str) -> None:
    shuffled = harbour_quads()
    random.Random(5).shuffle(shuffled)
    assert exported(harbour_store(), layout) == exported(in_memory(shuffled), layout)


def test_another_process_writes_the_same_bytes() -> None:
    # sets of strings and the engine's hash maps change their order from process to process
    code = (
        "import hashlib, io; from corpora import harbour_store; from kg.export import *\n"
        "for name in FORMATS:\n"
        "    out = io.BytesIO(); export(harbour_store(), name, out)\n"
        "    print(name, hashlib.sha256(out.getvalue()).hexdigest())\n"
    )
    tests = Path(__file__).parents[1]
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=tests,
            env={"PYTHONPATH": f"{tests}:{tests.parent}", "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert len(runs[0].splitlines()) == len(FORMATS)


@pytest.mark.parametrize(
    ("layout", "form"),
    [("trig", RdfFormat.TRIG), ("nquads", RdfFormat.N_QUADS), ("jsonld", RdfFormat.JSON_LD)],
)
def test_quads_come_back(layout: str, form: RdfFormat) -> None:
    assert set(parse(exported(harbour_store(), layout), format=form)) == own_quads()


@pytest.mark.parametrize(
    ("layout", "form"), [("turtle", RdfFormat.TURTLE), ("rdfxml", RdfFormat.RDF_XML)]
)
def test_triples_come_back(layout: str, form: RdfFormat) -> None:
    found = {quad.triple for quad in parse(exported(harbour_store(), layout), format=form)}
    assert found == {quad.triple for quad in own_quads()}


def test_turtle_and_rdfxml_are_read_by_rdflib() -> None:
    import rdflib

    count = len({quad.triple for quad in own_quads()})
    for layout, name in (("turtle", "turtle"), ("rdfxml", "xml")):
        graph = rdflib.Graph().parse(data=exported(harbour_store(), layout), format=name)
        assert len(graph) == count


def test_prefixes_are_sorted_and_all_of_use() -> None:
    lines = exported(harbour_store(), "turtle").decode().split("\n")
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    body = "\n".join(lines[len(prefixes) :])
    assert all(f"{line.split()[1]}" in body for line in prefixes)


def test_runs_and_ontology_only_when_asked() -> None:
    run = Quad(
        NamedNode("https://w3id.org/discourse-kg/run/1"),
        NamedNode("http://www.w3.org/ns/prov#startedAtTime"),
        Literal("2026-04-06T12:00:00Z"),
        NamedNode("https://w3id.org/discourse-kg/graph/run/1"),
    )
    store = in_memory([*harbour_quads(), run])
    assert b"startedAtTime" not in exported(store, "nquads")
    assert b"startedAtTime" in exported(store, "nquads", with_run=True)
    assert b"owl#Ontology" not in exported(store, "nquads")
    whole = set(parse(exported(store, "nquads", with_ontology=True), format=RdfFormat.N_QUADS))
    assert whole == set(harbour_quads())


@pytest.mark.parametrize("layout", [name for name in FORMATS if name not in ("html", "csv")])
def test_without_text_no_long_passage_leaves(layout: str) -> None:
    out = io.BytesIO()
    export(harbour_store(), layout, out, without_text=True, quote_limit=20)
    text = out.getvalue().decode()
    # runs of the article that are longer than the limit and stand in no title or reason
    for start in range(
        len("Port authority doubts ferry maker's figures") + 2, len(ARTICLE) - 45, 7
    ):
        assert ARTICLE[start : start + 45] not in text


def test_without_text_hashes_and_offsets_stay() -> None:
    text = exported(harbour_store(), "nquads", without_text=True).decode()
    assert "nif-core#isString" not in text
    for kept in ("ontology#sha256", "ns/oa#start", "ns/oa#exact"):
        assert kept in text


def hostile_store() -> LocalStore:
    name = NamedNode("https://schema.org/name")
    text = NamedNode("https://schema.org/text")
    swapped = [
        Quad(q.subject, q.predicate, Literal(HOSTILE), q.graph_name)
        if q.predicate in (name, text)
        else q
        for q in harbour_quads()
    ]
    return in_memory(swapped)


@pytest.mark.parametrize("layout", FORMATS)
def test_hostile_texts_break_no_format(layout: str, tmp_path: Path) -> None:
    import networkx as nx

    data = exported(hostile_store(), layout)
    match layout:
        case "rdfxml" | "graphml" | "gexf":
            ElementTree.fromstring(data)
        case "jsonl":
            assert all(json.loads(line) for line in data.splitlines())
        case "html":
            assert b"<script>alert(1)" not in data
        case "turtle" | "trig" | "nquads" | "jsonld":
            form = {"turtle": RdfFormat.TURTLE, "trig": RdfFormat.TRIG}.get(
                layout, RdfFormat.N_QUADS if layout == "nquads" else RdfFormat.JSON_LD
            )
            assert Literal(HOSTILE) in {quad.object for quad in parse(data, format=form)}
        case "csv":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                rows = archive.read("actors.csv").decode("utf-8-sig")
            assert len(list(csv.reader(io.StringIO(rows, newline="")))) == 6
    if layout in ("graphml", "gexf"):
        file = tmp_path / "graph"
        file.write_bytes(data)
        graph = nx.read_gexf(file) if layout == "gexf" else nx.read_graphml(file)
        assert len(graph) == 22


def test_an_unknown_format_lists_the_known() -> None:
    with pytest.raises(QueryError, match="turtle, trig"):
        export(harbour_store(), "doc", io.BytesIO())


def test_a_place_that_can_not_be_written_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="-o"):
        export(harbour_store(), "turtle", tmp_path / "file" / "graph.ttl")
    with pytest.raises(InputError, match="folder"):
        export(harbour_store(), "csv", tmp_path / "file")
