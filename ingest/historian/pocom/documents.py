"""Postings as documents with claims: a page of text for each, and in it the words that show each dated act."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.records import Bundle, Claim, Document, Evidence, Kind, Native, Participant
from ingest.accounts import Account, Finding
from ingest.historian.pocom.archive import read_concurrent, read_missions, read_people, read_titles
from ingest.historian.pocom.fields import read_written
from ingest.historian.pocom.offices import NAME
from ingest.historian.pocom.posts import PostReader
from ingest.historian.pocom.records import Mission, Moment, Person, Post, Posting
from ingest.historian.pocom.terms import NOT_SERVED

PUBLISHER = "Office of the Historian, U.S. Department of State"
_SITE = "https://github.com/HistoryAtState/"
_NOT_COMMISSIONED = re.compile(r"nominat|not commissioned|declined|did not serve|elected on", re.IGNORECASE)
_NO_CREDENTIALS = re.compile(
    r"ad-interim|pro-tem|assumed charge|entered on duty|established on|reestablished|reopened|opened"
    r"|returned to post|initial call|no record|first meeting|principal-officer",
    re.IGNORECASE,
)
_NOMINATION = re.compile(r"nominat(?:ed|ions?)(?: of| on| dated)? ?([A-Z][a-z]+\.? \d{1,2}, \d{4})", re.IGNORECASE)
_DESIGNATED = re.compile(r"desig|not of record", re.IGNORECASE)

CHIEF = {
    "appointed": "Appointed",
    "arrived": "Arrived at Post",
    "started": "Presentation of Credentials",
    "ended": "Termination of Mission",
}
PRINCIPAL = {
    "appointed": "Appointed",
    "arrived": "Arrived",
    "started": "Entry on Duty",
    "ended": "Termination of Appointment",
}
"""What the Office's site calls the dated fields."""


@dataclass(slots=True)
class _Page:
    """A text that grows by lines and knows where each stands."""

    text: str = ""
    spans: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])

    def add(self, key: str, line: str) -> None:
        if self.text:
            self.text += "\n"
        start = len(self.text)
        self.text += line
        self.spans[key] = (start, len(self.text))

    def quote(self, key: str) -> Evidence:
        start, end = self.spans[key]
        return Evidence(quote=self.text[start:end], start=start, end=end)


def read_pocom(root: Path, account: Account) -> Iterator[Bundle]:
    """One document for each posting, with a claim for each dated act, or for a nomination that came to nothing.

    Args:
        root: The repository.
        account: Told of postings and of appointments to several countries; of people and titles `read_offices` tells.
    """
    people, titles = read_people(root, Account()), read_titles(root, Account())
    missions = list(read_missions(root, account, people, PostReader(), titles))
    beside = _concurrent(root, missions, account)
    for mission in missions:
        for posting in mission.postings:
            yield _bundle(mission, posting, people[posting.person], beside.get(posting.id), account)


def _concurrent(root: Path, missions: Sequence[Mission], account: Account) -> dict[str, str]:
    """Id of a posting → where else its holder was accredited at the same time, and where he or she resided."""
    by_id: defaultdict[str, list[Mission]] = defaultdict(list)
    for mission in missions:
        for one in mission.postings:
            by_id[one.id].append(mission)
    told: dict[str, str] = {}
    for where, file, chiefs in read_concurrent(root, account):
        for key in chiefs:
            if key not in by_id:
                account.tell(Finding(file, f"no posting {key} is in the archive", field="chief-id", lost=False))
        names = [_named(by_id[key][0].id) for key in chiefs if by_id.get(key)]
        for key in chiefs:
            others = [name for name in names if name not in {_named(one.id) for one in by_id.get(key, ())}]
            if others:
                told[key] = f"Concurrently accredited to {', '.join(others)}; resident in {_named(where)}."
    return told


def _named(territory: str) -> str:
    """A territory in words ("cote-divoire" is "Cote Divoire": the archive has no other name for it)."""
    return " ".join(word if word in {"and", "of", "the"} else word.capitalize() for word in territory.split("-"))


def _bundle(mission: Mission, posting: Posting, person: Person, beside: str | None, account: Account) -> Bundle:
    assert posting.post is not None  # noqa: S101  -- the archive leaves out postings without
    post = posting.post
    url = f"{_SITE}{posting.file.replace('/', '/blob/master/', 1)}#{posting.key}"
    page = _write(mission, posting, post, person, beside)
    document = Document(
        title=f"{person.name}, {post.title}",
        publisher=PUBLISHER,
        published=posting.modified,
        url=url,
        lang="en",
        licence="CC0-1.0",
        text=page.text,
    )
    maker = _Maker(document, posting, post, person, page)
    claims = tuple(maker.claims())
    if not claims:
        why = "has neither a date nor a nomination; loaded as a document without claims"
        account.tell(Finding(posting.file, why, posting.line, posting.id, lost=False))
    return Bundle(document=document.model_copy(update={"claims": len(claims)}), claims=claims)


