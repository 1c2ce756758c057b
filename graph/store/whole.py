"""The whole graph as a stream: nodes and relationships with their properties, a section at a time, in bounded memory.

Days and times come as texts, points as `lat` and `lon`. What is read was committed up to a number that is read first:
what is written meanwhile does not show, but for what has no versions (labels, who is who by which key).
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, LiteralString

from graph.model import OPEN

if TYPE_CHECKING:
    from graph.store.connection import Store

# A version that ended after the cut-off is open still. `$all` asks for former versions too.
META = """
MATCH (n:Meta)
RETURN n {.*} AS props ORDER BY n.id
"""

COMMITS = """
MATCH (n:Commit) WHERE n.seq <= $seq
RETURN n {.*, at: toString(n.at)} AS props
"""

AUTHORITIES = "MATCH (n:Authority) WHERE n.seq <= $seq RETURN n {.*} AS props"
CONCEPTS = "MATCH (n:Concept) RETURN n {.*} AS props"
POSTS = "MATCH (n:Post) RETURN n {.*} AS props"
SOURCES = "MATCH (n:Source) RETURN n {.*} AS props"
NAMES = "MATCH (n:Name) RETURN n {.*} AS props"
KEYS = "MATCH (n:Key) RETURN n {.*} AS props"
BLOCKS = "MATCH (n:Block) RETURN n {.*} AS props"
DECISIONS = "MATCH (n:Decision) WHERE n.seq <= $seq RETURN n {.*} AS props"

PLACE_ROW: LiteralString = """
RETURN n {.*, point: null, lat: n.point.latitude, lon: n.point.longitude} AS props
"""

PLACES: LiteralString = (
    """
MATCH (n:Place)
"""
    + PLACE_ROW
)

DOCUMENT_ROW: LiteralString = """
RETURN n {.*, published: toString(n.published), retrieved: toString(n.retrieved),
          rev_to: CASE WHEN n.rev_to > $seq THEN $open ELSE n.rev_to END} AS props
"""

DOCUMENTS: LiteralString = (
    """
MATCH (n:Document) WHERE n.rev_from <= $seq AND ($all OR n.rev_to > $seq)
"""
    + DOCUMENT_ROW
)

TENURE_ROW: LiteralString = """
RETURN n {.*, rev_to: CASE WHEN n.rev_to > $seq THEN $open ELSE n.rev_to END,
          since_lo: toString(n.since_lo), since_hi: toString(n.since_hi),
          until_lo: toString(n.until_lo), until_hi: toString(n.until_hi)} AS props
"""

TENURES: LiteralString = (
    """
MATCH (n:Tenure) WHERE n.rev_from <= $seq AND ($all OR n.rev_to > $seq)
"""
    + TENURE_ROW
)

ACTOR_ROW: LiteralString = """
RETURN n {.*} AS props,
       [(m:Name)-[r:NAMES]->(n) WHERE r.rev_from <= $seq AND ($all OR r.rev_to > $seq)
        | [m.id, r.rev_from, CASE WHEN r.rev_to > $seq THEN null ELSE r.rev_to END, r.text, r.weight]] AS names
"""

ACTORS: LiteralString = (
    """
MATCH (n:Actor)
"""
    + ACTOR_ROW
)

EVENT_ROW: LiteralString = """
RETURN n {.*, rev_to: CASE WHEN n.rev_to > $seq THEN $open ELSE n.rev_to END,
          t_lo: toString(n.t_lo), t_hi: toString(n.t_hi),
          first_published: toString(n.first_published), last_published: toString(n.last_published)} AS props,
       [(a:Actor)-[r:PARTICIPATED_IN]->(n)
        | [a.id, CASE WHEN r.rev_from <> n.rev_from THEN r.rev_from END,
           CASE WHEN r.rev_to <> n.rev_to THEN r.rev_to END,
           r {.*, t_lo: toString(r.t_lo), t_hi: toString(r.t_hi), rev_from: null, rev_to: null}]] AS parts,
       [(a:Actor)-[r:REPRESENTED_IN]->(n)
        | [a.id, CASE WHEN r.rev_from <> n.rev_from THEN r.rev_from END,
           CASE WHEN r.rev_to <> n.rev_to THEN r.rev_to END,
           r {.*, t_lo: toString(r.t_lo), rev_from: null, rev_to: null}]] AS states
