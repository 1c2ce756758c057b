"""Paging through ten thousand rows with ties and undated ones."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.store.connection import Store
from queries.catalogue import load_catalogue
from queries.running import pages_sync, run_sync

HUB = "person/hub"
EVENTS = 10_000
UNDATED = EVENTS // 7


def test_pages_lose_and_repeat_nothing(crowd: Store) -> None:
    """Whatever the size of the page, the window and the query, all pages together are one ordered answer."""
    windows = st.sampled_from([{}, {"since": "2024-01-05"}, {"since": "2024-01-10", "until": "2024-01-20"}])
    questions = st.sampled_from([("who_met_whom", {"person": HUB}), ("events", {"actor": HUB}), ("met_in_window", {})])

    @settings(max_examples=6, deadline=None, derandomize=True)
    @given(questions, windows, st.integers(600, 1_000))
    def law(question: tuple[str, dict[str, str]], window: dict[str, str], size: int) -> None:
        name, asked = question
        raw = {**asked, **(window or {"since": "2024"} if name == "met_in_window" else window), "limit": size}
        pages = list(pages_sync(crowd, load_catalogue().get(name), raw))
        rows = [row for page in pages for row in page.dicts()]
        assert all(len(page.rows) == size for page in pages[:-1])
        assert len({row["event"] for row in rows}) == len(rows) == expected(raw)
        ordered = sorted(rows, key=lambda row: (row["date"] or "~", row["event"]))
        assert [row["event"] for row in rows] == [row["event"] for row in ordered]

    law()


def expected(raw: dict[str, object]) -> int:
    """How many of the made-up meetings a window takes in, counted here rather than in the database."""
    first = int(str(raw["since"])[8:] or 1) if "since" in raw else None
    last = int(str(raw["until"])[8:]) if "until" in raw else 40
    if first is None:
        return EVENTS
    return sum(1 for n in range(1, EVENTS + 1) if n % 7 and first <= n % 40 + 1 <= last)


def test_a_crowd_hides_neither_undated_rows_nor_the_best_chain(crowd: Store) -> None:
    """Undated rows close the answer or are counted; of parallel events the best attested ones make the chain."""
    query = load_catalogue().get("who_met_whom")
    *_, last = pages_sync(crowd, query, {"person": HUB, "limit": 1_000})
    assert [row["date"] for row in last.dicts()] == [None] * 1_000
    answer = run_sync(crowd, query, {"person": HUB, "since": "2024-01-03", "limit": 1_000})
    assert (answer.undated_left_out, answer.undated_more) == (1_000, True)
    few = run_sync(crowd, query, {"person": HUB, "other": "person/p3", "since": "2024-01-03", "limit": 1_000})
    assert (few.undated_left_out, few.undated_more) == (sum(n % 25 == 2 for n in range(7, EVENTS + 1, 7)), False)
    chain = run_sync(crowd, load_catalogue().get("connection"), {"actor": "person/p3", "other": "person/p4"})
    assert [(row["from"], row["to"], row["origins"]) for row in chain.dicts()] == [
        ("person/p3", HUB, 8),
        (HUB, "person/p4", 8),
    ]


def test_a_page_is_of_the_commit_of_the_first(crowd: Store) -> None:
    """What is written while somebody pages neither shifts nor joins the rows that follow."""
    query = load_catalogue().get("who_met_whom")
    whole = [row for page in pages_sync(crowd, query, {"person": HUB, "limit": 1_000}) for row in page.rows]
    pages = pages_sync(crowd, query, {"person": HUB, "limit": 1_000})
    rows = list(next(pages).rows)
    crowd.run(
        "MATCH (:Person {id: $hub})-[r:PARTICIPATED_IN|MET]-(n) SET r.rev_to = 3 WITH n WHERE n:Event SET n.rev_to = 3",
        hub=HUB,
    )
    crowd.run("MATCH (m:Meta {id: 'whomet'}) SET m.seq = 3")
    rows += [row for page in pages for row in page.rows]
    assert rows == whole
    assert run_sync(crowd, query, {"person": HUB}).rows == []
