"""What is asked of the alternatives is the same question: SQLite and rdflib give the answers that are due."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.bench.alternatives.rows import Pairs, Question, Row
from tests.bench.alternatives.tables import Sqlite, fill_sqlite, to_tables
from tests.bench.alternatives.triples import Rdflib, write_triples
from tests.bench.replicating import replicate

MAY = Question("person/a", dt.date(2025, 5, 1), dt.date(2025, 5, 31))


def row(event: str, actor: str, side: str | None, role: str = "participant", **changes: object) -> Row:
    """A participation in a meeting of 5 May."""
    day = dt.date(2025, 5, 5)
    one = Row(
        event=f"event/{event}",
        type="meet",
        date=day.isoformat(),
        first=day,
        last=day,
        place='Port "Ostra"',
        source=None,
        quote="They met.\nThen they parted.",
        actor=f"person/{actor}",
        label=actor.upper(),
        person=True,
        role=role,
        side=side,
    )
    return one._replace(**changes)


ROWS = [
    # Two across the table, one beside, one who is only present, and a state.
    row("1", "a", "a"),
    row("1", "b", "b"),
    row("1", "c", "a"),
    row("1", "d", "b", "present"),
    row("1", "e", "b", person=False),
    # A call that began in April and ended in May, another that ended before, a visit, and somebody without a side.
    *(row("2", who, who, type="call", first=dt.date(2025, 4, 20), date="2025-04-20/2025-05-05") for who in "ab"),
    *(row("3", who, who, first=dt.date(2025, 4, 1), last=dt.date(2025, 4, 30)) for who in "ab"),
    *(row("4", who, who, type="visit") for who in "ab"),
    row("5", "a", "a"),
    row("5", "b", None),
]
DUE = {("event/1", "person/b"), ("event/2", "person/b")}


def test_answers_are_equal(tmp_path: Path) -> None:
    """Sides, presence, kinds, types and the edges of the window count everywhere alike."""
    pairs = Pairs(ROWS)
    fill_sqlite(tmp_path / "rows.db", to_tables(ROWS))
    write_triples(tmp_path / "rows.nt", ROWS)
    assert pairs.answer(MAY) == DUE
    assert Sqlite(tmp_path / "rows.db").ask(MAY) == DUE
    assert Rdflib(tmp_path / "rows.nt").ask(MAY) == DUE


def test_questions_are_drawn_alike() -> None:
    """The same rows give the same questions, each of a month in which there is an answer."""
    pairs = Pairs(ROWS)
    assert pairs.draw(20) == pairs.draw(20)
    assert all(pairs.answer(one) for one in pairs.draw(20))
    assert pairs.busiest(1)[0].person in {"person/a", "person/b"}


def test_copies_are_years_later(tmp_path: Path) -> None:
    """Each copy has all rows of all parts, 365 days after the one before."""
    for name, text in {"train.txt": "1\t2\t3\t0\n", "valid.txt": "", "test.txt": "4\t5\t6\t24\t-1\n"}.items():
        (tmp_path / name).write_text(text)
    for name in ("entity2id.txt", "relation2id.txt"):
        (tmp_path / name).write_text("x\t0\n")
    assert replicate(tmp_path, tmp_path / "out", 2) == 4
    assert (tmp_path / "out" / "icews18-2.txt").read_text() == "1\t2\t3\t8760\n4\t5\t6\t8784\n"
