"""pocom: postings as documents with claims, and as people, posts and tenures; what is wrong is told."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest

from graph.dates import bounds
from graph.records import Bundle, Claim
from ingest.accounts import Account
from ingest.historian.pocom import read_offices, read_pocom
from ingest.historian.pocom.places import read_table
from tests.unit.historian.small_pocom import country, person, position, posting, small_pocom, write


def _read(root: Path, account: Account | None = None) -> dict[str, Bundle]:
    found = list(read_pocom(root, account or Account()))
    return {(one.document.url or "").partition("#")[2]: one for one in found}


def _said(claim: Claim) -> tuple[str, str | None, str | None, str]:
    assert claim.evidence is not None
    return claim.type, claim.act, claim.date, claim.evidence.quote


def test_a_posting_has_a_claim_for_each_dated_act(tmp_path: Path) -> None:
    """The four dates of a minister, each with its words; the state receives credentials; the record is named."""
    bundle = _read(small_pocom(tmp_path))["fr-1785-finc-01"]
    assert bundle.document.text == (
        "Ambrose Finch (1743–1810)\n"
        "Minister Plenipotentiary to France.\n"
        "Appointed: 1785-02-01\n"
        "Arrived at Post: 1785-04-30\n"
        "Presentation of Credentials: 1785-05-20\n"
        "Termination of Mission: Left post on [1789-09-02]\n"
        "Recommissioned in the fall of 1787."
    )
    assert [_said(one) for one in bundle.claims] == [
        ("appoint", "commissioned", "1785-02-01", "Appointed: 1785-02-01"),
        ("appoint", None, "1785-04-30", "Arrived at Post: 1785-04-30"),
        ("appoint", "credentials", "1785-05-20", "Presentation of Credentials: 1785-05-20"),
        ("leave_post", None, "1789-09-02", "Termination of Mission: Left post on [1789-09-02]"),
    ]
    credentials = bundle.claims[2]
    assert [(one.name, one.role, one.behalf) for one in credentials.participants] == [
        ("Ambrose Finch", "appointee", "United States"),
        ("France", "receiver", None),
    ]
    assert credentials.native is not None
    assert credentials.native.dataset == "HistoryAtState/pocom"
    assert credentials.native.id == "missions-countries/france.xml#fr-1785-finc-01/started"
    assert bundle.problems() == []


def test_notes_change_what_a_date_means(tmp_path: Path) -> None:
    """It may be approximate; who only takes charge presents nothing; a designation is no commission."""
    read = _read(small_pocom(tmp_path))
    minister = read["fr-1791-whit-01"].claims
    assert [(one.act, one.date, one.hedge) for one in minister] == [
        ("commissioned", "1791-03-01", None),
        ("credentials", "1791-06-10~", "on or shortly before"),
        (None, "1793-05", None),
    ]
    (charge,) = read["fr-1790-whit-01"].claims
    assert (charge.act, charge.about) == (None, "taking charge")
    assert read["nato-1980-hale"].claims[0].act == "named"
    assert [(one.act, one.about) for one in read["secr-1975-hale"].claims] == [
        ("named", None),
        (None, "entry on duty"),
        (None, None),
    ]


def test_a_nomination_that_came_to_nothing(tmp_path: Path) -> None:
    """One claim, cancelled, with the day of the nomination; no tenure."""
    root = small_pocom(tmp_path)
    (claim,) = _read(root)["td-1971-hale-01"].claims
    assert (claim.type, claim.modality, claim.act, claim.date) == ("appoint", "cancelled", "named", "1971-03-04")
    assert not [one for one in read_offices(root, Account()).tenures if one.post == "post/USA/ambassador-to-TCD"]


def test_offices(tmp_path: Path) -> None:
    """Heads of a mission of any rank hold one post, chargés another, and both are parts of the mission."""
    authority = read_offices(small_pocom(tmp_path), Account())
    posts = {one.id: one for one in authority.posts}
    minister, charge = posts["post/USA/ambassador-to-FRA"], posts["post/USA/charge-d-affaires-to-FRA"]
    assert {minister.part_of, charge.part_of} == {"post/USA/mission-to-FRA"}
    assert minister.accredited_to == "state/FRA"
    assert {"Minister Plenipotentiary to France", "ambassador to France"} <= set(minister.names)
    assert "mission to France" in posts["post/USA/mission-to-FRA"].names
    assert posts["post/USA/secretary-of-state"].office == "minister"
    assert posts["post/USA/permanent-representative-to-nato"].accredited_to == "organization/nato"
    held = {(one.person, one.post.rpartition("/")[2]): (one.start, one.end) for one in authority.tenures}
    assert held == {
        ("person/ambrose-finch", "ambassador-to-FRA"): ("1785-05-20", "1789-09-02"),
        ("person/septimus-arden-whitlock-jr", "ambassador-to-FRA"): ("1791-06-10~", "1793-05"),
        # Where no end is told, the holder's death is one.
        ("person/septimus-arden-whitlock-jr", "charge-d-affaires-to-FRA"): ("1790-01-15", "1790-01-15/1822-12-31"),
        ("person/orpha-hale", "secretary-of-state"): ("1975-01-12", "1977-01-20"),
        # Where no start is told but the appointment, it was about that day.
        ("person/orpha-hale", "permanent-representative-to-nato"): ("1980-02-01~", "1981-05-01"),
    }
    (orpha,) = (one for one in authority.persons if one.label == "Orpha Hale")
    assert (orpha.born, orpha.died, orpha.states) == ("1921", None, ("state/USA",))


def test_asides_in_names(tmp_path: Path) -> None:
    """A form of the name in brackets is no part of the name."""
    root = small_pocom(tmp_path)
    person(root, "lark-ada", "Ada B. (Adele Berta) Lark", "1901-")
    assert "Ada B. Lark" in {one.label for one in read_offices(root, Account()).persons}


def test_a_promotion_ends_no_tenure(tmp_path: Path) -> None:
    """A minister who becomes ambassador on the day on which he is minister no more heads the mission on."""
    root = small_pocom(tmp_path)
    first = {"started": "1940-01-10", "ended": ("1943-05-01", "Promoted to Ambassador")}
    country(
        root,
        "chile",
        posting("cl-1940-hale-01", "hale-orpha", "minister-resident", first),
        posting("cl-1943-hale-01", "hale-orpha", "ambassador-e-p", {"started": "1943-05-01", "ended": "1945-02-02"}),
    )
    held = [one for one in read_offices(root, Account()).tenures if one.post.endswith("-CHL")]
    assert [(one.start, one.end) for one in held] == [("1940-01-10", "1945-02-02")]


def test_ends_that_no_record_tells(tmp_path: Path) -> None:
    """A successor ends it at the latest; without one, the archive knew of no end when it was last changed."""
    root = small_pocom(tmp_path)
    person(root, "moss-edda", "Edda Moss", "1950-")
    country(
        root,
        "peru",
        posting("pe-1980-hale-01", "hale-orpha", "charge-daffaires-ad-interim", {"started": "1980-01-01"}),
        posting("pe-1981-moss-01", "moss-edda", "ambassador-e-p", {"started": "1981-06-01"}),
        posting("pe-1979-moss-01", "moss-edda", "charge-daffaires-ad-interim", {"ended": "1981-01-01"}),
    )
    tenures = [one for one in read_offices(root, Account()).tenures if one.post.endswith("-PER")]
    assert {(one.person, one.start, one.end) for one in tenures} == {
        ("person/orpha-hale", "1980-01-01", "1980-01-01/1981-06-01"),
        ("person/edda-moss", "1981-06-01", "2016-01-05/.."),
        ("person/edda-moss", "1980-01-01/1981-01-01", "1981-01-01"),
    }
    assert all(bounds(one.start).lo for one in tenures)


def test_former_states(tmp_path: Path) -> None:
    """Where a mission went is told by its day: Prussia before Germany, the Republic of China on Taiwan for a while."""
    root = small_pocom(tmp_path)
    for territory, days in (("germany", ("1835-01-01", "1950-01-01")), ("china", ("1950-01-01", "1985-01-01"))):
        country(
            root,
            territory,
            *(posting(f"{day}-x", "finch-ambrose", "minister-resident", {"started": day}) for day in days),
        )
    titles = [one.document.title for one in read_pocom(root, Account()) if "/germany" in (one.document.url or "")]
    assert titles == ["Ambrose Finch, Minister Resident to Prussia", "Ambrose Finch, Minister Resident to Germany"]
    posts = {one.id for one in read_offices(root, Account()).posts}
    assert {"post/USA/ambassador-to-TWN", "post/USA/ambassador-to-CHN", "post/USA/mission-to-PRU"} <= posts


def test_every_correction_has_its_reason() -> None:
    """So that a historian can judge it."""
    rules = [rule for rules in read_table("territories").values() for rule in rules]
    entries = [*rules, *read_table("organizations").values(), read_table("shared"), read_table("ranks")]
    assert all(entry["reason"] for entry in entries)


def _told(root: Path) -> tuple[list[dict[str, object]], list[str]]:
    report = BytesIO()
    account = Account.into(report)
    read_offices(root, account)
    list(read_pocom(root, account))
    return [json.loads(line) for line in report.getvalue().splitlines()], list(account.lines())


def test_bad_records_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    """By file, line, record and field; the counts add up."""
    root = small_pocom(tmp_path)
    country(
        root,
        "chile",
        posting("cl-1", "nobody-known", "minister-resident", {"started": "1900-01-01"}),
        posting("cl-2", "finch-ambrose", "minister-resident", {"appointed": "9999-99-99", "started": "1786-02-30"}),
        posting("cl-3", "finch-ambrose", "minister-resident", {"started": "1786-02-03"}),
        posting("cl-3", "finch-ambrose", "minister-resident", {"started": "1787-02-03"}),
        posting("cl-4", "finch-ambrose", "grand-vizier", {"started": "1787-02-03"}),
        posting("", "finch-ambrose", "minister-resident", {"started": "1787-02-03"}),
    )
    country(root, "atlantis", posting("at-1", "finch-ambrose", "minister-resident", {"started": "1787-02-03"}))
    write(root, "people-pending/doe-jane.xml", "<person><id>doe-jane</id></person>")
    found, lines = _told(root)
    told = {(one["record"], one["field"]): (one["problem"], one["lost"]) for one in found}
    assert told["cl-1", "person-id"] == ("no person nobody-known is in people/; the record was left out", True)
    assert told["cl-2", "appointed"] == (
        "'9999-99-99' is no date: month must be in 1..12; it was left out",
        False,
    )
    assert str(told["cl-2", "started"][0]).startswith("'1786-02-30' is no date")
    assert told["cl-3", "id"] == ("is the id of another record of this file; taken as cl-3~2", False)
    assert told["cl-4", "role-title-id"][1] is True
    assert told[None, "id"][1] is True
    assert told["at-1", "role-title-id"][1] is True
    assert told["doe-jane", None][1] is True
    assert all(one["file"] and one["line"] for one in found)
    assert "posting: 13 read = 9 loaded + 4 left out" in lines
    assert "pending person: 1 read = 0 loaded + 1 left out" in lines


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty; get the repository again"),
        (b"\x00\x01\x02binary", "is no XML, or was cut short"),
        (b"<country-mission><territory-id>peru</territory-id><chiefs><chief><id>pe-1", "is no XML, or was cut short"),
        (b"<visits/>", "holds <visits>, not <country-mission>"),
        (b"<country-mission/>", "is missing; the record was left out"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, data: bytes, told: str) -> None:
    """It is told, nothing of it is half read, and the other files are."""
    root = small_pocom(tmp_path)
    (root / "missions-countries" / "peru.xml").write_bytes(data)
    found, lines = _told(root)
    assert any(one["file"] == "pocom/missions-countries/peru.xml" and told in str(one["problem"]) for one in found)
    assert "file: 1 read = 0 loaded + 1 left out" in lines
    assert "posting: 6 read = 6 loaded + 0 left out" in lines


def test_a_record_that_tells_nothing(tmp_path: Path) -> None:
    """It is a document without claims, and told."""
    root = small_pocom(tmp_path)
    note = "Served as Acting Director for a time."
    record = posting("dire-1", "hale-orpha", "director", {}, note, tag="principal")
    position(root, "director", "Director of Policy Planning", record)
    account = Account()
    bundle = _read(root, account)["dire-1"]
    assert bundle.claims == ()
    assert bundle.document.text is not None
    assert note in bundle.document.text
    assert any("without claims" in one.problem for one in account.shown)


def test_appointments_to_several_countries(tmp_path: Path) -> None:
    """The text tells where else the minister was accredited; a posting that is not there is told."""
    root = small_pocom(tmp_path)
    write(
        root,
        "concurrent-appointments/1785.xml",
        """<concurrent-appointments><id>1785-finc</id>
<resident-at><contemporary-territory-id>france</contemporary-territory-id></resident-at>
<chief-id>fr-1785-finc-01</chief-id><chief-id>td-1971-hale-01</chief-id><chief-id>se-none</chief-id>
</concurrent-appointments>""",
    )
    account = Account()
    text = _read(root, account)["fr-1785-finc-01"].document.text or ""
    assert text.endswith("Concurrently accredited to Chad; resident in France.")
    assert [one.problem for one in account.shown] == ["no posting se-none is in the archive"]
