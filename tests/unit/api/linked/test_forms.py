"""Which form of a thing a client gets by its Accept header: those of browsers, tools and libraries, and odd ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException

from api.accepting import read_accept, weigh
from api.linked.forms import FORMS, negotiate

CHROME = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
    "application/signed-exchange;v=b3;q=0.7"
)
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
OLD_FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
OLD_EDGE = "text/html, application/xhtml+xml, application/xml; q=0.9, */*; q=0.8"
INTERNET_EXPLORER = "image/gif, image/jpeg, application/x-ms-application, application/xaml+xml, image/pjpeg, */*"
JAVA = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"
JENA_GRAPH = "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,*/*;q=0.3"
JENA_DATASET = (
    "application/trig,application/n-quads;q=0.9,text/x-nquads;q=0.8,application/ld+json;q=0.7,"
    "application/trix+xml;q=0.4,*/*;q=0.3"
)
RDF4J = (
    "application/rdf+xml;q=0.8, application/xml;q=0.8, text/xml;q=0.8, application/n-triples;q=0.9, "
    "text/turtle;q=1.0, application/x-turtle;q=1.0, application/trig;q=0.85"
)
OLD_RDFLIB = "application/rdf+xml,text/rdf+n3;q=0.9,application/xhtml+xml;q=0.5, */*;q=0.1"
RAPTOR = (
    "application/rdf+xml, text/rdf;q=0.6, application/n-triples, text/plain;q=0.1, application/x-turtle, text/turtle, "
    "application/trig;q=0.5, */*;q=0.1"
)
PROFILED = 'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted, b;q=0", text/html;q=0.5'


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        # None, and what means nothing in particular.
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        ("*", "json"),
        ("*/*;q=0.1", "json"),
        ("application/*", "json"),
        ("text/*", "ttl"),
        # Browsers.
        (CHROME, "html"),
        (FIREFOX, "html"),
        (OLD_FIREFOX, "html"),
        (OLD_EDGE, "html"),
        (INTERNET_EXPLORER, "json"),
        ("text/html", "html"),
        ("TEXT/HTML", "html"),
        # Programs and libraries.
        (JAVA, "html"),
        (JENA_GRAPH, "ttl"),
        (JENA_DATASET, "trig"),
        (RDF4J, "ttl"),
        (OLD_RDFLIB, "rdfxml"),
        (RAPTOR, "ttl"),
        ("text/turtle, application/x-turtle, */*;q=0.1", "ttl"),
        ("text/n3, */*;q=0.1", "ttl"),
        ("application/rdf+xml, */*;q=0.1", "rdfxml"),
        ("application/trig, */*;q=0.1", "trig"),
        ("application/ld+json, application/json;q=0.9, */*;q=0.1", "jsonld"),
        ("application/json, text/plain, */*", "json"),
        ("application/json, text/javascript, */*; q=0.01", "json"),
        # One form each.
        ("application/json", "json"),
        ("application/ld+json", "jsonld"),
        ("text/turtle", "ttl"),
        ("text/turtle;charset=utf-8", "ttl"),
        ("application/x-turtle", "ttl"),
        ("application/trig", "trig"),
        ("application/n-quads", "nq"),
        ("text/x-nquads", "nq"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "rdfxml"),
        (PROFILED, "jsonld"),
        # Qualities.
        ("text/turtle;q=0.5, application/rdf+xml;q=0.9", "rdfxml"),
        ("text/turtle; q=0.5 , application/rdf+xml; Q=0.4", "ttl"),
        ("text/turtle;q=0.001, application/pdf", "ttl"),
        ("text/html;q=0, */*", "json"),
        ("application/json;q=0, application/*;q=0.5", "jsonld"),
        ("application/json;q=0, */*;q=0.1, text/*;q=0.2", "ttl"),
        ("text/turtle;q=0, text/*", "html"),
        ("text/turtle;q=7, text/html;q=0.9", "html"),
        ("application/json;q=0.2, */*;q=0.8", "ttl"),
        # Badly written: what can't be read is passed over.
        ("html", "json"),
        (";;;,,,", "json"),
        ("text/turtle;q=", "refused"),
        (",text/turtle,", "ttl"),
        ("text/ turtle, text/html;q=0.1", "html"),
        ('"text/turtle', "json"),
        ("text/turtle;q=0.9;q=0.1", "ttl"),
        ("\x00\xff, application/n-quads", "nq"),
        # Nothing of what there is.
        ("application/pdf", "refused"),
        ("image/*", "refused"),
        ("text/turtle;q=0", "refused"),
        ("*/*;q=0", "refused"),
        ("text/csv, application/xml;q=0.9", "refused"),
    ],
)
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
