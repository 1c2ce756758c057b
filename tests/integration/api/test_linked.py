"""URIs that answer, on the samples: every one that an export has, in every form."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Any
from urllib.parse import quote, unquote

import httpx
import pyoxigraph as ox
import pytest

from api.linked.forms import FORMS
from graph.rdf.exporting import Extent, export_quads
from graph.rdf.namespaces import HOME
from graph.store.connection import Store
from graph.store.whole import cut_off

pytestmark = pytest.mark.usefixtures("samples")

MOST_OF_A_KIND = 40
"""URIs of one kind that are followed; of names and of whom the authority knows there are thousands."""

LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')
OURS = re.compile(rf"<{re.escape(HOME)}([^>]*)>")
SYNTAXES = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


@pytest.fixture(scope="module")
def exported(store: Store) -> list[str]:
    """The lines of a whole export."""
    return "".join(export_quads(store, cut_off(store), Extent())).splitlines(keepends=True)


@pytest.fixture(scope="module")
def uris(exported: list[str]) -> dict[str, set[str]]:
    """Every URI of ours in the export, behind the base: without its fragment → its fragments."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in exported:
        for path in OURS.findall(LITERAL.sub("", line)):
            whole, _, fragment = path.partition("#")
            found[whole].add(fragment)
    return found


