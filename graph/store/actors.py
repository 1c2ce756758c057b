"""Actors, their names and the bookkeeping of identity in Neo4j."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from graph.identity.assignment import Fact, blocks
from graph.model import OPEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.store.connection import AsyncStore, Transaction

# A key is bookkeeping: how often which spelling was used for it, for which state and post, and to whom it is assigned.
READ_KEYS = """
UNWIND $ids AS id
MATCH (k:Key {id: id})
RETURN k.id AS id, k.facts AS facts, k.assigned AS assigned
"""

KEYS_OF_BLOCKS = """
UNWIND $blocks AS block
MATCH (b:Block {id: block})<-[:SHARES]-(k:Key) USING INDEX b:Block(id)
RETURN DISTINCT k.id AS id
"""

WRITE_KEYS = """
UNWIND $rows AS row
MERGE (k:Key {id: row.id})
SET k.facts = row.facts, k.assigned = row.assigned
"""

WRITE_BLOCKS = """
UNWIND $rows AS row
MATCH (k:Key {id: row.id})
CALL (k, row) {
  MATCH (k)-[s:SHARES]->(b:Block) WHERE NOT b.id IN row.blocks
  DELETE s
}
CALL (k, row) {
  UNWIND row.blocks AS block
  MERGE (b:Block {id: block})
  MERGE (k)-[:SHARES]->(b)
}
"""

# The label of every version stays readable: labels[i] holds from label_from[i].
WRITE_ACTORS = """
UNWIND $rows AS row
MERGE (a:Actor {id: row.id})
ON CREATE SET a.kind = row.kind, a:$(row.category)
SET a.origin = row.origin,
    a.labels = CASE WHEN a.label = row.label THEN a.labels ELSE coalesce(a.labels, []) + row.label END,
    a.label_from = CASE WHEN a.label = row.label THEN a.label_from ELSE coalesce(a.label_from, []) + $seq END,
    a.label = row.label
