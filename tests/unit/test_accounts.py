"""Accounts of records: every one counts once, and what is wrong with it is told."""

from __future__ import annotations

import io
import json

import pytest

from graph.errors import AccountError
from ingest.accounts import SHOWN, Account, Finding


def test_counts_add_up() -> None:
    """A record with a fault in one field is loaded; one that is lost is left out; both are told."""
    report = io.BytesIO()
    account = Account.into(report)
    assert account.take("trip")
    assert account.take("trip", [Finding("a.xml", "no day; left empty", record="7", field="start-date", lost=False)])
    assert not account.take("trip", [Finding("a.xml", "no country; left out", record="8", field="country")])
    assert list(account.lines()) == ["trip: 3 read = 2 loaded + 1 left out"]
    told = [json.loads(line) for line in report.getvalue().splitlines()]
    assert [(one["record"], one["field"], one["lost"]) for one in told] == [
        ("7", "start-date", False),
        ("8", "country", True),
    ]
    assert str(account.shown[1]) == "a.xml: 8: country: no country; left out"
    account.check("trip", 3)


def test_a_record_passed_over_is_a_fault() -> None:
    """A reader that counts fewer records than there are is found out."""
    account = Account()
    account.take("row")
    with pytest.raises(AccountError, match="1 records of kind row were read, but there are 2"):
        account.check("row", 2)


def test_many_findings_stay_few_in_memory() -> None:
    """All of them are counted, the first are kept."""
    account = Account()
    for line in range(1, 101):
        account.take("row", [Finding("rows.tab", "no day; left out", line=line)])
    assert (account.findings, len(account.shown), account.left["row"]) == (100, SHOWN, 100)
    assert str(account.shown[-1]) == f"rows.tab:{SHOWN}: no day; left out"
