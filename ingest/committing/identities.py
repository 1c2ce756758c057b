"""Who is who across documents, kept up to date with every commit.

A key stands for a name that no authority knows ("person:john cole"). How its bearers are told apart, and which keys
are one person, is decided by `graph.identity.assign` from all that documents say of the keys; this module finds the
keys that a commit touches and says to whom they belong after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.identity.assignment import Assigned, Fact, assign, blocks
from graph.identity.labels import label_for
from graph.store.actors import ActorRow, Key, keys_of_blocks, read_keys
from ingest.reconcile import block_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model import Part, ResolvedClaim
    from graph.store.connection import Transaction

type Mention = tuple[str, str, str, str]


@dataclass(slots=True)
class Identities:
    """The keys that a commit touches, with what documents say of them after it.

    Attributes:
        keys: Every key whose bearers may change.
        assigned: (key, state) → actor.
        moved: Keys that the graph assigned otherwise before.
    """

    keys: dict[str, Key]
    assigned: Assigned
    moved: set[str] = field(default_factory=set[str])

    @classmethod
    def after(
        cls,
        tx: Transaction,
        before: Iterable[ResolvedClaim],
        now: Iterable[ResolvedClaim],
        taken: Collection[str],
    ) -> Identities:
        """Work out identities as they are once `before` is gone and `now` is there.

        Args:
            tx: The transaction.
            before: Claims that go, or are resolved anew.
            now: Claims that come, or as they are resolved now.
            taken: Ids of authority data, which no name of a document may take.
        """
        delta = Counter(_mentions(now))
        delta.subtract(_mentions(before))
        changed = {mention: count for mention, count in delta.items() if count}
        keys = _reach(tx, changed)
        for (key, *fact), count in changed.items():
            _add(keys[key], (fact[0], fact[1], fact[2]), count)
        assigned = assign([fact for key in keys.values() for fact in key.told()], taken)
        identities = cls(keys, assigned)
        for key in keys.values():
            identities._settle_key(key)
        return identities

    def _settle_key(self, key: Key) -> None:
        former = key.assigned
        states = sorted({state for state, _, _ in key.facts})
        key.assigned = {state: self.assigned[key.id, state or None].actor for state in states}
        if any(key.assigned.get(state) != actor for state, actor in former.items()):
            self.moved.add(key.id)

    def settle(self, one: ResolvedClaim) -> ResolvedClaim:
        """The claim with its participants assigned, and its origin where that is one of them."""
        settled = [self._settle(part) for part in one.parts]
        parts = tuple(replace(part, block=block_key(one, part)) for part in settled)
        itself = [part.actor for part in parts if part.key is not None and part.key == one.origin_key]
        return replace(one, parts=parts, origin_actor=itself[0] if itself else one.origin_actor)

    def _settle(self, part: Part) -> Part:
        if part.key is None or part.key not in self.keys:
            return part
        found = self.assigned[part.key, part.behalf]
        return replace(part, actor=found.actor, method=found.method, score=found.score)

    def actors(self) -> list[ActorRow]:
        """The actors that the keys stand for, labelled by their most frequent spelling."""
        return [
            ActorRow(actor, kind, label_for(counts, kind)[0])
            for actor, counts in sorted(self.spellings().items())
            for kind in [actor.partition("/")[0]]
        ]

    def spellings(self) -> dict[str, Counter[str]]:
        """Actor → how often documents spell it which way."""
        found: dict[str, Counter[str]] = {}
        for key in self.keys.values():
            for (state, _, name), count in key.facts.items():
                found.setdefault(key.assigned[state], Counter())[name] += count
        return found


def _mentions(claims: Iterable[ResolvedClaim]) -> list[Mention]:
    return [
        (part.key, part.behalf or "", part.post or "", part.name)
        for one in claims
        for part in one.parts
        if part.key is not None
    ]


def _add(key: Key, fact: tuple[str, str, str], count: int) -> None:
    key.facts[fact] = key.facts.get(fact, 0) + count
    if key.facts[fact] <= 0:
        del key.facts[fact]


def _reach(tx: Transaction, changed: Iterable[Mention]) -> dict[str, Key]:
    """Read the keys that change, and all further ones that decide on them, directly or through others."""
    mentions = list(changed)
    ids = {key for key, *_ in mentions}
    near = {b for key, state, post, name in mentions for b in blocks(Fact(key, state or None, post or None, name))}
    found: dict[str, Key] = {}
    seen: set[str] = set()
    while ids:
        read = read_keys(tx, ids)
        found |= {key: read.get(key, Key(key)) for key in ids}
        near |= {block for key in ids for block in found[key].blocks()}
        near -= seen
        ids = keys_of_blocks(tx, near) - found.keys() if near else set[str]()
        seen |= near
    return found
