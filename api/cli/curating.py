"""`whomet review` and `whomet curate`: claims beside their sentences out, and what people decided back in."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from api.cli.connecting import open_store
from api.cli.console import err, note, write
from api.cli.exits import Exit
from api.cli.loading import STDIN, Tally
from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ingest.curating import Review, Sheet
    from ingest.loading import Rejected

CURATOR = "Who reviews: your name, where the file itself does not say it."


def add(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (review, curate):
        app.command()(command)


def review(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|ID...",
            help="Files of documents and claims, as whomet extract writes them (- reads a pipe), or ids of claims and "
            "documents of the graph.",
        ),
    ],
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write; a file that is there stays.")
    ] = None,
    curator: Annotated[str | None, typer.Option(metavar="NAME", help=CURATOR)] = None,
    by_confidence: Annotated[
        bool, typer.Option("--by-confidence", help="The claims that are least sure come first.")
    ] = False,
) -> None:
    """Write claims beside their sentences, as YAML to be edited: accept, correct, reject, and add what was missed.

    whomet curate FILE records what you decide.
    """
    if output is not None and output.exists():
        raise InputError(f"{output} exists already; choose another name, or delete it first")
    from ingest.curating import write_review

    tally = Tally()
    sheets = _once(_gather(sources, tally))
    text = "".join(write_review(sheets, curator=curator, by_confidence=by_confidence)).encode()
    if output is None:
        write(text)
    else:
        _write_new(output, text)
        note(f"wrote {output}; edit it, then: whomet curate {output}")
    tally.end()


def curate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The review as you edited it; - reads a pipe.")],
    curator: Annotated[str | None, typer.Option(metavar="NAME", help=CURATOR)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only check the review against the graph.")] = False,
) -> None:
    """Record what a review decides: all of it, or nothing where something is wrong with it.

    Claims without a verdict are left alone. The same review again changes nothing.
    """
    read = _read(file, curator)
    with open_store() as store:
        from ingest.curating import curate as record
        from ingest.loading import Rejected

        done = record(store, read, dry_run=dry_run)
    if isinstance(done, Rejected):
        _refuse(done)
    else:
        _tell(done.counts, done.seq, dry_run=dry_run)


def _gather(sources: Sequence[str], tally: Tally) -> Iterator[Sheet]:
    """What is to be reviewed; the database is opened where an id asks for it."""
    from ingest.curating import Sheet, gather
    from ingest.loading import read_bundles

    with ExitStack() as stack:
        store = None
        for source in sources:
            path = Path(source)
            if path == STDIN or path.is_file():
                found = read_bundles(None if path == STDIN else path)
                yield from (Sheet(bundle, {}) for bundle in tally.accepted(found))
            else:
                store = store or stack.enter_context(open_store())
                yield gather(store, source)


def _once(sheets: Iterator[Sheet]) -> list[Sheet]:
    """Join sheets of one document."""
    found: dict[str, Sheet] = {}
    for one in sheets:
        key = one.bundle.document.doc_id
        found[key] = found[key].join(one) if key in found else one
    return list(found.values())


def _write_new(path: Path, text: bytes) -> None:
    try:
        with path.open("xb") as stream:
            stream.write(text)
    except OSError as error:
        raise InputError(f"{path} can't be written: {error.strerror}") from error


def _read(file: Path, curator: str | None) -> Review:
    from ingest.curating import read_review
    from ingest.loading import Rejected

    try:
        if file == STDIN:
            read = read_review(sys.stdin.buffer, str(file), curator)
        else:
            with file.open("rb") as stream:
                read = read_review(stream, str(file), curator)
    except OSError as error:
        raise InputError(f"{file} can't be read: {error.strerror}") from error
    if isinstance(read, Rejected):
        _refuse(read)
    return read


def _refuse(rejected: Rejected) -> NoReturn:
    for error in rejected.errors:
        err().print(str(error), style="red", markup=False, soft_wrap=True)
    note("nothing was recorded; mend what is told above and load the review again")
    raise typer.Exit(Exit.USAGE)


def _tell(counts: Mapping[str, int], seq: int | None, *, dry_run: bool) -> None:
    new = ", ".join(f"{counts[kind]} {kind}" for kind in ("accepted", "corrected", "rejected", "added"))
    more = [f"{counts['known']} recorded before"] if counts["known"] else []
    more += [f"{counts['left']} without a verdict"] if counts["left"] else []
    commit = f" (commit {seq})" if seq is not None else " (only checked)" if dry_run else ""
    note("; ".join([new, *more]) + commit)
