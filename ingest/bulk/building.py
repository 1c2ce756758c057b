"""From spilt rows to the files of the import: claims, then which of them are one event, then events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from graph.identity.packages import load_places
from graph.store.commits import flip
from graph.store.schema import EMPTY_DIGEST
from ingest.bulk import events as ev
from ingest.bulk.actors import Actors, identify, place_stretches, resolve_actors
from ingest.bulk.claims import add_claims, code_frame, document_frame, join_pieces, place_frame
from ingest.bulk.entangled import Entangled
from ingest.bulk.files import ImportFiles
from ingest.bulk.grouping import Grouping, group
from ingest.bulk.parts import PartMaker
from ingest.bulk.spill import NOBODY, Spill
from ingest.bulk.tables import Tables, claim_nodes, event_nodes, grouping_keys, versioned
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
        self.codes = code_frame(spill.codes.all(), self.readings)
        self.documents = document_frame(spill.documents.all())
        self.built = Built(spill.rows, documents=len(spill.documents), rest=spill.put_apart[1], read_by=read_by)
        found = find_places(spill.places.all(), resolver)
        self.places = place_frame(spill.places.all(), found)
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
        self.tables = Tables(numbered(named.to_list()), numbered(one.id for one in self.entangled.places))
        keys = self._write_claims(pieces)
        self.say("finding what is one event")
        grouping = group(keys, several=self._several_documents_a_day())
        self._write_events(pieces, grouping)
        self._write_entangled(actors, maker, grouping.entangled)
        write_places(self.files, self.entangled.places, self.tables.places)
        write_documents(self.files, self.spill, self.built.read_by)
        write_actors(self.files, self.tables.numbers, identities, self.resolver)
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

    def _frames(self, pieces: pl.DataFrame) -> Iterator[pl.DataFrame]:
        for part in self.spill.parts:
            frame = join_pieces(pl.read_parquet(part), pieces)
            for on, told in (("code", self.codes), ("document", self.documents), ("place", self.places)):
                frame = frame.join(told, on=on, how="left", maintain_order="left")
            yield frame

    def _write_claims(self, pieces: pl.DataFrame) -> pl.DataFrame:
        """Write claims with their mentions; give what grouping needs of each."""
        keys: list[pl.DataFrame] = []
        for frame in self._frames(pieces):
            self.say(f"{frame['row'].max():,} claims")
            frame = add_claims(frame)  # noqa: PLW2901
            self.built.digest = flip(self.built.digest, frame["key"].to_list())
            self.files.nodes("Claim", claim_nodes(frame))
            self.files.relationships("IN_DOC", frame.select(**{"from": "row", "to": "document"}))
            for side in ("a", "b"):
                self.files.relationships("MENTIONS", self.tables.mentions(frame, side))
            keys.append(grouping_keys(frame))
            part = self.spill.folder / f"ids-{len(keys):05}.parquet"
            frame.select("row", "id").write_parquet(part)
        return pl.concat(keys) if keys else pl.DataFrame()

    def _several_documents_a_day(self) -> bool:
        stories = self.spill.documents.all()
        return len(stories) > len({one.published for one in stories})

    def _write_events(self, pieces: pl.DataFrame, grouping: Grouping) -> None:
        """Write events, each with the claim that shows it best, and what hangs on it."""
        best = grouping.pairs
        self.built.mirrors = len(best)
        entangled, seconds = grouping.entangled.implode(), best["second"].implode()
        for number, joined in enumerate(self._frames(pieces), start=1):
            ids = pl.read_parquet(self.spill.folder / f"ids-{number:05}.parquet")
            frame = joined.join(ids, on="row", maintain_order="left")
            frame = frame.join(best, on="row", how="left", maintain_order="left")
            frame = frame.filter(~pl.col("row").is_in(entangled) & ~pl.col("row").is_in(seconds))
            self._write_some_events(frame)

    def _write_some_events(self, frame: pl.DataFrame) -> None:
        frame = frame.with_columns(
            event=pl.concat_str(pl.lit("event/"), pl.coalesce("least", "id").str.strip_prefix("claim/")),
            number=pl.when(pl.col("second").is_null()).then(1).otherwise(2),
            ids_json=pl.coalesce(
                pl.concat_str(pl.lit('"'), "least", pl.lit('","'), "greater", pl.lit('"')),
                pl.concat_str(pl.lit('"'), "id", pl.lit('"')),
            ),
            date=pl.col("day").dt.strftime("%Y-%m-%d"),
            published_text=pl.col("published").dt.strftime("%Y-%m-%d"),
        )
        frame = ev.add_events(ev.add_parts(frame))
        self.built.events += len(frame)
        self.files.nodes("Event", event_nodes(frame))
        about = pl.concat([
            frame.select(pl.col("row").alias("from"), pl.col("row").alias("to")),
            frame.filter(pl.col("second").is_not_null()).select(
                pl.col("second").cast(pl.UInt32).alias("from"), pl.col("row").alias("to")
            ),
        ])  # fmt: skip
        self.files.relationships("ABOUT", versioned(about))
        for side in ("a", "b"):
            took = frame.filter(pl.col(f"{side}_part_json").is_not_null())
            self.files.relationships("PARTICIPATED_IN", self.tables.participations(took, side))
            self.files.relationships("REPRESENTED_IN", self.tables.represented(took, side))
        self.files.relationships("MET", self.tables.met(frame.filter("met")))
        self.files.relationships("AT", self.tables.at(frame.filter(pl.col("place_id").is_not_null())))

    def _write_entangled(self, actors: Actors, maker: PartMaker, tangled: pl.Series) -> None:
        """Reconcile what several documents tell, claim by claim, and write its events."""
        if tangled.is_empty():
            return
        self.say(f"reconciling {len(tangled):,} claims that several documents tell")
        for number, part in enumerate(self.spill.parts, start=1):
            ids = pl.read_parquet(self.spill.folder / f"ids-{number:05}.parquet")
            frame = pl.read_parquet(part).join(ids, on="row").filter(pl.col("row").is_in(tangled.implode()))
            self.entangled.take(frame, actors, maker)
        for events in self.entangled.events():
            self.built.events += len(events)
            self.built.mirrors += sum(len(one.claims) - 1 for one in events)
            self.tables.write_events(self.files, events, self.entangled.numbers)
