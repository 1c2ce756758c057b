"""Which form of a thing a client gets by its Accept header: those of browsers, tools and libraries, and odd ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException

from api.accepting import read_accept, weigh
from api.linked.forms import FORMS, negotiate
from tests.accepting import HEADERS


def test_table_is_long_enough() -> None:
    """Many headers, no two the same."""
    assert len({accept for accept, _, _ in HEADERS}) == len(HEADERS) >= 40


@pytest.mark.parametrize(("accept", "expected"), [(accept, at_uri) for accept, at_uri, _ in HEADERS])
def test_accept_header_chooses(accept: str | None, expected: str) -> None:
    """What a client likes best; among equals the order of the forms; 406 where it takes none of them."""
    if "refused" in expected:
        with pytest.raises(HTTPException, match="text/turtle") as caught:
            negotiate(accept)
        assert caught.value.status_code == 406
    else:
        assert negotiate(accept).name == expected


@given(st.text(alphabet='abt/*;,q=.019"\\ +-', max_size=80))
def test_no_header_makes_an_error(accept: str) -> None:
    """Whatever is sent, a form is chosen or the request refused."""
    status, chosen = 406, None
    try:
        chosen = negotiate(accept).name
    except HTTPException as refused:
        status = refused.status_code
    assert chosen in FORMS or status == 406


@given(
    st.lists(st.tuples(st.sampled_from(sorted(FORMS)), st.integers(0, 1000)), min_size=1, unique_by=lambda one: one[0])
)
def test_the_best_of_what_is_named_wins(wanted: list[tuple[str, int]]) -> None:
    """Qualities decide, whatever the order of the header."""
    accept = ", ".join(f"{FORMS[name].media_types[0]};q={quality / 1000:.3f}" for name, quality in wanted)
    best = max(quality for _, quality in wanted)
    if best == 0:
        with pytest.raises(HTTPException):
            negotiate(accept)
    else:
        assert (negotiate(accept).name, best) in wanted


def test_long_headers_are_read_in_time() -> None:
    """What nobody sends is read up to a bound, and in linear time."""
    assert len(read_accept("text/turtle," * 10_000)) == 100
    assert read_accept('a/b;c="' + "\\" * 50_000) == read_accept("a/b")
    assert weigh(("text/turtle",), read_accept('"' * 9_999 + "text/turtle")) == 0
