"""Content negotiation over HTTP: every header of the table at the URI of a thing, and at a route of rows."""

from __future__ import annotations

import httpx
import pytest

from api.linked.forms import FORMS
from api.negotiation import MEDIA_TYPES
from tests.accepting import HEADERS

pytestmark = pytest.mark.usefixtures("samples")

TYPES = {name: types[0] for name, types in MEDIA_TYPES.items()} | {
    name: one.media_types[0] for name, one in FORMS.items()
}


def ask(http: httpx.Client, path: str, accept: str | None) -> httpx.Response:
    """Ask as a client does that sends this header, or none; redirections are followed with the same one."""
    # No client can send a zero byte.
    sent = b"" if accept is None else accept.encode("latin-1").replace(b"\x00", b"")
    request = http.build_request("GET", path, headers=[(b"Accept", sent)])
    if accept is None:
        del request.headers["accept"]
    return http.send(request, follow_redirects=True)


@pytest.mark.parametrize(("accept", "at_uri", "of_query"), HEADERS)
def test_clients_get_what_they_ask_for(http: httpx.Client, accept: str | None, at_uri: str, of_query: str) -> None:
    """The form that the table tells, by its media type, and what a cache must know."""
    for path, expected in (("/id/person/vladimir-putin", at_uri), ("/queries/events?limit=1", of_query)):
        answer = ask(http, path, accept)
        if expected == "refused":
            assert answer.status_code == 406
            assert answer.headers["content-type"] == "application/problem+json"
        else:
            assert answer.status_code == 200, answer.text
            assert answer.headers["content-type"].partition(";")[0] == TYPES[expected]
            assert "accept" in answer.headers["vary"].lower()
