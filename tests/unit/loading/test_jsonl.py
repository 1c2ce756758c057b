"""Every bad record of a JSON Lines file is named, and takes no other document with it."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest

from graph.errors import RecordError
from graph.records import Bundle
from ingest.loading.jsonl import read_jsonl
from ingest.loading.problems import Rejected

TEXT = "Ada met Bo in Bonn, and Bo called Cy."
DOCUMENT = {"record": "document", "doc_id": "d1", "title": "A day", "published": "2025-11-26", "text": TEXT}
CLAIM = {
    "record": "claim",
    "doc_id": "d1",
    "type": "meet",
    "participants": [{"name": name, "kind": "person", "role": "participant"} for name in ("Ada", "Bo")],
    "evidence": {"quote": "Ada met Bo in Bonn", "start": 0, "end": 18},
    "coder": "rules",
}
GOOD = [{**DOCUMENT, "doc_id": "good"}, {**CLAIM, "doc_id": "good"}]


def lines(*records: dict[str, Any] | str) -> list[str]:
    """Write records as lines; a text stands as it is."""
    return [one if isinstance(one, str) else json.dumps(one) for one in records]


def errors(outcomes: list[Bundle | Rejected]) -> list[tuple[int | None, str | None, str]]:
    """Line, field and problem of everything that was rejected."""
    return [
        (error.line, error.field, error.problem)
        for one in outcomes
        if isinstance(one, Rejected)
        for error in one.errors
    ]


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"type": "meets"}, "type", "did you mean 'meet'?"),
        ({"type": None}, "type", "None is no text"),
        ({"modality": "ocurred"}, "modality", "did you mean 'occurred'?"),
        ({"act": "signed"}, "act", "it has none"),
        ({"date": "26.11.2025"}, "date", "write it like 2025-11-26"),
        ({"doc_id": "d2"}, "doc_id", "stands under document d1"),
        ({"confidence": 2}, "confidence", "too large; the most is 1"),
        ({"confidence": "0.5"}, "confidence", "is no number"),
        ({"coder": ""}, "coder", "empty"),
        ({"evidence": None}, "evidence", "quote the words"),
        ({"evidence": {"quote": "Ada met Bo", "start": 1, "end": 11}}, "evidence", "the text has"),
        ({"evidence": {"quote": "Ada", "start": 0}}, "evidence.end", "missing"),
        ({"quantity": {"count": "3"}}, "quantity.count", "is no whole number"),
        ({"quantity": {"count": 2**63}}, "quantity.count", "too large"),
        ({"quantity": {"count": -1}}, "quantity.count", "too small; the least is 0"),
        (
            {"participants": [{"name": "Ada", "kind": "man", "role": "participant"}]},
            "participants.0.kind",
            "not allowed",
        ),
        ({"participants": [{"name": "Ada", "kind": "person"}]}, "participants.0.role", "say what the participant was"),
        (
            {"participants": [{"name": "Ada", "kind": "person", "role": "releaser"}]},
            "participants.0.role",
            "no role of 'meet'",
        ),
        (
            {"participants": [{"name": "Ada", "kind": "person", "role": "host", "naem": 1}]},
            "participants.0.naem",
            "did you mean 'name",
        ),
        (
            {"participants": [{"name": "Ada", "kind": "person", "role": "host", "side": "A"}]},
            "participants.0.side",
            "small letter",
        ),
        ({"participants": "Ada"}, "participants", "is no list"),
        ({"participants": ["Ada"]}, "participants.0", "named fields"),
        ({"attribution": [{"name": "TASS", "mode": "report"}]}, "attribution.0.mode", "did you mean 'reports'?"),
        ({"links": [{"relation": "after", "claim": "claim/x"}]}, "links.0.claim", "no claim of this document"),
        ({"links": [{"relation": "before", "claim": "claim/x"}]}, "links.0.relation", "concerns"),
        ({"palce": "Bonn"}, "palce", "did you mean 'place'?"),
        ({"id": "claim/x"}, "id", "leave the id out"),
        ({"record": "clam"}, "record", "write document or claim"),
    ],
)
def test_a_bad_claim_is_named_by_line_and_field(change: dict[str, Any], field: str, says: str) -> None:
    """One wrong value rejects its document with the line, the field and the mend, and no other document."""
    outcomes = list(read_jsonl(lines(*GOOD, DOCUMENT, {**CLAIM, **change}), "x.jsonl"))
    assert isinstance(outcomes[0], Bundle)
    assert [(line, name) for line, name, _ in errors(outcomes)] == [(4, field)]
    assert says in errors(outcomes)[0][2]


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"published": None}, "published", "is no day"),
        ({"published": "0"}, "published", "is no day"),
        ({"published": "26 November 2025"}, "published", "write it like 2025-11-26"),
        ({"sha256": "0"}, "sha256", "is not the hash"),
        ({"publsher": "X"}, "publsher", "did you mean 'publisher'?"),
        ({"claims": 2}, "claims", "announces 2 claims, 1 follow"),
        ({"title": 7}, "title", "is no text"),
        ({"record": "documents"}, "record", "write document or claim"),
    ],
)
def test_a_bad_document_is_named_by_line_and_field(change: dict[str, Any], field: str, says: str) -> None:
    """A wrong document record rejects that document alone; its claims are no strays of the one above."""
    outcomes = list(read_jsonl(lines(*GOOD, {**DOCUMENT, **change}, CLAIM), "x.jsonl"))
    assert isinstance(outcomes[0], Bundle)
    assert isinstance(outcomes[1], Rejected)
    assert outcomes[1].document == "d1"
    assert [(line, name) for line, name, _ in errors(outcomes)] == [(3, field)]
    assert says in errors(outcomes)[0][2]


def test_all_errors_of_a_document_are_told_at_once() -> None:
    """Wrong types, wrong terms and wrong offsets are found in one reading, in the order of the lines."""
    bad = {**CLAIM, "date": "soon", "type": "meets", "modality": "maybe", "evidence": None}
    off = {**CLAIM, "evidence": {"quote": "Bo met Ada", "start": 0, "end": 10}, "act": "signed"}
    found = errors(list(read_jsonl(lines({**DOCUMENT, "lnag": "en"}, bad, off), "x")))
    assert [line for line, _, _ in found] == [1, 2, 2, 2, 2, 3, 3]
    assert {field for _, field, _ in found} == {"lnag", "date", "type", "modality", "evidence", "act"}


def test_an_error_reads_file_line_field_problem() -> None:
    """The message is fit to be shown: FILE:LINE: FIELD: PROBLEM."""
    [outcome] = read_jsonl(lines(DOCUMENT, {**CLAIM, "date": "2025-13"}), "reports.jsonl")
    assert isinstance(outcome, Rejected)
    assert str(outcome.errors[0]).startswith("reports.jsonl:2: date: '2025-13' is no date in EDTF")


def test_lines_are_counted_with_the_empty_ones() -> None:
    """Empty lines carry nothing and still count."""
    found = errors(list(read_jsonl(lines("", DOCUMENT, "", " ", {**CLAIM, "type": "met"}), "x")))
    assert [line for line, _, _ in found] == [5]


def test_a_file_that_was_cut_short_is_noticed() -> None:
    """Half a line at the end rejects the document that it belongs to, and says where the file ends."""
    half = json.dumps(CLAIM)[:60]
    outcomes = list(read_jsonl(lines(*GOOD, {**DOCUMENT, "claims": 2}, CLAIM, half), "x"))
    assert isinstance(outcomes[0], Bundle)
    assert [(line, field) for line, field, _ in errors(outcomes)] == [(5, None)]
    assert "no whole JSON record" in errors(outcomes)[0][2]


def test_a_document_line_that_is_no_json_keeps_its_claims_from_the_one_above() -> None:
    """A torn document record is told from a torn claim, and the document above it still loads."""
    torn = json.dumps(DOCUMENT)[:-1]
    outcomes = list(read_jsonl(lines(*GOOD, torn, CLAIM), "x"))
    assert isinstance(outcomes[0], Bundle)
    assert [(line, field) for line, field, _ in errors(outcomes)] == [(3, None)]


def test_claims_without_a_document_are_named_each() -> None:
    """Claims above the first document are rejected under the id that they give, and the document loads."""
    first, second = {**CLAIM, "doc_id": "lost"}, {**CLAIM, "doc_id": "gone"}
    outcomes = list(read_jsonl(lines(first, second, *GOOD), "x"))
    assert [one.document for one in outcomes if isinstance(one, Rejected)] == ["lost", "gone"]
    assert [(line, field) for line, field, _ in errors(outcomes)] == [(1, "doc_id"), (2, "doc_id")]
    assert isinstance(outcomes[2], Bundle)


def test_a_document_that_stands_twice_is_refused_the_second_time() -> None:
    """The second record would replace the claims of the first without a word."""
    outcomes = list(read_jsonl(lines(DOCUMENT, CLAIM, *GOOD, DOCUMENT), "x"))
    assert [isinstance(one, Bundle) for one in outcomes] == [True, True, False]
    assert errors(outcomes)[0][0] == 5
    assert "line 1" in errors(outcomes)[0][2]


def test_a_claim_that_stands_twice_is_refused() -> None:
    """Two equal claims of a document are one too many."""
    found = errors(list(read_jsonl(lines(DOCUMENT, CLAIM, CLAIM), "x")))
    assert [(line, field) for line, field, _ in found] == [(3, None)]


def test_a_link_to_a_broken_claim_is_no_error_of_its_own() -> None:
    """What only follows from another error is not told beside it."""
    linked = {**CLAIM, "links": [{"relation": "after", "claim": "claim/x"}]}
    found = errors(list(read_jsonl(lines(DOCUMENT, linked, {**CLAIM, "date": "soon"}), "x")))
    assert [(line, field) for line, field, _ in found] == [(3, "date")]


def test_an_offset_counts_code_points() -> None:
    """Offsets are those of the text's signs, whatever their bytes or UTF-16 units."""
    text = "😀 Лукашэнка сустрэўся з Ёнатам"
    claim = {**CLAIM, "evidence": {"quote": "Лукашэнка", "start": 2, "end": 11}}
    [outcome] = read_jsonl(lines({**DOCUMENT, "text": text}, claim), "x")
    assert isinstance(outcome, Bundle)


def test_a_broken_stream_rejects_the_document_at_hand() -> None:
    """What a damaged file raises is an error of the document that was being read, after the whole ones."""

    def broken() -> Iterator[str]:
        yield from lines(*GOOD, DOCUMENT, CLAIM)
        raise RecordError("is damaged", file="x", line=5)

    outcomes = list(read_jsonl(broken(), "x"))
    assert isinstance(outcomes[0], Bundle)
    assert errors(outcomes) == [(5, None, "is damaged")]


def test_memory_does_not_grow_with_the_file() -> None:
    """Ten times the documents take no more than a few bytes for each: one is held at a time."""

    def many(count: int) -> Iterator[str]:
        for number in range(count):
            yield json.dumps({**DOCUMENT, "doc_id": f"d{number}", "text": TEXT + " " * 5_000})
            yield json.dumps({**CLAIM, "doc_id": f"d{number}"})

    def peak(count: int) -> int:
        tracemalloc.start()
        assert sum(isinstance(one, Bundle) for one in read_jsonl(many(count), "x")) == count
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(2_000) - peak(200) < 1_800 * 300
