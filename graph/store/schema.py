"""Constraints and indexes, applied at start and versioned."""

from __future__ import annotations

from typing import TYPE_CHECKING, LiteralString

from graph.errors import InterruptedImportError, SchemaVersionError
from graph.store.migrating import migrate
from graph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.store.connection import Store

SCHEMA_VERSION = 2
"""Raise it when a statement below changes what older graphs need, and lead them there in `graph.store.migrating`."""

STATEMENTS: tuple[LiteralString, ...] = (
    # Identity nodes. The Community edition has uniqueness but no existence constraints: the writer sees to presence.
    "CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT name_id IF NOT EXISTS FOR (n:Name) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT block_id IF NOT EXISTS FOR (n:Block) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT key_id IF NOT EXISTS FOR (n:Key) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT place_id IF NOT EXISTS FOR (n:Place) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT post_id IF NOT EXISTS FOR (n:Post) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT source_id IF NOT EXISTS FOR (n:Source) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT concept_id IF NOT EXISTS FOR (n:Concept) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT decision_id IF NOT EXISTS FOR (n:Decision) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT authority_id IF NOT EXISTS FOR (n:Authority) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT meta_id IF NOT EXISTS FOR (n:Meta) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT commit_seq IF NOT EXISTS FOR (n:Commit) REQUIRE n.seq IS UNIQUE",
    # Versioned nodes.
    "CREATE CONSTRAINT claim_version IF NOT EXISTS FOR (n:Claim) REQUIRE (n.id, n.seq) IS UNIQUE",
    "CREATE CONSTRAINT event_version IF NOT EXISTS FOR (n:Event) REQUIRE (n.id, n.rev_from) IS UNIQUE",
    "CREATE CONSTRAINT document_version IF NOT EXISTS FOR (n:Document) REQUIRE (n.id, n.rev_from) IS UNIQUE",
    "CREATE CONSTRAINT tenure_version IF NOT EXISTS FOR (n:Tenure) REQUIRE (n.id, n.rev_from) IS UNIQUE",
    # The composite constraints are not sought by id alone.
    "CREATE INDEX claim_id IF NOT EXISTS FOR (n:Claim) ON (n.id)",
    "CREATE INDEX claim_document IF NOT EXISTS FOR (n:Claim) ON (n.document)",
    "CREATE INDEX claim_post IF NOT EXISTS FOR (n:Claim) ON (n.post_id)",
    "CREATE INDEX event_id IF NOT EXISTS FOR (n:Event) ON (n.id)",
    "CREATE INDEX document_id IF NOT EXISTS FOR (n:Document) ON (n.id)",
    "CREATE INDEX tenure_id IF NOT EXISTS FOR (n:Tenure) ON (n.id)",
    # Few as they are, graphs that were made before these do without.
    "CREATE INDEX decision_document IF NOT EXISTS FOR (n:Decision) ON (n.document)",
    "CREATE INDEX decision_target IF NOT EXISTS FOR (n:Decision) ON (n.target)",
    "CREATE INDEX decision_keeps IF NOT EXISTS FOR (n:Decision) ON (n.keeps)",
    # Access paths of the queries: windows go by the number of the day (`graph.windows`), which is never null.
    "CREATE INDEX event_type_day IF NOT EXISTS FOR (n:Event) ON (n.type, n.day)",
    "CREATE INDEX event_modality_day IF NOT EXISTS FOR (n:Event) ON (n.modality, n.day)",
    "CREATE INDEX event_rev_from IF NOT EXISTS FOR (n:Event) ON (n.rev_from)",
    "CREATE INDEX event_rev_to IF NOT EXISTS FOR (n:Event) ON (n.rev_to)",
    "CREATE INDEX part_actor_day IF NOT EXISTS FOR ()-[r:PARTICIPATED_IN]-() ON (r.actor, r.day)",
    "CREATE INDEX rep_state_day IF NOT EXISTS FOR ()-[r:REPRESENTED_IN]-() ON (r.state, r.day)",
    "CREATE INDEX met_a_day IF NOT EXISTS FOR ()-[r:MET]-() ON (r.a, r.day)",
    "CREATE INDEX met_b_day IF NOT EXISTS FOR ()-[r:MET]-() ON (r.b, r.day)",
    "CREATE FULLTEXT INDEX name_ft IF NOT EXISTS FOR (n:Name) ON EACH [n.id]",
    "CREATE POINT INDEX place_point IF NOT EXISTS FOR (n:Place) ON (n.point)",
    # Access paths of reconciliation: claims that may be related, and claims that name somebody by a key.
    "CREATE INDEX mention_block IF NOT EXISTS FOR ()-[r:MENTIONS]-() ON (r.block, r.day)",
    "CREATE INDEX mention_key IF NOT EXISTS FOR ()-[r:MENTIONS]-() ON (r.key)",
)

