"""Which form of an answer a client gets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException

from api.answers import Format
from api.negotiation import FORMATS, choose_format
from graph.errors import ParameterError
from tests.accepting import HEADERS

ALL: tuple[Format, ...] = ("json", "csv", "jsonl", "bibtex", "csl")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        (BROWSER, "json"),
        ("application/json", "json"),
        ("text/csv", "csv"),
        ("text/*", "csv"),
        ("application/*", "json"),
        ("application/x-bibtex", "bibtex"),
        ("text/x-bibtex;q=0.9, application/json;q=0.1", "bibtex"),
        ("application/vnd.citationstyles.csl+json", "csl"),
        ("TEXT/CSV", "csv"),
        ("application/x-ndjson", "jsonl"),
        ("application/json;q=0.5, text/csv;q=0.9", "csv"),
        ("application/json;q=0.5, */*", "csv"),
        ("text/csv;q=0, */*;q=0.1", "json"),
        ("text/csv; header=present; q=0.7, application/json;q=0.2", "csv"),
    ],
)
def test_accept_header_chooses(accept: str | None, expected: str) -> None:
    """The header's qualities decide, the more specific range over the less; on a tie the first form offered."""
    assert choose_format(None, accept, ALL) == expected


@pytest.mark.parametrize(("accept", "expected"), [(accept, of_query) for accept, _, of_query in HEADERS])
def test_clients_get_what_they_ask_for(accept: str | None, expected: str) -> None:
    """Browsers, tools and libraries, at a route of rows."""
    if "refused" in expected:
        with pytest.raises(HTTPException, match="application/json") as caught:
            choose_format(None, accept, ALL)
        assert caught.value.status_code == 406
    else:
        assert choose_format(None, accept, ALL) == expected


def test_parameter_wins_over_header() -> None:
    """A link with `format` gives the same to everybody who follows it."""
    assert choose_format("csv", "application/json", ALL) == "csv"


def test_unknown_format_names_the_known_ones() -> None:
    """A format that a route does not have is an error of the parameter, not a surprise."""
    with pytest.raises(ParameterError, match="json or csv or jsonl or bibtex or csl") as caught:
        choose_format("xml", None, ALL)
    assert caught.value.parameter == "format"


@pytest.mark.parametrize("accept", ["application/pdf", "application/json;q=0", "image/*", "text/csv;q=never"])
def test_nothing_acceptable_is_406(accept: str) -> None:
    """Who accepts none of the forms is told which there are."""
    with pytest.raises(HTTPException, match="application/json") as caught:
        choose_format(None, accept, ("json", "csv"))
    assert caught.value.status_code == 406


@given(st.text(max_size=60), st.permutations(ALL))
def test_any_header_is_answered_or_refused(accept: str, offered: list[Format]) -> None:
    """No header, however broken, makes an error of ours."""
    status, chosen = 406, None
    try:
        chosen = choose_format(None, accept, offered)
    except HTTPException as refused:
        status = refused.status_code
    assert chosen in FORMATS or status == 406
