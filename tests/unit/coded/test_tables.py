"""Tables of ICEWS, POLECAT and GDELT become rows; what is wrong with one is told, and the others are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from graph.errors import InputError
from ingest.accounts import Account
from ingest.coded.gdelt_actors import name_actor
from ingest.coded.polecat import COLUMNS
from ingest.coded.reading import Told
from ingest.coded.rows import CodedRow
from tests.unit.coded.made_up import ICEWS_HEADER, gdelt, icews, mention, polecat

type Read = Callable[..., tuple[list[CodedRow], Account]]

POLECAT_HEADER = "\t".join(COLUMNS)
DAY, NEXT = dt.date(2018, 3, 6), dt.date(2018, 3, 7)


def problems(account: Account) -> list[str]:
    """Findings as `LINE: …`, without the file's name."""
    return [str(one).partition(f"{one.file}:")[2] for one in account.shown]


def test_icews_rows_belong_to_their_stories(read: Read) -> None:
    """The id counts with its day, the code by its label, and the publisher is the story's."""
    (row,), _ = read({"events.tab": [ICEWS_HEADER, icews()]})
    assert (row.dataset, row.id, row.day, row.code) == ("ICEWS", "2018-03-06/100", DAY, "042")
    assert (row.source, row.target, row.source_state, row.target_state) == ("Anna Berg", "France", "Kenya", "France")
    assert (row.story.doc_id, row.story.publisher) == ("coded/icews/2018-03-06/7001", "The Herald")
    assert row.place == "Paris, France"


def test_icews_labels_that_nobody_knows_keep_their_code(read: Read) -> None:
    """A code alone is taken as it stands."""
    rows, account = read(
        {"events.tab": [ICEWS_HEADER, icews(text="Juggle", code="0233"), icews("2", text="Juggle", code="?")]}
    )
    assert [row.code for row in rows] == ["0233"]
    assert problems(account) == ["3: 2: CAMEO Code: '?' ('Juggle') is no code of CAMEO; left out"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (icews("2", "9999-99-99"), "3: 2: Event Date: '9999-99-99' is no day; left out"),
        (icews(""), "3: Event ID: the row has no id; left out"),
        ("a\tb", "3: the row has 2 fields and the table 20; left out"),
        ("\t".join("x" * 10_000), "3: the row has 10,000 fields and the table 20; left out"),
    ],
    ids=["no day", "no id", "short", "long"],
)
def test_bad_rows_are_told_and_the_others_read(read: Read, line: str, told: str) -> None:
    """By file, line, record and field; and the counts add up."""
    rows, account = read({"events.tab": [ICEWS_HEADER, icews("1"), line, icews("3")]})
    assert [row.line for row in rows] == [2, 4]
    assert problems(account) == [told]
    assert list(account.lines()) == ["row: 3 read = 2 loaded + 1 left out"]


def test_a_missing_column_is_an_error(read: Read) -> None:
    """Nothing can be read without it."""
    with pytest.raises(InputError, match=r"events\.tab:1: the table has no column Story ID"):
        read({"events.tab": [ICEWS_HEADER.replace("Story ID", "Tale"), icews()]})


def test_polecat_rows_have_several_actors(read: Read) -> None:
    """Type and mode are the code; the story is what the id begins with."""
    rows = [
        polecat(Actor_Name="Anna Berg; Ben Orr", Actor_Country="Kenya; Kenya"),
        polecat(Event_ID="ab12_2", Event_Mode="None", Actor_Name="None", Actor_Name_Raw="the envoy"),
    ]
    (first, second), _ = read({"2018-Mar.txt": [POLECAT_HEADER, *rows]})
    assert (first.code, first.scheme, first.source, first.source_state) == (
        "CONSULT-phone",
        "PLOVER",
        "Anna Berg; Ben Orr",
        "Kenya",
    )
    assert (first.story.doc_id, first.story.published, first.day) == ("coded/polecat/2018-03-07/ab12", NEXT, DAY)
    assert (second.code, second.source, second.story) == ("CONSULT", "the envoy", first.story)


def test_malformed_tables_of_polecat_are_read(read: Read) -> None:
    """Too many names in the header, or tabs at the end of lines."""
    excess = "\t".join(["Headline", *COLUMNS, "Text"])
    assert (
        read({"a.txt": [excess, polecat()]}, Told(format="polecat"))[0]
        == read({"a.txt": [POLECAT_HEADER, polecat() + "\t\t"]})[0]
    )


