"""`whomet extract` and `whomet ingest`: from reports to claims, as a file or into the graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import coded, historian, leaders
from api.cli.connecting import open_store
from api.cli.console import note, out, waiting, write
from api.cli.extraction import By, Dask, Extraction, Jobs, People, Reader
from api.cli.gathering import Gathering, check_sources, read_sources, tell_reader
from api.cli.loading import tell_report
from api.cli.progress import Progress
from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.records import Document
    from ingest.readers import Told

Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="Day of publication, such as 2025-11-26, of documents that don't tell it; wins over what a file's text "
        "tells where the file is named by itself.",
    ),
]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="Who published them; likewise.")]
Encoding = Annotated[
    str | None, typer.Option(help="Encoding of text files, where it is neither UTF-8 nor UTF-16, such as cp1252.")
]
Again = Annotated[
    bool,
    typer.Option("--again", help="Read also what the graph has in the same words, read by the same extractor."),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Print each paragraph beside its claims; the database is not touched.")
]


def add(app: typer.Typer) -> None:
    """Add the command and the group."""
    app.command()(extract)
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    group.command()(article)
    group.command()(feed)
    historian.add(group)
    coded.add(group)
    leaders.add(group)
    app.add_typer(group, name="ingest", help="Read reports, extract their claims, and load them.")


def extract(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Text, Markdown, HTML, PDF, feeds, JSON Lines of documents, or folders; - reads a pipe.",
        ),
    ],
    *,
    published: Published = None,
    publisher: Publisher = None,
    kind: Annotated[
        str | None,
        typer.Option(help="text, markdown, html, pdf, feed or jsonl, where neither name nor beginning tells it."),
    ] = None,
    encoding: Encoding = None,
    extractor: Reader = By.RULES,
    authority: People = None,
    jobs: Jobs = 1,
    dask: Dask = None,
    output: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write to a file instead, which has its name once it is complete."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with what an interrupted run left of --output.")
    ] = False,
) -> None:
    """Extract claims from reports, to standard output as JSON Lines that whomet load reads.

    What can't be read is told, and the rest goes on. Long texts in other languages than English are left out.
    """
    if resume and output is None:
        raise InputError("--resume goes on with a file; name it with --output FILE")
    check_sources(paths, web=False)
    told = tell_reader(published, publisher, encoding, kind)
    if resume and output is not None and _is_complete(Path(output)):
        note(f"{output} is complete; remove it to read again")
        return
    gathering = Gathering()
    progress = Progress.over(gathering, paths, records_on_screen=output is None)
    with Extraction(gathering, extractor, authority=_path(authority), jobs=jobs, dask=dask) as extraction:
        documents = progress.going_in(gathering.take(read_sources(paths, told, kind, on_bytes=progress.add_bytes)))
        if output is None:
            _write_claims(documents, extraction, progress)
        else:
            _fill(Path(output), documents, extraction, progress, resume=resume)
    gathering.end()


def _write_claims(documents: Iterable[Document], extraction: Extraction, progress: Progress) -> None:
    from ingest.loading import write_bundle

    count = claims = 0
    with progress:
        for bundle in progress.coming_out(extraction.read(documents)):
            count += 1
            claims += len(bundle.claims)
            write("".join(f"{line}\n" for line in write_bundle(bundle)).encode())
    note(f"{count} documents, {claims} claims")
    extraction.end()


def _is_complete(output: Path) -> bool:
    from ingest.loading.claim_file import find_parts

    return output.is_file() and not find_parts(output)


def _fill(
    output: Path, documents: Iterable[Document], extraction: Extraction, progress: Progress, *, resume: bool
) -> None:
    from ingest.loading.claim_file import ClaimFile

    with ClaimFile(output, extraction.made_by, resume=resume) as file:
        if file.kept:
            note(f"{file.kept} documents are in {file.part}; going on after them")
        try:
            with progress:
                for bundle in progress.coming_out(extraction.read(file.pending(documents))):
                    file.add(bundle)
            extraction.end()
        except BaseException:
            note(f"{file.documents} documents are in {file.part}; the same command with --resume goes on after them")
            raise
        file.finish()
    note(f"{output}: {file.documents} documents, {file.claims} claims")


def article(
    sources: Annotated[
        list[str], typer.Argument(metavar="PATH|URL...", help="Files, folders, or addresses of pages and PDFs.")
    ],
    *,
    published: Published = None,
    publisher: Publisher = None,
    encoding: Encoding = None,
    extractor: Reader = By.RULES,
    authority: People = None,
    jobs: Jobs = 1,
    dask: Dask = None,
    again: Again = False,
    dry_run: DryRun = False,
) -> None:
    """Read reports, extract their claims, and load them; a report that changed replaces what it was.

    What the graph has already is passed over, so that a run which was interrupted goes on where it was.
    """
    check_sources(sources, web=True)
    told = tell_reader(published, publisher, encoding)
    gathering = Gathering()
    with Extraction(gathering, extractor, authority=_path(authority), jobs=jobs, dask=dask) as extraction:
        _ingest(sources, told, gathering, extraction, again=again, dry_run=dry_run)


def feed(
    source: Annotated[str, typer.Argument(metavar="URL|FILE", help="A feed in RSS or Atom.")],
    *,
    published: Published = None,
    publisher: Publisher = None,
    extractor: Reader = By.RULES,
    authority: People = None,
    again: Again = False,
    dry_run: DryRun = False,
) -> None:
    """Read a feed's items, extract their claims, and load them. Read again, it brings only what is new or changed."""
    check_sources([source], web=True)
    told = tell_reader(published, publisher)
    gathering = Gathering()
    with Extraction(gathering, extractor, authority=_path(authority)) as extraction:
        _ingest([source], told, gathering, extraction, kind="feed", again=again, dry_run=dry_run)


def _path(name: str | None) -> Path | None:
    return None if name is None else Path(name)


def _ingest(
    sources: list[str],
    told: Told,
    gathering: Gathering,
    extraction: Extraction,
    *,
    kind: str | None = None,
    again: bool,
    dry_run: bool,
) -> None:
    progress = Progress.over(gathering, sources, records_on_screen=dry_run)
    outcomes = read_sources(sources, told, kind, on_bytes=progress.add_bytes)
    documents = progress.going_in(gathering.take(outcomes))
    if dry_run:
        from api.cli.side_by_side import print_bundle

        console = out()
        with progress:
            for bundle in progress.coming_out(extraction.read(documents)):
                print_bundle(console, bundle)
        note(f"{gathering.documents} documents were read; nothing was loaded")
    else:
        _load(documents, extraction, progress, again=again)
    extraction.end()
    gathering.end()


def _load(documents: Iterable[Document], extraction: Extraction, progress: Progress, *, again: bool) -> None:
    from graph.store.readings import without_read
    from ingest.committing import Loader, LoadReport

    total = LoadReport()
    with open_store() as store:
        loader = Loader(store, read_by=extraction.made_by)
        with waiting() as tell:
            loader.prepare(tell)
        known: list[int] = []
        unread = documents if again else without_read(store, documents, extraction.made_by, known.append)
        with progress:
            for report in loader.load(progress.coming_out(extraction.read(unread))):
                total += report
                progress.say(f"Loaded {total.documents} documents, {total.added} claims")
    tell_report(total)
    if there := sum(known):
        told_of = "1 document was" if there == 1 else f"{there} documents were"
        note(f"{told_of} read before, in the same words and by the same extractor; --again reads such anew")
