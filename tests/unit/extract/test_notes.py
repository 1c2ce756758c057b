"""Notes of trips as chronicles keep them: no subjects, several cities, brackets, and dates of the days around."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.unit.extract import conftest

if TYPE_CHECKING:
    from graph.records import Claim
    from ingest.extract.pipeline import Extractor

read = partial(conftest.read, published="1994-05-06")


def who(claim: Claim) -> list[str]:
    """Names of participants."""
    return [one.name for one in claim.participants]


TRIPS = [
    ("Anna Berg travelled to Kuwait City, Kuwait.", "Kuwait City", "Kuwait"),
    ("Anna Berg travelled to Sharm el-Sheikh, Egypt.", "Sharm el-Sheikh", "Egypt"),
    ("Anna Berg travelled to Port-au-Prince, Haiti.", "Port-au-Prince", "Haiti"),
    ("Anna Berg travelled to Tunis, Tunisia.", "Tunis", "Tunisia"),
    ("Anna Berg travelled to Wakefield (Quebec), Canada.", "Wakefield", "Canada"),
    ("Anna Berg travelled to Abidjan, Cote d’Ivoire.", "Abidjan", "Cote d’Ivoire"),
    ("Anna Berg travelled to Seoul, Korea, South.", "Seoul", "Korea, South"),
    ("Anna Berg travelled to Port of Spain, Trinidad and Tobago.", "Port of Spain", "Trinidad and Tobago"),
    ("Anna Berg travelled to Antwerp, Ghent, Bruges, Belgium.", "Belgium", "Belgium"),
    ("Anna Berg travelled to Sintra, Portugal.", "Sintra", "Portugal"),
    ("Anna Berg travelled to The Hague, Netherlands.", "Hague", "Netherlands"),
    ("Anna Berg travelled to Lyon, Perouges, Paris, France.", "France", "France"),
    ("Anna Berg travelled to Lyon and Paris, France.", "France", "France"),
    ("Anna Berg travelled to Manila and Cebu, the Philippines.", "Philippines", "Philippines"),
    ("Anna Berg travelled to Brasilia, Rio de Janeiro, and Sao Paulo, Brazil.", "Brazil", "Brazil"),
]

STAYS = [
    ("Attended the Economic Summit in Chicago, IL.", "Chicago, IL"),
    ("Attended the Economic Summit in Houston, Texas.", "Houston, Texas"),
    ("Afterwards visited Boston (Massachusetts), New York City, and Omaha (Nebraska).", "United States"),
    ("Afterwards visited Boston.", "United States"),
    ("Attended the Economic Summit at Honolulu and Kapolei, Hawaii.", "United States"),
    ("Visited the White House.", "United States"),
    ("Arrived in U.S. May 2, visiting Miami (Florida) and Los Angeles.", "United States"),
]


@pytest.mark.parametrize(("text", "place", "host"), TRIPS)
def test_place_and_host_of_a_trip(extractor: Extractor, text: str, place: str, host: str) -> None:
    """The one city that is named; the state, where several are."""
    (visit,) = read(extractor, text)
    assert visit.place == place
    assert [one.name for one in visit.participants if one.role == "host"] == [host]


VISITORS = [
    ("President Li Wen of China, People’s Republic of visited Norway.", "Li Wen"),
    ("King Baudouin I of Belgium visited Norway.", "Baudouin I"),
    (
        "Prime Minister Rudolphus F. M. (Ruud) Lubbers of the Netherlands visited Norway.",
        "Rudolphus F. M. (Ruud) Lubbers",
    ),
    ("President Moon Jae-in of Korea, South visited Norway.", "Moon Jae-in"),
    ("Prime Minister Massimo d’Alema of Italy visited Norway.", "Massimo d’Alema"),
    ("President Miguel de la Madrid of Mexico visited Norway.", "Miguel de la Madrid"),
    ("Grand Duchess Charlotte of Luxembourg visited Norway.", "Charlotte"),
]


@pytest.mark.parametrize(("text", "name"), VISITORS)
def test_name_of_a_visitor_as_written(extractor: Extractor, text: str, name: str) -> None:
    """Particles, numerals, brackets and curly apostrophes belong to it."""
    (visit,) = read(extractor, text)
    assert [one.name for one in visit.participants if one.role == "visitor"] == [name]
    assert name in text


MEETINGS = [
    ("Briefed King Faisal on the peace process.", ["Faisal"]),
    ("Official visit; met with President Marcos.", ["Marcos"]),
    ("Met with King Albert, addressed Parliament.", ["Albert"]),
    ("Met with President Carter September 25.", ["Carter"]),
    ("Met with Chancellor Schroeder and Foreign Minister Fischer.", ["Fischer", "Schroeder"]),
    ("Discussed the European debt crisis and disarmament with Prime Minister Rossi.", ["Rossi"]),
    ("Discussed the crisis in Laos and the war in Vietnam with President Johnson.", ["Johnson"]),
    ("Informal meeting with President Eisenhower.", ["Eisenhower"]),
    ("Met with the Foreign Ministers of Egypt and Jordan.", ["Egypt", "Jordan"]),
    ("Attended a summit meeting of the Heads of State and Government of Chad and Niger.", ["Chad", "Niger"]),
]


@pytest.mark.parametrize(("note", "others"), MEETINGS)
def test_note_without_a_subject_is_of_the_traveller(extractor: Extractor, note: str, others: list[str]) -> None:
    """Who travelled met whom the note names, at the place of the trip."""
    claims = read(extractor, f"Anna Berg travelled to Oslo, Norway. {note}")
    (meeting,) = [claim for claim in claims if claim.type == "meet"]
    assert sorted(who(meeting)) == sorted(["Anna Berg", *others])
    assert meeting.place == "Oslo"
    assert meeting.evidence is not None
    assert meeting.evidence.quote in note


def test_sights_on_a_trip_are_no_visits_of_their_own(extractor: Extractor) -> None:
    """Nor the trip itself, told again."""
    text = "Anna Berg travelled to Oslo, Norway. Accompanied President Lind during an official visit; visited a museum."
    (visit,) = read(extractor, text)
    assert sorted(who(visit)) == ["Anna Berg", "Lind", "Norway"]


def test_session_of_a_body_is_no_meeting_with_it(extractor: Extractor) -> None:
    """Nobody is named whom she met."""
    claims = read(
        extractor, "Anna Berg travelled to Oslo, Norway. Attended a meeting of the Joint Fisheries Commission."
    )
    assert [claim.type for claim in claims] == ["visit"]


def test_records_go_on_after_the_day_under_which_they_are_filed(extractor: Extractor) -> None:
    """The nearest 30 May is meant, not that of the year before."""
    claims = read(extractor, "Anna Berg travelled to Oslo, Norway. Also visited Oslo May 30.", published="1974-05-10")
    assert [claim.date for claim in claims] == [None, "1974-05-30"]


def test_code_of_a_region_is_no_state(extractor: Extractor) -> None:
    """IL is Illinois in prose, not Israel."""
    claims = read(extractor, "President Lind of Norway visited the United States. Attended the summit in Chicago, IL.")
    assert [one.name for claim in claims for one in claim.participants if one.role == "host"] == ["United States"]


def test_several_cities_of_a_visit_are_its_state(extractor: Extractor) -> None:
    """As the codebook has it: the one city that is named, else the state."""
    text = "President Lind of Norway visited the United States. Visited Boston (Massachusetts) and New York City."
    assert [claim.place for claim in read(extractor, text)] == ["United States"]


@pytest.mark.parametrize(("note", "place"), STAYS)
def test_places_of_a_stay(extractor: Extractor, note: str, place: str) -> None:
    """A city stands with its federal state; of several cities the state visited is the place."""
    visit = read(extractor, f"President Anna Berg of Malta visited the United States. {note}")[0]
    assert (visit.type, visit.place) == ("visit", place)


def test_a_meeting_after_a_site_that_is_no_place(extractor: Extractor) -> None:
    """It has the place of the trip, although a visit without one was told between."""
    claims = read(extractor, "Anna Berg travelled to Nairobi, Kenya. Visited the troops and met with President Moi.")
    assert [one.place for one in claims if one.type == "meet"] == ["Nairobi"]
