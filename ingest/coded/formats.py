"""Which format a file of coded events has, by its header or the shape of its first row."""

from __future__ import annotations

from typing import Literal, get_args

from graph.errors import InputError, RecordError
from ingest.coded import gdelt, icews, polecat
from ingest.coded.files import CodedFile
from ingest.coded.quads import ENTITIES, RELATIONS

Format = Literal["icews", "polecat", "gdelt", "gdelt-mentions", "quads"]
FORMATS: tuple[Format, ...] = get_args(Format)

QUAD_WIDTHS = range(4, 6)
BESIDE = frozenset({ENTITIES, RELATIONS, "stat.txt", "readme.md", "readme.txt", "license.txt", "license", "license.md"})
"""Files that lie beside the rows and have none themselves."""


def guess_format(file: CodedFile) -> Format:
    """The format of a file.

    Raises:
        RecordError: It is none that is known, binary, empty, or damaged.
    """
    header, _, rest = file.sample().partition("\n")
    names = [name.strip() for name in header.rstrip("\r\n").split("\t")]
    known = {name.casefold() for name in names}
    if known.issuperset(name.casefold() for name in icews.HEADER):
        return "icews"
    if known.issuperset(name.casefold() for name in polecat.HEADER):
        return "polecat"
    first = rest.partition("\n")[0].rstrip("\r").split("\t") if "globaleventid" in known else names
    if not first[0].strip():
        first = names
    if (found := _by_shape(first)) is not None:
        return found
    told = f"neither a known header nor known columns ({len(names)} in the first line)"
    raise RecordError(f"{told}; say what it is with --format {'|'.join(FORMATS)}", file=file.label, line=1)


def _by_shape(row: list[str]) -> Format | None:
    if not row[0].strip().isdigit() and row[0].casefold() != "globaleventid":
        return None
    if len(row) in gdelt.WIDTHS:
        return "gdelt"
    if len(row) in gdelt.MENTION_WIDTHS:
        return "gdelt-mentions"
    if len(row) in QUAD_WIDTHS and all(cell.strip().isdigit() for cell in row):
        return "quads"
    return None


def check_format(name: str) -> Format:
    """A format as the user named it.

    Raises:
        InputError: There is no such format.
    """
    if name not in FORMATS:
        raise InputError(f"--format: {name!r} is no format; use one of {', '.join(FORMATS)}")
    return name
