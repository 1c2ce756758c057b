"""From the address of a request to the URI that it is for, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.linked.addresses import Resource, local, resource_of
from graph.rdf.namespaces import HOME

BASE = "https://data.example/"
IDS = st.tuples(st.sampled_from(["document", "person", "event", "name"]), st.text(min_size=1, max_size=20)).map(
    "/".join
)


@pytest.mark.parametrize(
    ("path", "resource"),
    [
        (b"/id/person/vladimir-putin", Resource("id", "person/vladimir-putin")),
        (b"/data/person/vladimir-putin", Resource("id", "person/vladimir-putin")),
        (b"/data/id/person/vladimir-putin", Resource("id", "person/vladimir-putin")),
        (b"/id/event/abc/v/7", Resource("id", "event/abc", 7)),
        (b"/id/document/a%2Fv%2F7", Resource("id", "document/a/v/7")),
        (b"/id/document/a%2Fv%2F7/v/8", Resource("id", "document/a/v/7", 8)),
        (b"/scheme/type/meet", Resource("scheme", "type/meet")),
        (b"/data/graph/doc/a%20b", Resource("graph", "doc/a b")),
    ],
)
def test_address_is_of_a_thing(path: bytes, resource: Resource) -> None:
    """With what is escaped in it, and versions."""
    assert resource_of(path) == resource


@given(IDS, st.none() | st.integers(1, 99))
def test_every_id_comes_back_from_its_uri(id_: str, since: int | None) -> None:
    """Whatever an id has in it: slashes, versions, signs of any script."""
    resource = Resource("id", id_, since)
    for path in (resource.uri(BASE).removeprefix(BASE[:-1]), resource.data):
        assert path.isascii()
        assert resource_of(path.encode()) == resource


def test_no_other_address_is() -> None:
    """A route that is none of these is a mistake of ours."""
    with pytest.raises(ValueError, match="no address"):
        resource_of(b"/events/abc")


def test_uris_of_ours_are_answered_here() -> None:
    """Whatever the base; the vocabulary's have the same base always, and others are left alone."""
    server = "http://127.0.0.1:8000"
    assert local(BASE + "id/state/BLR", BASE, server) == server + "/id/state/BLR"
    assert local(BASE + "graph/runs", BASE, server) == server + "/graph/runs"
    assert local(HOME + "scheme/type/meet", BASE, server) == server + "/scheme/type/meet"
    assert local(HOME + "ns#met", BASE, server) == server + "/ns#met"
    assert local(HOME + "id/state/BLR", BASE, server) is None
    assert local("javascript:alert(1)", BASE, server) is None


def test_terms_are_no_things() -> None:
    """`/id/type/meet` is nothing, and `/scheme/person/x` no term."""
    assert Resource("id", "type/meet").label is None
    assert Resource("scheme", "person/x").label is None
    assert Resource("scheme", "type/meet").label == "Concept"
    assert Resource("id", "state/BLR").page == "/actors/state/BLR"
    assert Resource("id", "post/BLR/president").page is None
