"""Who is who across documents, kept up to date with every commit.

A key stands for a name that no authority knows ("person:john cole"). How its bearers are told apart, and which keys
are one person, is decided by `graph.identity.assign` from all that documents say of the keys; this module finds the
keys that a commit touches and says to whom they belong after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.identity.assignment import Assigned, assign
from graph.identity.labels import label_for
from graph.store.actors import ActorRow, Key, keys_of_blocks, read_keys
from ingest.reconcile import block_key, block_of
from ingest.resolving import LOCAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model import Part, ResolvedClaim
    from graph.store.connection import Transaction
    from graph.vocabulary import EventType

type Mention = tuple[str, str, str, str]


@dataclass(slots=True)
class Identities:
    """The keys that a commit touches, with what documents say of them after it.

    Attributes:
        keys: Every key whose facts, or their number, change, and every one that decides on one of them.
        told_anew: Keys of which documents say something new, or no longer say something.
        named: Keys whose actors may have other names or another label now; all keys of such an actor are among them.
        local: Actors known by a single name in one document alone → how often it spells them which way.
        moved: Keys that the graph assigned otherwise before.
        gone: Actors whom no open claim names any more.
    """

    keys: dict[str, Key]
    told_anew: set[str]
    named: set[str]
    local: dict[str, Counter[str]]
    moved: set[str] = field(default_factory=set[str])
    gone: set[str] = field(default_factory=set[str])

    @classmethod
    def after(
        cls,
        tx: Transaction,
        before: Collection[ResolvedClaim],
        now: Collection[ResolvedClaim],
        taken: Collection[str],
        *,
        anew: bool = False,
    ) -> Identities:
        """Work out identities as they are once `before` is gone and `now` is there.

        Only where a fact comes or goes can anybody become somebody else; where facts merely become more, the
        assignment stands.

        Args:
            tx: The transaction.
            before: The open claims of some documents, all of them.
            now: Those of the same documents that will be open, as they are resolved now.
            taken: Ids of authority data, which no name of a document may take.
            anew: Decide on every key again, because `taken` changed.
        """
        delta = Counter(_mentions(now))
        delta.subtract(_mentions(before))
        changed = {mention: count for mention, count in delta.items() if count}
        keys = _read(tx, {key for key, *_ in delta})
        former = {key: one.blocks() for key, one in keys.items()}
        told_anew = {key for (key, *fact), count in changed.items() if _add(keys[key], fact, count)}
        touched = told_anew | {key for key, one in keys.items() if anew or one.shared}
        blocks = {block for key in touched for block in (*keys[key].blocks(), *former[key])}
        deciding = _reach(tx, keys, touched, blocks)
        named = deciding | {key for key, one in keys.items() if one.spelt_variously}
        identities = cls(keys, told_anew, named, _local(now))
        assigned = assign([fact for key in deciding for fact in keys[key].told()], taken)
        former_actors = _local(before).keys() | {who for key in deciding for who, *_ in keys[key].assigned.values()}
        for key in deciding:
            identities.reassign(keys[key], assigned)
        identities.gone = former_actors - identities.spellings().keys() - set(taken)
        return identities

    def reassign(self, key: Key, assigned: Assigned) -> None:
        """Note to whom a key belongs for each state that documents tell of it."""
        former, key.assigned = key.assigned, {}
        for state in sorted({state for state, _, _ in key.facts}):
            found = assigned[key.id, state or None]
            key.assigned[state] = (found.actor, found.method, found.score)
        if any(key.assigned.get(state) != was for state, was in former.items()):
            self.moved.add(key.id)

    def settle(self, one: ResolvedClaim) -> ResolvedClaim:
        """The claim with its participants assigned, and its origin where that is one of them."""
        settled = [self._settle(part) for part in one.parts]
        parts = tuple(replace(part, block=block_key(one, part)) for part in settled)
        itself = [part.actor for part in parts if part.key is not None and part.key == one.origin_key]
        return replace(one, parts=parts, origin_actor=itself[0] if itself else one.origin_actor)

    def settle_part(self, part: Part, kind: EventType) -> Part:
        """One participant of a claim of that type, assigned."""
        settled = self._settle(part)
        return replace(settled, block=block_of(kind, settled))

    def _settle(self, part: Part) -> Part:
        if part.key is None or part.key not in self.keys:
            return part
        found = self.keys[part.key].assigned.get(part.behalf or "")
        if found is None:  # Of a closed claim, and no open one names anybody so: it keeps the actor that it had.
            return part
        actor, method, score = found
        return replace(part, actor=actor, method=method, score=score)

    def actors(self) -> list[ActorRow]:
        """The actors that may be new or named otherwise, labelled by their most frequent spelling."""
        return [
            ActorRow(actor, kind, label_for(counts, kind)[0])
            for actor, counts in sorted(self.spellings().items())
            for kind in [actor.partition("/")[0]]
        ]

    def spellings(self) -> dict[str, Counter[str]]:
        """Actor → how often documents spell it which way, for the same actors."""
        found = dict(self.local)
        for key in (self.keys[name] for name in sorted(self.named)):
            for (state, _, name), count in key.facts.items():
                found.setdefault(key.assigned[state][0], Counter())[name] += count
        return found


def _mentions(claims: Iterable[ResolvedClaim]) -> list[Mention]:
    return [
        (part.key, part.behalf or "", part.post or "", part.label)
        for one in claims
        for part in one.parts
        if part.key is not None
    ]


def _local(claims: Iterable[ResolvedClaim]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for one in claims:
        for part in one.parts:
            if part.actor is not None and LOCAL in part.actor:
                found.setdefault(part.actor, Counter())[part.label] += 1
    return found


def _read(tx: Transaction, ids: Collection[str]) -> dict[str, Key]:
    read = read_keys(tx, ids) if ids else {}
    return {key: read.get(key, Key(key)) for key in ids}


def _add(key: Key, told: Sequence[str], count: int) -> bool:
    """Count a fact up or down; tell whether it came or went."""
    state, post, name = told
    fact = (state, post, name)
    was = key.facts.get(fact, 0)
    key.facts[fact] = was + count
    if key.facts[fact] <= 0:
        del key.facts[fact]
    return (was > 0) != (fact in key.facts)


def _reach(tx: Transaction, keys: dict[str, Key], told_anew: Collection[str], blocks: Collection[str]) -> set[str]:
    """The keys that decide on those told anew, directly or through others; what was not read yet is added to `keys`."""
    deciding, near, seen = set(told_anew), set(blocks), set[str]()
    while near:
        found = keys_of_blocks(tx, near) - deciding
        seen |= near
        keys |= _read(tx, found - keys.keys())
        deciding |= found
        near = {block for key in found for block in keys[key].blocks()} - seen
    return deciding
