"""What came of a source's records: every one of them was loaded or is told with its reason, and the counts add up.

Official records and coded data come by the thousand, and some are dirty. What is sound of them is loaded; the rest is
told by file, line, record and field, in a report that keeps one JSON record a line however many there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Self

import orjson

from graph.errors import AccountError

SHOWN = 20
"""Findings that are kept to be shown at the end; the report has all of them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong with a record.

    Attributes:
        file: The file as the user knows it (`travels/president-travels/wilson-woodrow.xml`).
        problem: What is wrong and what was done about it, in plain words.
        line: Line number, counted from 1; None where the format has no lines.
        record: The record's own id, where it has one.
        field: The field at fault.
        lost: Whether the whole record was left out; else it was loaded without the field.
    """

    file: str
    problem: str
    line: int | None = None
    record: str | None = None
    field: str | None = None
    lost: bool = True

    def __str__(self) -> str:
        """`FILE:LINE: RECORD: FIELD: PROBLEM`, of the parts that there are."""
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return ": ".join(part for part in (where, self.record, self.field, self.problem) if part)


@dataclass(slots=True)
class Account:
    """Counts of one source's records by kind ("trip", "row"), and its findings.

    Attributes:
        read: Kind → records that the source has.
        loaded: Kind → records that were passed on.
        left: Kind → records that were left out, each with a finding.
        findings: How many findings there are in all; one record may have several, and be loaded all the same.
        shown: The first of them.
    """

    read: Counter[str] = field(default_factory=Counter[str])
    loaded: Counter[str] = field(default_factory=Counter[str])
    left: Counter[str] = field(default_factory=Counter[str])
    findings: int = 0
    shown: list[Finding] = field(default_factory=list[Finding])
    _report: IO[bytes] | None = None

    @classmethod
    def into(cls, report: IO[bytes] | None) -> Self:
        """An account that writes every finding to a file at once."""
        return cls(_report=report)

    def take(self, kind: str, findings: Iterable[Finding] = ()) -> bool:
        """Count one record, with what is wrong with it; give whether it is to be loaded."""
        self.read[kind] += 1
        lost = False
        for one in findings:
            self.tell(one)
            lost = lost or one.lost
        (self.left if lost else self.loaded)[kind] += 1
        return not lost

    def tell(self, finding: Finding) -> None:
        """Report a finding; of a record that is lost by it, `take` counts it."""
        self.findings += 1
        if len(self.shown) < SHOWN:
            self.shown.append(finding)
        if self._report is not None:
            self._report.write(orjson.dumps(finding) + b"\n")

    def check(self, kind: str, there: int) -> None:
        """See that all records that the source has were counted.

        Args:
            kind: Their kind.
            there: How many there are, counted apart from their reading.

        Raises:
            AccountError: Some were passed over, or counted twice.
        """
        if self.read[kind] != there:
            raise AccountError(f"{self.read[kind]} records of kind {kind} were read, but there are {there}")

    def lines(self) -> Iterator[str]:
        """The account in words, a line a kind, adding up."""
        for kind, read in sorted(self.read.items()):
            yield f"{kind}: {read:,} read = {self.loaded[kind]:,} loaded + {self.left[kind]:,} left out"


def open_report(path: Path) -> IO[bytes]:
    """Open a report for writing: JSON Lines, one finding a line."""
    return path.open("wb")
