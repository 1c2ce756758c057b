"""From spilt rows to the files of the import: claims, then which of them are one event, then events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from graph.identity.packages import load_places
from graph.store.commits import flip, join_digests
from graph.store.schema import EMPTY_DIGEST
from ingest.bulk.actors import Actors, identify, place_stretches, resolve_actors
from ingest.bulk.claims import code_frame, document_frame, place_frame
from ingest.bulk.entangled import Entangled
from ingest.bulk.files import ImportFiles
from ingest.bulk.grouping import Grouping, group
from ingest.bulk.parts import PartMaker
from ingest.bulk.portions import Portions, at_once
from ingest.bulk.spill import NOBODY, Spill
from ingest.bulk.tables import Tables, categorical
from ingest.bulk.text import numbered
from ingest.bulk.world import write_actors, write_documents, write_places
from ingest.coded.claims import document
from ingest.coded.mapping import CodeReading, read_code
from ingest.committing.changes import document_key
from ingest.resolving import ClaimResolver, taken_ids

if TYPE_CHECKING:
    from graph.identity.resolver import Resolver
    from graph.model import Place

type Say = Callable[[str], None]


@dataclass(slots=True)
class Built:
    """What the files hold.

    Attributes:
        rows: Records read.
        claims: Claims in the files.
        events: Events in the files.
        mirrors: Claims that are the second of an event's two.
        documents: Documents in the files.
        rest: Claims that have to go through the loader.
        read_by: Names the reading; documents carry it, so that the same files are known again.
        digest: Of everything in the files.
    """

    rows: int = 0
    claims: int = 0
    events: int = 0
    mirrors: int = 0
    documents: int = 0
    rest: int = 0
    read_by: str | None = None
    digest: str = EMPTY_DIGEST


def find_places(names: Sequence[str], resolver: Resolver) -> list[Place]:
    """The places that names mean; the gazetteer is not loaded for none."""
    if not names:
        return []
    claims = ClaimResolver(resolver, load_places())
    return [claims.place(name) for name in names]


class Builder:
    """Writes the files of one import."""

    def __init__(
        self, spill: Spill, files: ImportFiles, resolver: Resolver, say: Say, read_by: str | None = None
    ) -> None:
        """Take the spilt rows; `resolver` has the authority data with which the graph will be."""
        self.spill, self.files, self.resolver, self.say = spill, files, resolver, say
        self.readings: list[CodeReading] = [read_code(scheme, code) for _, scheme, code, _ in spill.codes.all()]
        self.built = Built(spill.rows, documents=len(spill.documents), rest=spill.put_apart[1], read_by=read_by)
        found = find_places(spill.places.all(), resolver)
        self.told = {
            "code": code_frame(spill.codes.all(), self.readings),
            "document": document_frame(spill.documents.all()),
            "place": place_frame(spill.places.all(), found),
        }
        self.entangled = Entangled(spill, found)

    def build(self) -> Built:
        """Write everything."""
        self.say("resolving names")
        actors = resolve_actors(self.spill, self.resolver)
        counts, wanted = self._place(actors)
        identities = identify(actors, counts, taken_ids(self.resolver.authority))
        maker = PartMaker(actors, self.readings, identities)
        pieces = maker.frame(sorted(wanted))
        named = pl.concat([pieces["actor"], pieces["state"], pieces["behalf"]]).drop_nulls().unique().sort()
        tables = Tables(numbered(named.to_list()), numbered(one.id for one in self.entangled.places))
        portions = Portions(self.spill.parts, self.spill.folder, self.files.folder, self.told, tables)
        portions.keep_pieces(pieces)
        self.files.parts = portions.files_named
        grouping = self._write_claims(portions)
        self.built.mirrors = len(grouping.pairs)
        self.built.events = sum(at_once(portions.write_events, len(portions.parts), grouping))
        self._write_entangled(portions, actors, maker, grouping.entangled)
        write_places(self.files, self.entangled.places, tables.places)
        write_documents(self.files, self.spill, self.built.read_by)
        write_actors(self.files, tables.numbers, identities, self.resolver)
        self.built.digest = flip(self.built.digest, map(document_key, map(document, self.spill.documents.all())))
        return self.built

    def _place(self, actors: Actors) -> tuple[Counter[int], set[tuple[int, int, int, str]]]:
        """Put stretches for actors into the parts; count them, and list the pieces that are needed."""
        counts: Counter[int] = Counter()
        wanted: set[tuple[int, int, int, str]] = set()
        row = 0
        for part in self.spill.parts:
            frame = place_stretches(pl.read_parquet(part), actors.stretches).with_columns(
                row=pl.int_range(row, row + pl.len(), dtype=pl.UInt32)
            )
            row += len(frame)
            for side, end in (("a", "source"), ("b", "target")):
                pos = 0 if side == "a" else pl.when(pl.col("source") == NOBODY).then(0).otherwise(1)
                there = frame.filter(pl.col(end) != NOBODY).select(end, "code", pos=pos)
                for stretch, count in there.group_by(end).len().iter_rows():
                    counts[stretch] += count
                wanted.update((*one, side) for one in there.unique().iter_rows())
            frame.write_parquet(part, compression="zstd")
        self.built.claims = row
        return counts, wanted

    def _write_claims(self, portions: Portions) -> Grouping:
        """Write claims with their mentions, and find which of them are one event."""
        keys: list[pl.DataFrame] = []
        written = 0
        for number, digest, part in at_once(portions.write_claims, len(portions.parts)):
            written += number
            self.say(f"{written:,} claims")
            self.built.digest = join_digests(self.built.digest, digest)
            keys.append(part)
        self.say("finding what is one event")
        if not keys:
            return Grouping(pl.DataFrame(), pl.Series())
        return group(categorical(pl.concat(keys)), several=self._several_documents_a_day())

    def _several_documents_a_day(self) -> bool:
        stories = self.spill.documents.all()
        return len(stories) > len({one.published for one in stories})

    def _write_entangled(self, portions: Portions, actors: Actors, maker: PartMaker, tangled: pl.Series) -> None:
        """Reconcile what several documents tell, claim by claim, and write its events."""
        if tangled.is_empty():
            return
        self.say(f"reconciling {len(tangled):,} claims that several documents tell")
        for number, part in enumerate(portions.parts):
            frame = pl.read_parquet(part).join(portions.ids(number), on="row")
            self.entangled.take(frame.filter(pl.col("row").is_in(tangled.implode())), actors, maker)
        for events in self.entangled.events():
            self.built.events += len(events)
            self.built.mirrors += sum(len(one.claims) - 1 for one in events)
            portions.tables.write_events(self.files, events, self.entangled.numbers)
