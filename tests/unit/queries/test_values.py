"""Reading parameters' values."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.errors import ParameterError
from queries.header import Parameter, ParameterType
from queries.values import read


def parameter(type_: ParameterType, **fields: object) -> Parameter:
    """A parameter named `it`."""
    return Parameter("it", type_, "what it is", **fields)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("type_", "raw", "expected"),
    [
        ("actor", " Lukashenko ", "Lukashenko"),
        ("event", "abc", "event/abc"),
        ("event", "claim/abc", "event/abc"),
        ("claim", "abc", "claim/abc"),
        ("edtf", "2025-11", "2025-11"),
        ("edtf", dt.date(2025, 11, 26), "2025-11-26"),
        ("day", "2025-11-26", "2025-11-26"),
        ("integer", "7", 7),
        ("integer", 7, 7),
        ("boolean", "yes", True),
        ("boolean", "0", False),
        ("type", "Meet", "meet"),
        ("moment", "12", 12),
        ("moment", 12, 12),
        ("moment", "2025-11-26T12:00:00Z", dt.datetime(2025, 11, 26, 12, tzinfo=dt.UTC)),
        ("text", "", None),
        ("text", None, None),
    ],
)
def test_a_value_gets_its_type(type_: ParameterType, raw: object, expected: object) -> None:
    """Text from a URL and Python values from a notebook are read alike."""
    assert read(parameter(type_), raw) == expected


@pytest.mark.parametrize(
    ("type_", "raw", "told"),
    [
        ("edtf", "26.11.2025", "no date in EDTF"),
        ("day", "2025-11", "takes one day"),
        ("integer", "seven", "whole number"),
        ("integer", "3.5", "whole number"),
        ("boolean", "perhaps", "true or false"),
        ("type", "meeet", "did you mean meet"),
        ("modality", "real", "is not known"),
        ("moment", "yesterday", "commit's number"),
        ("moment", -1, "commit's number"),
        ("text", 5, "takes text"),
        ("text", ["a", "b"], "takes one value"),
    ],
)
def test_a_wrong_value_names_the_parameter(type_: ParameterType, raw: object, told: str) -> None:
    """The error says which parameter and what it takes."""
    with pytest.raises(ParameterError, match=told) as caught:
        read(parameter(type_), raw)
    assert caught.value.parameter == "it"


def test_several_values_come_as_a_list_or_with_commas() -> None:
    """Each is read by itself, and none counts twice."""
    assert read(parameter("type", many=True), "meet, call") == ["meet", "call"]
    assert read(parameter("type", many=True), ["meet", "call,meet"]) == ["meet", "call"]
    assert read(parameter("actor", many=True), "Putin, Vladimir") == ["Putin, Vladimir"]


def test_all_stands_for_every_modality() -> None:
    """`modality=all` needs no list of them."""
    assert len(read(parameter("modality", many=True), "all")) == 5


def test_integers_keep_within_their_bounds() -> None:
    """Least and greatest value are told."""
    bounded = parameter("integer", minimum=1, maximum=6)
    with pytest.raises(ParameterError, match="at least 1"):
        read(bounded, 0)
    with pytest.raises(ParameterError, match="at most 6"):
        read(bounded, 7)


def test_a_text_with_choices_takes_no_other() -> None:
    """A near miss is helped."""
    chosen = parameter("text", choices=("one_source", "party"))
    assert read(chosen, "party") == "party"
    with pytest.raises(ParameterError, match="did you mean party"):
        read(chosen, "partly")


def test_a_day_ends_what_was_known_and_begins_what_changed() -> None:
    """`known_at` a day takes in all of it; `since` a day begins with it."""
    known = read(Parameter("known_at", "moment", "what was known"), "2025-11-26")
    since = read(Parameter("since", "moment", "what changed"), "2025-11-26")
    assert (known.hour, since.hour) == (23, 0)
