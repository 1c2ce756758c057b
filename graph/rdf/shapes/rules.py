"""What the mapping table leaves open: what must be there, how often, which codes and how large.

Classes and predicates are those of `graph.rdf.statements`; a test holds them against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from graph.records import Basis, Bound, Kind, Relation

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "wm:Actor": ("skos:prefLabel", "wm:knownFrom"),
    "sem:Place": ("skos:prefLabel",),
    "org:Post": ("skos:prefLabel",),
    "prov:Agent": ("skos:prefLabel",),
    "wm:Document": ("dct:issued", "wm:revFrom"),
    "wm:Claim": (
        "prov:hadPrimarySource",
        "wm:type",
        "wm:modality",
        "wm:coder",
        "wm:confidence",
        "wm:dataset",
        "wm:originName",
        "wm:key",
        "wm:seq",
        "wm:about",
        "wm:statedIn",
        "dct:issued",
    ),
    "wm:Participant": ("wm:position", "wm:name", "wm:kind", "wm:role"),
    "prov:Attribution": ("wm:position", "wm:name", "prov:hadRole"),
    "wm:ToldRelation": ("wm:position", "wm:relationCode", "wm:toClaim"),
    "oa:SpecificResource": ("oa:hasSource", "oa:hasSelector"),
    "oa:TextPositionSelector": ("oa:start", "oa:end"),
    "wm:Event": (
        "skos:prefLabel",
        "wm:type",
        "wm:status",
        "wm:claims",
        "wm:documents",
        "wm:origins",
        "wm:bestClaim",
        "wm:bestDocument",
        "wm:dataset",
        "wm:firstPublished",
        "wm:lastPublished",
        "wm:fingerprint",
        "wm:revFrom",
    ),
    "wm:Participation": ("wm:actor", "wm:role", "wm:name", "wm:position"),
    "wm:Representation": ("wm:state", "wm:side"),
    "wm:Encounter": ("wm:person", "wm:otherPerson", "wm:mode"),
    "wm:EventRelation": ("wm:toEvent",),
    "wm:ClaimRelation": ("wm:relationCode", "wm:toClaim"),
    "wm:Tenure": ("org:member", "wm:tenureOf", "wm:ofPost", "wm:basis", "wm:revFrom"),
    "wm:Commit": ("prov:endedAtTime", "wm:what"),
    "wm:AuthorityData": ("wm:version", "wm:digest", "wm:data"),
    "wm:Decision": ("wm:decision", "wm:decidedOn", "wm:decidedBy"),
    "skos:Concept": ("skos:notation", "skos:inScheme", "wm:schemeCode"),
    "skosxl:Label": ("skosxl:literalForm", "wm:weight", "wm:foundUnder"),
    "wm:Relation": ("wm:relation", "wm:to"),
    "wm:FormerVersion": ("dct:isVersionOf",),
}
"""Class → predicates without which nothing of it can be read."""

WORDS: Mapping[str, tuple[str, ...]] = {"oa:TextQuoteSelector": ("oa:exact",)}
"""The same, of what `--no-text` leaves out."""

ONCE = frozenset(
    {
        ("wm:Document", "dct:publisher"),
        ("wm:Tenure", "wm:ofPost"),
        ("wm:Event", "wm:place"),
        ("org:Post", "org:postIn"),
    }
)
"""Relations (class, predicate) of which there is at most one, though the table allows several."""

CODES: Mapping[str, tuple[str, ...]] = {
    "wm:kind": get_args(Kind),
    "wm:resolvedKind": get_args(Kind),
    "wm:bound": get_args(Bound),
    "wm:behalfBasis": get_args(Basis),
    "wm:relationCode": get_args(Relation),
    "wm:knownFrom": ("authority", "claims"),
    "wm:basis": ("authority", "claims"),
    "wm:closedWhy": ("revised", "corrected", "rejected", "retracted"),
    "wm:decision": ("accepted", "corrected", "rejected", "added", "retracted"),
    "wm:restsOn": ("one_source", "anonymous", "party"),
    "wm:holds": ("present", "history", "part"),
    "wm:leavesOut": ("words",),
}
"""Predicate → the texts that it may have."""

LIMITS: Mapping[str, tuple[float | None, float | None]] = {
    "wm:confidence": (0, 1),
    "itsrdf:taConfidence": (0, 1),
    "wgs:lat": (-90, 90),
    "wgs:long": (-180, 180),
    "wm:position": (0, None),
    "wm:count": (0, None),
    "wm:sourceCount": (1, None),
    "wm:weight": (1, 2),
    "oa:start": (0, None),
    "oa:end": (1, None),
    "wm:seq": (1, None),
    "wm:closedSeq": (1, None),
    "wm:revFrom": (1, None),
    "wm:revTo": (1, None),
    "wm:origins": (1, None),
}
"""Predicate → its least and its greatest value; None where there is none."""

ORDERED: tuple[tuple[str, str, bool], ...] = (
    ("wm:earliest", "wm:latest", False),
    ("wm:firstPublished", "wm:lastPublished", False),
    ("wm:sinceEarliest", "wm:sinceLatest", False),
    ("wm:untilEarliest", "wm:untilLatest", False),
    ("sem:hasEarliestBeginTimeStamp", "sem:hasLatestEndTimeStamp", False),
    ("oa:start", "oa:end", True),
    ("wm:revFrom", "wm:revTo", True),
    ("wm:seq", "wm:closedSeq", True),
    ("prov:generatedAtTime", "prov:invalidatedAtTime", True),
)
"""The first is never after the second (True: always before it), where something has both."""

PATTERNS: Mapping[tuple[str, str], str] = {
    ("wm:Participant", "wm:side"): "^[a-z]$",
    ("wm:Document", "wm:sha256"): "^[0-9a-f]{64}$",
    ("wm:Actor", "wm:countryCode"): "^[A-Z]{2}$",
}
"""What the text of a class's predicate looks like."""