def _write(mission: Mission, posting: Posting, post: Post, person: Person, beside: str | None) -> _Page:
    page = _Page()
    years = f" ({person.born or '?'}–{person.died or ''})" if person.born or person.died else ""
    page.add("who", f"{person.name}{years}")
    page.add("post", f"{post.title}." if post.to else f"{post.title}, Department of State.")
    if mission.kind == "organization":
        page.add("position", f"{mission.name}.")
    called = PRINCIPAL if mission.kind == "principal" else CHIEF
    for name, moment in posting.moments.items():
        if moment.date or moment.note:
            page.add(name, f"{called[name]}: {_told(moment)}")
    if posting.note:
        page.add("note", posting.note)
    if beside:
        page.add("concurrent", beside)
    return page


def _told(moment: Moment) -> str:
    """The date with what the archive says of it before ("Left post on 1789-09-26")."""
    parts = (moment.note, f"[{moment.date}]" if moment.date and moment.note else moment.date)
    return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the claims of one posting."""

    document: Document
    posting: Posting
    post: Post
    person: Person
    page: _Page

    def claims(self) -> Iterator[Claim]:
        """A claim for each dated act; without any, one for a nomination that came to nothing."""
        moments = self.posting.moments
        dated = [(name, moment) for name, moment in moments.items() if moment.date]
        for name, moment in dated:
            yield self._ended(name, moment) if name == "ended" else self._came(name, moment)
        if not dated and _NOT_COMMISSIONED.search(self.posting.note):
            yield self._claim("appoint", "note", date=_nominated(self.posting.note), act="named", modality="cancelled")

    def _came(self, name: str, moment: Moment) -> Claim:
        acts = {"appointed": self._appointed(moment), "started": self._started(moment)}
        return self._claim("appoint", name, date=moment.date, act=acts.get(name), hedge=moment.hedge)

    def _appointed(self, moment: Moment) -> str:
        designated = _DESIGNATED.search(moment.note) or (self.post.mission is None and not self._never_served)
        return "named" if designated else "commissioned"

    @property
    def _never_served(self) -> bool:
        return NOT_SERVED.search(self.posting.note) is not None

    def _started(self, moment: Moment) -> str | None:
        """Credentials, but of those who only take charge, or whose record says otherwise."""
        if self.post.to is None or _NO_CREDENTIALS.search(f"{self.posting.role} {moment.note}"):
            return None
        return "credentials"

    def _ended(self, name: str, moment: Moment) -> Claim:
        return self._claim("leave_post", name, date=moment.date, hedge=moment.hedge)

    def _claim(  # noqa: PLR0913  -- what differs between a posting's claims
        self,
        type: str,
        name: str,
        *,
        date: str | None,
        act: str | None = None,
        modality: str = "occurred",
        hedge: str | None = None,
    ) -> Claim:
        role = "appointee" if type == "appoint" else "leaver"
        who = Participant(
            name=self.person.name, kind="person", role=role, behalf="United States", behalf_basis="office"
        )
        host = Participant(name=self.post.host or "", kind=self._kind, role="receiver") if self._hosts(act) else None
        posting = self.posting
        return Claim(
            doc_id=self.document.doc_id,
            type=type,
            modality=modality,
            hedge=hedge,
            act=act,
            participants=(who, host) if host is not None else (who,),
            post=self.post.title,
            date=date,
            about=self._about(name, type, act),
            evidence=self.page.quote(name),
            native=Native(
                dataset=NAME,
                id=f"{posting.file.removeprefix('pocom/')}#{posting.key}/{name}",
                scheme="pocom",
                code=name,
            ),
            coder=NAME,
        )

    def _about(self, name: str, type: str, act: str | None) -> str | None:
        """What an act is called that the vocabulary has no name for."""
        if type != "appoint" or act is not None:
            return None
        if name == "arrived":
            return "arrival at post"
        return "entry on duty" if self.post.to is None else "taking charge"

    @property
    def _kind(self) -> Kind:
        return "state" if (self.post.to or "").startswith("state/") else "organization"

    def _hosts(self, act: str | None) -> bool:
        """Whether the claim has a receiver: who takes the credentials."""
        return act == "credentials" and self.post.host is not None


def _nominated(note: str) -> str | None:
    """The day of the first nomination that a remark tells."""
    found = _NOMINATION.search(note)
    return read_written(found[1]) if found else None
