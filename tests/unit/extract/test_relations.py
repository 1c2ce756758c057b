"""Relations and embassies as histories tell them: parties left out, days of side clauses, people who speak for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.extract.test_notes import read, who

if TYPE_CHECKING:
    from graph.records import Claim
    from ingest.extract.pipeline import Extractor

HISTORY = "2009-02-01"


def test_parties_of_the_heading(extractor: Extractor) -> None:
    """Where neither the sentence nor its adjectives name them."""
    text = "Embassy Cotonou was established on February 15, 1961, with Carl Holm as Chargé d’Affaires ad interim."
    (opened,) = read(extractor, text, published=HISTORY, title="Establishment of the Norwegian Embassy in Benin, 1961.")
    assert (opened.type, opened.act, opened.date) == ("establish_relations", "mission_opened", "1961-02-15")
    assert sorted(who(opened)) == ["Benin", "Norwegian"]


def test_parties_of_the_sentence(extractor: Extractor) -> None:
    """They come before those of the heading."""
    text = "Diplomatic relations were established on March 19, 1972, when Norwegian envoys reached the State of Qatar."
    (claim,) = [one for one in read(extractor, text, published=HISTORY) if one.type == "establish_relations"]
    assert sorted(who(claim)) == ["Norwegian", "State of Qatar"]


def test_those_who_took_up_relations_where_no_state_is_named(extractor: Extractor) -> None:
    """Who presented credentials to whom."""
    text = (
        "Diplomatic relations were established on May 10, 1979, when Tomas Lind presented his credentials to King Olav."
    )
    claims = read(extractor, text, published=HISTORY)
    assert [(claim.type, claim.date) for claim in claims] == [
        ("establish_relations", "1979-05-10"),
        ("appoint", "1979-05-10"),
    ]
    assert who(claims[0]) == ["Tomas Lind", "Olav"]


ACTS = [
    ("The Norwegian Embassy in Khartoum closed on May 2, 1975.", "sever_relations", "mission_closed"),
    ("The Norwegian Embassy in Khartoum suspended operations on May 2, 1975.", "sever_relations", "mission_closed"),
    ("The Norwegian Legation in Khartoum opened on May 2, 1975.", "establish_relations", "mission_opened"),
    (
        "The Norwegian Consulate in Khartoum was upgraded to Embassy status on May 2, 1975.",
        "establish_relations",
        "mission_raised",
    ),
]


@pytest.mark.parametrize(("text", "kind", "act"), ACTS)
def test_embassy_that_opens_or_closes(extractor: Extractor, text: str, kind: str, act: str) -> None:
    """By itself, or by somebody."""
    (claim,) = read(extractor, text, published=HISTORY)
    assert (claim.type, claim.act, claim.date) == (kind, act, "1975-05-02")
    assert "Norwegian" in who(claim)


DAYS = [
    "Norway recognized Chad when it received the credentials of Ali Haroun on April 11, 1861.",
    "Norway recognized Chad on April 11, 1861, when it received the credentials of Ali Haroun.",
    "Chad became independent on April 11, 1861. That same day, Norway recognized Chad.",
]


@pytest.mark.parametrize("text", DAYS)
def test_day_of_a_recognition(extractor: Extractor, text: str) -> None:
    """Its own, that of what it happened with, or that of the sentence before."""
    found = [claim for claim in read(extractor, text, published=HISTORY) if claim.type == "establish_relations"]
    assert [claim.date for claim in found] == ["1861-04-11"]


def test_people_through_whom_a_state_speaks(extractor: Extractor) -> None:
    """In a message, or when somebody sends one."""
    told = "Norway recognized Chad on May 2, 1960, in a message from King Olav to President Ali Haroun."
    (claim,) = read(extractor, told, published=HISTORY)
    assert who(claim) == ["Norway", "Chad", "Olav", "Ali Haroun"]
    sent = "Norway recognized Chad on May 2, 1960, when King Olav sent a letter to that effect."
    (claim,) = read(extractor, sent, published=HISTORY)
    assert who(claim) == ["Norway", "Chad", "Olav"]


def test_two_states_that_were_named_before(extractor: Extractor) -> None:
    """Representatives "of the two states" are those of both."""
    text = "Norway recognized Chad on May 2, 1960, when representatives of the two states signed an agreement."
    (claim,) = [one for one in read(extractor, text, published=HISTORY) if one.type == "agree"]
    assert (who(claim), claim.date) == (["Norway", "Chad"], "1960-05-02")


def test_it_is_the_one_state_before_it(extractor: Extractor) -> None:
    """And nobody, where two may be meant."""
    one = "Norway kept its embassy in Oran; however, it closed its embassy in Algiers on May 2, 1960."
    (claim,) = read(extractor, one, published=HISTORY)
    assert who(claim)[0] == "Norway"


def test_treaty_between_two_that_was_another_treaty(extractor: Extractor) -> None:
    """The parties stand in the subject."""
    text = (
        "The first treaty between Norway and Chad was a Treaty of Amity and Commerce, signed in Oran on July 10, 1851."
    )
    (claim,) = read(extractor, text, published=HISTORY)
    assert (claim.type, who(claim), claim.date, claim.place) == ("agree", ["Norway", "Chad"], "1851-07-10", "Oran")


def test_agreement_that_was_told_and_who_signed_it(extractor: Extractor) -> None:
    """What "was signed by" somebody is no second one; it adds the place and the signers."""
    text = (
        "On December 9, 1847, Norway and Chad concluded an agreement on fisheries. The agreement was signed in Oran by "
        "Carl Holm and Ali Haroun."
    )
    (claim,) = read(extractor, text, published=HISTORY)
    assert who(claim) == ["Norway", "Chad", "Carl Holm", "Ali Haroun"]
    assert (claim.date, claim.place) == ("1847-12-09", "Oran")


def test_post_of_an_envoy_is_no_place_of_his_recall(extractor: Extractor) -> None:
    """He was in Berlin, and his recall was not."""
    (claim,) = read(extractor, "Norway recalled its ambassador in Berlin on May 4, 1961.", published=HISTORY)
    assert (claim.type, claim.place) == ("recall", None)


def test_city_in_the_name_of_a_mission(extractor: Extractor) -> None:
    """It is where the mission was."""
    text = "Embassy Malabo was closed on October 31, 1995."
    title = "Closure of the Norwegian Embassy in Equatorial Guinea, 1995."
    (claim,) = read(extractor, text, published=HISTORY, title=title)
    assert (claim.place, sorted(who(claim))) == ("Malabo", ["Equatorial Guinea", "Norwegian"])


def test_envoy_with_the_state_to_which_he_is_sent(extractor: Extractor) -> None:
    """The title goes on over the state, and the name begins behind it."""
    text = "The convention was signed in Oran on August 1, 1868, by Norwegian Minister to Sweden Georg Banck."
    (claim,) = read(extractor, text, published=HISTORY)
    assert [(one.name, one.title) for one in claim.participants] == [("Georg Banck", "Norwegian Minister to Sweden")]


def _dates(claims: list[Claim]) -> list[str | None]:
    return [claim.date for claim in claims]


def test_years_of_long_ago_hold_for_the_sentences_behind(extractor: Extractor) -> None:
    """A day without a year in an old story is of the year that was told last."""
    text = (
        "Norway opened an embassy in Oran on January 20, 1945. Its staff was small. A first report came in spring. "
        "Carl Holm was appointed Minister to Chad on May 11."
    )
    assert _dates(read(extractor, text, published=HISTORY)) == ["1945-01-20", "1945-05-11"]
