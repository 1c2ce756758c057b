"""The nodes of the graph, but for claims: what each label is in RDF."""

from __future__ import annotations

from typing import Any

import orjson

from graph.dates import bounds
from graph.model import OPEN
from graph.rdf.mapping.kinds import NodeMap, Property, Props, Shortcut
from graph.windows import day_number

FROM = Property("rev_from", "wm:revFrom", "integer")
TO = Property("rev_to", "wm:revTo", "integer", default=OPEN)
LABEL = Property("label", "skos:prefLabel", "text", term="label")


def _kind(props: Props) -> str:
    return str(props["id"]).partition("/")[0]


def _one_label(props: Props) -> list[str]:
    return [props["label"]]


def _no_links(props: Props) -> list[str] | None:
    """Authority data tell of people and bodies whether they have links; an empty list is what they say of none."""
    return [] if props.get("origin") == "authority" and _kind(props) in {"person", "organization"} else None


def days(props: Props) -> int | None:
    """Number of days from `t_lo` to `t_hi`; None where one is not there."""
    if props.get("t_lo") is None or props.get("t_hi") is None:
        return None
    return (_day(props["t_hi"]) - _day(props["t_lo"])).days + 1


def _day(text: str) -> Any:  # noqa: ANN401
    import datetime as dt

    return dt.date.fromisoformat(text)


def _number(props: Props) -> int:
    return day_number(bounds(props.get("date")))


def _bound(name: str, *, last: bool) -> Any:  # noqa: ANN401
    def derive(props: Props) -> str | None:
        found = bounds(props.get(name))
        day = found.hi if last else found.lo
        return day.isoformat() if day is not None else None

    return derive


DOCUMENT_FIELDS = ("title", "publisher", "author", "published", "url", "lang", "licence", "sha256")


def _document_record(props: Props) -> str:
    """A document's record as `graph.records.Document` writes it, without its text."""
    return orjson.dumps({"doc_id": props["id"], **{name: props.get(name) for name in DOCUMENT_FIELDS}}).decode()


ACTOR = NodeMap(
    "Actor",
    ("person", "state", "organization", "group"),
    "entities",
    ("sem:Actor", "wm:Actor"),
    (
        Property("kind", "wm:kind", derive=_kind),
        LABEL,
        Property("labels", "wm:formerLabels", many=True, derive=_one_label, graph="identity"),
        Property("label_from", "wm:labelFrom", "integer", many=True, graph="identity"),
        Property("origin", "wm:knownFrom"),
        Property("links", "skos:exactMatch", "uri", many=True, derive=_no_links),
        Property("born", "wm:born", "edtf"),
        Property("died", "wm:died", "edtf"),
        Property("alpha2", "wm:countryCode"),
    ),
    by=(
        "kind",
        {
            "person": ("foaf:Person", "schema:Person"),
            "state": ("schema:Country",),
            "organization": ("org:Organization", "foaf:Organization"),
            "group": ("foaf:Group",),
        },
    ),
    shortcuts=(
        Shortcut("rdfs:label", "text", "the label"),
        Shortcut("skos:altLabel", "text", "names that are not the label"),
        Shortcut("wm:met", "thing", "meetings of two people that occurred"),
        Shortcut("wm:spokeWith", "thing", "calls between two people that occurred"),
        Shortcut("wm:visitedOrHosted", "thing", "visits that occurred, of one person to the other or the other way"),
    ),
    needed=("label", "origin"),
)

NAME = NodeMap("Name", ("name",), "identity", ("wm:NameKey",), (), prefix="name/")

PLACE = NodeMap(
    "Place",
    ("place",),
    "entities",
    ("sem:Place", "schema:Place"),
    (
        LABEL,
        Property("country", "wm:country", "thing"),
        Property("lat", "wgs:lat", "decimal"),
        Property("lon", "wgs:long", "decimal"),
    ),
    shortcuts=(
        Shortcut("rdfs:label", "text", "the label"),
        Shortcut("skos:exactMatch", "uri", "the id of a place that GeoNames has"),
    ),
    needed=("label",),
)

POST = NodeMap(
    "Post",
    ("post",),
    "entities",
    ("org:Post",),
    (
        LABEL,
        Property("labels", "wm:formerLabels", many=True, derive=_one_label, graph="identity"),
        Property("label_from", "wm:labelFrom", "integer", many=True, graph="identity"),
        Property("office", "wm:office"),
        Property("state", "wm:postOf", "thing"),
        Property("accredited_to", "wm:accreditedTo", "thing"),
        Property("part_of", "wm:postPartOf", "thing"),
        Property("titles", "wm:titleSlug", many=True, graph="identity"),
    ),
    shortcuts=(Shortcut("rdfs:label", "text", "the label"),),
)