def test_gdelt_actors_are_named_as_elsewhere(read: Read) -> None:
    """A capital that is coded as its country is the state, a role a group of it."""
    (row,), _ = read({"20180307.export.CSV": [gdelt()]})
    assert (row.source, row.target, row.code, row.day) == ("President (Kenya)", "France", "042", DAY)
    assert (row.story.publisher, row.story.published, row.story.url) == (
        "herald.example",
        NEXT,
        "https://www.herald.example/a",
    )
    assert row.place == "Paris, France"


@pytest.mark.parametrize(
    ("codes", "name", "state"),
    [
        (("USA", "WASHINGTON", "USA", ""), "United States", None),
        (("USA", "UNITED STATES", "USA", ""), "United States", None),
        (("USA", "", "USA", ""), "United States", None),
        (("KENGOV", "ANNA BERG", "KEN", "GOV"), "Anna Berg", "Kenya"),
        (("KENCOP", "POLICE", "KEN", "COP"), "Police (Kenya)", "Kenya"),
        (("ROMGOV", "FOREIGN MINISTRY", "ROM", "GOV"), "Foreign Ministry", "Romania"),
        (("KENGOV", "PRIME MINISTER", "KEN", "GOV"), "Prime Minister (Kenya)", "Kenya"),
        (("COP", "POLICE", "", "COP"), "Police", None),
        (("EUR", "EUROPE", "EUR", ""), "Europe", None),
        (("", "", "", ""), None, None),
    ],
)
def test_gdelt_names_and_codes(codes: tuple[str, str, str, str], name: str | None, state: str | None) -> None:
    """A code tells the state, and whether a name is more than the state's."""
    assert name_actor(*codes) == (name, state)


@pytest.mark.parametrize("width", [57, 58, 61])
def test_every_version_of_gdelt_is_read(read: Read, width: int) -> None:
    """The oldest names no article: its document is the dataset's day."""
    (row,), _ = read({"events.csv": [gdelt(width=width)]})
    assert row.place == "Paris, France"
    assert (row.story.url is None) == (width == 57)
    assert row.story.doc_id.startswith("coded/gdelt/2018")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (gdelt("x"), "2: GLOBALEVENTID: 'x' is no id of an event; left out"),
        (gdelt("901", c1="99999999"), "2: 901: SQLDATE: '99999999' is no day; left out"),
        (gdelt("901", c59=""), "2: 901: DATEADDED: '' is no day; left out"),
        (gdelt("901", c26="--"), "2: 901: EventCode: '--' is no code of CAMEO; left out"),
        (gdelt("901") + "\tmore", "2: the row has 62 fields and the table 61; left out"),
    ],
)
def test_bad_rows_of_gdelt_are_told(read: Read, line: str, told: str) -> None:
    """The row before is read."""
    rows, account = read({"events.csv": [gdelt(), line]})
    assert [row.id for row in rows] == ["900"]
    assert problems(account) == [told]


def test_mentions_are_rows_of_their_articles(read: Read) -> None:
    """One that is not of the event's own site is derived from it."""
    reprint = mention(url="https://other.example/b")
    (own, other), account = read({"e.csv": [gdelt()], "m.csv": [reprint, mention()]})
    if own.story.publisher != "herald.example":
        own, other = other, own
    assert (own.id, own.origin, own.confidence) == ("900/3", None, 0.6)
    assert (other.story.publisher, other.origin, other.code) == ("other.example", "herald.example", "042")
    assert list(account.lines()) == [
        "event: 1 read = 1 loaded + 0 left out",
        "mention: 2 read = 2 loaded + 0 left out",
    ]


def test_mentions_and_events_without_each_other(read: Read) -> None:
    """An event stands by itself; a mention without it can't be read."""
    rows, account = read({"e.csv": [gdelt()], "m.csv": [mention("7")]})
    assert [row.id for row in rows] == ["900"]
    assert problems(account) == ["1: 7: GlobalEventID: its event is in none of the files; give the file of events too"]
    assert list(account.lines()) == [
        "event: 1 read = 1 loaded + 0 left out",
        "mention: 1 read = 0 loaded + 1 left out",
    ]


def test_an_event_that_stands_twice_is_taken_once(read: Read) -> None:
    """In the tables of events too, whichever comes first."""
    rows, account = read({"e.csv": [gdelt(), gdelt(c26="043")], "m.csv": [mention()]})
    assert [row.code for row in rows] == ["042"]
    assert account.left == {"event": 1}
