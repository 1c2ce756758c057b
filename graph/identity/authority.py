"""Authority data: people, states, organisations, posts, tenures and places that are known before any report is read.

An authority is a value. Two authorities with the same content have the same digest, in whatever order it was given.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import orjson


@dataclass(frozen=True, slots=True)
class AuthorityPerson:
    """A person.

    Attributes:
        id: Readable: `person/vladimir-putin`.
        names: Full names in any script and order that `names.person_key` understands, the label among them.
        born: EDTF, or None where it is not known.
        died: EDTF, or None.
        states: Ids of the states whose posts the person held or whom he or she is known with.
        links: Exact matches elsewhere (Wikidata, VIAF), as URLs.
        singles: Single names that mean this person wherever he or she holds an office ("Putin", "Xi").
    """

    id: str
    label: str
    names: tuple[str, ...]
    born: str | None = None
    died: str | None = None
    states: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    singles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorityState:
    """A state or territory with a code of its own.

    Attributes:
        id: `state/BLR`: ISO 3166-1 alpha-3, of former states 3166-3, and XKX.
        names: Names in many languages, the label among them.
        demonyms: Adjectives and nouns ("Belarusian", "Dane").
        capital: Id of the capital's place, or None.
        alpha2: ISO 3166-1 alpha-2, or None for former states.
        metonyms: What stands for it by custom ("Kremlin"); cities are places first and not among them.
    """

    id: str
    label: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    alpha2: str | None = None
    metonyms: tuple[str, ...] = ()
    capital_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorityOrganization:
    """An organisation or body; `state` is the state whose body it is (the White House), None for others."""

    id: str
    label: str
    names: tuple[str, ...]
    state: str | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorityPost:
    """A post.

    Attributes:
        id: Readable: `post/BLR/president`, `post/USA/ambassador-to-BLR`.
        names: Titles under which it is known, the label among them.
        state: Id of the state whose post it is; None for posts of organisations.
        accredited_to: Id of the state, or the organisation, to which its holder is sent.
        office: Class of offices (`offices.yaml`): head_of_state, head_of_government, minister, ambassador, envoy, …
        part_of: Id of a post that whoever holds this one holds as well: the mission to France is headed by ambassadors
            and, at times, by chargés d'affaires. None where there is none.
    """

    id: str
    label: str
    names: tuple[str, ...]
    state: str | None = None
    accredited_to: str | None = None
    office: str = "other"
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class AuthorityTenure:
    """That a person held a post; `start` and `end` are EDTF, None where not known (an open end: perhaps still).

    An end such as "2015-12-31/.." says that the post was still held on that day, and that the source knows no later
    one.
    """

    id: str
    person: str
    post: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class AuthorityPlace:
    """A place of the gazetteer.

    Attributes:
        id: `place/GEONAMEID`.
        country: ISO 3166-1 alpha-3 code, or None.
        lat: Degrees north, WGS 84.
        lon: Degrees east.
        whole_country: Whether it stands for the whole of its country.
    """

    id: str
    label: str
    names: tuple[str, ...]
    country: str | None
    lat: float | None
    lon: float | None
    population: int
    whole_country: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """That two records of different authorities are one person's.

    Attributes:
        kept: Id that stands for both.
        merged: Id that is given up.
        reason: Why, for a reader ("same link …", "same name and state").
        label: Name that the merged record gives.
        origin: Name of the authority that it is of.
        known: Name of the authority of which the kept record is.
    """

    kept: str
    merged: str
    reason: str
    label: str = ""
    origin: str = ""
    known: str = ""


@dataclass(frozen=True)
class Authority:
    """Authority data of one origin, or several merged.

    Attributes:
        merges: Of several: which people are one, and why.
        origins: Of several: the name of the origin of each tenure, by id.
    """

    name: str
    version: str
    persons: tuple[AuthorityPerson, ...] = ()
    states: tuple[AuthorityState, ...] = ()
    organizations: tuple[AuthorityOrganization, ...] = ()
    posts: tuple[AuthorityPost, ...] = ()
    tenures: tuple[AuthorityTenure, ...] = ()
    places: tuple[AuthorityPlace, ...] = ()
    merges: tuple[Merge, ...] = field(default=(), compare=False)
    origins: Mapping[str, str] = field(default_factory=dict[str, str], compare=False)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all records, whatever their order; names and versions of packages don't count."""
        kinds = (self.persons, self.states, self.organizations, self.posts, self.tenures, self.places)
        total = hashlib.sha256()
        for lines in map(_lines, kinds):
            total.update(b"\n".join(lines) + b"\0")
        return total.hexdigest()


def _lines(records: Iterable[object]) -> list[bytes]:
    return sorted(orjson.dumps(record) for record in records)
