"""Exports conform to the shapes; whatever is made wrong in one is found, at its place."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from graph.errors import InputError, RecordError
from graph.rdf.exporting import Extent, export_quads
from graph.rdf.validation import Report, validate_file
from graph.records import Bundle
from graph.store.connection import Store
from graph.store.whole import cut_off
from ingest.committing import Loader
from tests.integration.rdf.exported import Exported, Mutation, exported, term, thing, typed, uri

OCCURRED, POSSIBLE = term("modality", "occurred"), term("modality", "possible")
CALL, MEET = term("type", "call"), term("type", "meet")
TRUMP, LUKASHENKO = thing("person/donald-trump"), thing("person/alexander-lukashenko")


def call(x: Exported) -> str:
    """The event of a call that occurred."""
    return x.find(("wm:type", CALL), ("wm:status", OCCURRED))


def meeting(x: Exported) -> str:
    """The event of a meeting that occurred, at a place."""
    return x.find(("wm:type", MEET), ("wm:status", OCCURRED), ("wm:place", ""))


def plan(x: Exported) -> str:
    """An event that is merely possible."""
    return x.find(("wm:status", POSSIBLE))


def claim(x: Exported) -> str:
    """A claim of a call."""
    return x.find(("wm:type", CALL), ("wm:modality", ""), ("wm:date", ""))


def position(x: Exported) -> str:
    """Where the quotation of that claim stands."""
    return f"{claim(x)[:-1]}#position>"


def part(x: Exported) -> str:
    """A participation in the call."""
    return x.end(call(x), "wm:participation")


def tenure(x: Exported) -> str:
    """A tenure with a start."""
    return x.find(("org:member", ""), ("wm:since", ""), ("wm:basis", ""))


MUTATIONS: dict[str, tuple[Mutation, str]] = {
    "a call that may happen is a sem:Event": (
        lambda x: x.changed(call(x), "wm:status", POSSIBLE),
        "wm:status: is a sem:Event or schema:Event, but its status is not occurred",
    ),
    "a possible release is a sem:Event too": (
        lambda x: x.plus(plan(x), ("rdf:type", uri("sem:Event"))),
        "rdf:type: is not taken to have occurred, and is a sem:Event or schema:Event all the same",
    ),
    "a possible release is a schema:Event instead": (
        lambda x: x.changed(plan(x), "rdf:type", uri("schema:Event"), uri("wm:ReportedEvent")),
        "wm:status: is a sem:Event or schema:Event, but its status is not occurred",
    ),
    "a possible release has occurred": (
        lambda x: x.changed(plan(x), "wm:status", OCCURRED),
        "wm:status: is a wm:ReportedEvent, but its status is occurred",
    ),
    "a possible release has actors for readers of SEM": (
        lambda x: x.plus(plan(x), ("sem:hasActor", LUKASHENKO)),
        "sem:hasActor: is not taken to have occurred, so that it has no sem:hasActor",
    ),
    "a possible release has a day for readers of SEM": (
        lambda x: x.plus(plan(x), ("sem:hasTimeStamp", typed("2025-12-01", "xsd:date"))),
        "is not taken to have occurred, so that it has no time in SEM",
    ),
    "a possible release has a type for readers of SEM": (
        lambda x: x.plus(plan(x), ("sem:eventType", term("type", "release"))),
        "sem:eventType: is not taken to have occurred",
    ),
    "an event that is neither of what occurred nor of what did not": (
        lambda x: x.without(plan(x), "rdf:type", uri("wm:ReportedEvent")),
        "rdf:type: must be either a sem:Event (it occurred) or a wm:ReportedEvent",
    ),
    "people met at what did not occur": (
        lambda x: x.plus(plan(x), ("wm:encounter", f"{plan(x)[:-1]}#met/a/b>")),
        "wm:encounter: is not taken to have occurred, so that nobody met at it",
    ),
    "an event without a status": (lambda x: x.without(call(x), "wm:status"), "wm:status: is missing"),
    "an event with two statuses": (
        lambda x: x.plus(call(x), ("wm:status", POSSIBLE)),
        "wm:status: has several values; keep one",
    ),
    "a status that is no modality": (
        lambda x: x.changed(call(x), "wm:status", term("modality", "hoped")),
        "wm:status: <https://w3id.org/whomet/scheme/modality/hoped> is none of",
    ),
    "a call makes two people met": (
        lambda x: x.plus(LUKASHENKO, ("wm:met", TRUMP)),
        "person/alexander-lukashenko: wm:met: wm:met joins two people who are in no wm:Encounter whose wm:mode is meet",
    ),
    "a call is a meeting of two people": (
        lambda x: x.changed(x.end(call(x), "wm:encounter"), "wm:mode", MEET),
        "its wm:mode is meet, and its event is of another type",
    ),
    "somebody met themselves": (
        lambda x: x.changed(x.end(call(x), "wm:encounter"), "wm:otherPerson", LUKASHENKO),
        "wm:person: joins a person with themselves",
    ),
    "a claim without a document": (
        lambda x: x.without(claim(x), "prov:hadPrimarySource"),
        "prov:hadPrimarySource: is missing",
    ),
    "a claim without a coder": (lambda x: x.without(claim(x), "wm:coder"), "wm:coder: is missing"),
    "a claim that shows nothing": (
        lambda x: x.without(claim(x), "wm:evidence"),
        "neither quotes its document (wm:evidence) nor has an id in a dataset",
    ),
    "a quotation that ends before it starts": (
        lambda x: x.changed(position(x), "oa:end", typed("3", "xsd:integer")),
        "oa:start: '278' is not before oa:end",
    ),
    "a quotation from another document": (
        lambda x: x.changed(f"{claim(x)[:-1]}#evidence>", "oa:hasSource", thing("document/other")),
        "its evidence is from another document than the claim",
    ),
    "a quotation without its words": (
        lambda x: x.without(f"{claim(x)[:-1]}#quote>", "oa:exact"),
        "oa:exact: is missing",
    ),
    "a quotation without its place": (
        lambda x: x.without(f"{claim(x)[:-1]}#evidence>", "oa:hasSelector", position(x)),
        "does not tell where in the document the quotation stands",
    ),
    "a quotation before the text": (
        lambda x: x.changed(position(x), "oa:start", typed("-1", "xsd:integer")),
        "oa:start: is '-1', at least 0 is asked for",
    ),
    "a month that no year has": (
        lambda x: x.changed(call(x), "wm:date", typed("2025-13-45", "edtf:EDTF")),
        "wm:date: '2025-13-45' is no date",
    ),
    "an interval the wrong way round": (
        lambda x: x.changed(call(x), "wm:date", typed("2025-08-15/2025-08-01", "edtf:EDTF")),
        "wm:date: '2025-08-15/2025-08-01' ends before it starts",
    ),
    "a date whose days are others": (
        lambda x: x.changed(call(x), "wm:date", typed("2025-08-16", "edtf:EDTF")),
        "wm:earliest: is 2025-08-15; the date '2025-08-16' asks for 2025-08-16",
    ),
    "a date without its last day": (
        lambda x: x.without(claim(x), "wm:latest"),
        "wm:latest: is missing; the date",
    ),
    "a first day after the last": (
        lambda x: x.changed(call(x), "wm:earliest", typed("2025-08-17", "xsd:date")),
        "wm:earliest: '2025-08-17' is after wm:latest",
    ),
    "a day for readers of SEM that is another one": (
        lambda x: x.changed(call(x), "sem:hasTimeStamp", typed("2025-08-14", "xsd:date")),
        "sem:hasTimeStamp is not the one day that wm:earliest and wm:latest tell",
    ),
    "a day that no month has": (
        lambda x: x.changed(call(x), "wm:lastPublished", typed("2026-02-30", "xsd:date")),
        "wm:lastPublished: '2026-02-30' is no xsd:date",
    ),
    "a date that is no EDTF literal": (
        lambda x: x.changed(call(x), "wm:date", '"2025-08-15"'),
        "wm:date: '2025-08-15' is no edtf:EDTF",
    ),
    "a number in words": (
        lambda x: x.changed(call(x), "wm:claims", typed("three", "xsd:integer")),
        "wm:claims: 'three' is no xsd:integer",
    ),
    "more documents than claims": (
        lambda x: x.changed(call(x), "wm:documents", typed("9", "xsd:integer")),
        "wm:documents: has more documents than claims",
    ),
    "surer than sure": (
        lambda x: x.changed(claim(x), "wm:confidence", typed("1.5", "xsd:decimal")),
        "wm:confidence: is '1.5', at most 1 is asked for",
    ),
    "a role that calls have not": (
        lambda x: x.changed(part(x), "wm:role", term("role", "released")),
        "wm:participation/wm:role: has a role that call has not; it may have participant, initiator, target",
    ),
    "a claim with a role that its type has not": (
        lambda x: x.changed(x.end(claim(x), "wm:participant"), "wm:role", term("role", "visitor")),
        "wm:participant/wm:role: has a role that call has not",
    ),
    "an act that calls have not": (
        lambda x: x.plus(claim(x), ("wm:act", '"arrived"')),
        "wm:act: has an act that call has not; it may have none",
    ),
    "a role for readers of SEM that is another one": (
        lambda x: x.changed(part(x), "sem:roleType", term("role", "host")),
        "sem:roleType: sem:roleType and wm:role differ",
    ),
    "an actor whom nothing describes": (
        lambda x: x.changed(part(x), "wm:actor", thing("person/nobody")),
        "wm:actor: leads to person/nobody, of which the file says nothing",
    ),
    "a place that takes part": (
        lambda x: x.changed(part(x), "wm:actor", x.end(meeting(x), "wm:place")),
        "which is no person, state, organization, group",
    ),
    "an actor by name instead of URI": (
        lambda x: x.changed(part(x), "wm:actor", '"Donald Trump"'),
        "wm:actor: 'Donald Trump' is no URI",
    ),
    "actors for readers of SEM that are others": (
        lambda x: x.without(call(x), "sem:hasActor", TRUMP),
        "sem:hasActor and the actors of wm:participation differ",
    ),
    "a place for readers of SEM that is another one": (
        lambda x: x.changed(meeting(x), "sem:hasPlace", thing("place/1")),
        "sem:hasPlace and wm:place differ",
    ),
    "a participation that is said to be nothing": (
        lambda x: x.without(part(x), "rdf:type", uri("wm:Participation")),
        "which is no wm:Participation",
    ),
    "a participation that its event does not lead to": (
        lambda x: x.without(call(x), "wm:participation", part(x)),
        "does not lead to it",
    ),
    "a claim that is said to be nothing": (
        lambda x: x.without(claim(x), "rdf:type"),
        "rdf:type: has no class that whomet knows",
    ),
    "a claim that is said to be a document": (
        lambda x: x.changed(claim(x), "rdf:type", uri("wm:Document")),
        "rdf:type: its URI is that of wm:Claim, its class is another one",
    ),
    "an event that no claim is about": (
        lambda x: x.without_end("wm:about", call(x)),
        "no claim is about it (wm:about)",
    ),
    "a claim about two events": (
        lambda x: x.plus(claim(x), ("wm:about", plan(x))),
        "wm:about: is about several events that hold now",
    ),
    "a misspelt property": (
        lambda x: x.plus(call(x), ("wm:statuss", OCCURRED)),
        "wm:statuss: is no property that whomet has there",
    ),
    "a label in another language": (
        lambda x: x.changed(call(x), "skos:prefLabel", '"Appel"@fr'),
        "skos:prefLabel: 'Appel' is not in English",
    ),
    "an empty name": (
        lambda x: x.changed(x.end(claim(x), "wm:participant"), "wm:name", '""'),
        "wm:name: is an empty text",
    ),
    "a kind that nobody is of": (
        lambda x: x.changed(x.end(claim(x), "wm:participant"), "wm:kind", '"robot"'),
        "wm:kind: 'robot' is none of 'person', 'state', 'organization', 'group'",
    ),
    "a source that does what no source does": (
        lambda x: x.changed(x.find(("prov:hadRole", "")), "prov:hadRole", term("mode", "sings")),
        "prov:hadRole: <https://w3id.org/whomet/scheme/mode/sings> is none of",
    ),
    "a place beyond the pole": (
        lambda x: x.changed(x.find(("wgs:lat", "")), "wgs:lat", typed("95.5", "xsd:decimal")),
        "wgs:lat: is '95.5', at most 90 is asked for",
    ),
    "a tenure of nobody": (lambda x: x.without(tenure(x), "org:member"), "org:member: is missing"),
    "a tenure that ends before it begins": (
        lambda x: x.plus(tenure(x), ("wm:until", typed("1066", "edtf:EDTF"))),
        "wm:until: 1066 is before",
    ),
    "a term without its code": (
        lambda x: x.without(term("role", "host"), "skos:notation"),
        "skos:notation: is missing",
    ),
}


@pytest.fixture(scope="module")
def whole(samples: object, store: Store) -> Exported:  # noqa: ARG001  -- the samples are in the store
    """The export of the samples."""
    text = "".join(export_quads(store, cut_off(store), Extent()))
    return exported(text.splitlines(keepends=True))


@pytest.fixture(scope="module")
def excerpt(whole: Exported) -> Exported:
    """What it says of documents, claims and events and of whom they name."""
    return whole.excerpt()


def check(
    folder: Path, lines: list[str] | tuple[str, ...], name: str = "x.nq", *, limit: int = 20, at_once: int = 20_000
) -> Report:
    """The report on some lines."""
    file = folder / name
    file.write_text("".join(lines), encoding="utf-8")
    return validate_file(file, limit=limit, at_once=at_once)


def test_an_export_of_the_samples_conforms(whole: Exported, tmp_path: Path) -> None:
    """All of it: people and states of the authority data too."""
    report = check(tmp_path, whole.lines)
    assert [one.text("x") for one in report.problems] == []
    assert report.conforms
    assert report.quads == len(set(whole.lines))


def test_an_export_without_texts_conforms(whole: Exported, store: Store, tmp_path: Path) -> None:
    """It says that it leaves words out, so that none are asked for."""
    quads = "".join(export_quads(store, cut_off(store), Extent(words=False))).splitlines(keepends=True)
    assert len(quads) < len(whole.lines)
    assert check(tmp_path, exported(quads).excerpt().lines).problems == ()


def test_an_export_with_history_conforms(graph: Store, dispatches: list[Bundle], tmp_path: Path) -> None:
    """Claims that were closed, and former versions of events and documents, are told as others are."""
    loader = Loader(graph)
    list(loader.load(dispatches))
    list(loader.load([replace_claims(one) for one in dispatches]))
    quads = "".join(export_quads(graph, cut_off(graph), Extent(history=True))).splitlines(keepends=True)
    assert [one for one in quads if "ns#FormerVersion>" in one]
    assert [one.text("x") for one in check(tmp_path, exported(quads).excerpt().lines).problems] == []


def replace_claims(bundle: Bundle) -> Bundle:
    """A document that is read again with its first claim alone, under another title."""
    document = bundle.document.model_copy(update={"title": "Read again", "claims": 1})
    return Bundle(document=document, claims=tuple(one for one in bundle.claims[:1] if not one.links))


@pytest.mark.parametrize("name", MUTATIONS)
def test_what_is_made_wrong_is_found(name: str, excerpt: Exported, tmp_path: Path) -> None:
    """One change of a conforming export, and the message that it brings about."""
    mutate, expected = MUTATIONS[name]
    told = [one.text("x") for one in check(tmp_path, mutate(excerpt), limit=100).problems]
    assert [one for one in told if expected in one], told


def test_small_pieces_find_the_same(excerpt: Exported, tmp_path: Path) -> None:
    """How much is looked at together makes no difference: neither to what conforms nor to what does not."""
    assert check(tmp_path, excerpt.lines, at_once=500).problems == ()
    lines = [*excerpt.plus(LUKASHENKO, ("wm:met", TRUMP)), *excerpt.plus(call(excerpt), ("wm:status", POSSIBLE))[-1:]]
    small, large = check(tmp_path, lines, at_once=500), check(tmp_path, lines)
    assert small.problems == large.problems
    assert small.kinds == large.kinds


def test_a_problem_has_its_line(excerpt: Exported, tmp_path: Path) -> None:
    """In N-Quads, packed ones too, the statement at fault is named."""
    lines = excerpt.changed(claim(excerpt), "wm:confidence", typed("1.5", "xsd:decimal"))
    line = next(number for number, one in enumerate(lines, start=1) if '"1.5"' in one)
    assert [one.line for one in check(tmp_path, lines).problems] == [line]
    packed = tmp_path / "x.nq.gz"
    packed.write_bytes(gzip.compress("".join(lines).encode()))
    assert [one.line for one in validate_file(packed).problems] == [line]


def test_a_part_need_not_have_both_ends(excerpt: Exported, tmp_path: Path) -> None:
    """What is said of one event alone conforms, as it leads to things that are described elsewhere."""
    me = call(excerpt)[:-1]
    assert check(tmp_path, [one for one in excerpt.lines if one.startswith(me)]).problems == ()


def test_all_are_counted_and_some_are_told(excerpt: Exported, tmp_path: Path) -> None:
    """A file with many problems tells the first, and how many there are of each kind."""
    coder = uri("wm:coder")
    report = check(tmp_path, [one for one in excerpt.lines if f" {coder} " not in one], limit=3)
    claims = len({one for one in excerpt.lines if f" {uri('rdf:type')} {uri('wm:Claim')} " in one})
    assert report.kinds == {("wm:coder", "Claim-wm-coder"): claims}
    assert len(report.problems) == 3
    assert report.total == claims


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("x.csv", "", "does not tell a format of RDF"),
        ("x.nq", "<a:b> <a:c> .\n", r"x\.nq:1: is not N-Quads"),
        ("x.jsonld", '{"@context": "https://example.org/c", "@id": "a:b"}', "nothing is fetched"),
        ("x.nq.gz", "not packed", "can't be read"),
    ],
)
def test_files_that_are_no_rdf_are_refused(name: str, text: str, told: str, tmp_path: Path) -> None:
    """With the line, where the parser tells it; nothing is fetched."""
    with pytest.raises((InputError, RecordError), match=told):
        check(tmp_path, [text], name)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """By name."""
    with pytest.raises(InputError, match="there is no such file"):
        validate_file(tmp_path / "none.nq")
