"""What a question tells beside the name, held against what is known of a candidate."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graph.dates import Bounds, bounds
from graph.errors import EdtfError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.reconciling.facts import ActorFacts
    from api.reconciling.questions import Question
    from graph.identity.offices import Title
    from graph.identity.resolver import Resolver

WIKIDATA: Final = "http://www.wikidata.org/entity/"
VIAF: Final = "http://viaf.org/viaf/"
_ITEM = re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/|wikidata:|wd:)?(Q[1-9]\d*)", re.IGNORECASE)
_CLUSTER = re.compile(r"(?:https?://(?:www\.)?viaf\.org/viaf/|viaf:)(\d+)/?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a question tells, understood.

    Attributes:
        states: Ids.
        offices: Titles, each as written and as read.
        days: First and last day of the time when the name was used; None where that is not told.
        notes: What could not be understood, in words.
    """

    states: tuple[str, ...] = ()
    offices: tuple[tuple[str, Title], ...] = ()
    days: tuple[dt.date, dt.date] | None = None
    born: tuple[Bounds, ...] = ()
    died: tuple[Bounds, ...] = ()
    links: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


def read_terms(question: Question, resolver: Resolver) -> Terms:
    """Understand what a question tells; what can't be understood is told in `notes`, and no error.

    One cell of a spreadsheet that nobody can read is no reason to refuse fifty rows.
    """
    notes: list[str] = []
    states = [(text, resolver.state(text)) for text in question.told("state")]
    notes += [f"state: {text!r} is not known" for text, found in states if found is None]
    dates = _dates(question, "date", notes)
    days = next(((one.lo, one.hi) for one in dates if one.lo and one.hi), None)
    notes += [f"date: {one} has no first or last day" for one in dates if not (one.lo and one.hi)]
    return Terms(
        states=tuple(found for _, found in states if found),
        offices=tuple((text, resolver.title(text)) for text in question.told("office")),
        days=days,
        born=tuple(_dates(question, "born", notes)),
        died=tuple(_dates(question, "died", notes)),
        links=frozenset(link_of(text) for text in question.told("link")),
        notes=tuple(notes),
    )


def compare(terms: Terms, facts: ActorFacts) -> dict[str, bool]:
    """Which of the things told agree with an actor (True) or contradict it (False); what is not known is left out."""
    found = {
        "state": _any(facts.states, terms.states),
        "office": _office(terms, facts),
        "date": _alive(terms, facts),
        "born": _date(terms.born, facts.born),
        "died": _date(terms.died, facts.died),
        "link": _link(terms.links, facts.links),
    }
    return {name: agrees for name, agrees in found.items() if agrees is not None}


def link_of(text: str) -> str:
    """A Wikidata or VIAF id in any usual form as the address that the graph keeps; other addresses as they are."""
    if item := _ITEM.fullmatch(text):
        return WIKIDATA + item[1].upper()
    if cluster := _CLUSTER.fullmatch(text):
        return VIAF + cluster[1]
    return text


def _dates(question: Question, name: str, notes: list[str]) -> list[Bounds]:
    found: list[Bounds] = []
    for text in question.told(name):
        try:
            found.append(bounds(text))
        except EdtfError as error:
            notes.append(f"{name}: {error}")
    return found


def _any(known: frozenset[str], told: tuple[str, ...]) -> bool | None:
    return not known.isdisjoint(told) if known and told else None


def _date(told: tuple[Bounds, ...], known: str | None) -> bool | None:
    return any(bounds(known).overlaps(one) for one in told) if told and known else None


def _link(told: frozenset[str], known: tuple[str, ...]) -> bool | None:
    """Another address in the same catalogue is a conflict; none in it says nothing."""
    addresses = {link_of(one) for one in known}
    if not told.isdisjoint(addresses):
        return True
    catalogues = {one.rpartition("/")[0] for one in addresses}
    return False if any(one.rpartition("/")[0] in catalogues for one in told) else None


def _alive(terms: Terms, facts: ActorFacts) -> bool | None:
    """That somebody lived on a day says nothing of who it was; that nobody of them did, does."""
    if terms.days is None:
        return None
    first, last = terms.days
    born, died = bounds(facts.born).lo, bounds(facts.died).hi
    return False if (born and born > last) or (died and died < first) else None


def _office(terms: Terms, facts: ActorFacts) -> bool | None:
    """Posts are never known in full, so that an office which is not among them contradicts nothing."""
    return True if any(_held(title, terms, facts) for _, title in terms.offices) else None


def _held(title: Title, terms: Terms, facts: ActorFacts) -> bool:
    if title.state is None and len(terms.states) == 1:
        title = replace(title, state=terms.states[0])
    for one in facts.held:
        fits = title.fits(one.term.slug, one.term.office)
        abroad = title.state and one.term.state and title.state != one.term.state
        bodies = title.body and one.post.split("/")[1] != title.body.partition("/")[2]
        if fits and not abroad and not bodies and _in_time(terms, one.since, one.until):
            return True
    return False


def _in_time(terms: Terms, since: str | None, until: str | None) -> bool:
    if terms.days is None:
        return True
    held = Bounds(bounds(since).lo, bounds(until).hi)
    return held.overlaps(Bounds(*terms.days))


def counts(agreements: Mapping[str, bool]) -> tuple[int, int]:
    """How many of the things told agree, and how many contradict."""
    agreed = sum(agreements.values())
    return agreed, len(agreements) - agreed
