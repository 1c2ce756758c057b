"""From records of journeys to documents with their claims: the visit from the fields, all else from the remark.

The extractor reads the rendering of a record as prose. What it makes of the sentence that tells the journey is what the
fields tell better, and is left out; what the remark tells gets date and place of the journey where it names none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING

from graph.dates import DAY
from graph.records import Bundle, Claim, Evidence, Native
from ingest.accounts import Finding
from ingest.extract.batches import Failed, extract_by_rules
from ingest.historian.counterparts import act_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.records import Document, Participant
    from ingest.accounts import Account
    from ingest.historian.journeys import Journey

TIMED = frozenset({"agree", "appoint", "call", "ceremony", "leave_post", "mediate", "meet", "negotiate"})
"""Types of what a remark tells as done on the journey; an undated release or visit may be of any other day."""
PLACED = TIMED - {"call"}
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")


def tell_journeys(journeys: Iterable[Journey], account: Account, *, jobs: int) -> Iterator[Bundle]:
    """Give each journey's document with its claims, in the order given.

    Args:
        journeys: Taken a few at a time, never all of them.
        account: Told of remarks that can't be read.
        jobs: Processes that read remarks.
    """
    waiting: list[Journey] = []

    def prose() -> Iterator[Document]:
        for journey in journeys:
            waiting.append(journey)
            yield journey.prose()

    for extracted in extract_by_rules(prose(), jobs=jobs):
        journey = waiting.pop(0)
        if isinstance(extracted, Failed):
            file, _, record = journey.native.partition("#")
            told = f"the remark was not read: {extracted.problem}"
            account.tell(Finding(file, told, record=record, field="remarks", lost=False))
            yield Bundle(document=journey.document(), claims=(_visit(journey, ()),))
        else:
            yield _bundle(journey, extracted.claims)


def _bundle(journey: Journey, read: Iterable[Claim]) -> Bundle:
    own: list[Claim] = []
    joined: list[Participant] = []
    end = len(journey.told)
    for claim in read:
        if claim.evidence is not None and claim.evidence.start >= end:
            own.append(claim)
        elif claim.type == "visit":
            joined += [one for one in claim.participants if one.role == "visitor"]
    claims = [one for one in _remark(journey, own) if not _is_itself(one, journey)]
    return Bundle(document=journey.document(), claims=(_visit(journey, joined), *_linked(claims)))


def _visit(journey: Journey, joined: Sequence[Participant]) -> Claim:
    """The visit that the fields tell, with those whom the traveller accompanied as further visitors."""
    known = {one.name for one in journey.travellers}
    others = [one for one in act_for(joined, journey) if one.name not in known]
    host = (journey.host,) if journey.host is not None else ()
    return Claim(
        doc_id=journey.doc_id,
        type="visit",
        act=journey.act,
        participants=(*journey.travellers, *others, *host),
        date=journey.date,
        place=journey.place,
        evidence=Evidence(quote=journey.lead, start=0, end=len(journey.lead)),
        native=Native(dataset=journey.dataset, id=journey.native),
        coder=journey.dataset,
    )


def _is_itself(claim: Claim, journey: Journey) -> bool:
    """Whether a visit that the remark tells is the journey: of no other state, and of no day or no place of its own.

    "Arrived in U.S. May 15; also visited Houston" are its stations; "Also visited Cairo May 30" is another visit.
    """
    hosts = {one.name for one in claim.participants if one.role == "host"}
    own = {journey.host.name} if journey.host is not None else set[str]()
    travelled = any(one.name == mine.name for one in claim.participants for mine in journey.travellers)
    named = claim.place is not None and claim.place not in own and claim.place in journey.remark
    return claim.type == "visit" and travelled and hosts <= own and not (claim.date and named)


def _remark(journey: Journey, claims: list[Claim]) -> Iterator[Claim]:
    """The remark's claims, as claims of the whole document."""
    shift = len(journey.lead) - len(f"{journey.told}.")
    made = {one.id: _of_journey(one, journey, shift) for one in claims}
    numbers: Counter[str] = Counter()
    for old, claim in list(made.items()):
        numbers[claim.id] += 1
        if numbers[claim.id] > 1:  # Told apart by the remark, alike in all that an id is made of.
            native = Native(dataset=journey.dataset, id=f"{journey.native}.{numbers[claim.id]}")
            made[old] = _with(claim, native=native)
    for claim in made.values():
        links = [one.model_copy(update={"claim": made[one.claim].id}) for one in claim.links if one.claim in made]
        yield claim.model_copy(update={"links": tuple(links)})


def _linked(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims without links to those that are left out."""
    there = {one.id for one in claims}
    for one in claims:
        yield one.model_copy(update={"links": tuple(link for link in one.links if link.claim in there)})


def _of_journey(claim: Claim, journey: Journey, shift: int) -> Claim:
    evidence = claim.evidence
    assert evidence is not None  # noqa: S101  -- what is read has its words
    moved = Evidence(quote=evidence.quote, start=evidence.start + shift, end=evidence.end + shift)
    occurred = claim.modality == "occurred"
    date = _year_of(claim.date, journey) if claim.date else None
    place = claim.place if claim.place and claim.place in journey.remark else None
    participants = tuple(act_for(claim.participants, journey))
    if claim.type == "visit" and place and journey.host and not any(one.role == "host" for one in participants):
        participants = (*participants, journey.host)
    return _with(
        claim,
        participants=participants,
        date=date or (journey.date if occurred and claim.type in TIMED else None),
        place=place or (journey.place if occurred and claim.type in PLACED else None),
        evidence=moved,
        native=Native(dataset=journey.dataset, id=journey.native),
    )


def _with(claim: Claim, **changed: object) -> Claim:
    """The claim with other fields, and the id that follows from them."""
    fields = {name: getattr(claim, name) for name in Claim.model_fields if name not in {"record", "id"}}
    return Claim(**{**fields, **changed})  # pyright: ignore[reportArgumentType]


def _year_of(date: str, journey: Journey) -> str:
    """A date whose year the remark leaves out, in the year that brings it nearest to the journey."""
    day = journey.last or journey.first
    if day is None or _DATED.search(date) is None or any(year in journey.remark for year in (date[:4], date[-10:-6])):
        return date
    return _DATED.sub(lambda found: _nearest(found.group(), day), date)


def _nearest(text: str, day: dt.date) -> str:
    found = DAY.fullmatch(text)
    assert found is not None  # noqa: S101  -- it was found by the same pattern
    month, number = int(found[2]), int(found[3])
    years = [
        year
        for year in range(max(day.year - 4, dt.MINYEAR), min(day.year + 4, dt.MAXYEAR) + 1)
        if _is_day(year, month, number)
    ]
    return min(
        (dt.date(year, month, number) for year in years), key=lambda one: abs(one - day), default=day
    ).isoformat()


def _is_day(year: int, month: int, day: int) -> bool:
    """Whether that year has the day; only the 29th of February is in doubt."""
    return (month, day) != (2, 29) or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
