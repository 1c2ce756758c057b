"""Which value an event shows where its claims differ, by which rule, and which values lost.

One rule for every field: the value that most independent origins support; among equals the most specific; then the one
published last; then that of the least claim id. A value is supported by every claim that tells it or something wider
that holds it ("November" supports "26 November"). Values that contradict the chosen one are conflicts, and the field is
disputed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from graph.model import ResolvedClaim

CRITERIA = ("most origins", "most specific", "published last", "least claim id")
ONLY = "the only value told"
PLANS = frozenset({"scheduled", "possible"})


@dataclass(frozen=True, slots=True)
class Told[T]:
    """A value and the claim that tells it."""

    value: T
    by: ResolvedClaim


@dataclass(frozen=True, slots=True)
class Choice[T]:
    """The value chosen, why, and what it contradicts.

    Attributes:
        value: None where no claim tells one.
        rule: The criterion that decided; empty where no claim tells a value.
        lost: Values that contradict it, in words, each once and in order.
    """

    value: T | None
    rule: str
    lost: tuple[str, ...]


def origin_key(claim: ResolvedClaim) -> str:
    """Whom a claim goes back to, as independence is counted: an anonymous source counts with whoever quotes it."""
    names = [link.name for link in claim.claim.attribution]
    if not names:
        return claim.publisher.casefold()
    return " < ".join(names[-2:] if claim.anonymous else names[-1:]).casefold()


def origins(claims: Iterable[ResolvedClaim]) -> set[str]:
    """Independent origins of claims; what several coders read in one document counts as one of them reads it."""
    by_document: dict[str, list[ResolvedClaim]] = {}
    for claim in claims:
        by_document.setdefault(claim.claim.doc_id, []).append(claim)
    return {origin_key(claim) for read in by_document.values() for claim in _most_told(read)}


def _most_told(read: Sequence[ResolvedClaim]) -> list[ResolvedClaim]:
    """Of the claims of one document, those of the coder that follows its sources furthest.

    A coder that overlooks "TASS reported" does not make the document a second witness beside TASS.
    """
    coder = min(read, key=lambda one: (-len(one.claim.attribution), one.claim.coder)).claim.coder
    return [one for one in read if one.claim.coder == coder]


def choose[T](
    told: Sequence[Told[T]],
    *,
    holds: Callable[[T, T], bool],
    width: Callable[[T], int],
    text: Callable[[T], str] = str,
) -> Choice[T]:
    """Choose among told values by the rule of this module.

    Args:
        told: The values told, in any order.
        holds: Whether the first value is the second or holds it.
        width: How wide a value is; less is more specific.
        text: A value in words; equal words are one value.
    """
    if not told:
        return Choice(None, "", ())
    if len(told) == 1:
        return Choice(told[0].value, ONLY, ())
    ranked = sorted({text(one.value): one.value for one in told}.items())
    order: dict[str, tuple[int, int, int, str]] = {}
    for words, value in ranked:
        tellers = [one.by for one in told if text(one.value) == words]
        support = len(origins(one.by for one in told if holds(one.value, value)))
        latest = max(by.published for by in tellers).toordinal()
        order[words] = (-support, width(value), -latest, min(by.id for by in tellers))
    ranked.sort(key=lambda one: order[one[0]])
    best = ranked[0][1]
    lost = sorted(words for words, value in ranked[1:] if not (holds(value, best) or holds(best, value)))
    rule = ONLY if len(ranked) == 1 else _deciding(order[ranked[0][0]], order[ranked[1][0]])
    return Choice(best, rule, tuple(lost))


def _deciding(first: tuple[int, int, int, str], second: tuple[int, int, int, str]) -> str:
    return next(name for name, a, b in zip(CRITERIA, first, second, strict=True) if a != b)


def choose_modality(claims: Sequence[ResolvedClaim]) -> Choice[str]:
    """Choose how real an event is.

    A plan that was published before the latest report of its outcome is overtaken by it, and no conflict: first
    scheduled, then occurred. Among what is not overtaken most origins decide, then the vocabulary's order (occurred,
    denied, cancelled, scheduled, possible).
    """
    outcomes = [one for one in claims if one.claim.modality not in PLANS]
    standing = [one for one in claims if not _overtaken(one, outcomes)]
    ranks = load_vocabulary().modalities
    told = [Told(one.claim.modality, one) for one in standing]
    choice = choose(told, holds=lambda a, b: a == b, width=lambda value: ranks[value].rank)
    overtaken = len(standing) < len(claims) and choice.rule == ONLY
    return Choice(choice.value, "outcome reported after the plan", ()) if overtaken else choice


def _overtaken(plan: ResolvedClaim, outcomes: Sequence[ResolvedClaim]) -> bool:
    """A plan for a time that lay ahead when it was published, followed by a report of the outcome."""
    ahead = plan.bounds.hi is None or plan.published < plan.bounds.hi
    followed = any(one.published > plan.published for one in outcomes)
    return plan.claim.modality in PLANS and ahead and followed
