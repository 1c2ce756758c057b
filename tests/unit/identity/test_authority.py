"""Authorities are values, and merging them says why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identity.authority import Authority, AuthorityPerson, AuthorityState, Merge
from graph.identity.merging import make_tenure, merge

WIKIDATA = "http://www.wikidata.org/entity/Q22686"
PUTIN = AuthorityPerson("person/vladimir-putin", "Vladimir Putin", ("Vladimir Putin",), states=("state/RUS",))


def make_authority(name: str, *persons: AuthorityPerson, posts: dict[str, str] | None = None) -> Authority:
    """An authority of people, each with at most one post, held since 2001."""
    tenures = tuple(make_tenure(person, post, "2001-01-20", None) for person, post in (posts or {}).items())
    return Authority(name, "1", persons=persons, tenures=tenures)


@settings(deadline=None)
@given(st.permutations([PUTIN, *(replace(PUTIN, id=f"person/p{number}") for number in range(4))]))
def test_digest_ignores_order(persons: list[AuthorityPerson]) -> None:
    """The digest is that of the set of records, and of nothing else."""
    authority = make_authority("a", *persons)
    assert authority.digest == replace(authority, name="b", version="2", persons=tuple(reversed(persons))).digest


def test_digest_tells_content() -> None:
    """One more name makes another digest."""
    more = replace(PUTIN, names=(*PUTIN.names, "Владимир Путин"))
    assert make_authority("a", PUTIN).digest != make_authority("a", more).digest


def test_same_name_and_state() -> None:
    """One name under two spellings and a common state are one person; the first authority's id and label stand."""
    other = AuthorityPerson("person/wladimir-putin", "Wladimir Putin", ("Wladimir Putin",), states=("state/RUS",))
    merged = merge(make_authority("a", PUTIN), make_authority("b", other))
    assert [person.id for person in merged.persons] == ["person/vladimir-putin"]
    assert merged.persons[0].names == ("Vladimir Putin", "Wladimir Putin")
    reason = "same name and state"
    assert merged.merges == (
        Merge("person/vladimir-putin", "person/wladimir-putin", reason, "Wladimir Putin", origin="b", known="a"),
    )


def test_same_link() -> None:
    """An exact match elsewhere makes one person of two names."""
    one = AuthorityPerson("person/a", "Donald Trump", ("Donald Trump",), links=(WIKIDATA,))
    other = AuthorityPerson("person/b", "The Donald", ("The Donald",), links=(WIKIDATA,))
    assert [each.reason for each in merge(make_authority("a", one), make_authority("b", other)).merges] == [
        f"same link {WIKIDATA}"
    ]


@pytest.mark.parametrize(
    "change",
    [{"states": ("state/GBR",)}, {"born": "1900"}, {"names": ("Vladimir Putin Jr.",), "label": "Vladimir Putin Jr."}],
)
def test_conflict(change: dict[str, object]) -> None:
    """Another state, another lifetime or another suffix keeps two people of one name apart, under two ids."""
    known = replace(PUTIN, born="1952")
    merged = merge(make_authority("a", known), make_authority("b", replace(known, **change)))
    assert not merged.merges
    assert len({person.id for person in merged.persons}) == 2


def test_compatible_names_need_a_post() -> None:
    """A name with and without a middle initial is one person's only if both held the same post."""
    one = AuthorityPerson("person/a", "George W. Bush", ("George W. Bush",), states=("state/USA",))
    other = AuthorityPerson("person/b", "George Bush", ("George Bush",), states=("state/USA",))
    apart = merge(make_authority("a", one), make_authority("b", other))
    post = "post/USA/president"
    together = merge(
        make_authority("a", one, posts={"person/a": post}), make_authority("b", other, posts={"person/b": post})
    )
    assert len(apart.persons) == 2
    assert [each.reason for each in together.merges] == ["compatible name and same post post/USA/president"]
    assert [tenure.person for tenure in together.tenures] == ["person/a"]


def test_two_candidates() -> None:
    """Where two known people could be meant, a third record is a person of its own."""
    bushes = [
        AuthorityPerson(f"person/{number}", name, (name,), states=("state/USA",))
        for number, name in enumerate(["George W. Bush", "George H. W. Bush"])
    ]
    posts = {person.id: "post/USA/president" for person in bushes}
    other = AuthorityPerson("person/b", "George Bush", ("George Bush",), states=("state/USA",))
    known = make_authority("a", *bushes, posts=posts)
    assert len(merge(known, make_authority("b", other, posts={"person/b": "post/USA/president"})).persons) == 3


def test_people_of_one_authority_stay_apart() -> None:
    """Who has two records in one authority is two people: its makers knew."""
    assert len(merge(make_authority("a", PUTIN, replace(PUTIN, id="person/other"))).persons) == 2


def test_overlapping_tenures_are_one() -> None:
    """The first authority's dates stand for a tenure that both have; another term is another tenure."""
    person = PUTIN.id
    post = "post/RUS/president"
    ours = Authority("a", "1", persons=(PUTIN,), tenures=(make_tenure(person, post, "2012-05-07", None),))
    spans = (("2018-05-07", None), ("2000-05-07", "2008-05-07"))
    theirs = Authority("b", "1", persons=(PUTIN,), tenures=tuple(make_tenure(person, post, *span) for span in spans))
    held = sorted((tenure.start, tenure.end) for tenure in merge(ours, theirs).tenures)
    assert held == [("2000-05-07", "2008-05-07"), ("2012-05-07", None)]


def test_states_unite() -> None:
    """A state has the names and demonyms of all authorities."""
    one = AuthorityState("state/KGZ", "Kyrgyzstan", ("Kyrgyzstan",), alpha2="KG")
    other = AuthorityState("state/KGZ", "Kirgisistan", ("Kirgisistan",), ("Kyrgyz",), capital="place/1528675")
    (state,) = merge(Authority("a", "1", states=(one,)), Authority("b", "1", states=(other,))).states
    assert state == AuthorityState(
        "state/KGZ", "Kyrgyzstan", ("Kyrgyzstan", "Kirgisistan"), ("Kyrgyz",), "place/1528675", "KG"
    )
