"""The forms that a thing of the graph can be had in by its URI: RDF in every syntax, JSON, and a page for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from api.accepting import read_accept, weigh
from api.negotiation import NOT_ACCEPTABLE
from api.requests import single
from graph.errors import ParameterError
from graph.rdf.syntaxes import SYNTAXES

if TYPE_CHECKING:
    from starlette.requests import Request


@dataclass(frozen=True, slots=True)
class Form:
    """A form of an answer.

    Attributes:
        name: What `format` calls it.
        label: For people.
        media_types: The first is what an answer says it is.
        syntax: Whether it is a syntax of RDF, by that name.
    """

    name: str
    label: str
    media_types: tuple[str, ...]
    syntax: bool = False

    @property
    def content_type(self) -> str:
        """As the header has it."""
        first = self.media_types[0]
        return first + "; charset=utf-8" if first.startswith("text/") else first


JSON, HTML = Form("json", "JSON", ("application/json",)), Form("html", "HTML", ("text/html",))
RDF = tuple(Form(one.name, one.label, one.media_types, syntax=True) for one in SYNTAXES.values())

# Text browsers take text/plain as gladly as HTML, which N-Triples go by too.
FORMS: Mapping[str, Form] = {
    one.name: one
    for one in (
        JSON,
        *(one for one in RDF if one.name != "nt"),
        HTML,
        *(one for one in RDF if one.name == "nt"),
    )
}
"""In the order in which a client that likes several the same gets them. Browsers like HTML best."""


def choose_form(request: Request) -> Form:
    """The form that a request asks for: by `format`, else by its Accept header, else JSON.

    Raises:
        ParameterError: `format` is none of them.
        HTTPException: 406, the header accepts none of them.
    """
    named = single(request, "format")
    if named is not None:
        if named not in FORMS:
            raise ParameterError("format", f"is {', '.join(FORMS)} here, not {named!r}")
        return FORMS[named]
    return negotiate(request.headers.get("accept"))


def negotiate(accept: str | None, offered: Mapping[str, Form] = FORMS) -> Form:
    """The form that an Accept header asks for.

    Args:
        accept: The header.
        offered: Name → form, best first.

    Raises:
        HTTPException: 406, it accepts none.
    """
    accepted = read_accept(accept)
    if not accepted:
        return next(iter(offered.values()))
    weights = {name: weigh(form.media_types, accepted) for name, form in offered.items()}
    best = max(weights, key=lambda name: weights[name])
    if weights[best] == 0:
        types = ", ".join(form.media_types[0] for form in offered.values())
        raise HTTPException(NOT_ACCEPTABLE, f"this is to be had as {types}; ask for one of them, or set `format`")
    return offered[best]
