"""The forms that commands answer in."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """Forms of a query's answer."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    BIBTEX = "bibtex"
    CSL = "csl"


class ListForm(StrEnum):
    """Forms of a list."""

    TABLE = "table"
    JSON = "json"


class TextForm(StrEnum):
    """Forms of a page."""

    TEXT = "text"
    JSON = "json"
    BIBTEX = "bibtex"
    CSL = "csl"
