"""Deterministic ids: the same document, claim or event has the same id on every machine and in every run.

A digest is BLAKE2b cut to 96 bits, in 20 characters of RFC 4648 base 32 in lower case: short enough for a URL,
and two of a billion ids collide with a chance below one in 10^10.
"""

from __future__ import annotations

import hashlib
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DIGEST_BYTES = 12
SEPARATOR = "\x1f"

_PADDING = 4
_SHIFTS = tuple(range(90, -1, -10))
_PAIRS = tuple("".join(pair) for pair in product("abcdefghijklmnopqrstuvwxyz234567", repeat=2))
"""Two characters of base 32 for every ten bits: four times as fast as `base64`, which is Python too."""


def digest(*parts: str) -> str:
    """Hash texts, in order, to 20 characters of a-z and 2-7."""
    raw = hashlib.blake2b(SEPARATOR.join(parts).encode(), digest_size=DIGEST_BYTES).digest()
    number = int.from_bytes(raw) << _PADDING
    return "".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])


def document_id(url: str | None, title: str | None, text: str | None) -> str:
    """Id of a document: from its URL where it has one, else from its title and text."""
    return digest("url", url) if url else digest("content", title or "", text or "")


def claim_id(  # noqa: PLR0913  -- the parts that make a claim the same claim
    *,
    doc_id: str,
    coder: str,
    type: str,
    where: str,
    roles: Iterable[tuple[str, str]],
    date: str | None,
) -> str:
    """Id of a claim.

    Args:
        doc_id: Its document.
        coder: Who or what coded it.
        type: Event type.
        where: Place and words of the evidence, or `DATASET:ID` of the native record.
        roles: (role, name) of the participants, in any order.
        date: The date as extracted; None where none is told.
    """
    listed = [part for pair in sorted(roles) for part in pair]
    return "claim/" + digest(doc_id, coder, type, where, date or "", *listed)


def event_id(claim_ids: Sequence[str]) -> str:
    """Id of an event: that of the least of its claims, closed ones counted."""
    return "event/" + min(claim_ids).removeprefix("claim/")
