"""`/export` over HTTP: what is sent is what the command writes, whole or seen not to be."""

from __future__ import annotations

import gzip
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from api.exporting import Asked, select
from api.streaming import AT_ONCE
from graph.network.forms import NETWORKS
from graph.rdf.exporting import Extent, export_quads
from graph.rdf.forms import FORMS
from graph.rdf.parts import Part
from graph.records import Bundle
from graph.store.connection import Store
from graph.store.lookup import read_state
from graph.store.whole import cut_off
from ingest.committing import Loader


def lines_of(store: Store, asked: Asked) -> set[bytes]:
    """The lines of a part, as the library gives them."""
    part = select(asked, max_rows=1_000)
    quads = Part(store, cut_off(store), Extent(part=part)).quads()
    return set("".join(quads).encode().splitlines())


@pytest.mark.usefixtures("samples")
class TestReading:
    """What only reads."""

    def test_the_whole_graph_is_sent(self, http: httpx.Client, store: Store) -> None:
        """All lines of it, as a file of a name, with the commit and the digest."""
        answer = http.get("/export")
        assert answer.status_code == 200
        whole = "".join(export_quads(store, cut_off(store), Extent())).encode()
        assert set(answer.content.splitlines()) == set(whole.splitlines())
        state = read_state(store)
        assert answer.headers["content-type"] == "application/n-quads"
        assert answer.headers["content-disposition"] == f'attachment; filename="whomet-{state.seq}.nq"'
        assert answer.headers["whomet-seq"] == str(state.seq)
        assert answer.headers["whomet-digest"] == state.digest
        assert "content-length" not in answer.headers

    @pytest.mark.parametrize(
        ("parameters", "asked"),
        [
            ({"actor": "Лукашенко"}, Asked(actor="Лукашенко")),
            ({"since": "2025-09", "modality": "occurred"}, Asked(since="2025-09", modality=("occurred",))),
            (
                {"query": "who_met_whom", "person": "Lukashenko", "since": "2025"},
                Asked(query="who_met_whom", parameters={"person": "Lukashenko", "since": "2025"}),
            ),
        ],
    )
    def test_a_part_is_sent(self, http: httpx.Client, store: Store, parameters: dict[str, str], asked: Asked) -> None:
        """The same as by the command, told apart by its name, with what the window leaves out."""
        answer = http.get("/export", params=parameters)
        assert set(answer.content.splitlines()) == lines_of(store, asked)
        assert "-part.nq" in answer.headers["content-disposition"]
        assert ("whomet-undated-left-out" in answer.headers) is ("since" in parameters)

    @pytest.mark.parametrize("name", list(FORMS))
    def test_each_form_is_sent(self, http: httpx.Client, name: str) -> None:
        """By `format` as by `Accept`, and only that form says so."""
        form = FORMS[name]
        by_name = http.get("/export", params={"actor": "Lukashenko", "format": name})
        by_type = http.get("/export", params={"actor": "Lukashenko"}, headers={"Accept": form.media_type})
        assert by_name.status_code == 200
        assert by_name.headers["content-type"].partition(";")[0] == form.media_type
        assert by_type.headers["content-type"] == by_name.headers["content-type"]
        assert len(by_name.content) == len(by_type.content)
        assert by_name.headers["content-disposition"].endswith(f'.{form.ending}"')

    @pytest.mark.parametrize("name", list(NETWORKS))
    def test_networks_are_sent(self, http: httpx.Client, name: str) -> None:
        """By `format` as by `Accept`, of a part as of the whole, of what occurred."""
        by_name = http.get("/export", params={"format": name})
        by_type = http.get("/export", headers={"Accept": NETWORKS[name].media_type})
        assert by_name.status_code == 200
        assert by_type.content == by_name.content
        assert by_name.headers["content-disposition"].endswith(f'.{name}"')
        part = http.get("/export", params={"format": name, "query": "who_met_whom", "person": "Putin"})
        assert b"person/vladimir-putin" in part.content
        assert len(part.content) < len(by_name.content)
        assert http.get("/export", params={"format": name, "history": "true"}).status_code == 422

    def test_it_is_compressed_on_its_way_or_as_a_file(self, http: httpx.Client) -> None:
        """A client that takes gzip gets the plain file of it; who asks for a compressed one keeps that."""
        plain = http.get("/export", params={"actor": "Lukashenko"}, headers={"Accept-Encoding": "identity"})
        packed = http.get("/export", params={"actor": "Lukashenko"}, headers={"Accept-Encoding": "gzip"})
        file = http.get("/export", params={"actor": "Lukashenko", "gzip": "true"})
        assert packed.headers["content-encoding"] == "gzip"
        assert "content-encoding" not in plain.headers.keys() | file.headers.keys()
        assert sorted(packed.content.splitlines()) == sorted(plain.content.splitlines())
        assert sorted(gzip.decompress(file.content).splitlines()) == sorted(plain.content.splitlines())
        assert file.headers["content-disposition"].endswith('.nq.gz"')
        assert len({one.headers["etag"] for one in (plain, packed, file)}) == 3

    def test_an_unchanged_graph_is_not_sent_again(self, http: httpx.Client) -> None:
        """The tag is weak, and another part has another."""
        first = http.get("/export", params={"actor": "Putin"})
        tag = first.headers["etag"]
        assert tag.startswith('W/"')
        assert http.get("/export", params={"actor": "Putin"}, headers={"If-None-Match": tag}).status_code == 304
        assert http.get("/export", params={"actor": "Trump"}, headers={"If-None-Match": tag}).status_code == 200

    def test_head_tells_without_writing(self, http: httpx.Client) -> None:
        """The headers alone."""
        answer = http.head("/export")
        assert answer.status_code == 200
        assert answer.content == b""
        assert "attachment" in answer.headers["content-disposition"]

    @pytest.mark.parametrize(
        ("parameters", "status", "slug"),
        [
            ({"actor": "Bush"}, 409, "ambiguous-name"),
            ({"actor": "Nobody Whatever"}, 404, "unknown-name"),
            ({"document": "nothing"}, 404, "not-found"),
            ({"query": "no_such_query"}, 404, "unknown-query"),
            ({"query": "who_met_whom"}, 422, "bad-parameter"),
            ({"query": "who_met_whom", "person": "Putin", "acto": "x"}, 422, "bad-parameter"),
            ({"acto": "Putin"}, 422, "bad-parameter"),
            ({"actor": "Putin", "history": "true"}, 422, "bad-parameter"),
            ({"format": "xls"}, 422, "bad-parameter"),
            ({"no_text": "perhaps"}, 422, "bad-parameter"),
        ],
    )
    def test_what_can_not_be_had_is_a_problem(
        self, http: httpx.Client, parameters: dict[str, str], status: int, slug: str
    ) -> None:
        """Told as on every route, before anything is sent."""
        answer = http.get("/export", params=parameters)
        assert answer.status_code == status
        assert answer.json()["type"].endswith(f"/{slug}")

    def test_a_client_that_goes_away_ends_the_reading(self, http: httpx.Client, store: Store) -> None:
        """No query of it runs in the database any more."""
        with http.stream("GET", "/export", headers={"Accept-Encoding": "identity"}) as answer:
            # Authority data come first, as one row; then the names of the gazetteer, in many.
            pieces = answer.iter_raw(1_000_000)
            for _ in range(5):
                next(pieces)
            wait_until(lambda: running(store))
        wait_until(lambda: not running(store))

    def test_only_some_are_written_at_once(self, http: httpx.Client, store: Store) -> None:
        """One more is asked to wait; once they are gone, it is served."""
        streams = [http.stream("GET", "/export", headers={"Accept-Encoding": "identity"}) for _ in range(AT_ONCE)]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            answers = list(pool.map(lambda one: one.__enter__(), streams))
        assert {one.status_code for one in answers} == {200}
        busy = http.get("/export", params={"actor": "Putin"})
        assert busy.status_code == 503
        assert busy.headers["retry-after"]
        for one in streams:
            one.__exit__(None, None, None)
        wait_until(lambda: http.get("/export", params={"actor": "Putin"}).status_code == 200)
        wait_until(lambda: not running(store))