"""

EVENTS: LiteralString = (
    """
MATCH (n:Event) WHERE n.rev_from <= $seq AND ($all OR n.rev_to > $seq)
"""
    + EVENT_ROW
)

CLAIM_ROW: LiteralString = """
RETURN n {.*, t_lo: toString(n.t_lo), t_hi: toString(n.t_hi), published: toString(n.published),
          closed_seq: CASE WHEN n.closed_seq > $seq THEN $open ELSE n.closed_seq END,
          closed_why: CASE WHEN n.closed_seq > $seq THEN null ELSE n.closed_why END} AS props,
       [(n)-[r:MENTIONS]->(a) WHERE r.rev_from <= $seq AND r.rev_to > $seq
        | r {.*, actor: a.id, rev_to: $open}] AS mentions,
       [(n)-[r:ATTRIBUTED_TO]->(s) | r {.*, source: s.id}] AS sources
"""

CLAIMS: LiteralString = (
    """
MATCH (n:Claim) WHERE n.seq <= $seq AND ($all OR n.closed_seq > $seq)
"""
    + CLAIM_ROW
)

FORMER_MENTIONS = """
MATCH (n:Claim)-[r:MENTIONS]->(a:Actor) WHERE $all AND r.rev_to <= $seq
RETURN n.id, CASE WHEN n.closed_seq <= $seq THEN n.seq END, a.id, r.rev_from, r.rev_to,
       r {.*, rev_from: null, rev_to: null} AS props
"""

MEETING_ROW: LiteralString = """
OPTIONAL MATCH (n:Event {id: r.event, rev_from: r.rev_from})
RETURN a.id, b.id, CASE WHEN r.rev_from <> n.rev_from THEN r.rev_from END,
       CASE WHEN r.rev_to <> n.rev_to THEN r.rev_to END,
       r {.*, t_lo: toString(r.t_lo), t_hi: toString(r.t_hi), rev_from: null, rev_to: null} AS props,
       {id: n.id, rev_from: n.rev_from, rev_to: CASE WHEN n.rev_to > $seq THEN $open ELSE n.rev_to END,
        t_lo: toString(n.t_lo), t_hi: toString(n.t_hi), span: n.span} AS event
"""

MEETINGS: LiteralString = (
    """
MATCH (a:Actor)-[r:MET]->(b:Actor) WHERE r.rev_from <= $seq AND ($all OR r.rev_to > $seq)
"""
    + MEETING_ROW
)

ACQUAINTANCES = """
MATCH (a:Actor)-[r:MET]->(b:Actor) WHERE r.rev_from <= $seq AND r.rev_to > $seq
RETURN DISTINCT a.id, b.id, r.mode
"""

VERSIONED_ROW: LiteralString = """
WHERE r.rev_from <= $seq AND ($all OR r.rev_to > $seq)
WITH type(r) AS type, a, r, b,
     coalesce(a.rev_to, a.closed_seq, $open) AS a_to, coalesce(b.rev_to, b.closed_seq, $open) AS b_to
WHERE $all OR (a_to > $seq AND b_to > $seq)
RETURN type, a.id, CASE WHEN a_to <= $seq THEN coalesce(a.rev_from, a.seq) END,
       b.id, CASE WHEN b_to <= $seq THEN coalesce(b.rev_from, b.seq) END,
       CASE WHEN r.rev_from <> CASE WHEN a.rev_from > coalesce(b.rev_from, 0) THEN a.rev_from
                                    ELSE coalesce(b.rev_from, 0) END THEN r.rev_from END,
       CASE WHEN r.rev_to <> CASE WHEN a_to < b_to THEN a_to ELSE b_to END AND r.rev_to <= $seq THEN r.rev_to END,
       CASE WHEN type IN ['CONCERNS', 'PART_OF', 'AFTER', 'IN_RETURN_FOR']
            THEN r {.*, rev_from: null, rev_to: null} ELSE {} END AS props,
       a.modality AS modality
"""

VERSIONED: LiteralString = (
    """
