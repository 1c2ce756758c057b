"""What is wrong with a record, in plain words: where, what, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from graph.errors import RecordError
from graph.records import Attribution, Claim, Evidence, Link, Native, Participant, Quantity
from graph.vocabulary.terms import check_terms

type Path = tuple[str | int, ...]
type Problem = tuple[Path, str]

SHOWN = 60

# The record that stands in each field which holds records.
_INNER: Mapping[str, type[BaseModel]] = {
    "participants": Participant,
    "attribution": Attribution,
    "links": Link,
    "quantity": Quantity,
    "evidence": Evidence,
    "native": Native,
}

_WANTED: Mapping[str, str] = {
    "coder": "say who coded it: human:NAME, rules, model:NAME or the dataset",
    "doc_id": "give the id of the document that the claim belongs to",
    "kind": "say person, state, organization or group",
    "published": "give the day of publication, such as 2025-11-26",
    "quote": "quote the words that show it",
    "role": "say what the participant was, such as participant, host or visitor",
    "type": "give an event type, such as meet or call",
}

# Families of pydantic's error types, by how they begin.
_SENTENCES: Mapping[str, str] = {
    "string_type": "{input} is no text; write it in quotation marks",
    "string_too_short": "empty; fill it in",
    "string_pattern": "{input} is no side; write one small letter, such as a or b",
    "int_": "{input} is no whole number; write it in digits alone, such as 14",
    "float_": "{input} is no number; write it like 0.9",
    "finite_": "{input} is no number; write it like 0.9",
    "bool_": "{input} is neither true nor false; write one of them",
    "date_": "{input} is no day; write it like 2025-11-26",
    "greater_than_equal": "{input} is too small; the least is {ge}",
    "less_than_equal": "{input} is too large; the most is {le}",
    "tuple_": "{input} is no list; write its items one by one",
    "model_": "{input} is no set of named fields; write each as FIELD: VALUE",
    "dict_": "{input} is no set of named fields; write each as FIELD: VALUE",
    "json_invalid": "this line is no whole JSON record ({error}); mend it, or write the file again",
    "union_tag_not_found": 'missing; write "record": "document" or "record": "claim"',
    "union_tag_invalid": "{tag!r} is no record; write document or claim",
}


@dataclass(frozen=True, slots=True)
class Rejected:
    """A document that can't be loaded, with everything that is wrong with it.

    Attributes:
        document: Its id as the file gives it, else its URL or title; None where it tells none of them.
        errors: All that is wrong with it and its claims, in the order of the lines.
    """

    document: str | None
    errors: tuple[RecordError, ...]


def reject(document: str | None, errors: Iterable[RecordError]) -> Rejected:
    """Reject a document with its errors put in the order of the lines."""
    return Rejected(document, tuple(sorted(errors, key=lambda error: error.line or 0)))


def dotted(path: Path) -> str | None:
    """Write a path as "participants.0.role"; None for the whole record."""
    return ".".join(str(step) for step in path) or None


def suggest(name: str, known: Iterable[str], *, otherwise: str = "use one of") -> str:
    """Point to the known name that is nearest, or to all of them."""
    listed = list(known)
    nearest = get_close_matches(name.lower(), listed, n=1)
    return f"did you mean {nearest[0]!r}?" if nearest else f"{otherwise} {', '.join(listed)}"


def show(value: object) -> str:
    """Quote a value, cut to a length that fits a line."""
    text = repr(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def explain(error: ValidationError, model: type[BaseModel], *, skip: int = 0) -> list[Problem]:
    """Say in plain words what pydantic found wrong with a record.

    Args:
        error: What pydantic raised.
        model: The record that was expected.
        skip: How many steps pydantic puts before the record's own fields (1 for a union's tag).

    Returns:
        Pairs of a path into the record and what is wrong there.
    """
    return [_explain_one(detail, detail["loc"][skip:], model) for detail in error.errors(include_url=False)]


def explain_claim(error: ValidationError, raw: Mapping[str, object], *, skip: int = 0) -> list[Problem]:
    """Say what is wrong with a claim, with what pydantic leaves out once it found a wrong type or a missing field.

    Args:
        error: What pydantic raised.
        raw: The claim's fields as they were read.
        skip: As for `explain`.
    """
    problems = explain(error, Claim, skip=skip)
    more = _check_raw_terms(raw)
    if raw.get("evidence") is None and raw.get("native") is None:
        more.append((("evidence",), f"missing; {_WANTED['quote']}"))
    return problems + unsaid(more, problems)


def unsaid(more: Iterable[Problem], problems: Iterable[Problem]) -> list[Problem]:
    """Those of more problems that don't stand at or inside a path which has one already."""
    said = {path for path, _ in problems}
    return [(path, text) for path, text in more if not any(path[:end] in said for end in range(1, len(path) + 1))]