READ_META = "MATCH (m:Meta {id: 'whomet'}) RETURN m.schema AS schema"

MARK = "importing"
"""Id of the `Meta` node that is there while a whole graph is written (`graph.store.restoring`)."""

READ_MARK = "MATCH (m:Meta {id: $mark}) RETURN count(m) > 0 AS there"

WRITE_META = """
MERGE (m:Meta {id: 'whomet'})
ON CREATE SET m.seq = 0, m.digest = $digest
SET m.schema = $schema
WITH m
UNWIND $concepts AS concept
MERGE (c:Concept {id: concept.id})
SET c.scheme = concept.scheme, c.code = concept.code, c.label = concept.label
"""

EMPTY_DIGEST = "0" * 32


def apply_schema(store: Store, on_progress: Callable[[str], None] | None = None) -> None:
    """Bring the database to this version's constraints, indexes and properties; does nothing where it is.

    Args:
        store: The database. While an older graph is brought up, no older whomet may write into it.
        on_progress: Told in words what is being done to an older graph, which takes minutes for millions of events.

    Raises:
        SchemaVersionError: A newer whomet wrote the graph.
        InterruptedImportError: An import did not come to its end.
    """
    found = read_version(store)
    if found == SCHEMA_VERSION:
        return
    if found is None and store.read(READ_MARK, mark=MARK).values[0][0]:
        raise InterruptedImportError("an import was interrupted, and the graph is not whole: import the file again")
    if found is not None:
        if found > SCHEMA_VERSION:
            require_present(found)
        migrate(store, found, on_progress)
    make_indexes(store)
    store.write(
        lambda tx: tx.run(WRITE_META, schema=SCHEMA_VERSION, digest=EMPTY_DIGEST, concepts=_concepts()).consume()
    )


def make_indexes(store: Store) -> None:
    """Make the constraints and indexes, and wait for them; does nothing where they are."""
    for statement in STATEMENTS:
        store.run(statement)
    store.run("CALL db.awaitIndexes(300)")


def read_version(store: Store) -> int | None:
    """The schema's version in the database; None for an empty one."""
    rows = store.read(READ_META).values
    return rows[0][0] if rows else None


def require_present(found: int | None) -> None:
    """Make sure that a graph is of this schema, or empty (None), before it is read: of another one, rows would lack.

    Raises:
        SchemaVersionError: It is of another one; says what to do.
    """
    if found is None or found == SCHEMA_VERSION:
        return
    told = "install the newer whomet" if found > SCHEMA_VERSION else "whomet db upgrade brings it up to date"
    raise SchemaVersionError(f"the graph has schema {found}, this whomet needs {SCHEMA_VERSION}: {told}")


def _concepts() -> list[dict[str, str]]:
    vocabulary = load_vocabulary()
    schemes = {
        "type": vocabulary.types,
        "role": vocabulary.roles,
        "modality": vocabulary.modalities,
        "mode": vocabulary.modes,
    }
    return [
        {"id": f"{scheme}/{code}", "scheme": scheme, "code": code, "label": term.label}
        for scheme, terms in schemes.items()
        for code, term in terms.items()
    ]