SOURCE = NodeMap(
    "Source",
    ("source",),
    "entities",
    ("prov:Agent", "foaf:Agent"),
    (LABEL,),
    shortcuts=(Shortcut("rdfs:label", "text", "the label"),),
    needed=("label",),
)

DOCUMENT = NodeMap(
    "Document",
    ("document",),
    "document",
    ("foaf:Document", "wm:Document"),
    (
        Property("title", "dct:title", "title"),
        Property("publisher", "dc:publisher", term="publisherName"),
        Property("author", "dc:creator", term="author"),
        Property("published", "dct:issued", "date", term="published"),
        Property("retrieved", "wm:retrieved", "date"),
        Property("url", "schema:url", "anyuri"),
        Property("lang", "dc:language", term="language"),
        Property("licence", "dc:rights", term="licence"),
        Property("sha256", "wm:sha256"),
        Property("text", "schema:text", words=True),
        Property("record", "wm:record", "json", derive=_document_record),
        Property("read_by", "wm:readBy"),
        FROM,
        TO,
    ),
    prefix="document/",
    version=("rev_from", "rev_to"),
    shortcuts=(
        Shortcut("prov:generatedAtTime", "datetime", "the time of the commit that recorded it"),
        Shortcut("prov:invalidatedAtTime", "datetime", "the time of the commit that closed it"),
    ),
    needed=("published", "rev_from"),
)

# What is not taken to have occurred is no event of other vocabularies: whoever counts sem:Event counts what happened.
EVENT = NodeMap(
    "Event",
    ("event",),
    "reconciled",
    ("wm:Event",),
    (
        Property("label", "skos:prefLabel", "english", term="label"),
        Property("type", "wm:type", "concept", "type", term="eventType"),
        Property("family", "wm:family", derive=lambda props: props.get("type")),
        Property("modality", "wm:status", "concept", "modality"),
        Property("hedge", "wm:hedge"),
        Property("act", "wm:act"),
        Property("post", "wm:postName"),
        Property("post_id", "wm:post", "thing"),
        Property("date", "wm:date", "edtf"),
        Property("t_lo", "wm:earliest", "date"),
        Property("t_hi", "wm:latest", "date"),
        Property("span", "wm:days", "integer", derive=days),
        Property("day", "wm:dayNumber", "integer", derive=_number),
        Property("place", "wm:placeName"),
        Property("about", "wm:topic"),
        Property("count", "wm:count", "integer"),
        Property("bound", "wm:bound"),
        Property("of", "wm:countOf"),
        Property("unnamed", "wm:unnamedParticipant", many=True),
        Property("claims", "wm:claims", "integer"),
        Property("documents", "wm:documents", "integer"),
        Property("origins", "wm:origins", "integer"),
        Property("origin_names", "wm:originName", many=True),
        Property("disputed", "wm:disputed", many=True),
        Property("conflicts", "wm:conflict", many=True),
        Property("chosen_by", "wm:chosenBy", many=True),
        Property("rests", "wm:restsOn", many=True),
        Property("datasets", "wm:dataset", many=True),
        Property("best", "wm:bestClaim", "thing"),
        Property("quote", "wm:quote", words=True),
        Property("source", "wm:sourceName"),
        Property("attribution", "wm:attributionText"),
        Property("document", "wm:bestDocument", "thing", "document/"),
        Property("first_published", "wm:firstPublished", "date"),
        Property("last_published", "wm:lastPublished", "date"),
        Property("fingerprint", "wm:fingerprint"),
        FROM,
        TO,
    ),
    by=("modality", {"occurred": ("sem:Event", "schema:Event"), "": ("wm:ReportedEvent",)}),
    version=("rev_from", "rev_to"),
    shortcuts=(
        Shortcut("sem:eventType", "concept", "the type, of what occurred"),
        Shortcut("sem:hasTimeStamp", "date", "the day of what occurred on a day"),
        Shortcut("sem:hasEarliestBeginTimeStamp", "date", "the first day of what occurred on one of several"),
        Shortcut("sem:hasLatestEndTimeStamp", "date", "the last day of what occurred on one of several"),
        Shortcut("sem:hasActor", "thing", "the participants of what occurred"),
        Shortcut("sem:hasPlace", "thing", "the place of what occurred"),
    ),
    needed=("label", "type", "modality", "claims", "documents", "best", "fingerprint", "rev_from"),
)

