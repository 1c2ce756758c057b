"""Prefixes, and the URIs of what the graph holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote

HOME = "https://w3id.org/whomet/"
"""Where the vocabulary lives, whatever the base of the data, and the base where no other one is set."""

PREFIXES: Mapping[str, str] = {
    "wm": HOME + "ns#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "oa": "http://www.w3.org/ns/oa#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "dct": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "crm": "http://www.cidoc-crm.org/cidoc-crm/",
    "wd": "http://www.wikidata.org/entity/",
}

SCHEMES = HOME + "scheme/"
SAFE = "/:"
VERSION = re.compile(r"/v/(\d+)$")


def expand(name: str) -> str:
    """The URI that `prefix:name` stands for."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def path(id: str) -> str:
    """An id as URIs write it; one that ends as a version does gets its last slashes escaped."""
    quoted = quote(id, safe=SAFE)
    if "/v/" in quoted and VERSION.search(quoted):
        head, tail = quoted.rsplit("/v/", 1)
        return f"{head}%2Fv%2F{tail}"
    return quoted


@dataclass(frozen=True, slots=True)
class Names:
    """URIs of the graph's things under one base.

    Attributes:
        base: Ends with a slash.
    """

    base: str = HOME

    def thing(self, id: str) -> str:
        """The URI of the node with an id that begins with its kind, as `NodeMap.paths` tells."""
        return f"{self.base}id/{path(id)}"

    def graph(self, name: str) -> str:
        """The URI of a named graph: "reconciled", "doc/ID"."""
        return f"{self.base}graph/{quote(name, safe=SAFE)}"

    def version(self, id: str, since: int) -> str:
        """The URI of a version that no longer holds; `since` is the commit from which it held."""
        return f"{self.thing(id)}/v/{since}"

    def read(self, uri: str) -> tuple[str, int | None, str] | None:
        """The id that a URI is of, the version if it names one, and the fragment; None for what is no thing of ours."""
        start = f"{self.base}id/"
        if not uri.startswith(start):
            return None
        head, _, fragment = uri[len(start) :].partition("#")
        found = VERSION.search(head)
        if found is None:
            return unquote(head), None, fragment
        return unquote(head[: found.start()]), int(found[1]), fragment


@lru_cache(maxsize=4_096)
def concept(scheme: str, code: str) -> str:
    """The URI of a term of the vocabulary."""
    return f"{SCHEMES}{scheme}/{quote(code, safe=SAFE)}"
