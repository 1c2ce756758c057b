"""Reading one parameter's value, as text from a URL or a command line, or as a Python value from a notebook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, cast

from graph.dates import bounds
from graph.errors import EdtfError, ParameterError
from graph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from queries.header import Parameter

COMMA_SEPARATED = frozenset({"type", "modality", "dataset"})
"""Types, besides texts with choices, whose values hold no comma: `meet,call` may be written for two of them."""

TRUE, FALSE = frozenset({"true", "yes", "1", "on"}), frozenset({"false", "no", "0", "off"})
ALL = "all"


def read(parameter: Parameter, raw: object) -> Any:  # noqa: ANN401  -- what the parameter's type makes of it
    """Give a value its type; a list where the parameter takes several, None where nothing is given.

    Raises:
        ParameterError: It is not of the parameter's type.
    """
    given = _listed(parameter, raw)
    if not given:
        return None
    if parameter.many:
        values = [READERS[parameter.type](parameter, one) for one in given]
        return list(dict.fromkeys(part for value in values for part in (value if isinstance(value, list) else [value])))  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if len(given) > 1:
        raise ParameterError(parameter.name, f"takes one value, and {len(given)} were given")
    return READERS[parameter.type](parameter, given[0])


def _listed(parameter: Parameter, raw: object) -> list[object]:
    plural = isinstance(raw, Sequence) and not isinstance(raw, str)
    several: list[object] = list(cast("Sequence[object]", raw)) if plural else [raw]
    if parameter.many and (parameter.type in COMMA_SEPARATED or parameter.choices):
        several = [part for one in several for part in (one.split(",") if isinstance(one, str) else [one])]
    stripped = [one.strip() if isinstance(one, str) else one for one in several]
    return [one for one in stripped if one is not None and one != ""]


def _text(parameter: Parameter, raw: object) -> str:
    if not isinstance(raw, str):
        raise ParameterError(parameter.name, f"takes text, not {raw!r}")
    return _known(parameter, raw, parameter.choices) if parameter.choices else raw


def _known(parameter: Parameter, word: str, terms: tuple[str, ...]) -> str:
    if word not in terms:
        near = get_close_matches(word, terms, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else f"it is one of {', '.join(terms)}"
        raise ParameterError(parameter.name, f"{word!r} is not known; {hint}")
    return word


def _claim(parameter: Parameter, raw: object) -> str:
    return "claim/" + _text(parameter, raw).removeprefix("claim/")


def _event(parameter: Parameter, raw: object) -> str:
    return "event/" + _text(parameter, raw).removeprefix("event/").removeprefix("claim/")


def _integer(parameter: Parameter, raw: object) -> int:
    try:
        value = int(raw) if isinstance(raw, str) else raw
    except ValueError as error:
        raise ParameterError(parameter.name, f"takes a whole number, not {raw!r}") from error
    if not isinstance(value, int) or isinstance(value, bool):
        raise ParameterError(parameter.name, f"takes a whole number, not {raw!r}")
    if parameter.minimum is not None and value < parameter.minimum:
        raise ParameterError(parameter.name, f"must be at least {parameter.minimum}")
    if parameter.maximum is not None and value > parameter.maximum:
        raise ParameterError(parameter.name, f"must be at most {parameter.maximum}")
    return value


def _boolean(parameter: Parameter, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    word = str(raw).lower()
    if word not in TRUE | FALSE:
        raise ParameterError(parameter.name, f"takes true or false, not {raw!r}")
    return word in TRUE


def _edtf(parameter: Parameter, raw: object) -> str:
    text = raw.isoformat() if isinstance(raw, dt.date) else _text(parameter, raw)
    try:
        bounds(text)
    except EdtfError as error:
        raise ParameterError(parameter.name, str(error)) from error
    return text


def _day(parameter: Parameter, raw: object) -> str:
    text = _edtf(parameter, raw)
    if bounds(text).span != 1:
        raise ParameterError(parameter.name, f"takes one day, such as 2025-11-26, not {text!r}")
    return text


def _moment(parameter: Parameter, raw: object) -> int | dt.datetime:
    if isinstance(raw, str) and raw.isdecimal():
        return int(raw)
    if isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0:
        return raw
    try:
        when = dt.datetime.fromisoformat(raw) if isinstance(raw, str) else raw
        if isinstance(raw, str) and len(raw) == len("2025-11-26"):
            when = dt.date.fromisoformat(raw)
    except ValueError as error:
        told = f"takes a commit's number, a day or a time (2025-11-26T12:00Z), not {raw!r}"
        raise ParameterError(parameter.name, told) from error
    if isinstance(when, dt.datetime):
        return when if when.tzinfo else when.replace(tzinfo=dt.UTC)
    if isinstance(when, dt.date):
        day = dt.time.max if parameter.name == "known_at" else dt.time.min
        return dt.datetime.combine(when, day, dt.UTC)
    raise ParameterError(parameter.name, f"takes a commit's number, a day or a time, not {raw!r}")


def _term(known: Callable[[], Iterable[str]], *, wildcard: bool) -> Callable[[Parameter, object], str | list[str]]:
    def read_term(parameter: Parameter, raw: object) -> str | list[str]:
        word, terms = _text(parameter, raw).lower(), tuple(known())
        if wildcard and word == ALL and parameter.many:
            return list(terms)
        return _known(parameter, word, terms)

    return read_term


READERS: dict[str, Callable[[Parameter, object], Any]] = {
    **dict.fromkeys(("actor", "person", "state", "post", "place", "document", "text", "dataset", "cursor"), _text),
    "type": _term(lambda: load_vocabulary().types, wildcard=False),
    "modality": _term(lambda: load_vocabulary().modalities, wildcard=True),
    "edtf": _edtf,
    "day": _day,
    "moment": _moment,
    "integer": _integer,
    "boolean": _boolean,
    "event": _event,
    "claim": _claim,
}
"""How a value of each type is read."""