SET a += row.values
"""

READ_NAMES = """
UNWIND $actors AS id
MATCH (a:Actor {id: id})<-[r:NAMES {rev_to: $open}]-(n:Name) USING INDEX a:Actor(id)
RETURN id AS actor, n.id AS name, r.weight AS weight, r.text AS text
"""

CLOSE_NAMES = """
UNWIND $rows AS row
MATCH (n:Name {id: row.name})-[r:NAMES {rev_to: $open}]->(:Actor {id: row.actor}) USING INDEX n:Name(id)
SET r.rev_to = $seq
"""

CREATE_NAMES = """
UNWIND $rows AS row
MATCH (a:Actor {id: row.actor})
MERGE (n:Name {id: row.name})
CREATE (n)-[:NAMES {text: row.text, weight: row.weight, rev_from: $seq, rev_to: $open}]->(a)
"""

ALONE = frozenset({"minted", "split_by_state"})
"""Methods of `graph.identity.assignment` by which a key has its actor to itself."""

CATEGORIES = {"person": "Person", "state": "State", "organization": "Organization", "group": "Group"}


@dataclass(slots=True)
class Key:
    """What documents make of one key; a state or post that is not told is the empty string.

    Attributes:
        facts: (state, post, spelling) → number of mentions.
        assigned: State → (actor, method, score).
    """

    id: str
    facts: dict[tuple[str, str, str], int] = field(default_factory=dict[tuple[str, str, str], int])
    assigned: dict[str, tuple[str, str, float]] = field(default_factory=dict[str, tuple[str, str, float]])

    @property
    def shared(self) -> bool:
        """Whether another key may stand for the same actor, so that their spellings are counted together."""
        return any(method not in ALONE for _, method, _ in self.assigned.values())

    @property
    def spelt_variously(self) -> bool:
        """Whether documents spell the name in several ways, so that more mentions may change the label."""
        return len({name for _, _, name in self.facts}) > 1

    def told(self) -> list[Fact]:
        """The facts, as identity decides on them."""
        return [Fact(self.id, state or None, post or None, name) for state, post, name in sorted(self.facts)]

    def blocks(self) -> list[str]:
        """What the key may have in common with others that decide on it."""
        return sorted({block for fact in self.told() for block in blocks(fact)})


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor to be written.

    Attributes:
        origin: "authority" or "claims".
        values: Further properties (links, born, died).
    """

    id: str
    kind: str
    label: str
    origin: str = "claims"
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name of an actor: the folded key under which it is found, the text, and its weight (2 full, 1 surname)."""

    actor: str
    name: str
    text: str
    weight: int


def read_keys(tx: Transaction, ids: Iterable[str]) -> dict[str, Key]:
    """Keys by id; unknown ones are left out."""
    found: dict[str, Key] = {}
    for row in tx.run(READ_KEYS, ids=list(ids)):
        facts = {(state, post, name): count for state, post, name, count in orjson.loads(row["facts"])}
        assigned = {state: tuple(found) for state, found in orjson.loads(row["assigned"]).items()}
        found[row["id"]] = Key(row["id"], facts, assigned)
    return found


async def read_assignments(store: AsyncStore, ids: Iterable[str]) -> dict[str, dict[str, str]]:
    """Whom keys stand for: key → state ("" for none) → actor; unknown keys are left out."""
    wanted = sorted(ids)
    rows = (await store.read(READ_KEYS, ids=wanted)).dicts() if wanted else []
    return {row["id"]: {state: actor for state, (actor, _, _) in orjson.loads(row["assigned"]).items()} for row in rows}


def keys_of_blocks(tx: Transaction, found: Iterable[str]) -> set[str]:
    """Ids of the keys that share one of the blocks."""
    return {row["id"] for row in tx.run(KEYS_OF_BLOCKS, blocks=list(found))}


def write_keys(tx: Transaction, keys: Iterable[Key], told_anew: Iterable[Key]) -> None:
    """Write keys as they are now, and of those told anew what they share with others."""
    tx.run(WRITE_KEYS, rows=[key_row(key) for key in keys])
    blocks = [{"id": key.id, "blocks": key.blocks()} for key in told_anew]
    if blocks:
        tx.run(WRITE_BLOCKS, rows=blocks)


def key_row(key: Key) -> dict[str, str]:
    """A key's properties."""
    return {
        "id": key.id,
        "facts": orjson.dumps(sorted([*fact, count] for fact, count in key.facts.items())).decode(),
        "assigned": orjson.dumps(key.assigned, option=orjson.OPT_SORT_KEYS).decode(),
    }


def write_actors(tx: Transaction, seq: int, actors: Sequence[ActorRow]) -> None:
    """Write actors; a label that changed is kept with the commit since which it holds."""
    rows = [
        {
            "id": one.id,
            "kind": one.kind,
            "category": CATEGORIES[one.kind],
            "label": one.label,
            "origin": one.origin,
            "values": dict(one.values),
        }
        for one in actors
    ]
    tx.run(WRITE_ACTORS, rows=rows, seq=seq)


def best_names(names: Iterable[NameRow]) -> list[NameRow]:
    """One of each actor's names with one key: the one of most weight, of equals the first."""
    best: dict[tuple[str, str], NameRow] = {}
    for one in names:
        known = best.get((one.actor, one.name))
        if known is None or known.weight < one.weight:
            best[one.actor, one.name] = one
    return list(best.values())


def write_names(tx: Transaction, seq: int, actors: Iterable[str], names: Iterable[NameRow]) -> None:
    """Make `names` the names of `actors`: close those that are gone, add those that are new."""
    wanted = {(one.actor, one.name): one for one in best_names(names)}
    there = {
        (row["actor"], row["name"]): NameRow(row["actor"], row["name"], row["text"], row["weight"])
        for row in tx.run(READ_NAMES, actors=list(actors), open=OPEN)
    }
    gone = [{"actor": actor, "name": name} for (actor, name), one in there.items() if wanted.get((actor, name)) != one]
    new = [
        {"actor": one.actor, "name": one.name, "text": one.text, "weight": one.weight}
        for pair, one in wanted.items()
        if there.get(pair) != one
    ]
    if gone:
        tx.run(CLOSE_NAMES, rows=gone, seq=seq, open=OPEN)
    if new:
        tx.run(CREATE_NAMES, rows=new, seq=seq, open=OPEN)