MATCH (a)-[r:ABOUT|AT|HELD|OF_POST|STARTS|ENDS|STEP_OF|POSSIBLY_SAME|CONCERNS|PART_OF|AFTER|IN_RETURN_FOR]->(b)
"""
    + VERSIONED_ROW
)

RECORDED_ROW: LiteralString = """
WITH type(r) AS type, a, r, b,
     coalesce(a.rev_to, a.closed_seq, $open) AS a_to, coalesce(b.rev_to, b.closed_seq, $open) AS b_to,
     coalesce(a.rev_from, a.seq, 0) AS a_from, coalesce(b.rev_from, b.seq, 0) AS b_from
WHERE a_from <= $seq AND b_from <= $seq AND ($all OR (a_to > $seq AND b_to > $seq))
RETURN type, a.id, CASE WHEN a_to <= $seq THEN a_from END, b.id, CASE WHEN b_to <= $seq THEN b_from END,
       null AS since, null AS until,
       CASE WHEN type IN ['LINKS', 'SUPERSEDES'] THEN r {.*} ELSE {} END AS props, a.seq AS seq
"""

RECORDED: LiteralString = (
    """
MATCH (a)-[r:IN_DOC|PUBLISHED_BY|LINKS|SUPERSEDES|DERIVED_FROM|DECIDES|OF|SHARES]->(b)
"""
    + RECORDED_ROW
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the stream.

    Attributes:
        name: Of its records: a label, or what the relationships are ("versioned", "recorded", …).
        query: Gives one row a record.
    """

    name: str
    query: LiteralString


SECTIONS: tuple[Section, ...] = (
    Section("Meta", META),
    Section("Commit", COMMITS),
    Section("Authority", AUTHORITIES),
    Section("Concept", CONCEPTS),
    Section("Name", NAMES),
    Section("Actor", ACTORS),
    Section("Place", PLACES),
    Section("Post", POSTS),
    Section("Source", SOURCES),
    Section("Document", DOCUMENTS),
    Section("Claim", CLAIMS),
    Section("Event", EVENTS),
    Section("Tenure", TENURES),
    Section("Decision", DECISIONS),
    Section("Key", KEYS),
    Section("Block", BLOCKS),
    Section("versioned", VERSIONED),
    Section("recorded", RECORDED),
    Section("meetings", MEETINGS),
    Section("acquaintances", ACQUAINTANCES),
    Section("former mentions", FORMER_MENTIONS),
)

CUT_OFF = """
OPTIONAL MATCH (m:Meta {id: 'whomet'})
RETURN m.seq AS seq, m.digest AS digest
"""

TIMES = "MATCH (n:Commit) WHERE n.seq <= $seq RETURN n.seq AS seq, toString(n.at) AS at"

LICENCES = """
MATCH (n:Document {rev_to: $open})
RETURN n.publisher AS publisher, n.licence AS licence, count(*) AS documents
ORDER BY publisher, licence
"""

ROWS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class CutOff:
    """Up to where the graph is read.

    Attributes:
        seq: The last commit; 0 for an empty graph.
        digest: Of the graph's content then.
        times: Number of a commit → its time.
    """

    seq: int
    digest: str | None
    times: Mapping[int, str]


def cut_off(store: Store) -> CutOff:
    """Where the graph stands now."""
    seq, digest = store.read(CUT_OFF).values[0]
    times = {row[0]: row[1] for row in store.read(TIMES, seq=seq or 0).values}
    return CutOff(seq or 0, digest, times)


def stream(store: Store, section: Section, until: int, *, history: bool = False) -> Generator[list[Any]]:
    """The rows of a section, as its query returns them.

    Args:
        store: The graph.
        section: Which.
        until: Number of the last commit that is read.
        history: Whether versions that no longer hold are read too.
    """
    return store.stream(section.query, ROWS_AT_ONCE, seq=until, all=history, open=OPEN)


def read_licences(store: Store) -> list[tuple[str | None, str | None, int]]:
    """(publisher, licence, number of documents) of what the graph has now; None where nobody says."""
    return [(row[0], row[1], row[2]) for row in store.read(LICENCES, open=OPEN).values]
