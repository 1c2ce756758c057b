"""Entries as CSL-JSON, which Zotero, pandoc and citation processors read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from api.citing.works import Work


def to_csl(works: Iterable[Work]) -> bytes:
    """Entries as a list of CSL items (schema 1.0)."""
    return orjson.dumps([_item(work) for work in works], option=orjson.OPT_APPEND_NEWLINE)


def _item(work: Work) -> dict[str, Any]:
    dataset = work.kind == "dataset"
    item: dict[str, Any] = {
        "id": work.id,
        "type": "dataset" if dataset else "webpage" if work.url else "document",
        "title": work.title,
        # Names are kept whole: where a name has its parts is not for us to guess.
        "author": [{"literal": work.author}] if work.author else None,
        "publisher": work.publisher,
        "container-title": None if dataset else work.publisher,
        "issued": _date(work.issued),
        "accessed": _date(work.accessed),
        "version": work.version,
        "URL": work.url,
        "language": work.language,
        "note": work.note,
    }
    return {name: value for name, value in item.items() if value is not None}


def _date(day: dt.date | None) -> dict[str, Any] | None:
    return None if day is None else {"date-parts": [[day.year, day.month, day.day]]}
