"""The reference page of the queries."""

from __future__ import annotations

from queries.catalogue import load_catalogue
from queries.reference import PAGE, render_page


def test_the_reference_is_what_the_headers_say() -> None:
    """docs/queries.md is rendered; after a change of a header, `python -m queries.reference` renders it anew."""
    assert PAGE.read_text(encoding="utf-8") == render_page()


def test_every_query_and_parameter_is_in_the_reference() -> None:
    """Nothing can be asked that is not documented."""
    page = PAGE.read_text(encoding="utf-8")
    for query in load_catalogue():
        section = page.partition(f"\n## {query.name}\n")[2].partition("\n## ")[0]
        for one in query.parameters:
            assert one.standard or f"`{one.name}`" in section
