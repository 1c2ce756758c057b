"""The forms of SPARQL's answers, and what the protocol lets a client ask with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException

from api.linked.forms import RDF, Form, negotiate
from graph.errors import ParameterError, SparqlError
from graph.rdf.sparql.results import RESULTS
from graph.rdf.sparql.text import Query, read_query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from graph.rdf.sparql.text import Kind

LABELS: Final = {"json": "JSON", "xml": "XML", "csv": "CSV", "tsv": "TSV"}
ROWS: Final[Mapping[str, Form]] = {name: Form(name, LABELS[name], types) for name, types in RESULTS.items()}
TRUTH: Final[Mapping[str, Form]] = {name: ROWS[name] for name in ("json", "xml")}
GRAPH: Final[Mapping[str, Form]] = {form.name: form for form in RDF}
OFFERED: Final[Mapping[Kind, Mapping[str, Form]]] = {
    "SELECT": ROWS,
    "ASK": TRUTH,
    "CONSTRUCT": GRAPH,
    "DESCRIBE": GRAPH,
}
"""Kind of query → the forms of its answer, best first."""

WORDS: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
UNSUPPORTED: Final = 415
MOST_FIELDS: Final = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What a client asks.

    Attributes:
        default_graphs: Graphs that stand for the default graph.
        named_graphs: Graphs that GRAPH may name.
        form: Of the answer.
    """

    query: Query
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    form: Form


async def read_asked(request: Request) -> Asked:
    """Read a request as the SPARQL 1.1 protocol has it; parameters that the protocol does not know are passed over.

    Raises:
        SparqlError: The query can't be used, or it is an update.
        ParameterError: There is no query, or there are several.
        HTTPException: 415, the body is neither a form nor a query; 406, the answer has none of the forms.
    """
    fields = list(request.query_params.multi_items())
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await request.body()
        if kind == UPDATE:
            raise SparqlError("updates are refused: SPARQL only reads here; whomet load and whomet curate write")
        if kind == QUERY:
            fields.append(("query", _text(body)))
        elif kind == WORDS:
            fields += parse_qsl(_text(body), keep_blank_values=True, max_num_fields=MOST_FIELDS)
        else:
            raise HTTPException(UNSUPPORTED, f"send a query as {QUERY}, or a form ({WORDS}) with `query`")
    if any(name == "update" for name, _ in fields):
        raise SparqlError("updates are refused: SPARQL only reads here; whomet load and whomet curate write")
    found = [value for name, value in fields if name == "query"]
    if len(found) != 1:
        raise ParameterError("query", "is needed, once: a SPARQL query" if not found else "takes one value")
    query = read_query(found[0])
    named = next((value for name, value in fields if name == "format"), None)
    return Asked(
        query,
        _values(fields, "default-graph-uri"),
        _values(fields, "named-graph-uri"),
        choose(query.kind, named, request.headers.get("accept")),
    )


def choose(kind: Kind, named: str | None, accept: str | None) -> Form:
    """The form of an answer; `named` wins where there is such a form (clients send all kinds of them)."""
    offered = OFFERED[kind]
    return offered[named] if named in offered else negotiate(accept, offered)


def _values(fields: Sequence[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    return tuple(value for name, value in fields if name == wanted and value)


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except ValueError as error:
        raise ParameterError("query", "is no UTF-8") from error