TENURE = NodeMap(
    "Tenure",
    ("tenure",),
    "reconciled",
    ("org:Membership", "wm:Tenure"),
    (
        Property("person", "org:member", "thing"),
        Property("post", "wm:tenureOf", "thing"),
        Property("since", "wm:since", "edtf"),
        Property("until", "wm:until", "edtf"),
        Property("since_lo", "wm:sinceEarliest", "date", derive=_bound("since", last=False)),
        Property("since_hi", "wm:sinceLatest", "date", derive=_bound("since", last=True)),
        Property("until_lo", "wm:untilEarliest", "date", derive=_bound("until", last=False)),
        Property("until_hi", "wm:untilLatest", "date", derive=_bound("until", last=True)),
        Property("since_uncertain", "wm:sinceUncertain", "boolean", default=False),
        Property("until_uncertain", "wm:untilUncertain", "boolean", default=False),
        Property("basis", "wm:basis"),
        Property("authority", "wm:authority"),
        Property("known_since", "wm:knownSince", "edtf"),
        Property("known_until", "wm:knownUntil", "edtf"),
        FROM,
        TO,
    ),
    version=("rev_from", "rev_to"),
    needed=("person", "post", "basis", "rev_from"),
)

COMMIT = NodeMap(
    "Commit",
    ("commit",),
    "runs",
    ("prov:Activity", "wm:Commit"),
    (
        Property("at", "prov:endedAtTime", "datetime"),
        Property("what", "wm:what"),
        Property("documents", "wm:documents", "integer"),
        Property("claims", "wm:claims", "integer"),
        Property("closed", "wm:closedClaims", "integer"),
    ),
    prefix="commit/",
    key="seq",
    needed=("at", "what"),
)

AUTHORITY = NodeMap(
    "Authority",
    ("authority",),
    "runs",
    ("prov:Entity", "wm:AuthorityData"),
    (
        Property("version", "wm:version"),
        Property("digest", "wm:digest"),
        Property("data", "wm:data", "bytes"),
        Property("seq", "wm:seq", "integer"),
    ),
    prefix="authority/",
    needed=("digest", "data", "seq"),
)

DECISION = NodeMap(
    "Decision",
    ("decision",),
    "identity",
    ("prov:Activity", "wm:Decision"),
    (
        Property("kind", "wm:decision"),
        Property("document", "wm:decidedIn", "thing", "document/"),
        Property("target", "wm:decidedOn", "thing"),
        Property("keeps", "wm:keeps", "thing"),
        Property("reason", "wm:reason"),
        Property("by", "wm:decidedBy"),
        Property("seq", "wm:seq", "integer"),
    ),
    needed=("kind", "document", "target", "by", "seq"),
)

CONCEPT = NodeMap(
    "Concept",
    (),
    "scheme",
    ("skos:Concept",),
    (
        Property("scheme", "wm:schemeCode"),
        Property("code", "skos:notation"),
        Property("label", "skos:prefLabel", "english", term="label"),
    ),
    scheme=True,
    shortcuts=(Shortcut("skos:inScheme", "uri", "the scheme"),),
    needed=("scheme", "code", "label"),
)

META = NodeMap(
    "Meta",
    ("meta",),
    "runs",
    ("prov:Entity", "wm:GraphState"),
    (
        Property("schema", "wm:schemaVersion", "integer"),
        Property("seq", "wm:seq", "integer"),
        Property("digest", "wm:digest"),
        Property("resolved_with", "wm:resolvedWith"),
        Property("locked", "wm:locked", "boolean"),
        Property("documents", "wm:documents", "integer"),
        # Of the export itself, which the store does not keep.
        Property("holds", "wm:holds"),
        Property("leaves_out", "wm:leavesOut"),
        Property("selection", "wm:selection"),
    ),
    prefix="meta/",
)

KEY = NodeMap(
    "Key",
    ("key",),
    "identity",
    ("wm:Key",),
    (Property("facts", "wm:facts", "json"), Property("assigned", "wm:assigned", "json")),
    prefix="key/",
    needed=("facts", "assigned"),
)

BLOCK = NodeMap("Block", ("block",), "identity", ("wm:Block",), (), prefix="block/")
