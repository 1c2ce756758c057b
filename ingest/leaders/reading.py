"""One way from a file of office-holders to authority data, whichever list it is."""

from __future__ import annotations

from pathlib import Path

from graph.identity.authority import Authority
from ingest.accounts import Account
from ingest.leaders.archigos import read_archigos
from ingest.leaders.formats import Format, check_columns, find_format
from ingest.leaders.phoenix import read_phoenix
from ingest.leaders.source import Source
from ingest.leaders.table import read_office_holders
from ingest.leaders.wikidata import read_wikidata


def read_leaders(
    path: Path,
    format_: Format | None = None,
    *,
    account: Account | None = None,
    encoding: str | None = None,
    known_until: str | None = None,
) -> Authority:
    """Read a list of office-holders; one that names nobody in office gives an authority without people.

    Args:
        path: The file.
        format_: Which list it is; told by its content where None.
        account: Takes its records, with what is wrong with them. A user's own table is loaded whole or not at all.
        encoding: Where it is neither UTF-8 nor UTF-16.
        known_until: Day up to which it knows who was in office; where None, told by the days in it.

    Raises:
        InputError: It can't be read, or is none of the lists.
    """
    found = format_ or find_format(path)
    source = Source(path, Account() if account is None else account, encoding, known_until)
    if found is Format.TABLE:
        return read_office_holders(path, account)
    check_columns(path, found)
    readers = {Format.WIKIDATA: read_wikidata, Format.ARCHIGOS: read_archigos, Format.PHOENIX: read_phoenix}
    return readers[found](source)
