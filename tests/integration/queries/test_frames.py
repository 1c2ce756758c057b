"""Answers as data frames, as notebooks get them."""

from __future__ import annotations

import pytest

import queries
from graph.errors import ParameterError, UnknownQueryError
from graph.settings import Settings
from graph.store.connection import Store

pytestmark = pytest.mark.usefixtures("samples")


def test_a_query_answers_with_a_frame(store: Store) -> None:
    """Columns as declared, the first day of each date as a timestamp beside it, and what it takes to quote it."""
    frame = queries.run("who_met_whom", person="Lukashenko", since="2025", store=store)
    assert list(frame["other"]) == ["Donald Trump", "Vladimir Putin"]
    assert list(frame["date"]) == ["2025-08-15", "2025-11-26"]
    assert str(frame["date_lo"].dtype) == "datetime64[s]"
    assert frame["date_lo"].iloc[1].day == 26
    assert frame.attrs["parameters"]["person"] == "person/alexander-lukashenko"
    assert frame.attrs["undated_left_out"] == 0
    assert frame.attrs["permalink"].startswith("/queries/who_met_whom@")
    assert frame.attrs["digest"]


def test_undated_rows_have_no_timestamp(store: Store) -> None:
    """Nothing is dated that no source dates."""
    frame = queries.run("releases", state="Belarus", store=store)
    assert frame["date"].isna().sum() == frame["date_lo"].isna().sum() == 3


def test_a_limit_is_kept_and_an_empty_answer_has_its_columns(store: Store) -> None:
    """A notebook can go on with an empty frame."""
    assert len(queries.run("events", limit=2, store=store)) == 2
    empty = queries.run("events", dataset="nobody's", store=store)
    assert empty.empty
    assert "quote" in empty.columns
    with pytest.raises(ParameterError, match="limit"):
        queries.run("events", limit=0, store=store)


def test_settings_find_the_database(settings: Settings) -> None:
    """Without an open store, one is opened and closed."""
    assert len(queries.run("office_holders", post="special envoy for Belarus", settings=settings)) == 1


def test_an_unknown_query_is_an_error(store: Store) -> None:
    """Before anything is asked."""
    with pytest.raises(UnknownQueryError):
        queries.run("who_met_who", store=store)
    assert "who_met_whom" in queries.catalogue().names
