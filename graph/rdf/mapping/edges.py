"""The relationships of the graph: what each type is in RDF."""

from __future__ import annotations

from typing import Any

from graph.rdf.mapping.kinds import DeriveEdge, EdgeMap, EdgeProperty, Props, Shortcut


def _start(start: str, _end: str, _owner: Props) -> str:
    return start


def _end(_start: str, end: str, _owner: Props) -> str:
    return end


def _owners(name: str) -> DeriveEdge:
    def follows(_start: str, _end: str, owner: Props) -> Any:  # noqa: ANN401
        return owner.get(name)

    return follows


DAY = EdgeProperty("day", "wm:dayNumber", "integer", follows=_owners("day"))
TIMES = (
    EdgeProperty("t_lo", "wm:earliest", "date", follows=_owners("t_lo")),
    EdgeProperty("t_hi", "wm:latest", "date", follows=_owners("t_hi")),
    EdgeProperty("span", "wm:days", "integer", follows=_owners("span")),
    DAY,
)

PARTICIPATED_IN = EdgeMap(
    "PARTICIPATED_IN",
    "Actor",
    "Event",
    owner="end",
    classes=("wm:Participation",),
    link="wm:participation",
    fragment="part",
    to_start="wm:actor",
    properties=(
        EdgeProperty("actor", "wm:actorId", follows=_start),
        EdgeProperty("role", "wm:role", "concept", "role"),
        EdgeProperty("side", "wm:side"),
        EdgeProperty("behalf", "wm:onBehalfOf", "thing"),
        EdgeProperty("name", "wm:name"),
        EdgeProperty("pos", "wm:position", "integer"),
        *TIMES,
    ),
    shortcuts=(
        Shortcut("rdf:type", "uri", "sem:Role, where the event occurred"),
        Shortcut("rdf:value", "thing", "the actor, where the event occurred"),
        Shortcut("sem:roleType", "concept", "the role, where the event occurred"),
    ),
)

REPRESENTED_IN = EdgeMap(
    "REPRESENTED_IN",
    "Actor",
    "Event",
    owner="end",
    classes=("wm:Representation",),
    link="wm:representation",
    fragment="side",
    to_start="wm:state",
    properties=(
        EdgeProperty("state", "wm:stateId", follows=_start),
        EdgeProperty("side", "wm:side"),
        DAY,
    ),
)

MET = EdgeMap(
    "MET",
    "Actor",
    "Actor",
    owner="event",
    classes=("wm:Encounter",),
    link="wm:encounter",
    fragment="met",
    to_start="wm:person",
    to_end="wm:otherPerson",
    properties=(
        EdgeProperty("event", "wm:eventId", follows=_owners("id")),
        EdgeProperty("a", "wm:oneId", follows=_start),
        EdgeProperty("b", "wm:otherId", follows=_end),
        EdgeProperty("mode", "wm:mode", "concept", "type"),
        *TIMES,
    ),
)

NAMES = EdgeMap(
    "NAMES",
    "Name",
    "Actor",
    graph="identity",
    owner="end",
    classes=("skosxl:Label",),
    link="wm:hasName",
    fragment="name",
    to_start="wm:foundUnder",
    properties=(
        EdgeProperty("text", "skosxl:literalForm", term="literalForm"),
        EdgeProperty("weight", "wm:weight", "integer"),
    ),
)

# Those that hold are said by the participants of their claim; these are the former ones.
MENTIONS = EdgeMap(
    "MENTIONS",
    "Claim",
    "Actor",
    graph="identity",
    classes=("wm:FormerMention",),
    link="wm:formerMention",
    fragment="mention",
    to_end="itsrdf:taIdentRef",
    properties=(
        EdgeProperty("pos", "wm:position", "integer"),
        EdgeProperty("name", "wm:name"),
        EdgeProperty("role", "wm:role", "concept", "role"),
        EdgeProperty("side", "wm:side"),
        EdgeProperty("behalf", "wm:onBehalfOf", "thing"),
        EdgeProperty("method", "wm:method"),
        EdgeProperty("score", "itsrdf:taConfidence", "decimal", default=1.0, term="score"),
        EdgeProperty("key", "wm:nameKey"),
        EdgeProperty("block", "wm:block"),
        EdgeProperty("day", "wm:dayNumber", "integer"),
    ),
    within="participant",
)

ATTRIBUTED_TO = EdgeMap(
    "ATTRIBUTED_TO",
    "Claim",
    "Source",
    properties=(
        EdgeProperty("pos", "wm:position", "integer"),
        EdgeProperty("mode", "prov:hadRole", "concept", "mode", term="mode"),
    ),
    versioned=False,
    within="attribution",
)

LINKS = EdgeMap(
    "LINKS",
    "Claim",
    "Claim",
    graph="reconciled",
    classes=("wm:ClaimRelation",),
    link="wm:claimRelation",
    fragment="told",
    to_end="wm:toClaim",
    properties=(
        EdgeProperty("relation", "wm:relationCode"),
        EdgeProperty("quote", "wm:quote", words=True),
    ),
    versioned=False,
)

_TOLD = (
    EdgeProperty("claim", "wm:toldBy", "thing"),
    EdgeProperty("quote", "wm:quote", words=True),
)


def _between(type_: str, predicate: str) -> EdgeMap:
    return EdgeMap(
        type_,
        "Event",
        "Event",
        predicate,
        classes=("wm:EventRelation",),
        link="wm:eventRelation",
        fragment=type_.lower(),
        to_end="wm:toEvent",
        properties=_TOLD,
    )


EDGES: tuple[EdgeMap, ...] = (
    PARTICIPATED_IN,
    REPRESENTED_IN,
    MET,
    NAMES,
    MENTIONS,
    ATTRIBUTED_TO,
    LINKS,
    _between("CONCERNS", "wm:concerns"),
    _between("PART_OF", "wm:partOf"),
    _between("AFTER", "wm:after"),
    _between("IN_RETURN_FOR", "wm:inReturnFor"),
    EdgeMap("POSSIBLY_SAME", "Event", "Event", "wm:possiblySame"),
    EdgeMap("AT", "Event", "Place", "wm:place"),
    EdgeMap("ABOUT", "Claim", "Event", "wm:about", graph="reconciled"),
    EdgeMap("HELD", "Actor", "Tenure", "wm:held", graph="reconciled"),
    EdgeMap("OF_POST", "Tenure", "Post", "wm:ofPost"),
    EdgeMap("STARTS", "Event", "Tenure", "wm:starts"),
    EdgeMap("ENDS", "Event", "Tenure", "wm:ends"),
    EdgeMap("STEP_OF", "Event", "Tenure", "wm:stepOf"),
    EdgeMap("IN_DOC", "Claim", "Document", "wm:statedIn", versioned=False),
    EdgeMap("PUBLISHED_BY", "Document", "Source", "dct:publisher", versioned=False),
    EdgeMap(
        "SUPERSEDES",
        "Claim",
        "Claim",
        "prov:wasRevisionOf",
        graph="reconciled",
        properties=(EdgeProperty("seq", "wm:seq", "integer", follows=_owners("seq")),),
        versioned=False,
    ),
    EdgeMap("DERIVED_FROM", "Claim", "Claim", "prov:wasDerivedFrom", graph="reconciled", versioned=False),
    EdgeMap("DECIDES", "Decision", "Claim", "wm:decides", versioned=False),
    EdgeMap("OF", "Post", "Actor", "org:postIn", versioned=False),
    EdgeMap("SHARES", "Key", "Block", "wm:shares", versioned=False),
)
