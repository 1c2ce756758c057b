"""Names that no authority knows become actors: by name, state and post, and by nothing else."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identity.assignment import ALIKE, Assignment, Fact, assign, blocks, fact_of
from graph.identity.mentions import Mention
from graph.identity.names import PersonKey, compatible, person_key
from graph.identity.resolver import Resolver

ENVOY = "post/USA/special-envoy-for-belarus"
NAMES = [
    "John Cole",
    "John Coale",
    "John Coal",
    "John F. Cole",
    "Jim Cole",
    "Jim Coale",
    "John Cole Jr.",
    "Иван Петров",
]
POSTS = [None, ENVOY, "post/special-envoy-for-belarus", "post/GBR/special-envoy-for-belarus", "post/USA/senator"]


def fact(name: str, state: str | None = None, post: str | None = None) -> Fact:
    """A fact told under a full name."""
    return Fact(f"person:{person_key(name).text}", state, post, name)


FACTS = st.builds(
    fact, st.sampled_from(NAMES), st.sampled_from([None, "state/USA", "state/GBR"]), st.sampled_from(POSTS)
)


def actors(*facts: Fact) -> list[str]:
    """The actors that facts are assigned to, in order."""
    assigned = assign(facts)
    return [assigned[each.key, each.state].actor for each in facts]


def test_full_names_share_an_actor() -> None:
    """One name in several documents is one person, whether its state is told or not."""
    assert actors(fact("Adam Nowak"), fact("Adam Nowak", "state/POL"), fact("ADAM NOWAK")) == ["person/adam-nowak"] * 3


def test_states_split_a_name() -> None:
    """Two states are two people; who acts for none that is told is a third."""
    facts = fact("John Smith", "state/USA"), fact("John Smith", "state/GBR"), fact("John Smith")
    assert actors(*facts) == ["person/john-smith-usa", "person/john-smith-gbr", "person/john-smith"]
    assert {one.method for one in assign(facts).values()} == {"split_by_state"}


def test_cole_is_coale() -> None:
    """Two spellings of a name that bear one post are one person, and the likeness is kept."""
    assigned = assign([fact("John Cole", "state/USA", ENVOY), fact("John Coale", "state/USA", ENVOY)])
    (one,) = set(assigned.values())
    assert (one.actor, one.method) == ("person/john-coale", "post_and_spelling")
    assert ALIKE <= one.score < 1


def test_post_without_owner_is_the_only_one_known() -> None:
    """A post told without its owner is the one of that name, unless two are known."""
    cole, coale = fact("John Cole", None, "post/special-envoy-for-belarus"), fact("John Coale", "state/USA", ENVOY)
    british = fact("Ann Lee", "state/GBR", "post/GBR/special-envoy-for-belarus")
    assert len(set(actors(cole, coale))) == 1
    assert len(set(actors(cole, coale, british))) == 3


def test_likeness_alone_joins_nobody() -> None:
    """Without a common post, with a post of many, another given name, suffix, state or first letter: two people."""
    for one, other in [
        (fact("John Cole"), fact("John Coale")),
        (fact("John Cole", "state/USA", "post/USA/senator"), fact("John Coale", "state/USA", "post/USA/senator")),
        (fact("John Cole", "state/USA", ENVOY), fact("Jim Coale", "state/USA", ENVOY)),
        (fact("John Cole", "state/USA", ENVOY), fact("John Coale Jr.", "state/USA", ENVOY)),
        (fact("John Cole", "state/USA", ENVOY), fact("John Coale", "state/GBR", ENVOY)),
        (fact("John Cole", "state/USA", ENVOY), fact("John Dole", "state/USA", ENVOY)),
        (fact("John Cole", "state/USA", ENVOY), fact("John Carter", "state/USA", ENVOY)),
    ]:
        assert len(set(actors(one, other))) == 2


def test_middle_names() -> None:
    """A name with and without its initial is one person; two initials are two people, and the bare name a third."""
    assert actors(fact("William Burns"), fact("William J. Burns")) == ["person/william-burns"] * 2
    assert len(set(actors(fact("George Bush"), fact("George W. Bush"), fact("George H. W. Bush")))) == 3


def test_part_of_a_name_is_no_spelling() -> None:
    """A surname that a document resolved to a full name leaves the id alone."""
    assert actors(fact("John Cole"), Fact("person:john cole", None, None, "Cole")) == ["person/john-cole"] * 2


def test_taken_ids() -> None:
    """A namesake of somebody in the authority gets an id of his own."""
    one = fact("Eric Meyer", "state/DEU")
    assert assign([one], {"person/eric-meyer"})[one.key, one.state].actor == "person/eric-meyer-deu"
    assert assign([fact("Eric Meyer")], {"person/eric-meyer"})["person:eric meyer", None].actor == "person/eric-meyer-2"


def test_bodies() -> None:
    """Organisations, groups and states are what they are called, whoever they act for."""
    facts = [
        Fact("group:belarusian authorities", "state/BLR", None, "Belarusian authorities"),
        Fact("group:belarusian authorities", None, None, "the Belarusian authorities"),
        Fact("state:kingdom of prussia", None, None, "Kingdom of Prussia"),
    ]
    assert actors(*facts) == ["group/belarusian-authorities"] * 2 + ["state/kingdom-of-prussia"]


def test_only_open_names_are_facts(resolver: Resolver) -> None:
    """Who is known, unnamed or bound to a document contributes no fact."""
    day = dt.date(2025, 11, 26)
    mentions = [Mention("Putin"), Mention("officials", named=False), Mention("Kim"), Mention("John Cole")]
    facts = [fact_of(one) for one in resolver.resolve_document([(mention, day) for mention in mentions], day)]
    assert facts == [None, None, None, Fact("person:john cole", None, None, "John Cole")]


@settings(deadline=None)
@given(st.lists(FACTS, max_size=12).flatmap(lambda facts: st.tuples(st.just(facts), st.permutations(facts))))
def test_order_does_not_matter(orders: tuple[list[Fact], list[Fact]]) -> None:
    """Facts in any order, and told twice, give the same actors."""
    facts, shuffled = orders
    assert assign(facts) == assign(shuffled) == assign([*shuffled, *facts])


@settings(deadline=None)
@given(st.lists(FACTS, max_size=10), st.lists(FACTS, max_size=10))
def test_unrelated_facts_do_not_matter(facts: list[Fact], others: list[Fact]) -> None:
    """Facts that share no block with these, nor with any that do, change nothing."""
    related = {block for each in facts for block in blocks(each)}
    grown = True
    while grown:
        joined = {block for each in others if not related.isdisjoint(blocks(each)) for block in blocks(each)}
        grown = not joined <= related
        related |= joined
    near = [each for each in others if not related.isdisjoint(blocks(each))]
    everything, enough = assign([*facts, *others]), assign([*facts, *near])
    assert all(everything[each.key, each.state] == enough[each.key, each.state] for each in facts)


@settings(max_examples=300, deadline=None)
@given(st.lists(FACTS, max_size=12))
def test_nobody_is_two(facts: list[Fact]) -> None:
    """No actor acts for two states, nor has names that are not compatible but for the spelling of the surname."""
    assigned = assign(facts)
    told: dict[str, list[Fact]] = {}
    for each in facts:
        told.setdefault(assigned[each.key, each.state].actor, []).append(each)
    for same in told.values():
        assert len({each.state for each in same if each.state}) <= 1
        for one, other in combinations([person_key(each.name) for each in same], 2):
            assert compatible(PersonKey(one.given, "", one.suffix), PersonKey(other.given, "", other.suffix))


def test_assignments_are_values() -> None:
    """Equal facts make equal assignments."""
    assert assign([fact("John Cole")]) == {("person:john cole", None): Assignment("person/john-cole", "minted", 1.0)}
