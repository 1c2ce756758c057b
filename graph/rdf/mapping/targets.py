"""What the things are that a property leads to, where the table has them by their ids alone."""

from __future__ import annotations

from collections.abc import Mapping

_ACTORS = ("person", "state", "organization", "group")

TARGETS: Mapping[str, tuple[str, ...]] = {
    "itsrdf:taIdentRef": _ACTORS,
    "org:member": ("person",),
    "prov:agent": ("source",),
    "prov:hadPrimarySource": ("document",),
    "rdf:value": _ACTORS,
    "sem:hasActor": _ACTORS,
    "sem:hasPlace": ("place",),
    "wm:accreditedTo": ("state", "organization"),
    "wm:bestClaim": ("claim",),
    "wm:bestDocument": ("document",),
    "wm:country": ("state",),
    "wm:decidedIn": ("document",),
    "wm:decidedOn": ("claim", "document"),
    "wm:keeps": ("claim",),
    "wm:met": ("person",),
    "wm:onBehalfOf": _ACTORS,
    "wm:originActor": _ACTORS,
    "wm:place": ("place",),
    "wm:post": ("post",),
    "wm:postOf": ("state", "organization"),
    "wm:postPartOf": ("post",),
    "wm:spokeWith": ("person",),
    "wm:tenureOf": ("post",),
    "wm:toClaim": ("claim",),
    "wm:toldBy": ("claim",),
    "wm:visitedOrHosted": ("person",),
}
"""Predicate of a property that holds the id of a thing → what such ids begin with (`NodeMap.paths`)."""
