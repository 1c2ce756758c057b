"""What pocom records, as values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A person of `people/`.

    Attributes:
        id: The archive's ("jefferson-thomas").
        name: Full name ("Adlai Ewing Stevenson").
        names: The name, and others under which the archive has the person.
        born: Year, or None.
        died: Year, or None.
    """

    id: str
    name: str
    names: tuple[str, ...]
    born: str | None = None
    died: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """One dated field of a posting.

    Attributes:
        date: EDTF; None where the archive tells none, or none that can be.
        note: What the archive says of the date ("Left post on"), "" for nothing.
        hedge: Words of the note that weaken the date ("about"), or None.
    """

    date: str | None
    note: str = ""
    hedge: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A post that a posting is to.

    Attributes:
        id: Its id.
        title: With whom or what it is about, as a sentence has it ("Minister Plenipotentiary to France").
        to: Id of the state or organisation to which its holder is sent, or None.
        host: That one's name as `title` has it ("France"), or None.
        mission: Id of the mission of which it is part, or None.
        names: Under which names it is known.
    """

    id: str
    title: str
    to: str | None = None
    host: str | None = None
    mission: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Posting:
    """One person in one post: a `<chief>` or `<principal>`.

    Attributes:
        file: Path in the repository ("missions-countries/france.xml").
        line: Where the record begins.
        id: The record's id in the archive.
        key: The id, with a number where another record of the same file has it too.
        person: Id of the person.
        role: Id of the title ("minister-plenipotentiary").
        post: What that title at that mission is; None before it is looked up.
        moments: appointed, arrived, started, ended, as far as the record has the fields.
        note: The record's remark.
        modified: Day on which the archive last changed it.
    """

    file: str
    line: int
    id: str
    key: str
    person: str
    role: str
    moments: Mapping[str, Moment]
    note: str
    modified: dt.date
    post: Post | None = None

    def date(self, field: str) -> str | None:
        """A field's date."""
        return one.date if (one := self.moments.get(field)) else None


@dataclass(frozen=True, slots=True)
class Mission:
    """A file of postings.

    Attributes:
        kind: "country", "organization" or "principal".
        id: Id of the territory, organisation or position.
        name: What the archive calls the position, "" for countries.
    """

    file: str
    kind: str
    id: str
    name: str
    postings: tuple[Posting, ...] = ()
