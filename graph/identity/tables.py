"""The small tables beside the code (`*.yaml`), read once a process."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

FOLDER = Path(__file__).parent


@cache
def read_table(name: str) -> Mapping[str, Any]:
    """A table of this package, as YAML has it.

    Args:
        name: File name without folder or ending ("surnames").
    """
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    return MappingProxyType(yaml.load(text, Loader=yaml.CSafeLoader))


@cache
def words(table: str, entry: str) -> frozenset[str]:
    """A list of words in a table, for looking up."""
    return frozenset(read_table(table)[entry])