def sample(paths: list[str]) -> list[str]:
    """A few of each kind, spread over all of it."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for path in sorted(paths):
        kinds["/".join(path.split("/")[:2])].append(path)
    return [one for some in kinds.values() for one in some[:: max(1, len(some) // MOST_OF_A_KIND)]]


def test_every_uri_of_an_export_answers(http: httpx.Client, store: Store, uris: dict[str, set[str]]) -> None:
    """303, then 200; and what is told there tells of each piece that has a fragment of the URI.

    Of names, some 24,000 that one route answers for, each hundredth is followed, and all must be in the graph that it
    looks them up in.
    """
    names = sorted(path for path in uris if path.startswith("id/name/"))
    followed = [*(uris.keys() - set(names)), *names[::100]]
    assert len(followed) > 2_500
    known = {f"id/name/{row[0]}" for row in store.read("MATCH (n:Name) RETURN n.id").values}
    assert {unquote(path) for path in names} == known
    for path in followed:
        first = http.get(f"/{path}", headers={"Accept": "application/n-triples"})
        # The vocabulary's terms are fragments of one document.
        assert first.status_code == 200 if path == "ns" else 303, path
        then = http.get(first.headers.get("location", "/ns"), headers={"Accept": "application/n-triples"})
        assert then.status_code == 200, (path, then.text)
        for fragment in uris[path]:
            assert f"<{HOME}{path}{'#' if fragment else ''}{fragment}> " in then.text, (path, fragment)


def test_what_is_told_of_a_thing_is_what_the_export_says(
    http: httpx.Client, exported: list[str], uris: dict[str, set[str]]
) -> None:
    """No statement about a thing is another one than in the whole export."""
    whole = set(exported)
    things = [path for path in uris if path.startswith(("id/", "scheme/")) and path.count("/") > 1]
    for path in sample(things)[::7]:
        told = http.get(f"/data/{path.removeprefix('id/')}", params={"format": "nq"})
        assert told.text, path
        assert set(told.text.splitlines(keepends=True)) <= whole, path


@cache
def event_path(http: httpx.Client) -> str:
    """The path of the meeting in Bishkek behind `/events/`."""
    rows = http.get("/queries/events").json()["rows"]
    return str(next(row["event"] for row in rows if row["type"] == "meet" and row["place"] == "Bishkek"))


def triples(text: bytes, form: str) -> set[ox.Triple]:
    """The statements of an answer, without their graphs."""
    return {quad.triple for quad in ox.parse(text, SYNTAXES[form])}


def test_each_syntax_says_the_same(http: httpx.Client) -> None:
    """The same statements, whatever the syntax; by parameter and by header."""
    path = f"/data/{event_path(http)}"
    known = triples(http.get(path, params={"format": "nq"}).content, "nq")
    assert len(known) > 50
    for form in SYNTAXES:
        by_name = http.get(path, params={"format": form})
        assert by_name.headers["content-type"].partition(";")[0] == FORMS[form].media_types[0]
        assert triples(by_name.content, form) == known, form
        by_header = http.get(path, headers={"Accept": FORMS[form].media_types[0]})
        assert by_header.content == by_name.content
        assert "Accept" in by_header.headers["vary"]


def test_links_lead_to_every_form(http: httpx.Client) -> None:
    """The Link header has an address for each form, and each answers in it."""
    answer = http.get(f"/data/{event_path(http)}", params={"format": "ttl"})
    found = re.findall(r'<([^>]+)>; rel="alternate"; type="([^"]+)"', answer.headers["link"])
    assert [type_ for _, type_ in found] == [form.media_types[0] for form in FORMS.values()]
    for address, type_ in found:
        told = http.get(address, follow_redirects=True)
        assert told.status_code == 200
        assert told.headers["content-type"].partition(";")[0] == type_
    assert 'rel="describedby"' in answer.headers["link"]
    assert 'rel="alternate"' in http.get(f"/id/{event_path(http)}").headers["link"]


def test_unchanged_graph_answers_304(http: httpx.Client) -> None:
    """ETags as of all other routes; each form has its own."""
    path = f"/data/{event_path(http)}"
    tags = {form: http.get(path, params={"format": form}).headers["etag"] for form in SYNTAXES}
    assert len(set(tags.values())) == len(tags)
    assert http.get(path, params={"format": "ttl"}, headers={"If-None-Match": tags["ttl"]}).status_code == 304


def test_people_get_a_page_and_programs_json(http: httpx.Client) -> None:
    """A browser gets a table of the statements, with links that stay on this server; curl gets the JSON."""
    event = event_path(http)
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    page = http.get(f"/id/{event}", headers={"Accept": browser}, follow_redirects=True)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert f'<a href="{http.base_url.join("/id/person/vladimir-putin")}">' in page.text
    assert "<script" not in page.text
    json = http.get(f"/id/{event}", follow_redirects=True)
    assert json.json()["id"] == event
    assert str(json.url).endswith(f"/events/{event.removeprefix('event/')}")
    assert http.get("/id/source/sample-wire", follow_redirects=True).json()["@context"]


def test_event_answers_by_any_of_its_claims(http: httpx.Client) -> None:
    """`event/` and the id of one of its claims leads to the event for good."""
    rows = http.get("/queries/events", params={"type": "appoint"}).json()["rows"]
    (row,) = [row for row in rows if row["documents"] > 1]
    event = http.get(f"/events/{row['event'].removeprefix('event/')}").json()
    others = [one["id"].removeprefix("claim/") for one in event["claims"]]
    for claim in set(others) - {event["id"].removeprefix("event/")}:
        for space in ("id", "data"):
            answer = http.get(f"/{space}/event/{claim}", params={"format": "ttl"})
            assert answer.status_code == 301
            assert answer.headers["location"].endswith(f"/{space}/{event['id']}?format=ttl")


@pytest.mark.parametrize(
    "path",
    [
        "/id/person/nobody-at-all",
        "/id/event/nothing",
        "/id/claim/nothing",
        "/id/nonsense/nothing",
        "/id/type/meet",
        "/id/commit/first",
        "/id/commit/99999999999999999999999",
        "/id/",
        "/id/event/nothing/v/3",
        "/id/person/vladimir-putin/v/3",
        "/scheme/type/nothing",
        "/scheme/nothing",
        "/scheme/person/vladimir-putin",
        "/graph/nothing",
        "/graph/doc/nothing",
        "/graph/doc/",
        "/data/person/nobody-at-all",
        "/data/nonsense",
        "/id/%00%ff",
    ],
)
def test_unknown_uris_are_404(http: httpx.Client, path: str) -> None:
    """What the graph never had is a problem that says so."""
    answer = http.get(path)
    assert answer.status_code == 404, answer.text
    assert answer.json()["type"].endswith("/not-found")


def test_scheme_and_graphs_say_what_they_are(http: httpx.Client) -> None:
    """A scheme lists its terms, the graph of a document names it."""
    scheme = http.get("/data/scheme/type", params={"format": "nt"}).text
    assert f"#hasTopConcept> <{HOME}scheme/type/meet>" in scheme
    claim = next(iter(http.get(f"/events/{event_path(http).removeprefix('event/')}").json()["claims"]))
    document = claim["document"]["id"]
    told = http.get(f"/data/graph/doc/{quote(document)}", params={"format": "nt"}).text
    assert f"primaryTopic> <{HOME}id/document/{document}>" in told


def test_dataset_is_described(http: httpx.Client, store: Store) -> None:
    """VoID and DCAT: digest, counts, vocabularies, named graphs."""
    answer = http.get("/.well-known/void", headers={"Accept": "text/turtle"})
    told: dict[str, list[Any]] = defaultdict(list)
    for quad in ox.parse(answer.content, ox.RdfFormat.TURTLE):
        told[quad.predicate.value.rpartition("#")[2].rpartition("/")[2]].append(quad.object)
    assert ox.Literal(cut_off(store).digest or "") in told["digest"]
    assert ox.NamedNode(HOME + "graph/reconciled") in told["hasPart"]
    assert sum(int(one.value) for one in told["entities"]) > 1000
    assert http.get("/.well-known/void", headers={"If-None-Match": answer.headers["etag"]}).status_code != 500


def test_vocabulary_may_be_kept(http: httpx.Client) -> None:
    """Ontology and context are kept for a day, and for ever where they are pinned by their version."""
    for path in ("/ns", "/context.jsonld"):
        answer = http.get(path)
        assert "max-age=86400" in answer.headers["cache-control"]
        assert http.get(path, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
        pinned = http.get(re.findall("<([^>]+)>", answer.headers["link"])[0])
        assert "immutable" in pinned.headers["cache-control"]
        assert pinned.content == answer.content
        assert http.get(path, params={"v": "another"}).status_code == 404
    assert "ReportedEvent" in http.get("/ns", headers={"Accept": "text/html"}).text
    assert http.get("/context.jsonld").json()["@context"]["wm"] == HOME + "ns#"


def test_odd_questions_are_refused(http: httpx.Client) -> None:
    """A form that there is not, and a parameter that nobody has."""
    assert http.get("/id/person/vladimir-putin", params={"format": "pdf"}).json()["parameter"] == "format"
    assert http.get("/data/person/vladimir-putin", params={"known_at": "1"}).json()["parameter"] == "known_at"
    refused = http.get("/id/person/vladimir-putin", headers={"Accept": "application/pdf"})
    assert refused.status_code == 406
    assert "text/turtle" in refused.json()["detail"]
