"""CSV as people fill it in and as spreadsheets save it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.records import Bundle
from ingest.loading.csv_rows import read_csv
from ingest.loading.problems import Rejected

HEADER = "document,title,published,text,type,quote,participants,place,coder\n"
FIRST = "d1,A day,2025-11-26,Ada met Bo in Bonn. Bo called Cy.,meet,Ada met Bo,,Bonn,human:me\n"


def errors(outcomes: list[Bundle | Rejected]) -> list[tuple[int | None, str | None]]:
    """Lines and fields of what is wrong."""
    return [(error.line, error.field) for one in outcomes if isinstance(one, Rejected) for error in one.errors]


def problem(outcomes: list[Bundle | Rejected]) -> str:
    """What the only error says."""
    [told] = [error.problem for one in outcomes if isinstance(one, Rejected) for error in one.errors]
    return told


def bundles(outcomes: list[Bundle | Rejected]) -> list[Bundle]:
    """The documents that are in order."""
    assert errors(outcomes) == []
    return [one for one in outcomes if isinstance(one, Bundle)]


def test_empty_document_cells_mean_as_above() -> None:
    """One document of several rows: its cells are repeated or left empty; the coder is filled down too."""
    rows = FIRST + ",,,,call,Bo called Cy,,,\n" + "d1,A day,2025-11-26,,meet,in Bonn,,,human:other\n"
    [bundle] = bundles(list(read_csv(HEADER + rows, "x")))
    assert [claim.type for claim in bundle.claims] == ["meet", "call", "meet"]
    assert [claim.coder for claim in bundle.claims] == ["human:me", "human:me", "human:other"]
    assert bundle.claims[1].place is None


def test_a_new_document_takes_nothing_from_the_one_above() -> None:
    """Its own cells stand empty where they are empty."""
    rows = FIRST + "d2,Next day,2025-11-27,,call,they spoke,,,\n"
    first, second = bundles(list(read_csv(HEADER + rows, "x")))
    assert (first.document.text, second.document.text) == ("Ada met Bo in Bonn. Bo called Cy.", None)
    assert second.document.title == "Next day"


def test_documents_are_told_apart_by_url_or_title_without_a_label() -> None:
    """The column `document` may be left out; a URL decides before a title."""
    header = "url,title,published,type,quote,coder\n"
    rows = (
        "https://example.org/1,Daily,2025-11-26,meet,a,human:me\n"
        "https://example.org/1,,,call,b,\n"
        "https://example.org/2,Daily,2025-11-27,meet,a,\n"
        ",Weekly,2025-11-28,meet,a,\n"
    )
    told = bundles(list(read_csv(header + rows, "x")))
    assert [(one.document.title, len(one.claims)) for one in told] == [("Daily", 2), ("Daily", 1), ("Weekly", 1)]


def test_a_row_without_a_claim_is_a_document_without_claims() -> None:
    """A report that was read and tells nothing is kept as read; empty rows carry nothing."""
    [bundle] = bundles(list(read_csv(HEADER + "\n,,,,,,,,\nd1,A day,2025-11-26,,,,,,\n,,,,,,,,\n", "x")))
    assert bundle.claims == ()


def test_a_contradiction_inside_a_document_is_refused() -> None:
    """A second day of publication is told with the line of the first."""
    outcomes = list(read_csv(HEADER + FIRST + "d1,,2025-11-27,,call,Bo called Cy,,,\n", "x"))
    assert errors(outcomes) == [(3, "published")]
    assert "on line 2" in problem(outcomes)


def test_a_document_that_comes_back_is_refused() -> None:
    """Rows of one document stand together: the second part would replace the first."""
    rows = FIRST + "d2,Next day,2025-11-27,,call,they spoke,,,\nd1,Third,2025-11-28,,call,they spoke,,,\n"
    outcomes = list(read_csv(HEADER + rows, "x"))
    assert errors(outcomes) == [(4, "document")]
    assert "line 2" in problem(outcomes)


def test_lines_are_right_below_cells_of_several_lines() -> None:
    """An error is told on the line where its row begins, however many lines the cells above it take."""
    text, hosts = '"Ada met Bo.\n\nBo called Cy."', '"host: Ada (person)\nhost: Bo (person)"'
    rows = f"d1,A day,2025-11-26,{text},meet,Ada met Bo,{hosts},,me\n"
    outcomes = list(read_csv(HEADER + rows + ",,,,cal,Bo called Cy,,,\n", "x"))
    assert errors(outcomes) == [(6, "type")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found_in_the_header(delimiter: str) -> None:
    """Excel separates by what the country uses for it, and a decimal comma is read there."""
    header = delimiter.join(["title", "published", "type", "quote", "confidence", "coder"])
    row = delimiter.join(["A; B, C\tD".replace(delimiter, "-"), "2025-11-26", "meet", "met", '"0,9"', "human:me"])
    [bundle] = bundles(list(read_csv(f"{header}\n{row}\n", "x")))
    assert bundle.claims[0].confidence == 0.9


def test_the_delimiter_that_excel_writes_on_top_is_read() -> None:
    """`sep=;` is a line of its own and counts as one."""
    outcomes = list(read_csv("sep=;\ntitle;published;type;quote;coder\nA;2025-11-26;met;met;human:me\n", "x"))
    assert errors(outcomes) == [(3, "type")]


def test_headers_may_be_written_as_words() -> None:
    """Capitals and spaces in a header don't matter."""
    [bundle] = bundles(list(read_csv("Title, Published,TYPE,Quote ,Coder\nA,2025-11-26,meet,met,me\n", "x")))
    assert bundle.document.title == "A"


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("title,published,type,quote,palce\n", "did you mean 'place'?"),
        ("title,published,type,quote,quote\n", "two columns 'quote'"),
        ("title,published,quote\n", "no column type"),
        ("", "no column published, type, quote"),
        ("A,2025-11-26,meet\n", "no column published, type, quote"),
    ],
)
def test_a_wrong_header_refuses_the_file(header: str, says: str) -> None:
    """Nothing can be read where the columns are unknown, and nothing is guessed."""
    outcomes = list(read_csv(header + "A,2025-11-26,meet,met,Bonn\n" if header else "", "x"))
    assert {line for line, _ in errors(outcomes)} == {1}
    assert any(says in error.problem for one in outcomes if isinstance(one, Rejected) for error in one.errors)


