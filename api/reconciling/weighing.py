"""Candidates for one question, weighed and put in order, and the one that is certain, if any is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from api.reconciling.comparing import compare, counts
from api.reconciling.questions import MOST_CANDIDATES, TYPES
from graph.identity.likeness import POINTS, WHOLE, Fit, best_fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from api.reconciling.comparing import Terms
    from api.reconciling.facts import ActorFacts
    from api.reconciling.questions import Question

CONTRADICTED: Final = 0.5
"""What a score is multiplied by for each thing told that contradicts a candidate."""

TELLING: Final = frozenset({"state", "office", "born", "died"})
"""What makes a whole name certain if it agrees: two records with one full name and one of these are one person's."""
TELLING_OF_SHORT: Final = frozenset({"office", "born"})
"""The same for a name with given names left out."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate.

    Attributes:
        fit: How the name fits.
        agreements: What else was told: whether it agrees.
    """

    facts: ActorFacts
    fit: Fit
    agreements: Mapping[str, bool]

    @property
    def score(self) -> float:
        """0 to 100."""
        return round(self.fit.score * CONTRADICTED ** counts(self.agreements)[1], 1)

    @property
    def contradicted(self) -> bool:
        """Whether anything told speaks against it."""
        return False in self.agreements.values()

    @property
    def rank(self) -> tuple[float, int]:
        """Score, then how much agrees: more is better."""
        return self.score, counts(self.agreements)[0]

    @property
    def agreed(self) -> frozenset[str]:
        """What agrees."""
        return frozenset(name for name, agrees in self.agreements.items() if agrees)

    def told(self, *, match: bool) -> dict[str, Any]:
        """As the protocol has a candidate."""
        features = [{"id": self.fit.rule, "value": True}, {"id": "likeness", "value": self.fit.likeness}]
        features += [{"id": name, "value": agrees} for name, agrees in self.agreements.items()]
        kind = TYPES[self.facts.kind]
        return {
            "id": self.facts.id,
            "name": self.facts.label,
            "description": self.facts.description,
            "type": [{"id": kind, "name": kind}],
            "score": self.score,
            "features": features,
            "match": match,
        }


@dataclass(frozen=True, slots=True)
class Result:
    """What a question is answered with.

    Attributes:
        candidates: Best first; one that is certain is the first of them.
        certain: Whether the first is certain.
        left_out: How many more candidates there are than were given.
        notes: What of the question could not be understood.
    """

    candidates: tuple[Weighed, ...]
    certain: bool
    left_out: int
    notes: tuple[str, ...]

    def told(self) -> dict[str, Any]:
        """As the protocol has it, and what it has no place for: `left_out` and `notes`."""
        result = [one.told(match=self.certain and pos == 0) for pos, one in enumerate(self.candidates)]
        return {"result": result, "left_out": self.left_out, "notes": list(self.notes)}


def weigh(question: Question, terms: Terms, candidates: Iterable[ActorFacts]) -> list[Weighed]:
    """Weigh candidates of the kinds asked for, best first."""
    weighed = [
        Weighed(facts, _fit(question, terms, facts), compare(terms, facts))
        for facts in candidates
        if facts.kind in question.kinds
    ]
    return sorted(weighed, key=lambda one: (-one.rank[0], -one.rank[1], one.facts.id))


def conclude(question: Question, terms: Terms, weighed: list[Weighed], resolved: str | None, more: int) -> Result:
    """Say which candidate is certain, and cut the list to what was asked for.

    Args:
        question: What was asked.
        terms: What it tells, understood.
        weighed: All candidates, best first.
        resolved: The actor for whom a report's name is taken that says just this.
        more: How many candidates were not weighed.
    """
    certain = None if terms.notes else _certain(terms, weighed, resolved)
    ordered = [certain, *(one for one in weighed if one is not certain)] if certain else weighed
    limit = min(question.limit, MOST_CANDIDATES)
    return Result(tuple(ordered[:limit]), certain is not None, max(len(ordered) - limit, 0) + more, terms.notes)


def _fit(question: Question, terms: Terms, facts: ActorFacts) -> Fit:
    if question.name == facts.id:
        return Fit("id", POINTS["id"], 1.0)
    fit = best_fit(question.name, facts.kind, facts.label, facts.names) if question.name else None
    if compare(terms, facts).get("link"):
        return Fit("link", POINTS["link"], fit.likeness if fit else 1.0)
    return fit or Fit("similar", 0.0, 0.0)


def _certain(terms: Terms, weighed: list[Weighed], resolved: str | None) -> Weighed | None:
    """The candidate that stands out by the rules of identity; a score alone decides nothing."""
    possible = [one for one in weighed if not one.contradicted]
    known = [one for one in possible if one.fit.rule in {"id", "link"}]
    if known:
        return known[0] if len(known) == 1 else None
    for one in possible:
        # A report of a known day is resolved for that day; without one, nobody else may bear the name as well.
        alone = all(other.rank < one.rank for other in possible if other is not one)
        if one.facts.id == resolved and (terms.days is not None or alone):
            return one
    whole = [one for one in possible if one.fit.rule in WHOLE]
    if resolved is None and len(whole) == 1 and _telling(whole[0]):
        return whole[0]
    return None


def _telling(one: Weighed) -> bool:
    return not one.agreed.isdisjoint(TELLING_OF_SHORT if one.fit.rule == "shortened" else TELLING)
