"""Claims of the samples as nanopublications, held against the rules of the nanopublication guidelines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import httpx
import pyoxigraph as ox
import pytest
from rdflib import Dataset, URIRef
from rdflib.namespace import RDF

from graph.model import OPEN
from graph.rdf.namespaces import HOME, expand
from graph.rdf.nanopub.publishing import NP
from graph.store.connection import Store

pytestmark = pytest.mark.usefixtures("samples")

type Graphs = dict[str, set[ox.Triple]]

EVENTS = {expand("sem:Event"), expand("schema:Event")}
CLAIMS = "MATCH (c:Claim {closed_seq: $open}) RETURN c.id, c.type, c.modality ORDER BY c.id"


@pytest.fixture(scope="module")
def claims(store: Store) -> list[tuple[str, str, str]]:
    """Id (without its kind), type and modality of each claim of the samples."""
    rows = store.read(CLAIMS, open=OPEN).values
    return [(id_.removeprefix("claim/"), type_, modality) for id_, type_, modality in rows]


def read(content: bytes, form: ox.RdfFormat = ox.RdfFormat.TRIG) -> Graphs:
    """Name of a graph → its statements."""
    found: Graphs = defaultdict(set)
    for quad in ox.parse(content, form):
        assert isinstance(quad.graph_name, ox.NamedNode), "a statement outside the graphs"
        found[quad.graph_name.value].add(quad.triple)
    return found


def ends(graph: set[ox.Triple], subject: str, predicate: str) -> set[str]:
    """What a subject has by a predicate."""
    return {_text(one.object) for one in graph if _text(one.subject) == subject and one.predicate.value == predicate}


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    assert isinstance(term, (ox.NamedNode, ox.Literal)), f"{term} has no name"
    return term.value


def check(graphs: Graphs) -> tuple[str, str, str, str]:
    """The rules of the guidelines; gives the nanopublication, assertion, provenance and publication info."""
    heads = [
        (_text(one.subject), name)
        for name, graph in graphs.items()
        for one in graph
        if one.predicate.value == RDF.type.toPython() and _text(one.object) == f"{NP}Nanopublication"
    ]
    ((uri, head),) = heads
    parts = [ends(graphs[head], uri, NP + name) for name in ("hasAssertion", "hasProvenance", "hasPublicationInfo")]
    assert all(len(found) == 1 for found in parts)
    assertion, provenance, info = (next(iter(found)) for found in parts)
    assert len({uri, head, assertion, provenance, info}) == 5, "one name stands for two things"
    assert set(graphs) == {head, assertion, provenance, info}, "a statement stands in a graph of no part"
    assert all(graphs.values())
    assert len(graphs[head]) == 4
    assert any(_text(one.subject) == assertion for one in graphs[provenance]), "provenance is not of the assertion"
    assert any(_text(one.subject) == uri for one in graphs[info]), "publication info is not of the nanopublication"
    for graph in graphs.values():
        for one in graph:
            assert _text(one.subject).startswith("http")
            _text(one.object)
    return uri, assertion, provenance, info


def test_every_claim_is_a_well_formed_nanopublication(http: httpx.Client, claims: list[tuple[str, str, str]]) -> None:
    """Graphs are distinct and not empty, each says what it is there for, and nothing is without a name."""
    assert len(claims) > 10
    for claim, type_, modality in claims:
        answer = http.get(f"/np/{claim}")
        assert answer.headers["content-type"] == "application/trig"
        graphs = read(answer.content)
        uri, assertion, provenance, info = check(graphs)
        assert uri == f"{HOME}np/{claim}"
        event = f"{uri}#event"
        assert ends(graphs[assertion], event, expand("wm:type")) == {f"{HOME}scheme/type/{type_}"}
        assert ends(graphs[assertion], event, expand("wm:status")) == {f"{HOME}scheme/modality/{modality}"}
        assert ends(graphs[provenance], assertion, expand("prov:wasDerivedFrom"))
        assert ends(graphs[info], uri, expand("dct:created"))
        assert ends(graphs[info], uri, expand("wm:digest"))
        assert "schema:text" not in answer.text


def test_what_did_not_occur_is_asserted_as_no_event_of_others(
    http: httpx.Client, claims: list[tuple[str, str, str]]
) -> None:
    """A possible release is a reported event without actors for readers of SEM, whatever the computed event is."""
    occurred = {modality == "occurred" for _, _, modality in claims}
    assert occurred == {True, False}
    for claim, _, modality in claims:
        graph = read(http.get(f"/np/{claim}").content)[f"{HOME}np/{claim}#assertion"]
        classes = {_text(one.object) for one in graph if one.predicate.value == RDF.type.toPython()}
        by_sem = {one.predicate.value for one in graph if one.predicate.value.startswith(expand("sem:"))}
        if modality == "occurred":
            assert classes >= EVENTS
        else:
            assert not classes & {*EVENTS, expand("sem:Role")}
            assert expand("wm:ReportedEvent") in classes
            assert not by_sem


def test_call_is_asserted_as_a_call(http: httpx.Client, claims: list[tuple[str, str, str]]) -> None:
    """Nothing in the whole nanopublication says that two people met who telephoned."""
    calls = [claim for claim, type_, _ in claims if type_ == "call"]
    assert calls
    for claim in calls:
        text = http.get(f"/np/{claim}", params={"format": "nq"}).text
        assert f"<{expand('wm:met')}>" not in text
        assert "scheme/type/meet" not in text


def test_nanopublication_has_its_words_and_their_place(http: httpx.Client, claims: list[tuple[str, str, str]]) -> None:
    """An annotation joins the assertion with the quotation in the document, where the claim has one."""
    for claim, _, _ in claims:
        told = http.get(f"/claims/{claim}").json()
        graphs = read(http.get(f"/np/{claim}").content)
        uri = f"{HOME}np/{claim}"
        graph = graphs[f"{uri}#provenance"]
        (target,) = ends(graph, f"{uri}#annotation", expand("oa:hasTarget"))
        assert ends(graph, f"{uri}#annotation", expand("oa:hasBody")) == {f"{uri}#assertion"}
        selectors = ends(graph, target, expand("oa:hasSelector"))
        said = {
            end for one in selectors for name in ("exact", "start") for end in ends(graph, one, expand(f"oa:{name}"))
        }
        assert said == {told["evidence"]["quote"], str(told["evidence"]["start"])}
        links = ends(graph, f"{uri}#assertion", expand("prov:qualifiedAttribution"))
        names = {end for one in links for end in ends(graph, one, expand("wm:name"))}
        assert names == {one["name"] for one in told["attribution"]}
        assert ends(graph, f"{HOME}id/claim/{claim}", expand("wm:rule")) == {told["rule"]}


def test_participants_are_who_and_in_which_role(http: httpx.Client, claims: list[tuple[str, str, str]]) -> None:
    """Each participant with its name, its role and whom it was taken for."""
    for claim, _, _ in claims:
        told = http.get(f"/claims/{claim}").json()
        uri = f"{HOME}np/{claim}"
        graph = read(http.get(f"/np/{claim}").content)[f"{uri}#assertion"]
        for at, one in enumerate(told["participants"]):
            node = f"{uri}#part/{at}"
            assert node in ends(graph, f"{uri}#event", expand("wm:participation"))
            assert ends(graph, node, expand("wm:name")) == {one["name"]}
            assert ends(graph, node, expand("wm:role")) == {f"{HOME}scheme/role/{one['role']}"}
            actor = {f"{HOME}id/{one['actor']['id']}"} if one["actor"] else set[str]()
            assert ends(graph, node, expand("wm:actor")) == actor


@pytest.fixture
def addresses(claims: list[tuple[str, str, str]]) -> Iterator[tuple[str, dict[str, str]]]:
    """Where the first claim's nanopublication is to be had, and how it is asked for there."""
    claim = claims[0][0]
    return iter(
        [
            (f"/claims/{claim}?format=trig", {}),
            (f"/claims/{claim}", {"Accept": "application/trig"}),
            (f"/claims/claim/{claim}?format=trig", {}),
            (f"/data/claim/{claim}?format=nanopub", {}),
            (f"/np/claim/{claim}", {"Accept": "text/html,*/*;q=0.8"}),
            (f"/np/{claim}?format=trig", {}),
        ]
    )


