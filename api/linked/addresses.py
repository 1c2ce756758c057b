"""From the address of a request to what it is the URI of, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import unquote

from api.linked.forms import FORMS
from api.requests import base_of
from api.things.parts import path_of
from graph.rdf.mapping import label_of
from graph.rdf.namespaces import HOME, SCHEMES, VERSION, Names, concept, path

if TYPE_CHECKING:
    from starlette.requests import Request

Space = Literal["id", "scheme", "graph"]

SPACES: Final[dict[str, Space]] = {"scheme": "scheme", "graph": "graph"}
VOID: Final = ".well-known/void"
NANOPUBLICATION: Final = "http://www.nanopub.org/nschema#Nanopublication"
ADDRESS: Final = re.compile(r"^/(?:data/|(?=id/|scheme/|graph/))(?:(id|scheme|graph)/)?")


@dataclass(frozen=True, slots=True)
class Resource:
    """What a URI of ours is of.

    Attributes:
        space: What its URI begins with, behind the base.
        id: What follows: `person/vladimir-putin`, `type/meet`, `reconciled`.
        since: The commit from which it held, of a version that no longer does.
    """

    space: Space
    id: str
    since: int | None = None

    @property
    def path(self) -> str:
        """Its URI behind the base."""
        version = "" if self.since is None else f"/v/{self.since}"
        return f"{self.space}/{path(self.id)}{version}"

    @property
    def data(self) -> str:
        """Path of what is told of it."""
        return f"/data/{self.path.removeprefix('id/')}"

    @property
    def page(self) -> str | None:
        """Path of its page in the API; None for what has none."""
        return path_of(self.id) if self.space == "id" and self.since is None else None

    @property
    def nanopub(self) -> str | None:
        """Path of its nanopublication; None for what is no claim, and for former versions."""
        claim = self.id.removeprefix("claim/")
        return f"/np/{path(claim)}" if self.label == "Claim" and claim and self.since is None else None

    @property
    def label(self) -> str | None:
        """The label of its node; None for what is no node of the graph."""
        if self.space == "id":
            return label_of(self.id)
        return "Concept" if self.space == "scheme" and "/" in self.id and label_of(self.id) is None else None

    def uri(self, base: str) -> str:
        """Its URI; the vocabulary's is the same whatever the base."""
        if self.space == "scheme":
            return concept(*self.id.split("/", 1)) if "/" in self.id else SCHEMES + path(self.id)
        names = Names(base)
        if self.space == "graph":
            return names.graph(self.id)
        return names.thing(self.id) if self.since is None else names.version(self.id, self.since)


def resource_of(raw_path: bytes) -> Resource:
    """What the address of a request is of; slashes that are part of an id stay so, as they are escaped.

    Args:
        raw_path: `/id/…`, `/scheme/…` or `/graph/…`, or the same behind `/data`, where `id/` may be left out.

    Raises:
        ValueError: It is none of these.
    """
    text = raw_path.decode("ascii", "replace").partition("?")[0]
    found = ADDRESS.match(text)
    if found is None:
        raise ValueError(f"{text} is no address of linked data")
    space: Space = SPACES.get(found[1], "id")
    rest = text[found.end() :]
    version = VERSION.search(rest) if space == "id" else None
    if version is None:
        return Resource(space, unquote(rest))
    return Resource(space, unquote(rest[: version.start()]), int(version[1]))


def local(uri: str, base: str, server: str) -> str | None:
    """The address at which this server answers for a URI of ours; None for those of others.

    Args:
        uri: Any.
        base: Of the URIs of things.
        server: What addresses of this server begin with.
    """
    for start, spaces in ((base, ("id/", "graph/", "np/")), (HOME, ("scheme/", "ns"))):
        rest = uri.removeprefix(start)
        if rest != uri and rest.startswith(spaces):
            return f"{server}/{rest}"
    return None


def links_of(request: Request, resource: Resource, uri: str) -> str:
    """The Link header of all that is told of a thing: its other forms, and what describes it."""
    server = base_of(request)
    data = server + resource.data
    links = [f'<{data}?format={one.name}>; rel="alternate"; type="{one.media_types[0]}"' for one in FORMS.values()]
    links.append(f'<{data}>; rel="describedby"; anchor="{uri}"')
    links.append(f'<{server}/{VOID}>; rel="describedby"')
    if resource.nanopub is not None:
        links.append(f'<{server}{resource.nanopub}>; rel="{NANOPUBLICATION}"; type="application/trig"')
    return ", ".join(links)
