"""pocom in the graph: who held a post with every date of the record, whole and once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import queries
from graph.identity.authority import Authority
from graph.identity.packages import load_packages
from graph.store.connection import Store
from ingest.accounts import Account
from ingest.committing import Loader, LoadReport
from ingest.committing.authorities import load_authority
from ingest.historian.pocom import read_offices, read_pocom
from tests.integration.loading.conftest import dump
from tests.unit.historian.small_pocom import country, posting, small_pocom


@pytest.fixture(scope="session")
def bare_states() -> Authority:
    """The packages' states, and nobody who governs them."""
    whole = load_packages()
    states = tuple(replace(one, names=one.names[:3]) for one in whole.states)
    return replace(whole, name="states", persons=(), states=states, posts=(), tenures=())


@pytest.fixture
def archive(spare: Store, bare_states: Authority, tmp_path: Path) -> Path:
    """The small archive, loaded."""
    load_authority(spare, bare_states)
    root = small_pocom(tmp_path)
    load(spare, root)
    return root


def load(store: Store, root: Path) -> LoadReport:
    """Load an archive as the command does."""
    loader = Loader(store)
    loader.prepare(beside=[read_offices(root, Account())])
    return sum(loader.load(read_pocom(root, Account())), LoadReport())


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    "words",
    [
        "mission to France",
        "chief of mission to France",
        "ambassador to France",
        "U.S. ambassador to France",
        "minister plenipotentiary to France",
        "Ambassador of the United States to France",
    ],
)
def test_who_headed_the_mission(spare: Store, words: str) -> None:
    """By the mission, by the rank of its day, or by today's; with the four dates of the record."""
    frame = queries.run("office_holders", post=words, on="1786-06-01", store=spare)
    assert list(frame["holder"]) == ["Ambrose Finch"]
    row = frame.iloc[0]
    assert (row["since"], row["until"]) == ("1785-05-20", "1789-09-02")
    assert list(row["dates"]) == [
        "1785-02-01 commissioned",
        "1785-04-30 arrival at post",
        "1785-05-20 credentials",
        "1789-09-02 left",
    ]
    assert row["quote"] == "Presentation of Credentials: 1785-05-20"


@pytest.mark.usefixtures("archive")
def test_a_mission_has_the_holders_of_all_its_posts(spare: Store) -> None:
    """Chargés d'affaires among them; each post by itself has its own."""
    frame = queries.run("office_holders", post="mission to France", store=spare)
    assert list(frame["holder"]) == ["Ambrose Finch", *["Septimus Arden Whitlock, Jr."] * 2]
    assert len(queries.run("office_holders", post="chargé d'affaires ad interim to France", store=spare)) == 1


@pytest.mark.usefixtures("archive")
def test_who_represented_at_an_organisation(spare: Store) -> None:
    """With the article, by its short name, and as an ambassador."""
    for words in ("US ambassador to NATO", "permanent representative to the North Atlantic Treaty Organization"):
        assert list(queries.run("office_holders", post=words, store=spare)["holder"]) == ["Orpha Hale"]


@pytest.mark.usefixtures("archive")
def test_a_career(spare: Store) -> None:
    """All posts in order, no act of them apart; a nomination that came to nothing only if it is asked for."""
    frame = queries.run("career", person="Orpha Hale", store=spare)
    assert list(frame["post"]) == [
        "Secretary of State",
        "Permanent Representative of the United States to the North Atlantic Treaty Organization",
    ]
    lost = queries.run("career", person="Orpha Hale", modality="cancelled", store=spare)
    assert [(row["since"], row["post"]) for _, row in lost.iterrows()] == [
        ("1971-03-04", "Ambassador Extraordinary and Plenipotentiary to Chad")
    ]


def test_loading_again_changes_nothing(spare: Store, archive: Path) -> None:
    """Neither claims nor authority data; a record that was mended changes by itself."""
    before = dump(spare)
    report = load(spare, archive)
    assert (report.seq, report.added, report.closed) == (None, 0, 0)
    assert dump(spare) == before
    country(
        archive,
        "chad",
        posting(
            "td-1971-hale-01", "hale-orpha", "ambassador-e-p", {"appointed": "1971-05-01", "started": "1971-06-01"}
        ),
    )
    report = load(spare, archive)
    assert (report.added, report.closed) == (2, 1)
    frame = queries.run("office_holders", post="ambassador to Chad", store=spare)
    assert [list(one) for one in frame["dates"]] == [["1971-05-01 commissioned", "1971-06-01 credentials"]]


def test_appointments_of_one_day_stay_apart(spare: Store, archive: Path) -> None:
    """A minister to two states has two posts, though one commission made both."""
    dates = {"appointed": "1800-01-01", "started": "1800-06-01", "ended": "1802-01-01"}
    for state in ("chile", "peru"):
        country(archive, state, posting(f"{state}-1", "finch-ambrose", "minister-resident", dates))
    load(spare, archive)
    for state in ("Chile", "Peru"):
        frame = queries.run("office_holders", post=f"minister to {state}", store=spare)
        assert [list(one) for one in frame["dates"]] == [
            ["1800-01-01 commissioned", "1800-06-01 credentials", "1802-01-01 left"]
        ]
        assert [list(one) for one in frame["disputed"]] == [[]]
