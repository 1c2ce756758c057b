"""The fields of one claim as a person wrote them, to those of the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from graph.errors import InputError
from ingest.loading.compact import parse_link, parse_participant, parse_source, split_chain, split_list
from ingest.loading.draft import Fields
from ingest.loading.problems import Path, Problem, show
from ingest.loading.quotation import QuotationFinder


class FieldReader:
    """Turns one claim's fields into the record's: quotations into offsets, compact cells into lists.

    Attributes:
        problems: What could not be turned; the value then stays as it was.
    """

    def __init__(self, finder: QuotationFinder) -> None:
        """Take the finder of the document's text."""
        self._finder = finder
        self.problems: list[Problem] = []

    def read(self, raw: Mapping[str, object]) -> Fields:
        """Give the record's fields; nothing that is not told is among them."""
        fields: Fields = _told(raw)
        fields.pop("key", None)
        self._read_list(fields, "participants", split_list, lambda item, _: parse_participant(item))
        self._read_list(fields, "attribution", split_chain, lambda item, at: parse_source(item, first=at == 0))
        self._read_list(fields, "links", split_list, lambda item, _: parse_link(item))
        self._read_counts(fields)
        self._read_quote(fields)
        self._read_link_quotes(fields)
        return fields

    def _read_list(
        self, fields: Fields, name: str, split: Callable[[str], list[str]], parse: Callable[[str, int], Fields]
    ) -> None:
        value = fields.get(name)
        if isinstance(value, str):
            value = split(value)
        if not isinstance(value, list):
            return
        items = cast("list[Any]", value)
        for at, item in enumerate(items):
            if isinstance(item, str):
                try:
                    items[at] = parse(item, at)
                except InputError as error:
                    self.problems.append(((name, at), str(error)))
        fields[name] = items

    def _read_counts(self, fields: Fields) -> None:
        self._read_number(fields, "occurrence", ("occurrence",))
        self._read_number(fields.get("quantity"), "count", ("quantity", "count"))
        sources = fields.get("attribution")
        for at, source in enumerate(cast("list[object]", sources) if isinstance(sources, list) else []):
            self._read_number(source, "count", ("attribution", at, "count"))

    def _read_number(self, holder: object, name: str, path: Path) -> None:
        """Read a whole number here: pydantic takes "1.000" for one, and in half of Europe it is a thousand."""
        if not isinstance(holder, dict):
            return
        fields = cast("Fields", holder)
        value = fields.get(name)
        if isinstance(value, str):
            if value.isascii() and value.isdecimal():
                fields[name] = int(value)
            else:
                problem = f"{show(value)} is no whole number; write it in digits alone, such as 1300"
                self.problems.append((path, problem))

    def _read_quote(self, fields: Fields) -> None:
        quote, occurrence = fields.pop("quote", None), fields.pop("occurrence", None)
        if quote is None:
            if "evidence" not in fields and "native" not in fields:
                self.problems.append((("quote",), "missing; quote the words of the document that show it"))
            if occurrence is not None:
                self.problems.append((("occurrence",), "says which quotation is meant, but there is none"))
        elif "evidence" in fields:
            self.problems.append((("quote",), "given twice, as quote and as evidence; keep one"))
        elif not isinstance(quote, str):
            self.problems.append((("quote",), f"{show(quote)} is no text; quote the words of the document"))
        else:
            # Which one an unreadable occurrence means plays no part: the claim is refused for it.
            which = occurrence if occurrence is None or isinstance(occurrence, int) else 1
            try:
                fields["evidence"] = self._finder.find(quote, which)
            except InputError as error:
                self.problems.append((("quote",), str(error)))

    def _read_link_quotes(self, fields: Fields) -> None:
        links = fields.get("links")
        for at, link in enumerate(cast("list[object]", links) if isinstance(links, list) else []):
            told = cast("Fields", link) if isinstance(link, dict) else {}
            if isinstance(quote := told.get("quote"), str):
                try:
                    told["quote"] = self._finder.copy_out(quote)
                except InputError as error:
                    self.problems.append((("links", at, "quote"), str(error)))


def _told(value: Any) -> Any:  # noqa: ANN401  -- a value of YAML may be anything
    """Copy a value without the fields that are empty."""
    if isinstance(value, Mapping):
        told = cast("Mapping[str, object]", value)
        return {name: _told(one) for name, one in told.items() if one is not None}
    return [_told(one) for one in cast("list[object]", value)] if isinstance(value, list) else value
