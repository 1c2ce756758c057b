"""For whom the people of a remark act: the Office names the state of those alone who are not the host's.

"Met with Prime Minister Callaghan" in London means the British one; "with Soviet Foreign Minister Gromyko" says whose
he is. So a counterpart with a title, and no state, acts for the state visited, which is inferred and marked so. Who
stands with the traveller acts for the traveller's state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.identity.folding import fold
from graph.identity.names import person_key
from ingest.historian.corrections import read_corrections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.records import Participant
    from ingest.historian.journeys import Journey


def act_for(people: Sequence[Participant], journey: Journey) -> Iterator[Participant]:
    """The participants of one claim, with the state that each acts for where the record implies it.

    Args:
        people: As the extractor read them.
        journey: Its travellers have their states already; of others the remark says no more than their titles.
    """
    known = [_traveller(one, journey) for one in people]
    sides = {one.side for one, own in zip(people, known, strict=True) if own is not None and one.side is not None}
    titles: set[str] = set()
    told: set[tuple[str, str]] = set()
    for one, own in zip(people, known, strict=True):
        if own is not None:
            acting = own.model_copy(update={"role": one.role, "side": one.side})
        elif not _is_open(one):
            acting = one
        elif one.role == "visitor" or one.side in sides:
            acting = _acting(one, journey.travellers[0].behalf)
        else:
            acting = _acting(one, _state_of(fold(one.title or ""), journey, titles))
        if (acting.name, acting.role) not in told:
            told.add((acting.name, acting.role))
            yield acting


def _traveller(one: Participant, journey: Journey) -> Participant | None:
    """The traveller whom a participant is: by the whole name, be it read with more ("Mackenzie King of Canada")."""
    if one.kind != "person":
        return None
    return next((own for own in journey.travellers if f"{one.name} ".startswith(f"{own.name} ")), None)


def _is_open(one: Participant) -> bool:
    """Whether a person is known by title and surname alone; a whole name needs no state, and a wrong one misleads."""
    titled = one.kind == "person" and one.named and one.behalf is None and bool(one.title)
    return titled and person_key(one.name).single


def _acting(one: Participant, state: str | None) -> Participant:
    return one.model_copy(update={"behalf": state, "behalf_basis": "inferred"}) if state else one


def _state_of(title: str, journey: Journey, titles: set[str]) -> str | None:
    """The state of a counterpart with that title; of two presidents, the second is not the host's."""
    known = read_corrections("counterparts")
    if title in known["american"]:
        return "United States"
    if journey.host is None or title in titles or not (title in known["titles"] or title.endswith(" minister")):
        return None
    titles.add(title)
    return journey.host.name
