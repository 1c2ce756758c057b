"""The table of what the records write wrongly, or write alike for different things (`corrections.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

TABLE = Path(__file__).parent / "corrections.yaml"


@cache
def read_corrections(part: str, file: Path = TABLE) -> Mapping[str, Any]:
    """A part of a table, as YAML has it.

    Args:
        part: Its name ("countries").
        file: The table; that of the journeys where left out.
    """
    table = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return MappingProxyType(table[part])
