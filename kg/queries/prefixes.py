"""The prefixes in which IRIs are shown, exported and accepted."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

ONTOLOGY: Final = "https://w3id.org/discourse-kg/ontology#"
_BASE: Final = "https://w3id.org/discourse-kg/"

PREFIXES: Final = MappingProxyType(
    {
        "actor": f"{_BASE}actor/",
        "aif": "http://www.arg.dundee.ac.uk/aif#",
        "article": f"{_BASE}article/",
        "claim": f"{_BASE}claim/",
        "concern": f"{_BASE}concern/",
        "dcterms": "http://purl.org/dc/terms/",
        "document": f"{_BASE}document/",
        "extent": f"{_BASE}extent/",
        "fact": "http://groundedannotationframework.org/grasp/factuality#",
        "gaf": "http://groundedannotationframework.org/gaf#",
        "grasp": "http://groundedannotationframework.org/grasp#",
        "graph": f"{_BASE}graph/",
        "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
        "judgement": f"{_BASE}judgement/",
        "kg": ONTOLOGY,
        "mention": f"{_BASE}mention/",
        "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
        "oa": "http://www.w3.org/ns/oa#",
        "origin": f"{_BASE}origin/",
        "owl": "http://www.w3.org/2002/07/owl#",
        "product": f"{_BASE}product/",
        "proposition": f"{_BASE}proposition/",
        "prov": "http://www.w3.org/ns/prov#",
        "quantity": f"{_BASE}quantity/",
        "qudt": "http://qudt.org/schema/qudt/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "relation": f"{_BASE}relation/",
        "schema": "https://schema.org/",
        "sioc": "http://rdfs.org/sioc/ns#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "stance": f"{_BASE}stance/",
        "time": "http://www.w3.org/2006/time#",
        "unit": "http://qudt.org/vocab/unit/",
        "utterance": f"{_BASE}utterance/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

_LOCAL: Final = re.compile(r"[\w-]+")


def shortened(iri: str) -> str:
    """The IRI as `prefix:local` where a prefix fits and the rest is a plain name, else as it is.

    >>> shortened("https://w3id.org/discourse-kg/claim/0f3c")
    'claim:0f3c'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def expanded(name: str) -> str:
    """The IRI that a name with one of our prefixes stands for; anything else comes back as it is.

    >>> expanded("claim:0f3c")
    'https://w3id.org/discourse-kg/claim/0f3c'
    """
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES and not local.startswith("//"):
        return PREFIXES[prefix] + local
    return name
