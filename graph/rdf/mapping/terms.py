"""What our own terms mean, read from `terms.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from graph.rdf.mapping.kinds import Term


@cache
def load_terms() -> tuple[Mapping[str, Term], Mapping[str, Term]]:
    """Our classes and our properties, by name (`wm:Event`), in the file's order."""
    text = files("graph.rdf.mapping").joinpath("terms.yaml").read_text(encoding="utf-8")
    told = yaml.safe_load(text)
    return _terms(told["classes"]), _terms(told["properties"])


def _terms(told: Mapping[str, Mapping[str, Any]]) -> dict[str, Term]:
    return {f"wm:{name}": _term(f"wm:{name}", one) for name, one in told.items()}


def _term(name: str, one: Mapping[str, Any]) -> Term:
    alignments = tuple((words[0], words[1]) for words in map(str.split, one.get("is", ())))
    return Term(name, str(one["label"]), one["definition"], alignments)
