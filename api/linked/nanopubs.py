"""Nanopublications over HTTP: one claim with its assertion, provenance and publication info, each in a graph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from starlette.responses import RedirectResponse, Response

from api.linked.addresses import Resource
from api.linked.data import key_of
from api.linked.forms import FORMS, Form, negotiate
from api.linked.standing import Moved, explain_absence
from api.requests import base_of, headers_of, release, single, store_of, tag_of, unchanged
from graph.errors import NotFoundError, ParameterError
from graph.rdf.nanopub.publishing import NAMES, Standing
from graph.rdf.syntaxes import write_syntax
from graph.store.lookup import read_state_async

if TYPE_CHECKING:
    from starlette.requests import Request

    from api.linked.data import LinkedData

OFFERED: Final[Mapping[str, Form]] = {name: FORMS[name] for name in ("trig", "jsonld", "nq")}
"""A nanopublication is its graphs: only what keeps them will do."""

SEE_OTHER: Final = 303


def choose_offered(request: Request) -> Form:
    """The form of a nanopublication that a request asks for; TriG where it does not mind.

    Raises:
        ParameterError: `format` is none of them.
        HTTPException: 406, the header accepts none of them.
    """
    wanted = single(request, "format")
    if wanted is not None and wanted not in OFFERED:
        raise ParameterError("format", f"is {', '.join(OFFERED)} here, not {wanted!r}: the others lose the graphs")
    return negotiate(request.headers.get("accept"), OFFERED) if wanted is None else OFFERED[wanted]


async def answer_nanopub(request: Request, linked: LinkedData, claim: str, form: Form) -> Response:
    """The nanopublication of a claim that stands; leads (303) to the last version of one that was revised.

    Raises:
        GoneError: The claim was retracted or rejected.
        NotFoundError: There is none.
    """
    store = store_of(request)
    state = await read_state_async(store)
    tag = tag_of(request, state, f"nanopub {form.name}")
    if (same := unchanged(request, tag)) is not None:
        return same
    quads = await linked.nanopub(store, claim, Standing(state.digest, state.seq, release()))
    if not quads:
        resource = Resource("id", claim)
        found = await explain_absence(store, "Claim", claim, key_of(resource))
        if isinstance(found, Moved):
            raise NotFoundError(f"there is no claim {claim!r}")
        former = base_of(request) + Resource("id", claim, found.since).data
        return RedirectResponse(former, SEE_OTHER, headers={"Cache-Control": "no-cache", "Vary": "Accept"})
    headers = {**headers_of(tag), "Content-Type": form.content_type}
    return Response(write_syntax(quads, form.name, NAMES), headers=headers)
