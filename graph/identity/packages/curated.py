"""Our own table (`curated.yaml`): well-known people, posts and organisations, and names that the packages lack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph.identity.authority import (
    Authority,
    AuthorityOrganization,
    AuthorityPerson,
    AuthorityPost,
    AuthorityState,
    AuthorityTenure,
)
from graph.identity.folding import slug
from graph.identity.merging import make_tenure
from graph.identity.tables import read_table

_WIKIDATA = "http://www.wikidata.org/entity/"

Entries = Mapping[str, Mapping[str, Any]]


def load() -> Authority:
    """The table as an authority."""
    table = read_table("curated")
    return Authority(
        "curated",
        str(table["version"]),
        persons=tuple(_persons(table["persons"])),
        states=tuple(_states(table["states"])),
        organizations=tuple(_organizations(table["organizations"])),
        posts=tuple(_posts(table["posts"])),
        tenures=tuple(_tenures(table["persons"])),
    )


def _persons(entries: Entries) -> Iterator[AuthorityPerson]:
    for label, entry in entries.items():
        yield AuthorityPerson(
            id=f"person/{entry.get('id') or slug(label)}",
            label=label,
            names=(label, *entry.get("names", ())),
            born=entry.get("born"),
            died=entry.get("died"),
            states=tuple(f"state/{code}" for code in entry.get("states", ())),
            links=_links(entry),
            singles=tuple(entry.get("singles", ())),
        )


def _tenures(entries: Entries) -> Iterator[AuthorityTenure]:
    for label, entry in entries.items():
        person = f"person/{entry.get('id') or slug(label)}"
        for post, spans in entry.get("held", {}).items():
            for span in [spans] if isinstance(spans, str) else spans:
                start, _, end = span.partition("/")
                yield make_tenure(person, f"post/{post}", start or None, None if end in {"", ".."} else end)


def _states(entries: Entries) -> Iterator[AuthorityState]:
    for code, entry in entries.items():
        yield AuthorityState(
            id=f"state/{code}",
            label=entry["label"],
            names=(entry["label"], *entry.get("names", ())),
            demonyms=tuple(entry.get("demonyms", ())),
            metonyms=tuple(entry.get("metonyms", ())),
        )


def _organizations(entries: Entries) -> Iterator[AuthorityOrganization]:
    for label, entry in entries.items():
        state = entry.get("state")
        yield AuthorityOrganization(
            id=f"organization/{entry.get('id') or slug(label)}",
            label=label,
            names=(label, *entry.get("names", ())),
            state=f"state/{state}" if state else None,
            links=_links(entry),
        )


def _posts(entries: Entries) -> Iterator[AuthorityPost]:
    for post, entry in entries.items():
        owner = post.partition("/")[0]
        yield AuthorityPost(
            id=f"post/{post}",
            label=entry["label"],
            names=(entry["label"], *entry.get("names", ())),
            state=f"state/{owner}" if owner.isupper() else None,
            office=entry["office"],
        )


def _links(entry: Mapping[str, Any]) -> tuple[str, ...]:
    return (_WIKIDATA + entry["wikidata"],) if "wikidata" in entry else ()