RUNNING = """
SHOW TRANSACTIONS YIELD currentQuery
WHERE NOT currentQuery STARTS WITH 'SHOW' AND NOT trim(currentQuery) STARTS WITH 'SHOW' AND currentQuery <> ''
RETURN currentQuery
"""


def running(store: Store) -> list[Any]:
    """What else the database is asked at the moment."""
    return store.read(RUNNING).values


def wait_until(holds: Any) -> None:  # noqa: ANN401  -- a question without arguments
    """Ask until it holds, for half a minute at most."""
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


def test_what_breaks_in_between_does_not_look_whole(http: httpx.Client, graph: Store, dispatches: list[Bundle]) -> None:
    """The answer ends before its end, plain and compressed, and the next one is served."""
    for _ in Loader(graph).load(dispatches):
        pass
    assert http.get("/export").status_code == 200
    graph.run("MATCH (e:Event) WITH e LIMIT 1 SET e.unheard_of = 1")
    for encoding in ("identity", "gzip"):
        with (
            http.stream("GET", "/export", headers={"Accept-Encoding": encoding}) as answer,
            pytest.raises(httpx.RemoteProtocolError, match="incomplete"),
        ):
            list(answer.iter_raw())
        assert answer.status_code == 200
    graph.run("MATCH (e:Event) REMOVE e.unheard_of")
    assert http.get("/export").status_code == 200
