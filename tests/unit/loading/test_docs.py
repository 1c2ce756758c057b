"""docs/loading.md tells what the readers do: its examples load, and its tables have the records' fields."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from graph import records
from graph.records import Bundle
from ingest.loading import read_stream
from ingest.loading.csv_columns import CLAIM, DOCUMENT

PAGE = (Path(__file__).parents[3] / "docs" / "loading.md").read_text(encoding="utf-8")
SECTIONS: dict[str, type[BaseModel]] = {
    "The document": records.Document,
    "A claim": records.Claim,
    "A participant": records.Participant,
    "A quantity": records.Quantity,
    "A source": records.Attribution,
    "The evidence": records.Evidence,
    "A link": records.Link,
    "Coded data": records.Native,
}


def load(language: str, kind: str) -> Bundle:
    """Load the page's example in a language."""
    [example] = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, flags=re.DOTALL | re.MULTILINE)
    [outcome] = read_stream(io.BytesIO(example.encode()), language, format=kind)
    assert isinstance(outcome, Bundle), [str(error) for error in outcome.errors]
    return outcome


def test_the_examples_in_yaml_and_csv_tell_the_same() -> None:
    """Both load, and give the same document with the same claims."""
    bundle = load("yaml", "yaml")
    assert len(bundle.claims) == 2
    assert load("csv", "csv") == bundle


def test_the_example_in_json_lines_loads() -> None:
    """It is in order as it stands."""
    assert [claim.type for claim in load("json", "jsonl").claims] == ["call"]


@pytest.mark.parametrize("section", SECTIONS)
def test_the_tables_have_the_fields_of_the_records(section: str) -> None:
    """Every field is there, in order, bold where it must be given, with its default."""
    model = SECTIONS[section]
    text = PAGE.split(f"### {section}\n")[1].split("\n#")[0]
    rows = re.findall(r"^\| (\*\*)?`(\w+)`(?:\*\*)? \| ([^|]*)\|", text, flags=re.MULTILINE)
    assert [(name, bool(bold)) for bold, name, _ in rows] == [
        (name, field.is_required()) for name, field in model.model_fields.items()
    ]
    for _, name, told in rows:
        default = model.model_fields[name].get_default()
        if told.strip() not in {"", "computed"}:
            assert told.strip().lower() == str(default).lower()
        elif not model.model_fields[name].is_required() and told.strip() != "computed":
            assert not default


def test_every_column_of_a_spreadsheet_is_explained() -> None:
    """The table of columns has all of them and no other."""
    text = PAGE.split("## Spreadsheets\n")[1].split("\n## ")[0]
    cells = re.findall(r"^\| (`.*?) \|", text, flags=re.MULTILINE)
    assert sorted(re.findall(r"`(\w+)`", " ".join(cells))) == sorted((*DOCUMENT, *CLAIM))
