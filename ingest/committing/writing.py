"""Write who is who: actors, names, keys, and the claims of other documents whose actors change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.identity.labels import key_weights, label_for
from graph.store.actors import NameRow, write_actors, write_keys, write_names
from graph.store.claims import claims_by_key, fetch_claims, rewrite_mentions
from ingest.committing.derived import Moved

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Collection, Mapping

    from graph.store.connection import Transaction
    from ingest.committing.identities import Identities


def write_identities(tx: Transaction, seq: int, identities: Identities, *, without: Collection[str]) -> list[Moved]:
    """Write the actors of a commit, and resolve anew the claims of the graph that they are now read otherwise in.

    Args:
        tx: The transaction.
        seq: The commit's number.
        identities: As they are after the commit.
        without: Ids of claims that the caller writes itself.

    Returns:
        The claims whose participants changed.
    """
    spellings = identities.spellings()
    write_actors(tx, seq, identities.actors())
    write_names(tx, seq, [*spellings, *sorted(identities.gone)], name_rows(spellings))
    write_keys(tx, identities.keys.values(), [identities.keys[key] for key in identities.told_anew])
    touched = claims_by_key(tx, identities.moved) - set(without) if identities.moved else set[str]()
    former = fetch_claims(tx, sorted(touched))
    moved = [Moved(one, now) for one in former if (now := identities.settle(one)) != one]
    rewrite_mentions(tx, seq, [one.now for one in moved])
    return moved


def name_rows(spellings: Mapping[str, Counter[str]]) -> list[NameRow]:
    """The names under which actors are found: every spelling in full, and people's surnames."""
    return [
        row
        for actor, texts in spellings.items()
        for kind in [actor.partition("/")[0]]
        for best, others in [label_for(texts, kind)]
        for text in (best, *others)
        for row in rows_of(actor, kind, text)
    ]


def rows_of(actor: str, kind: str, text: str) -> list[NameRow]:
    """Names of one actor from one spelling."""
    return [NameRow(actor, key, text, weight) for key, weight in key_weights(text, kind).items()]
