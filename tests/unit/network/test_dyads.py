"""Who stood across from whom, and who did what to whom."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.network.dyads import DIRECTED, MODES, MOST, Party, pair_up
from graph.vocabulary import load_vocabulary

TYPES, ROLES = tuple(load_vocabulary().types), tuple(load_vocabulary().roles)
PARTIES = st.lists(
    st.builds(
        lambda kind, number, role, side: Party(f"{kind}/{number:02}", "X", role, side),
        st.sampled_from(("person", "state")),
        st.integers(0, 40),
        st.sampled_from(ROLES),
        st.sampled_from("abc"),
    ),
    max_size=30,
    unique_by=lambda one: one.id,
).map(lambda some: sorted(some, key=lambda one: one.id))
EVENTS = st.fixed_dictionaries(
    {"id": st.just("event/x"), "type": st.sampled_from(TYPES), "modality": st.sampled_from(("occurred", "possible"))}
)


@given(event=EVENTS, parties=PARTIES)
def test_pairs_are_across_sides_and_once(event: dict[str, str], parties: list[Party]) -> None:
    """Each two of different sides make one pair with an id of its own, unless too many took part."""
    pairs = list(pair_up(event, parties))
    people = sum(one.id.startswith("person/") for one in parties)
    if max(people, len(parties) - people) > MOST:
        assert not pairs
        return
    wanted = {frozenset((a.id, b.id)) for a in parties for b in parties if a.side != b.side}
    assert {frozenset((one.a.id, one.b.id)) for one in pairs} == wanted
    assert len({one.id for one in pairs}) == len(pairs) == len(wanted)
    for one in pairs:
        assert one.directed is (DIRECTED.get(one.a.role) == one.b.role)
        assert one.directed or one.a.id < one.b.id


@given(event=EVENTS, parties=PARTIES)
def test_who_met_was_at_a_meeting_that_occurred(event: dict[str, str], parties: list[Party]) -> None:
    """A call is never a meeting, and what is merely possible puts nobody in touch."""
    for one in pair_up(event, parties):
        assert (one.mode == "met") is (event["type"] == "meet" and event["modality"] == "occurred")
        assert event["modality"] == "occurred" or one.mode is None


def test_the_tables_are_of_the_vocabulary() -> None:
    """Roles and types that it has."""
    assert set(MODES) <= set(TYPES)
    assert {*DIRECTED, *DIRECTED.values()} <= set(ROLES)
