"""Claims: what they are in RDF, with participants, attribution, links and evidence under URIs of their own."""

from __future__ import annotations

from graph.model import OPEN
from graph.rdf.mapping.kinds import NodeMap, Piece, Property, Shortcut
from graph.rdf.mapping.things import days

PARTICIPANT = Piece(
    "participant",
    ("wm:Participant",),
    "wm:participant",
    (
        Property("pos", "wm:position", "integer"),
        # As the document tells it.
        Property("name", "wm:name"),
        Property("title", "wm:title"),
        Property("kind", "wm:kind"),
        Property("role", "wm:role", "concept", "role"),
        Property("side", "wm:side"),
        Property("named", "wm:named", "boolean", default=True),
        Property("behalf", "wm:behalf"),
        Property("behalf_basis", "wm:behalfBasis"),
        # As it was resolved; only what differs from the above, or comes to it.
        Property("resolved_kind", "wm:resolvedKind", graph="identity"),
        Property("base", "wm:baseRole", "concept", "role", graph="identity"),
        Property("resolved_side", "wm:resolvedSide", graph="identity"),
        Property("actor", "itsrdf:taIdentRef", "thing", graph="identity", term="actor"),
        Property("state", "wm:onBehalfOf", "thing", graph="identity"),
        Property("key", "wm:nameKey", graph="identity"),
        Property("method", "wm:method", graph="identity"),
        Property("score", "itsrdf:taConfidence", "decimal", default=1.0, graph="identity", term="score"),
        Property("post", "wm:post", "thing", graph="identity"),
        Property("block", "wm:block", graph="identity"),
        Property("label", "wm:resolvedName", graph="identity"),
        Property("rev_from", "wm:resolvedFrom", "integer", graph="identity"),
    ),
)

ATTRIBUTION = Piece(
    "attribution",
    ("prov:Attribution",),
    "prov:qualifiedAttribution",
    (
        Property("pos", "wm:position", "integer"),
        Property("name", "wm:name"),
        Property("mode", "prov:hadRole", "concept", "mode", term="mode"),
        Property("anonymous", "wm:anonymous", "boolean", default=False),
        Property("count", "wm:sourceCount", "integer"),
        Property("source", "prov:agent", "thing", term="agent"),
    ),
)

LINK = Piece(
    "link",
    ("wm:ToldRelation",),
    "wm:tells",
    (
        Property("pos", "wm:position", "integer"),
        Property("relation", "wm:relationCode"),
        Property("claim", "wm:toClaim", "thing"),
        Property("quote", "wm:quote", words=True),
    ),
)

PLACE = Piece(
    "place",
    ("wm:PlaceReading",),
    "wm:placeReading",
    (
        Property("id", "wm:place", "thing"),
        Property("label", "skos:prefLabel", term="label"),
        Property("country", "wm:country", "thing"),
        Property("lat", "wgs:lat", "decimal"),
        Property("lon", "wgs:long", "decimal"),
        Property("known", "wm:known", "boolean", default=True),
        Property("whole_country", "wm:wholeCountry", "boolean", default=False),
    ),
    many=False,
)

EVIDENCE = Piece("evidence", ("oa:SpecificResource",), "wm:evidence", (), many=False, source="oa:hasSource")

QUOTE = Piece(
    "quote",
    ("oa:TextQuoteSelector",),
    "oa:hasSelector",
    (Property("quote", "oa:exact", words=True),),
    many=False,
    of="evidence",
)

POSITION = Piece(
    "position",
    ("oa:TextPositionSelector",),
    "oa:hasSelector",
    (Property("start", "oa:start", "integer"), Property("end", "oa:end", "integer")),
    many=False,
    of="evidence",
)

CLAIM = NodeMap(
    "Claim",
    ("claim",),
    "document",
    ("wm:Claim",),
    (
        Property("document", "prov:hadPrimarySource", "thing", "document/", term="document"),
        Property("type", "wm:type", "concept", "type", term="eventType"),
        Property("family", "wm:family", derive=lambda props: props.get("type")),
        Property("modality", "wm:modality", "concept", "modality"),
        Property("hedge", "wm:hedge"),
        Property("act", "wm:act"),
        Property("post", "wm:postName"),
        Property("post_id", "wm:post", "thing"),
        Property("date", "wm:date", "edtf"),
        Property("t_lo", "wm:earliest", "date"),
        Property("t_hi", "wm:latest", "date"),
        Property("span", "wm:days", "integer", derive=days),
        Property("place", "wm:placeName"),
        Property("about", "wm:topic"),
        Property("count", "wm:count", "integer"),
        Property("bound", "wm:bound"),
        Property("of", "wm:countOf"),
        Property("origin", "wm:originName"),
        Property("anonymous", "wm:anonymous", "boolean", default=False),
        Property("dataset", "wm:dataset"),
        Property("native_id", "wm:nativeId"),
        Property("native_code", "wm:nativeCode"),
        Property("coder", "wm:coder"),
        Property("confidence", "wm:confidence", "decimal"),
        Property("published", "dct:issued", "date", term="published"),
        Property("key", "wm:key"),
        Property("seq", "wm:seq", "integer"),
        Property("closed_seq", "wm:closedSeq", "integer", default=OPEN),
        Property("closed_why", "wm:closedWhy"),
        Property("latest", "wm:isLatest", "boolean", default=True),
        # Of its record and of what resolution made of it, where the store has no property of its own for them.
        Property("native_scheme", "wm:nativeScheme"),
        Property("rule", "wm:rule"),
        Property("publisher", "wm:publisherName"),
        Property("origin_actor", "wm:originActor", "thing", graph="identity"),
        Property("origin_key", "wm:originKey", graph="identity"),
        # Written only where the statements above don't make them again: of a claim that another whomet wrote, say.
        Property("attribution", "wm:attributionText", many=True),
        Property("record", "wm:record", "json", words=True),
        Property("resolved", "wm:resolution", "json", words=True),
        Property("mentions", "wm:mentions", "json", words=True),
        Property("sources", "wm:sources", "json"),
    ),
    version=("seq", "closed_seq"),
    needed=("document", "type", "modality", "origin", "dataset", "coder", "confidence", "published", "seq"),
    pieces=(PARTICIPANT, ATTRIBUTION, LINK, PLACE, EVIDENCE, QUOTE, POSITION),
    shortcuts=(
        Shortcut("prov:generatedAtTime", "datetime", "the time of the commit that recorded it"),
        Shortcut("prov:invalidatedAtTime", "datetime", "the time of the commit that closed it"),
    ),
)