def test_a_cell_beyond_the_header_is_refused() -> None:
    """It comes from a delimiter in a cell that was not quoted."""
    outcomes = list(read_csv("title,published,type,quote,coder\nA,2025-11-26,meet,met Ada, Bo,human:me\n", "x"))
    assert errors(outcomes) == [(2, None)]
    assert "'human:me' stands in a column without a name" in problem(outcomes)


def test_broken_quoting_keeps_what_stands_before_it() -> None:
    """A quotation mark that is not closed swallows the rest; the documents above it are whole."""
    rows = FIRST + 'd2,"Next day,2025-11-27,,call,they spoke,,,\nd3,x,2025-11-28,,call,they spoke,,,\n'
    outcomes = list(read_csv(HEADER + rows, "x"))
    assert errors(outcomes) == [(3, None)]
    assert "no CSV" in problem(outcomes)


@pytest.mark.parametrize(
    ("cells", "field", "says"),
    [
        ({"type": "met"}, "type", "did you mean 'meet'?"),
        ({"quote": "Ada saw Bo"}, "quote", "nearest are"),
        ({"quote": ""}, "quote", "missing"),
        ({"count": "1.300"}, "count", "in digits alone"),
        ({"of": "prisoners"}, "count", "missing"),
        ({"count": "3", "bound": "atleast"}, "bound", "at_least"),
        ({"participants": "host: Ada (person) | Bo"}, "participants.1", "ROLE: NAME"),
        ({"participants": "visitor: Ada (person)"}, "participants.0.role", "no role of 'meet'"),
        ({"attribution": "Wire (often)"}, "attribution.0", "neither"),
        ({"links": "concerns: nothing"}, "links.0.claim", "no key"),
        ({"confidence": "9"}, "confidence", "the most is 1"),
        ({"published": "26.11.2025"}, "published", "write it like 2025-11-26"),
        ({"coder": ""}, "coder", "say who coded it"),
    ],
)
def test_a_bad_cell_is_named_by_line_and_column(cells: dict[str, str], field: str, says: str) -> None:
    """The field is the column's name, also where the record has another one."""
    row = {
        "title": "A",
        "published": "2025-11-26",
        "text": "Ada met Bo",
        "type": "meet",
        "quote": "Ada met Bo",
        "coder": "human:me",
        **cells,
    }
    outcomes = list(read_csv("\t".join(row) + "\n" + "\t".join(row.values()) + "\n", "x"))
    assert errors(outcomes) == [(2, field)]
    assert says in problem(outcomes)


def test_a_text_is_read_from_a_file_beside_the_table(tmp_path: Path) -> None:
    """The path begins at the table's folder, and line ends are made alike."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_bytes("Ада сустрэла Бо.\r\nЯны".encode())
    table = "title,published,text_file,type,quote,coder\nA,2025-11-26,texts/one.txt,meet,Бо. Яны,human:me\n"
    [bundle] = bundles(list(read_csv(table, "x", folder=tmp_path)))
    assert bundle.document.text == "Ада сустрэла Бо.\nЯны"
    assert bundle.claims[0].evidence is not None
    assert bundle.claims[0].evidence.quote == "Бо.\nЯны"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nowhere.txt", "can't be read"),
        ("../secret.txt", "leads out of the table's folder"),
        ("/etc/hostname", "leads out of the table's folder"),
        ("latin.txt", "is not UTF-8"),
        (".", "can't be read"),
    ],
)
def test_a_text_file_that_cannot_be_used_is_named(tmp_path: Path, name: str, says: str) -> None:
    """A missing file, another encoding, and a path that leads anywhere else are errors of its cell."""
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "table"
    folder.mkdir()
    (folder / "latin.txt").write_bytes("Zoë met Bo".encode("latin-1"))
    table = f"title,published,text_file,type,quote,coder\nA,2025-11-26,{name},meet,met,human:me\n"
    outcomes = list(read_csv(table, "x", folder=folder))
    assert errors(outcomes) == [(2, "text_file")]
    assert says in problem(outcomes)


def test_no_file_is_read_for_a_table_from_nowhere() -> None:
    """What comes over a pipe or the network reaches no file of this machine."""
    table = "title,published,text_file,type,quote,coder\nA,2025-11-26,x.txt,meet,met,human:me\n"
    outcomes = list(read_csv(table, "-"))
    assert errors(outcomes) == [(2, "text_file")]


def test_a_text_longer_than_a_spreadsheet_cell_is_read() -> None:
    """Programs write longer cells than spreadsheets hold."""
    text = "x" * 200_000 + " Ada met Bo"
    [bundle] = bundles(list(read_csv(HEADER + f"d1,A,2025-11-26,{text},meet,Ada met Bo,,,human:me\n", "x")))
    assert bundle.document.text == text
