"""What the views of several things share."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field

COLLECTIONS = {
    "person": "actors",
    "state": "actors",
    "organization": "actors",
    "group": "actors",
    "event": "events",
    "claim": "claims",
    "document": "documents",
}
"""Kind of id → the collection of routes that it is found under."""

ACTOR_KINDS = frozenset(kind for kind, collection in COLLECTIONS.items() if collection == "actors")


class View(BaseModel):
    """A part of an answer; unknown fields are an error, so that no reader forgets to declare what it shows."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Ref(View):
    """Something else of the graph.

    Attributes:
        url: Its address; None for what has no page (posts, places).
    """

    id: str
    label: str | None = None
    url: str | None = None


class Moment(View):
    """What state of the graph is told.

    Attributes:
        seq: The commit as of which it is told.
        digest: Digest of the graph's present content; None for an empty graph.
    """

    seq: int
    digest: str | None


class Reading(View):
    """A thing and the state of the graph that it was read from."""

    known_at: Moment
    permalink: str = Field(description="address that gives the same answer for ever")


def path_of(id: str) -> str | None:
    """Path of the page of an id, fit for a URL; None for kinds that have no page."""
    kind, _, rest = id.partition("/")
    collection = COLLECTIONS.get(kind)
    if collection is None or not rest:
        return None
    return f"/{collection}/{quote(id if collection == 'actors' else rest, safe='/')}"


def url_of(id: str, base: str) -> str | None:
    """Address of the page of an id under `base`, which has no slash at its end."""
    path = path_of(id)
    return None if path is None else base + path


def document_url(base: str, id: str) -> str:
    """Address of the page of a document; collections name their documents as they like, also without a prefix."""
    return f"{base}/documents/{quote(id.removeprefix('document/'), safe='/')}"


def ref(base: str, id: str | None, label: str | None = None) -> Ref | None:
    """A reference, or None where there is no id."""
    return None if id is None else Ref(id=id, label=label, url=url_of(id, base))


def reading(base: str, id: str, seq: int, digest: str | None) -> dict[str, Any]:
    """The fields of a `Reading`."""
    return {"known_at": Moment(seq=seq, digest=digest), "permalink": f"{url_of(id, base)}?known_at={seq}"}
