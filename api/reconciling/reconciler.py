"""Names in, candidates out: look up, resolve by the rules of identity, weigh."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from api.reconciling.comparing import read_terms
from api.reconciling.facts import read_facts
from api.reconciling.knowing import Knowledge
from api.reconciling.weighing import conclude, weigh
from graph.identity.mentions import Mention
from graph.store.actors import read_assignments
from graph.store.lookup import look_up_async, read_state_async
from queries.names import ask_for, is_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from api.reconciling.comparing import Terms
    from api.reconciling.facts import ActorFacts
    from api.reconciling.knowing import Known
    from api.reconciling.questions import Question
    from api.reconciling.weighing import Result
    from graph.identity.mentions import Resolution
    from graph.store.connection import AsyncStore
    from graph.store.lookup import Found

MOST_WEIGHED: Final = 200
"""Candidates of one name that are compared in full; whole names come before surnames, and the rest are counted."""

UNDATED: Final = frozenset({"authority_name", "authority_variant", "state_name", "organization_name"})
"""How a name is resolved by itself; every other way asks for the day on which it was used."""
DATED: Final = UNDATED | {"office", "former_office", "surname_in_office", "surname_near_office"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question on its way.

    Attributes:
        ids: Candidates to be weighed.
        more: How many more there are.
        resolved: What a report's name that says the same is taken for, at the first and the last day of its time.
    """

    question: Question
    terms: Terms
    ids: tuple[str, ...]
    more: int
    resolved: tuple[Resolution, ...]


class Reconciler:
    """Answers questions; each by itself, whatever else is asked in the same request."""

    def __init__(self, store: AsyncStore) -> None:
        """Bind to a database; nothing is read yet."""
        self._store = store
        self._knowledge = Knowledge(store)

    async def answer(self, questions: Sequence[Question]) -> list[Result]:
        """Answer questions, in their order.

        Raises:
            StoreError: The database could not answer.
        """
        known = await self._knowledge.now()
        rev = (await read_state_async(self._store)).seq
        names = list(dict.fromkeys(one.name for one in questions if one.name and not is_id(one.name)))
        found = await look_up_async(self._store, [ask_for("actor", name) for name in names], rev)
        looked_up = dict(zip(names, found, strict=True))
        asked = [_ask(one, known, looked_up.get(one.name)) for one in questions]
        keys = {one.key for each in asked for one in each.resolved if one.key and not one.scope}
        assigned = await read_assignments(self._store, keys)
        actors = [_actor(one, assigned) for one in asked]
        ids = {id_ for one in asked for id_ in one.ids} | {actor for actor in actors if actor}
        behalfs = any(one.terms.states for one in asked)
        facts = await read_facts(self._store, sorted(ids), rev, behalfs=behalfs)
        facts = {id_: _with_states(one, known) for id_, one in facts.items()}
        return [_weigh(one, actor, facts) for one, actor in zip(asked, actors, strict=True)]


def _ask(question: Question, known: Known, found: Found | None) -> _Asked:
    terms = read_terms(question, known.resolver)
    ids = [question.name] if is_id(question.name) else []
    ids += [id_ for link in sorted(terms.links) for id_ in known.linked.get(link, ())]
    if found is not None:
        ids += [one.id for one in found.candidates] or [id_ for id_, _ in found.nearest]
    ids = list(dict.fromkeys(ids))
    resolved = tuple(_resolve(question, terms, known)) if found is not None else ()
    return _Asked(question, terms, tuple(ids[:MOST_WEIGHED]), max(len(ids) - MOST_WEIGHED, 0), resolved)


def _resolve(question: Question, terms: Terms, known: Known) -> Iterable[Resolution]:
    """Resolve the name as a report's: at the first and at the last day of its time, or on no day that is told."""
    kind = next(iter(question.kinds)) if len(question.kinds) == 1 else "any"
    mention = Mention(
        question.name,
        terms.offices[0][0] if len(terms.offices) == 1 else None,
        kind,
        behalf=terms.states[0] if len(terms.states) == 1 else None,
    )
    for day in dict.fromkeys(terms.days or (None,)):
        yield from known.resolver.resolve_document([(mention, day)], day or dt.datetime.now(dt.UTC).date())


def _actor(asked: _Asked, assigned: Mapping[str, Mapping[str, str]]) -> str | None:
    """The one actor that the name is taken for, whichever day of its time is meant; None where there is none."""
    actors = {_taken_for(one, asked.terms, assigned) for one in asked.resolved}
    return next(iter(actors)) if len(actors) == 1 else None


def _taken_for(one: Resolution, terms: Terms, assigned: Mapping[str, Mapping[str, str]]) -> str | None:
    if one.actor is not None:
        return one.actor if one.method in (DATED if terms.days else UNDATED) else None
    if one.scope or one.key not in assigned:
        return None
    actors = assigned[one.key]
    if one.state is not None and one.state in actors:
        return actors[one.state]
    # Where documents tell no state at all, the name is one person's; where they tell another, it is a namesake's.
    possible = set(actors.values()) if one.state is None or set(actors) == {""} else set[str]()
    return next(iter(possible)) if len(possible) == 1 else None


def _with_states(facts: ActorFacts, known: Known) -> ActorFacts:
    return replace(facts, states=facts.states | frozenset(known.states.get(facts.id, ())))


def _weigh(asked: _Asked, actor: str | None, facts: Mapping[str, ActorFacts]) -> Result:
    ids = [*asked.ids, *([actor] if actor and actor not in asked.ids else [])]
    weighed = weigh(asked.question, asked.terms, [facts[id_] for id_ in ids if id_ in facts])
    return conclude(asked.question, asked.terms, weighed, actor, asked.more)
