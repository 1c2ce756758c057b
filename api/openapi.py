"""The OpenAPI document: the fixed routes by FastAPI, one operation for each canned query from the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.describing import terms_of
from api.routes.queries import FORMATS
from queries.catalogue import load_catalogue

if TYPE_CHECKING:
    from fastapi import FastAPI

    from queries.catalogue import Query
    from queries.header import Column, Parameter

DESCRIPTION = """\
A knowledge graph of diplomatic events. Every answer carries its evidence: quotation, document, publisher, and whom
they rely on. A name may be written in any usual spelling or script wherever an actor is asked for.

Errors are problem details ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)) on every route.
"""

PROBLEM = "Problem"
STRING: dict[str, Any] = {"type": "string"}
NAMES = {
    "actor": "name or id of a person, state, organisation or group",
    "person": "name or id of a person",
    "state": "name, ISO 3166-1 code or id of a state",
    "post": "label or id of a post",
    "place": "name or id of a place, or the name of a country",
}
TEXTS = {
    **{name: {"description": told} for name, told in NAMES.items()},
    "event": {"description": "id of an event, or of any of its claims"},
    "day": {"format": "date"},
    "edtf": {"description": "a date in EDTF: 2025-11-26, 2025-11, 2025-11-24/2025-11-26"},
}
IDS = frozenset({*NAMES, "event", "claim", "document"})

CITATION_CONTENT: dict[str, Any] = {
    "application/x-bibtex": {"schema": STRING},
    "application/vnd.citationstyles.csl+json": {"schema": {"type": "array", "items": {"type": "object"}}},
}
"""The forms that cite an answer in place of giving it."""

STATUSES = {
    "404": "nobody goes by a name (with the nearest), or there is nothing of an id",
    "406": "no form of the answer that the Accept header takes",
    "409": "several go by a name (with the candidates)",
    "422": "a parameter can't be used; `parameter` names it",
    "500": "whomet or its database made an error",
    "503": "the database is away; try again after `Retry-After` seconds",
    "504": "the query took longer than allowed",
}


def describe_app(app: FastAPI) -> None:
    """Give an application its OpenAPI document, made once when it is first asked for."""
    fixed = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = complete(fixed())
        return app.openapi_schema

    app.openapi = openapi


def complete(document: dict[str, Any]) -> dict[str, Any]:
    """Add the canned queries, and the one shape of errors, to what FastAPI knows."""
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas[PROBLEM] = problem_schema()
    told = "a key that the server's operator gave you"
    document["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer", "description": told}}
    for path in document["paths"].values():
        for operation in path.values():
            operation["responses"] = {**_without_validation(operation["responses"]), **problem_responses()}
    for query in load_catalogue():
        document["paths"][f"/queries/{query.name}"] = {"get": operation_of(query)}
    return document


def operation_of(query: Query) -> dict[str, Any]:
    """The operation of one query."""
    answer = {
        "description": "one page of rows; CSV and JSON Lines without `limit` hold all rows",
        "headers": {
            "ETag": {"description": "changes with the graph and the question", "schema": STRING},
            "Link": {"description": 'rel="bookmark" is the permalink, rel="next" the next page', "schema": STRING},
        },
        "content": {
            "application/json": {"schema": answer_schema(query)},
            "text/csv": {"schema": STRING},
            "application/jsonl": {"schema": STRING},
            **CITATION_CONTENT,
        },
    }
    return {
        "tags": ["queries"],
        "operationId": query.name,
        "summary": query.title,
        "description": f"{query.description}\n\nPinned to this version: `/queries/{query.name}@{query.version}`.",
        "parameters": [*(parameter_of(one) for one in query.parameters), format_parameter()],
        "responses": {"200": answer, "304": {"description": "what `If-None-Match` names still holds"}}
        | problem_responses(),
    }


def parameter_of(parameter: Parameter) -> dict[str, Any]:
    """A parameter of a query."""
    schema = value_schema(parameter)
    if parameter.many:
        schema = {"type": "array", "items": schema}
    if not parameter.required and parameter.default is not None:
        schema = {**schema, "default": parameter.default}
    found: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.description,
        "schema": schema,
    }
    if parameter.many:
        found |= {"style": "form", "explode": True}
    # Swagger's form sends what an example says, so only what a query can't do without has one there.
    if parameter.example is not None and parameter.required:
        found["example"] = [parameter.example] if parameter.many else parameter.example
    elif parameter.example is not None:
        found["description"] += f" (such as `{parameter.example}`)"
    return found


def value_schema(parameter: Parameter) -> dict[str, Any]:
    """The JSON schema of one value."""
    if parameter.type == "integer":
        limits = {"minimum": parameter.minimum, "maximum": parameter.maximum}
        return {"type": "integer", **{name: value for name, value in limits.items() if value is not None}}
    if parameter.type == "boolean":
        return {"type": "boolean"}
    terms = terms_of(parameter)
    if terms is not None:
        return {**STRING, "enum": terms}
    return STRING | TEXTS.get(parameter.type, {})


def format_parameter() -> dict[str, Any]:
    """The parameter that every query has for its form."""
    return {
        "name": "format",
        "in": "query",
        "required": False,
        "description": "form of the answer; wins over the Accept header",
        "schema": {**STRING, "enum": list(FORMATS), "default": FORMATS[0]},
    }


def answer_schema(query: Query) -> dict[str, Any]:
    """The JSON schema of an answer, with the columns of its rows."""
    row = {
        "type": "object",
        "properties": {one.name: column_schema(one) for one in query.returns},
        "required": [one.name for one in query.returns],
        "additionalProperties": False,
    }
    properties: dict[str, Any] = {
        "query": {"const": query.name},
        "version": STRING,
        "parameters": {"type": "object", "description": "as understood: ids for names, defaults left out"},
        "seq": {"type": "integer", "description": "the commit as of which the rows are"},
        "digest": {"type": ["string", "null"], "description": "of the graph's content when it was asked"},
        "notes": {"type": "array", "items": STRING, "description": "how parameters were understood, where not plain"},
        "undated_left_out": {
            "type": ["integer", "null"],
            "description": "how many more rows there would be if the window did not need a date",
        },
        "undated_more": {"type": "boolean", "description": "whether there are more of them than that"},
        "rows": {"type": "array", "items": row},
        "after": {"type": ["string", "null"], "description": "cursor of the next page"},
        "next": {"type": ["string", "null"], "format": "uri-reference", "description": "the next page"},
        "permalink": {**STRING, "format": "uri-reference", "description": "gives the same rows for ever"},
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def column_schema(column: Column) -> dict[str, Any]:
    """The JSON schema of a column; a value may always be null."""
    plain = column.type if column.type in {"integer", "number", "boolean"} else "string"
    schema: dict[str, Any] = {"type": [plain, "null"]}
    told = {"edtf": "a date in EDTF", "date": "a day"}.get(column.type)
    if told is None and column.type in IDS:
        told = f"id of a {column.type}" if column.type[0] not in "ae" else f"id of an {column.type}"
    if told:
        schema["description"] = told
    return {"type": ["array", "null"], "items": schema} if column.many else schema


def problem_schema() -> dict[str, Any]:
    """The JSON schema of every error."""
    pairs = {
        "type": "array",
        "items": {"type": "object", "properties": {"id": STRING, "label": STRING}, "required": ["id", "label"]},
    }
    return {
        "title": PROBLEM,
        "description": "Problem details (RFC 9457).",
        "type": "object",
        "properties": {
            "type": {**STRING, "format": "uri"},
            "title": STRING,
            "status": {"type": "integer"},
            "detail": STRING,
            "instance": {**STRING, "format": "uri-reference"},
            "parameter": {**STRING, "description": "the parameter at fault"},
            "name": {**STRING, "description": "the name as asked"},
            "nearest": {**pairs, "description": "what comes nearest to an unknown name"},
            "candidates": {**pairs, "description": "what an ambiguous name may mean"},
        },
        "required": ["type", "title", "status", "detail", "instance"],
    }


def problem_responses() -> dict[str, Any]:
    """The responses that every operation may give instead of its own."""
    return {status: {"description": told, "content": problem_content()} for status, told in STATUSES.items()}


def problem_content() -> dict[str, Any]:
    """The content of an answer that is a problem."""
    return {"application/problem+json": {"schema": {"$ref": f"#/components/schemas/{PROBLEM}"}}}


def _without_validation(responses: dict[str, Any]) -> dict[str, Any]:
    return {status: told for status, told in responses.items() if status != "422"}
