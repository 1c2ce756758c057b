"""Who is who across documents, kept up to date with every commit.

A key stands for a name that no authority knows ("person:john cole"). How its bearers are told apart, and which keys
are one person, is decided by `graph.identity.assign` from all that documents say of the keys; this module finds the
keys that a commit touches and says to whom they belong after it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.identity import Fact, assign, label_for, slug
from graph.store.actors import ActorRow, Key, keys_of_posts, read_keys
from ingest.reconcile import block_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.identity import Assignment
    from graph.model import Part, ResolvedClaim
    from graph.store.connection import Transaction

PERSON = "person:"

Bearer = tuple[str, str | None]
type Mention = tuple[str, str, str, str]


@dataclass(slots=True)
class Identities:
    """The keys that a commit touches, with what documents say of them after it.

    Attributes:
        keys: Every key whose bearers may change.
        moved: Keys that the graph assigned otherwise before.
        assigned: (key, state) → actor.
    """

    keys: dict[str, Key]
    moved: set[str] = field(default_factory=set[str])
    assigned: dict[Bearer, Assignment] = field(default_factory=dict[Bearer, "Assignment"])

    @classmethod
    def after(cls, tx: Transaction, before: Iterable[ResolvedClaim], now: Iterable[ResolvedClaim]) -> Identities:
        """Work out identities as they are once `before` is gone and `now` is there."""
        delta = Counter(_mentions(now))
        delta.subtract(_mentions(before))
        changed = {mention: count for mention, count in delta.items() if count}
        keys = _reach(tx, {key for key, *_ in changed}, {post for _, _, post, _ in changed if post})
        for (key, state, post, name), count in changed.items():
            facts = keys[key].facts
            facts[state, post, name] = facts.get((state, post, name), 0) + count
            if facts[state, post, name] <= 0:
                del facts[state, post, name]
        identities = cls(keys)
        identities._assign()
        return identities

    def _assign(self) -> None:
        facts = [
            Fact(key=key.id, state=state or None, post=post or None, name=name)
            for key in self.keys.values()
            if key.id.startswith(PERSON)
            for state, post, name in sorted(key.facts)
        ]
        self.assigned = assign(facts)
        for key in self.keys.values():
            states = {state for state, _, _ in key.facts}
            former, key.assigned = key.assigned, {state: self.actor(key.id, state or None) for state in sorted(states)}
            if any(key.assigned.get(state) != actor for state, actor in former.items()):
                self.moved.add(key.id)

    def actor(self, key: str, state: str | None) -> str:
        """Id of the actor that a key stands for, when acting for a state."""
        kind, _, name = key.partition(":")
        return self.assigned[key, state].actor if key.startswith(PERSON) else f"{kind}/{slug(name)}"

    def settle(self, one: ResolvedClaim) -> ResolvedClaim:
        """The claim with its participants assigned, and its origin where that is one of them."""
        settled = [self._settle(part) for part in one.parts]
        parts = tuple(replace(part, block=block_key(one, part)) for part in settled)
        itself = [part.actor for part in parts if part.key is not None and part.key == one.origin_key]
        return replace(one, parts=parts, origin_actor=itself[0] if itself else one.origin_actor)

    def _settle(self, part: Part) -> Part:
        if part.key is None or part.key not in self.keys:
            return part
        actor = self.actor(part.key, part.behalf)
        if not part.key.startswith(PERSON):
            return replace(part, actor=actor)
        found = self.assigned[part.key, part.behalf]
        return replace(part, actor=actor, method=found.method, score=found.score)

    def actors(self) -> list[ActorRow]:
        """The actors that the keys stand for, labelled by their most frequent spelling."""
        spellings = self.spellings()
        return [
            ActorRow(actor, actor.partition("/")[0], label_for(counts)[0])
            for actor, counts in sorted(spellings.items())
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


def _reach(tx: Transaction, ids: set[str], posts: set[str]) -> dict[str, Key]:
    """Read keys, and all further ones that share a post with them, directly or through others."""
    found: dict[str, Key] = {}
    seen: set[str] = set()
    while ids or posts:
        ids |= keys_of_posts(tx, posts) if posts else set()
        seen |= posts
        new = ids - found.keys()
        read = read_keys(tx, new) if new else {}
        found |= {key: read.get(key, Key(key)) for key in new}
        posts = {post for key in new for post in found[key].posts()} - seen
        ids = set()
    return found
