"""Where in a file a problem stands: known of N-Quads and N-Triples, which have a statement on each line."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from graph.rdf.namespaces import expand
from graph.rdf.validation.problems import Problem

type Lines = dict[str, list[tuple[int, str]]]
"""Subject as the file has it → the numbers and texts of its lines."""

LINED = frozenset({".nq", ".nt"})


def with_lines(file: Path, problems: Iterable[Problem]) -> list[Problem]:
    """The problems with their lines, where the file has any: the statement at fault, else the first of its subject."""
    told = list(problems)
    packed = file.suffix == ".gz"
    if not told or (file.with_suffix("") if packed else file).suffix not in LINED:
        return told
    lines: Lines = {}
    for one in told:
        lines[_subject(one)] = []
    with gzip.open(file, "rt", encoding="utf-8") if packed else file.open(encoding="utf-8") as text:
        for number, line in enumerate(text, start=1):
            subject = line.partition(" ")[0]
            if subject in lines:
                lines[subject].append((number, line))
    return [replace(one, line=_line_of(one, lines)) for one in told]


def _subject(problem: Problem) -> str:
    return problem.subject if problem.subject.startswith("_:") else f"<{problem.subject}>"


def _line_of(problem: Problem, lines: Lines) -> int | None:
    said = lines[_subject(problem)]
    try:
        predicate = f" <{expand(problem.field)}> "
    except KeyError:
        # A path of several predicates, or none.
        return said[0][0] if said else None
    value = problem.value.partition("\n")[0].partition('"')[0]
    of_it = [(number, line.partition(predicate)[2]) for number, line in said if predicate in line]
    exact = [number for number, rest in of_it if value in rest]
    return next(iter((*exact, *(number for number, _ in (*of_it, *said)))), None)
