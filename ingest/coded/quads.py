"""Quadruples `subject relation object time` of numbers, as temporal knowledge graphs ship them (ICEWS18).

The names are in `entity2id.txt` and `relation2id.txt` of the same folder. A quadruple has no id of its own; its four
numbers are one. No story is known, so the document is the dataset's day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.errors import InputError, RecordError
from ingest.accounts import Finding
from ingest.coded.files import Line
from ingest.coded.mapping import icews_code
from ingest.coded.rows import CodedRow, Story, day_story

ENTITIES = "entity2id.txt"
RELATIONS = "relation2id.txt"
FIELDS, WITH_A_FIFTH = 4, 5
LONGEST = 2_000_000
"""Hours of more than two centuries: a time beyond is none."""

EPOCHS = {
    "ICEWS14": dt.date(2014, 1, 1),
    "ICEWS18": dt.date(2018, 1, 1),
    "ICEWS05-15": dt.date(2005, 1, 1),
}
"""The day that time 0 stands for, of datasets known by name."""


@dataclass(frozen=True, slots=True)
class QuadTables:
    """What the numbers of quadruples stand for.

    Attributes:
        dataset: Its name ("ICEWS18").
        entities: Number → actor string.
        relations: Number → (scheme, code, label).
        epoch: The day of time 0.
        per_day: Units of time in a day: 24 where times are hours.
    """

    dataset: str
    entities: Mapping[str, str]
    relations: Mapping[str, tuple[str, str, str]]
    epoch: dt.date
    per_day: int = 24


def read_names(lines: Iterable[Line], file: str) -> dict[str, str]:
    """Read a name table: `name TAB number` a line.

    Raises:
        RecordError: A line is not of that form, or a number stands there twice; names file and line.
    """
    names: dict[str, str] = {}
    for number, line in lines:
        name, tab, key = line.rpartition("\t")
        if not line.strip() or (number == 1 and not tab and key.isdigit()):
            continue  # Some tables begin with the number of their entries.
        if not tab or not name.strip() or not key.isdigit():
            raise RecordError("should be a name, a tab and a number", file=file, line=number)
        if key in names:
            raise RecordError(f"{key} stands for {names[key]!r} already", file=file, line=number)
        names[key] = name.strip()
    if not names:
        raise RecordError("the table is empty", file=file)
    return names


def code_relations(labels: Mapping[str, str]) -> dict[str, tuple[str, str, str]]:
    """Scheme, code and label of each relation: CAMEO's code where ICEWS' name is known, else the name itself."""
    coded = {key: icews_code(label) for key, label in labels.items()}
    return {
        key: ("CAMEO", code, labels[key]) if code else ("ICEWS", labels[key], labels[key])
        for key, code in coded.items()
    }


def epoch_of(dataset: str, told: dt.date | None) -> dt.date:
    """The day of time 0.

    Raises:
        InputError: It was not told, and the dataset's name does not tell it.
    """
    found = told or EPOCHS.get(dataset.upper())
    if found is None:
        raise InputError(f"which day is time 0 of {dataset}? Say it with --epoch 2018-01-01")
    return found


def read_quads(
    lines: Iterable[Line], file: str, tables: QuadTables, on_lost: Callable[[Finding], None]
) -> Iterator[CodedRow]:
    """Read quadruples; what can't be read is told, with file and line.

    Args:
        lines: Of the file.
        file: Its name, for findings.
        tables: The names.
        on_lost: Told of each line that gives no row.
    """
    entities, relations = tables.entities, tables.relations
    stories: dict[str, Story] = {}
    for number, line in lines:
        fields = line.split()
        if len(fields) == FIELDS or (len(fields) == WITH_A_FIFTH and fields[4] == "0"):
            subject, relation, object_, time = fields[:FIELDS]
            source, target, coded = entities.get(subject), entities.get(object_), relations.get(relation)
            story = stories.get(time) or _story(tables, time, stories)
            if source is not None and target is not None and coded is not None and story is not None:
                key = f"{subject}-{relation}-{object_}-{time}"
                scheme, code, label = coded
                yield CodedRow(
                    *(tables.dataset, key, story.published, source, target, code, scheme, label, story, number),
                    file=file,
                )
                continue
        elif not fields:
            continue
        on_lost(_finding(fields, file, number, tables))


def _story(tables: QuadTables, time: str, stories: dict[str, Story]) -> Story | None:
    if not time.isdigit() or int(time) > LONGEST:
        return None
    story = day_story(tables.dataset, tables.epoch + dt.timedelta(days=int(time) // tables.per_day))
    return stories.setdefault(time, story)


def _finding(fields: list[str], file: str, line: int, tables: QuadTables) -> Finding:
    if len(fields) != FIELDS:
        return Finding(file, f"has {len(fields)} fields instead of subject, relation, object and time", line)
    subject, relation, object_, time = fields
    checks = [
        ("subject", subject, subject in tables.entities, f"{ENTITIES} has no {subject}"),
        ("relation", relation, relation in tables.relations, f"{RELATIONS} has no {relation}"),
        ("object", object_, object_ in tables.entities, f"{ENTITIES} has no {object_}"),
    ]
    field, problem = next(
        ((name, problem) for name, _, known, problem in checks if not known),
        ("time", f"{time!r} is no number of units since {tables.epoch}"),
    )
    return Finding(file, problem, line, field=field)
