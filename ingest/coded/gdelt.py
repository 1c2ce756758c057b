"""GDELT's event tables (1.0: 57 or 58 columns, 2.0: 61): no header, one row an event of one or many articles.

The document is the article in which GDELT first found the event (`SOURCEURL`); files before April 2013 name none, and
there it is the dataset's day. What was added in one quarter of an hour is one file of GDELT 2.0: its time is part of
the document's id, so that an article is never split over two files.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from urllib.parse import urlsplit

from graph.errors import RecordError
from graph.ids import digest
from ingest.accounts import Finding
from ingest.coded.files import Line
from ingest.coded.gdelt_actors import name_actor
from ingest.coded.rows import CodedRow, Story, day_story
from ingest.coded.tables import no_day, read_day, told

WIDTHS = (57, 58, 61)
MENTION_WIDTHS = (14, 15, 16)
_ACTORS = (0, 1, 26, 5, 6, 7, 12, 15, 16, 17, 22)
"""Id, day, code; of either actor code, name, country and type."""
_REST = {57: (50, 56, None), 58: (50, 56, 57), 61: (52, 59, 60)}
"""Full name of the event's place, when it was added, and the article."""
_FIELDS = {width: (itemgetter(*_ACTORS, place, added), url) for width, (place, added, url) in _REST.items()}
NAME = "globaleventid"


def read_gdelt(
    lines: Iterator[Line], file: str, dataset: str, on_lost: Callable[[Finding], None]
) -> Iterator[CodedRow]:
    """Read a table of events; what can't be read is told.

    Raises:
        RecordError: The first row has another number of columns than any version of GDELT.
    """
    for number, cells in read_bare(lines, file, (WIDTHS, "events 57, 58 or 61"), on_lost):
        pick, url = _FIELDS[len(cells)]
        row = _row(pick(cells), cells[url] if url is not None else "", file, dataset, number)
        if isinstance(row, Finding):
            on_lost(row)
        else:
            yield row


def read_bare(
    lines: Iterator[Line], file: str, wanted: tuple[Sequence[int], str], on_lost: Callable[[Finding], None]
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table without a header, as (line, fields), all as wide as the first one; others are told.

    Args:
        lines: Of the file. Some who pass tables on have put the columns' names in front, or empty lines between.
        file: Its name.
        wanted: How many columns there may be, and the same in words with what the table is of.
        on_lost: Told of each line that gives no row.

    Raises:
        RecordError: The first row has another number of columns.
    """
    first = next(lines, None)
    if first is None:
        return
    widths, words = wanted
    width = len(first[1].split("\t"))
    if width not in widths:
        raise RecordError(f"has {width} columns, and a table of GDELT {words}", file=file, line=1)
    for number, line in chain([first], lines):
        cells = line.split("\t")
        if cells[0].casefold() == NAME or not line.strip():
            continue
        if len(cells) != width:
            on_lost(Finding(file, f"the row has {len(cells):,} fields and the table {width}; left out", number))
        else:
            yield number, cells


def _row(fields: tuple[str, ...], url: str, file: str, dataset: str, line: int) -> CodedRow | Finding:
    id_, date, code, *actors, place, added = fields
    key, day, published = told(id_), read_day(date), read_day(added)
    if key is None or not key.isdigit():
        return Finding(file, f"{id_!r} is no id of an event; left out", line, field="GLOBALEVENTID")
    if day is None:
        return no_day("SQLDATE", date, file, line, key)
    if published is None:
        return no_day("DATEADDED", added, file, line, key)
    if not code.isalnum():
        return Finding(file, f"{code!r} is no code of CAMEO; left out", line, key, "EventCode")
    source, target = name_actor(*actors[:4]), name_actor(*actors[4:])
    return CodedRow(
        dataset,
        key,
        day,
        source.name,
        target.name,
        code,
        "CAMEO",
        None,
        article(dataset, url, added.strip(), published),
        line,
        source.state,
        target.state,
        _place(place),
        file=file,
    )


def article(dataset: str, url: str, added: str, published: dt.date, publisher: str | None = None) -> Story:
    """The document of an article; where none is named, the dataset's day."""
    address = told(url)
    when = added if len(added) > len("20180105") else str(published)
    if address is None:
        return day_story(dataset, published)
    web = address.startswith(("http://", "https://"))
    return Story(
        f"coded/{dataset.casefold()}/{when}/{digest('url', address)}",
        published,
        publisher or site(address) or dataset,
        title=None if web else address,
        url=address if web else None,
    )


@lru_cache(maxsize=65_536)
def site(address: str) -> str | None:
    """The site of an address, as GDELT names sources ("example.org"); None for what is no address."""
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


@lru_cache(maxsize=65_536)
def _place(text: str) -> str | None:
    """The first and the last part of "Minsk, Minskaya Voblasts', Belarus": the city and its country."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    return ", ".join(dict.fromkeys((parts[0], parts[-1]))) if parts else None
