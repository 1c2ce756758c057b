"""Reading query files without a database."""

from __future__ import annotations

from queries.text import body_of, key_parts, returned, split, used_parameters

TEXT = """/*
title: $header is no code
*/
MATCH (e:Event) // $comment is none either
WHERE e.type = $type AND e.label <> 'costs $5, or more'
WITH *, [coalesce(e.date, '~'), e.id] AS key
RETURN
  e.date AS date,
  COLLECT {
    MATCH (a)-->(e)
    RETURN a.label ORDER BY a.label
  } AS people, // one, two
  plain,
  key
ORDER BY key LIMIT $limit
"""


def test_parameters_are_found_in_code_alone() -> None:
    """Header, comments and quoted texts use no parameters."""
    assert used_parameters(TEXT) == {"type", "limit"}


def test_columns_are_those_of_the_last_return() -> None:
    """The RETURN of a subquery is no answer, and its commas separate no columns."""
    assert list(returned(TEXT)) == ["date", "people", "plain", "key"]
    assert returned(TEXT)["date"] == "e.date"


def test_key_parts_are_cut_at_outer_commas() -> None:
    """A comma inside a call does not part two components."""
    assert key_parts(TEXT) == ["coalesce(e.date, '~')", "e.id"]


def test_the_body_is_the_file_without_its_header() -> None:
    """What the database gets begins with the Cypher."""
    assert body_of(TEXT).startswith("MATCH (e:Event)")


def test_commas_in_quotes_part_nothing() -> None:
    """`split` knows quotes and brackets."""
    assert split("a, f('x, y'), [1, 2]") == ["a", "f('x, y')", "[1, 2]"]
