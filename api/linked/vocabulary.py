"""The vocabulary's own documents: the ontology, and the JSON-LD context."""

from __future__ import annotations

from functools import cache

import orjson

from api.linked.forms import HTML, JSON, Form
from api.linked.page import write_page
from graph.ids import digest
from graph.rdf.context import make_context
from graph.rdf.ontology import ONTOLOGY, ontology_lines
from graph.rdf.syntaxes import write_syntax
from graph.rdf.tables import tabulate

NS, CONTEXT = "/ns", "/context.jsonld"


@cache
def ontology(form: Form, server: str) -> bytes:
    """The ontology document in a form; `server` is what addresses in its page begin with."""
    lines = ontology_lines()
    if form is HTML:
        # Its terms are on the page itself, under their names.
        return write_page(ONTOLOGY, tabulate(lines), server + NS, None, lambda _: None)
    return write_syntax(lines, "jsonld" if form is JSON else form.name)


@cache
def context(base: str) -> bytes:
    """The JSON-LD context for data under a base."""
    return orjson.dumps(make_context(base), option=orjson.OPT_INDENT_2)


def version_of(content: bytes) -> str:
    """What a document is pinned by: the same for the same bytes alone."""
    return digest(content.decode())
