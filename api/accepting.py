"""The Accept header: which media types a client takes, and how gladly (RFC 9110, 12.5.1).

Clients write it badly: a part that can't be read is passed over, and a header without any that can is as none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

PARTS: Final = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*"?)+')
PIECES: Final = re.compile(r'(?:[^;"]|"(?:[^"\\]|\\.)*"?)+')
RANGE: Final = re.compile(r"\*/\*|[!#$&^_.+\w-]+/(?:\*|[!#$&^_.+\w-]+)")
QUALITY: Final = re.compile(r"(?:[01](?:\.\d*)?|\.\d+)")
ANY: Final = "*/*"
MOST_RANGES: Final = 100
"""More than any client sends; the rest of a longer header is passed over."""


class Range(NamedTuple):
    """Media types that a client takes.

    Attributes:
        type: In lower case: `text/turtle`, `text/*` or `*/*`.
        quality: How gladly, from 0 (not at all) to 1.
    """

    type: str
    quality: float


def read_accept(header: str | None) -> tuple[Range, ...]:
    """What an Accept header says; nothing where there is none, or none that can be read: then anything will do."""
    found = (_range(one) for one in PARTS.findall(header or "")[:MOST_RANGES])
    return tuple(one for one in found if one is not None)


def weigh(media_types: Sequence[str], accepted: Iterable[Range]) -> float:
    """The quality that the most specific ranges give to a form; 0 where none does.

    Args:
        media_types: What the form goes by. Ranges with an asterisk are about the first, which an answer says it is.
        accepted: From `read_accept`.
    """
    specific = {f"{media_types[0].partition('/')[0]}/*": 1, ANY: 0} | dict.fromkeys(media_types, 2)
    return max(((specific[one.type], one.quality) for one in accepted if one.type in specific), default=(0, 0.0))[1]


def _range(part: str) -> Range | None:
    first, *parameters = [piece.strip().lower() for piece in PIECES.findall(part)] or [""]
    # Java's URLConnection sends a bare asterisk.
    type_ = ANY if first == "*" else first
    if RANGE.fullmatch(type_) is None:
        return None
    for one in parameters:
        name, _, value = one.partition("=")
        if name.strip() == "q":
            value = value.strip()
            # A quality that can't be read is no wish for the type.
            return Range(type_, min(1.0, float(value)) if QUALITY.fullmatch(value) else 0.0)
    return Range(type_, 1.0)