def parse_path(name: str) -> Path:
    """Read what `dotted` writes."""
    return tuple(int(step) if step.isdecimal() else step for step in name.split(".")) if name else ()


def _explain_one(detail: ErrorDetails, path: Path, model: type[BaseModel]) -> Problem:
    kind = detail["type"]
    context: dict[str, Any] = {**detail.get("ctx", {}), "input": show(detail["input"])}
    if kind == "value_error":
        return _own(path, str(context["error"]), model)
    if kind == "missing":
        return path, f"missing; {_WANTED.get(str(path[-1]), 'fill it in')}"
    if kind == "extra_forbidden":
        known = sorted(_model_at(path[:-1], model).model_fields)
        return path, f"unknown field; {suggest(str(path[-1]), known, otherwise='known are')}"
    if kind == "literal_error":
        expected = [word.strip("' ") for word in str(context["expected"]).replace(" or ", ", ").split(",")]
        return path, f"{context['input']} is not allowed; {suggest(str(detail['input']), expected)}"
    if kind.startswith("union_tag"):
        path = ("record",)
    sentence = next((text for start, text in _SENTENCES.items() if kind.startswith(start)), None)
    return path, sentence.format(**context) if sentence else detail["msg"]


def _own(path: Path, message: str, model: type[BaseModel]) -> Problem:
    """Read the field out of "FIELD: PROBLEM", as the records' own checks of several fields say it."""
    field, colon, problem = message.partition(": ")
    if not path and colon and field in model.model_fields:
        return (field,), problem
    return path, message


def _model_at(path: Path, model: type[BaseModel]) -> type[BaseModel]:
    names = [step for step in path if isinstance(step, str)]
    return _INNER.get(names[-1], model) if names else model


def _check_raw_terms(raw: Mapping[str, object]) -> list[Problem]:
    """Check the coded terms of a claim that is no valid record, as far as they can be read.

    So a claim with a wrong date and a wrong role is told of both at once.

    Args:
        raw: The claim's fields as the file gives them.
    """
    roles = [_text(one, "role") for one in _mappings(raw.get("participants"))]
    modes = [_text(one, "mode") or "reports" for one in _mappings(raw.get("attribution"))]
    found = check_terms(
        type=_text(raw, "type") or "meet",
        modality=_text(raw, "modality") or "occurred",
        act=_text(raw, "act"),
        roles=[role or "" for role in roles],
        modes=modes,
        native=raw.get("native") is not None,
    )
    unread = {f"participants.{at}.role" for at, role in enumerate(roles) if role is None}
    if _text(raw, "type") is None:
        # Without a type nothing can be said about what hangs on it.
        unread |= {"act", *(f"participants.{at}.role" for at in range(len(roles)))}
    return [(parse_path(field), problem) for field, problem in found if field not in unread]


def _text(raw: Mapping[str, object], field: str) -> str | None:
    value = raw.get(field)
    return value if isinstance(value, str) else None


def _mappings(value: object) -> list[Mapping[str, object]]:
    items = cast("list[object]", value) if isinstance(value, list) else []
    return [cast("Mapping[str, object]", one) if isinstance(one, Mapping) else {} for one in items]
