"""What an entry says of what it cites."""

from __future__ import annotations

import datetime as dt
from typing import Any

import orjson

from api.citing.csl import to_csl
from api.citing.works import Work, work_of_answer
from queries.catalogue import load_catalogue
from queries.running import Answer

DAY, COMMITTED = dt.date(2026, 1, 2), dt.date(2025, 12, 1)


def answer(seq: int = 7, **parameters: Any) -> Answer:  # noqa: ANN401
    """An answer without rows."""
    query = load_catalogue().get("coverage")
    return Answer(query, parameters, ("month",), [], None, None, False, (), seq, "d" * 32)  # noqa: FBT003


def test_answer_is_pinned() -> None:
    """A query's entry has its permalink, which names version and commit, and the digest of the graph."""
    work = work_of_answer(answer(type=["meet", "call"]), "https://whomet.example", COMMITTED, DAY)
    query = load_catalogue().get("coverage")
    assert work.kind == "dataset"
    assert work.title == f"{query.title} (type: meet, call)"
    assert work.url == f"https://whomet.example/queries/coverage@{query.version}?type=meet&type=call&known_at=7"
    assert work.version == f"query {query.version}, commit 7"
    assert "d" * 32 in (work.note or "")
    assert (work.issued, work.accessed) == (COMMITTED, DAY)


def test_answers_of_one_query_have_keys_of_their_own() -> None:
    """Two questions, or one asked of two commits, are two entries in one bibliography."""
    answers = [answer(), answer(type=["meet"]), answer(seq=8)]
    assert len({work_of_answer(one, "", COMMITTED, DAY).id for one in answers}) == 3


def test_csl_has_the_fields_of_its_schema() -> None:
    """Dates in parts, names whole, nothing where nothing is known."""
    work = Work(
        id="claim/a",
        kind="document",
        title="Встреча",
        author="Анна Берг",
        publisher="TASS",
        issued=dt.date(2025, 11, 26),
        url="https://example.org/a",
        note="“x”",
        language="ru",
    )
    (item,) = orjson.loads(to_csl([work]))
    assert item == {
        "id": "claim/a",
        "type": "webpage",
        "title": "Встреча",
        "author": [{"literal": "Анна Берг"}],
        "publisher": "TASS",
        "container-title": "TASS",
        "issued": {"date-parts": [[2025, 11, 26]]},
        "URL": "https://example.org/a",
        "language": "ru",
        "note": "“x”",
    }
