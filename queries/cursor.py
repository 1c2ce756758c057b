"""Cursors: where the next page begins, bound to the query, its parameters and the state of the graph."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any

import orjson

from graph.errors import ParameterError
from graph.ids import digest


@dataclass(frozen=True, slots=True)
class Cursor:
    """What a cursor carries.

    Attributes:
        key: The last row's key.
        rev: The commit that the first page was read at; the later ones read the same, whatever was loaded since.
        binding: Digest of the query's version and the parameters.
    """

    key: list[Any]
    rev: int
    binding: str

    def encode(self) -> str:
        """As opaque text that is safe in a URL."""
        raw = orjson.dumps([self.key, self.rev, self.binding])
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decode(text: str) -> Cursor:
    """Read a cursor.

    Raises:
        ParameterError: It is none.
    """
    try:
        key, rev, binding = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, orjson.JSONDecodeError, ValueError, TypeError) as error:
        raise _unusable(text) from error
    if not (isinstance(key, list) and isinstance(rev, int) and isinstance(binding, str)):
        raise _unusable(text)
    return Cursor(key, rev, binding)  # pyright: ignore[reportUnknownArgumentType]


def bind(version: str, canonical: object) -> str:
    """Digest of a query's version and its parameters, the size of a page apart."""
    return digest(version, orjson.dumps(canonical, option=orjson.OPT_SORT_KEYS).decode())


def _unusable(text: str) -> ParameterError:
    return ParameterError("after", f"{text!r} is no cursor; give the `next` of an answer, or leave it out")
