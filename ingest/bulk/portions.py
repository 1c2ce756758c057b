"""The files of one part of the rows, its claims and then its events: parts are written by several processes at once."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import polars as pl

from graph.errors import WorkersError
from graph.store.commits import flip
from graph.store.schema import EMPTY_DIGEST
from ingest.bulk import events as ev
from ingest.bulk.claims import add_claims, join_pieces
from ingest.bulk.files import ImportFiles
from ingest.bulk.tables import Tables, claim_nodes, event_nodes, grouping_keys, versioned

if TYPE_CHECKING:
    from ingest.bulk.grouping import Grouping

PROCESSES = 2
"""As many as there are parts of some 500 MB in memory at once."""
FILES_A_TASK = 100
"""No task writes as many, so that their names don't meet."""


@dataclass(frozen=True, slots=True)
class Portions:
    """The parts, and what each of them is joined with.

    Attributes:
        parts: Files of rows.
        folder: Where what is handed on from step to step lies.
        files: Folder of the import's files.
        told: Column of the rows → what its numbers tell: of codes, documents and places.
        tables: Numbers of actors and places.
    """

    parts: Sequence[Path]
    folder: Path
    files: Path
    told: dict[str, pl.DataFrame]
    tables: Tables

    def keep_pieces(self, pieces: pl.DataFrame) -> None:
        """Lay down the participants' pieces for whoever writes a part."""
        pieces.write_ipc(self._pieces)

    @property
    def files_named(self) -> int:
        """Numbers of files up to here are the parts'."""
        return 2 * len(self.parts) * FILES_A_TASK

    @property
    def _pieces(self) -> Path:
        return self.folder / "pieces.arrow"

    def ids(self, number: int) -> pl.DataFrame:
        """Row and id of a part's claims."""
        return pl.read_parquet(self.folder / f"ids-{number:05}.parquet")

    def frame(self, number: int) -> pl.DataFrame:
        """A part's rows, with all that is told of their numbers."""
        frame = join_pieces(pl.read_parquet(self.parts[number]), pl.read_ipc(self._pieces))
        for on, told in self.told.items():
            frame = frame.join(told, on=on, how="left", maintain_order="left")
        return frame

    def write_claims(self, number: int) -> tuple[int, str, pl.DataFrame]:
        """Write a part's claims with their mentions; give their number, digest, and what grouping needs of each."""
        files = ImportFiles(self.files, number * FILES_A_TASK)
        frame = add_claims(self.frame(number))
        files.nodes("Claim", claim_nodes(frame))
        files.relationships("IN_DOC", frame.select(**{"from": "row", "to": "document"}))
        for side in ("a", "b"):
            files.relationships("MENTIONS", self.tables.mentions(frame, side))
        frame.select("row", "id").write_parquet(self.folder / f"ids-{number:05}.parquet")
        return len(frame), flip(EMPTY_DIGEST, frame["key"].to_list()), grouping_keys(frame)

    def write_events(self, number: int, grouping: Grouping) -> int:
        """Write a part's events, each with the claim that shows it best, and what hangs on it; give their number."""
        seconds = grouping.pairs["second"]
        frame = self.frame(number).join(self.ids(number), on="row", maintain_order="left")
        frame = frame.join(grouping.pairs, on="row", how="left", maintain_order="left")
        frame = frame.filter(
            ~pl.col("row").is_in(grouping.entangled.implode()) & ~pl.col("row").is_in(seconds.implode())
        )
        frame = ev.add_events(ev.add_parts(_name(frame)))
        files = ImportFiles(self.files, (len(self.parts) + number) * FILES_A_TASK)
        files.nodes("Event", event_nodes(frame))
        about = pl.concat([
            frame.select(pl.col("row").alias("from"), pl.col("row").alias("to")),
            frame.filter(pl.col("second").is_not_null()).select(
                pl.col("second").cast(pl.UInt32).alias("from"), pl.col("row").alias("to")
            ),
        ])  # fmt: skip
        files.relationships("ABOUT", versioned(about))
        for side in ("a", "b"):
            took = frame.filter(pl.col(f"{side}_part_json").is_not_null())
            files.relationships("PARTICIPATED_IN", self.tables.participations(took, side))
            files.relationships("REPRESENTED_IN", self.tables.represented(took, side))
        files.relationships("MET", self.tables.met(frame.filter("met")))
        files.relationships("AT", self.tables.at(frame.filter(pl.col("place_id").is_not_null())))
        return len(frame)


def _name(frame: pl.DataFrame) -> pl.DataFrame:
    """Add the events' ids, and the claims that each has."""
    return frame.with_columns(
        event=pl.concat_str(pl.lit("event/"), pl.coalesce("least", "id").str.strip_prefix("claim/")),
        number=pl.when(pl.col("second").is_null()).then(1).otherwise(2),
        ids_json=pl.coalesce(
            pl.concat_str(pl.lit('"'), "least", pl.lit('","'), "greater", pl.lit('"')),
            pl.concat_str(pl.lit('"'), "id", pl.lit('"')),
        ),
        date=pl.col("day").dt.strftime("%Y-%m-%d"),
        published_text=pl.col("published").dt.strftime("%Y-%m-%d"),
    )


def at_once[T](work: Callable[..., T], parts: int, *more: object) -> Iterator[T]:
    """Do the work of all parts, in processes where there are several, and give what it gives in order of the parts.

    Args:
        work: Called with the number of a part, and `more`.
        parts: How many there are.
        more: What all of them need.

    Raises:
        WorkersError: A process was ended from outside.
    """
    import joblib  # pyright: ignore[reportMissingTypeStubs]
    from joblib.externals.loky.process_executor import TerminatedWorkerError  # pyright: ignore[reportMissingTypeStubs]

    task = cast("Callable[..., object]", joblib.delayed(work))  # pyright: ignore[reportUnknownMemberType]
    parallel: Any = joblib.Parallel(n_jobs=min(PROCESSES, max(parts, 1)), return_as="generator")
    try:
        with warnings.catch_warnings():
            # joblib replaces a process whose memory has grown, which is as we want it.
            warnings.filterwarnings("ignore", "A worker stopped while some jobs were given", UserWarning)
            yield from cast("Iterator[T]", parallel(task(number, *more) for number in range(parts)))
    except TerminatedWorkerError as error:
        told = "a process that writes files was ended from outside, most likely for want of memory"
        raise WorkersError(f"{told}; nothing was loaded. Close what else runs, and try again") from error
