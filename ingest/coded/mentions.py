"""GDELT 2.0's mentions: every article that told of an event, joined to the table of events.

A mention is a claim of its article. Where GDELT finds an event again, that is mostly a reprint or a retelling of the
first report, and it does not tell which; so every mention but those of the first article's site is attributed to that
site, and counts as derived from it and not as a witness of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from ingest.accounts import Account, Finding
from ingest.coded.files import Line
from ingest.coded.gdelt import MENTION_WIDTHS, article, read_bare
from ingest.coded.rows import CodedRow
from ingest.coded.sorting import least, sort_rows
from ingest.coded.tables import no_day, read_day, told

PERCENT = 100
_SENTENCE = "/"


class Mention(NamedTuple):
    """A row of the table of mentions.

    Attributes:
        added: When the article was read (`20180105123000`), which is in the name of GDELT's file.
        source: The article's site, or its source's name.
        identifier: Its address, or a citation.
        sentence: Number of the sentence that told of the event.
        confidence: 0 to 1, as GDELT has it in per cent.
    """

    event: str
    added: str
    published: dt.date
    source: str | None
    identifier: str
    sentence: str
    confidence: float
    line: int
    file: str


def read_mentions(lines: Iterator[Line], file: str, on_lost: Callable[[Finding], None]) -> Iterator[Mention]:
    """Read a table of mentions; what can't be read is told.

    Raises:
        RecordError: The first row has another number of columns.
    """
    for number, cells in read_bare(lines, file, (MENTION_WIDTHS, "mentions 14 to 16"), on_lost):
        if isinstance(mention := _mention(cells, file, number), Finding):
            on_lost(mention)
        else:
            yield mention


def _mention(cells: list[str], file: str, line: int) -> Mention | Finding:
    event, _, added, _, source, identifier, sentence, *_ = cells
    if not event.isdigit():
        return Finding(file, f"{event!r} is no id of an event; left out", line, field="GlobalEventID")
    if (published := read_day(added)) is None:
        return no_day("MentionTimeDate", added, file, line, event)
    if told(identifier) is None:
        return Finding(file, "the mention names no article; left out", line, event, "MentionIdentifier")
    percent = cells[11].strip()
    sure = min(int(percent), PERCENT) / PERCENT if percent.isdigit() else 1.0
    return Mention(event, added.strip(), published, told(source), identifier.strip(), sentence, sure, line, file)


def kind_of(row: CodedRow) -> str:
    """What the account counts a row of `join_mentions` as."""
    return "mention" if _SENTENCE in row.id else "event"


def join_mentions(events: Iterable[CodedRow], mentions: Iterable[Mention], account: Account) -> Iterator[CodedRow]:
    """Give each mention what its event tells; in bounded memory.

    An event that is mentioned nowhere in the files is a row of the article that it names itself. Events that are
    mentioned are counted here, and whoever takes the rows counts them (`kind_of`).

    Args:
        events: Of any number of files, in any order.
        mentions: Likewise.
        account: Has the findings: mentions whose event is in none of the files.
    """
    known = _keyed(sort_rows(events, lambda one: (one.id, one.file, one.line)), lambda one: one.id)
    told_of = _keyed(sort_rows(mentions, lambda one: (one.event, one.added, one.identifier)), lambda one: one.event)
    event, mention = next(known, None), next(told_of, None)
    while event is not None or mention is not None:
        if mention is None or (event is not None and event[0] < mention[0]):
            if event is not None:
                yield from _sole(event[1], account)
                event = next(known, None)
        elif event is None or mention[0] < event[0]:
            yield from _lost(mention[1], account)
            mention = next(told_of, None)
        else:
            account.take("event")
            kept = next(_sole(event[1], account))
            yield from (_row(kept, one) for one in mention[1])
            event, mention = next(known, None), next(told_of, None)


def _keyed[T](rows: Iterable[T], key: Callable[[T], str]) -> Iterator[tuple[str, list[T]]]:
    return ((name, list(group)) for name, group in groupby(rows, key=key))


def _sole(same: list[CodedRow], account: Account) -> Iterator[CodedRow]:
    """The least by its content of rows of one event; the others are told."""
    kept = least(same)
    for row in same:
        if row is not kept:
            problem = f"the event stands on {kept.file}:{kept.line} too; left out"
            account.take("event", [Finding(row.file, problem, row.line, row.id)])
    yield kept


def _lost(mentions: Iterable[Mention], account: Account) -> Iterator[CodedRow]:
    for one in mentions:
        problem = "its event is in none of the files; give the file of events too"
        account.take("mention", [Finding(one.file, problem, one.line, one.event, "GlobalEventID")])
    return iter(())


def _row(event: CodedRow, mention: Mention) -> CodedRow:
    story = article(event.dataset, mention.identifier, mention.added, mention.published, mention.source)
    first = event.story.publisher
    derived = first not in {story.publisher, event.dataset}
    return event._replace(
        id=f"{event.id}{_SENTENCE}{mention.sentence}",
        story=story,
        line=mention.line,
        file=mention.file,
        origin=first if derived else None,
        confidence=mention.confidence,
    )