def test_each_address_gives_the_same(
    http: httpx.Client, claims: list[tuple[str, str, str]], addresses: Iterator[tuple[str, dict[str, str]]]
) -> None:
    """The claim's page in TriG, its linked data by name, and the nanopublication's own URI."""
    known = http.get(f"/np/{claims[0][0]}")
    for address, headers in addresses:
        answer = http.get(address, headers=headers, follow_redirects=True)
        assert answer.status_code == 200, address
        assert answer.content == known.content, address
    assert http.get(f"/np/{claims[0][0]}", headers={"If-None-Match": known.headers["etag"]}).status_code == 304
    lossless = http.get(f"/data/claim/{claims[0][0]}", params={"format": "trig"})
    assert NP not in lossless.text
    assert f"/np/{claims[0][0]}>; rel=" in lossless.headers["link"]


@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")  # rdflib uses what it deprecates
def test_each_syntax_has_the_same_graphs(http: httpx.Client, claims: list[tuple[str, str, str]]) -> None:
    """TriG, JSON-LD and N-Quads, to rdflib and to pyoxigraph; what loses the graphs is refused."""
    path = f"/np/{claims[0][0]}"
    known = read(http.get(path).content)
    forms = {"jsonld": ox.RdfFormat.JSON_LD, "nq": ox.RdfFormat.N_QUADS}
    for name, form in forms.items():
        assert read(http.get(path, params={"format": name}).content, form) == known
    rdflib = Dataset()
    rdflib.parse(data=http.get(path).content, format="trig")
    assert {str(graph.identifier) for graph in rdflib.graphs() if len(graph)} == set(known)
    assert len(list(rdflib.quads((None, RDF.type, URIRef(f"{NP}Nanopublication"), None)))) == 1
    assert http.get(path, params={"format": "ttl"}).json()["parameter"] == "format"
    assert http.get(path, headers={"Accept": "text/turtle"}).status_code == 406


def test_what_there_is_no_claim_of_has_no_nanopublication(
    http: httpx.Client, claims: list[tuple[str, str, str]]
) -> None:
    """Unknown claims, other things, and moments that are not the present."""
    assert http.get("/np/nothing").status_code == 404
    assert http.get("/np/person/vladimir-putin").status_code == 404
    assert http.get("/data/person/vladimir-putin", params={"format": "nanopub"}).json()["parameter"] == "format"
    past = http.get(f"/claims/{claims[0][0]}", params={"format": "trig", "known_at": "1"})
    assert past.json()["parameter"] == "known_at"
