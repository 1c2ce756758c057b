"""docs/http.md and docs/cli.md tell what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.app import create_app
from api.cli.exits import Exit
from api.cli.root import build
from api.linked.sparql import OFFERED
from api.negotiation import MEDIA_TYPES
from api.problems import KINDS
from graph.settings import Settings

DOCS = Path(__file__).parents[3] / "docs"
HTTP = (DOCS / "http.md").read_text(encoding="utf-8")
SPARQL = (DOCS / "sparql.md").read_text(encoding="utf-8")
CLI = (DOCS / "cli.md").read_text(encoding="utf-8")
UNTOLD = {
    "bad-request",
    "bad-date",
    "bad-file",
    "not-written",
    "foreign-graph",
    "undated-report",
    "not-fetched",
    "model-error",
    "model-unavailable",
}
"""Problems of commands alone, and the parent of all."""


def test_every_route_is_documented() -> None:
    """Each path of OpenAPI but the queries' own has its line."""
    paths = [path for path in create_app(Settings()).openapi()["paths"] if path.count("/queries/") == 0]
    for path in paths:
        assert f"`{path.replace('{id}', 'ID').replace('{path}', 'PATH')}" in HTTP, path


def test_every_problem_is_documented() -> None:
    """The table of errors has every type with its status."""
    told = {
        slug: int(status)
        for status, slugs in re.findall(r"^\| (\d{3}) \| (`[^|]+`) \|", HTTP, flags=re.MULTILINE)
        for slug in re.findall(r"`([^`]+)`", slugs)
    }
    assert told == {kind.slug: kind.status for kind in KINDS.values() if kind.slug not in UNTOLD}


def test_every_form_is_documented() -> None:
    """Every form by its name and its media types."""
    for name, types in MEDIA_TYPES.items():
        assert f"`{name}`" in HTTP
        assert f"`{types[0]}`" in HTTP


def test_every_exit_code_is_documented() -> None:
    """The table of exit codes is the code's own."""
    told = {int(code): meaning for code, meaning in re.findall(r"^\| (\d+) \| (.+) \|$", CLI, flags=re.MULTILINE)}
    assert told == {int(code): code.meaning for code in Exit}


def test_every_command_is_documented() -> None:
    """Each command and each group has its line."""
    app = build()
    names = [one.name or one.callback.__name__ for one in app.registered_commands if one.callback is not None]
    names += [one.name for one in app.registered_groups if one.name]
    for name in names:
        assert f"`whomet {name}" in CLI, name


@pytest.mark.parametrize("name", ["WHOMET_MAX_ROWS", "WHOMET_QUERY_TIMEOUT_S", "WHOMET_BASE_URL", "WHOMET_API_KEYS"])
def test_named_settings_exist(name: str) -> None:
    """A variable that the text names is one that settings read."""
    assert name.removeprefix("WHOMET_").lower() in Settings.model_fields
    assert name in HTTP


def test_limits_of_sparql_are_documented() -> None:
    """With what sets them, and what they are where nobody does."""
    told = dict(re.findall(r"^\| [^|]+ \| ([\d,]+)[^|]* \| `(WHOMET_SPARQL_\w+)`", SPARQL, flags=re.MULTILINE))
    found = {name: int(number.replace(",", "")) for number, name in told.items()}
    settings = Settings()
    assert found == {
        "WHOMET_SPARQL_TIMEOUT_S": settings.sparql_timeout_s,
        "WHOMET_SPARQL_MAX_ROWS": settings.sparql_max_rows,
        "WHOMET_SPARQL_MEMORY": int(settings.sparql_memory.removesuffix("g")),
    }
    for kinds in OFFERED.values():
        assert all(f"`{form}`" in SPARQL for form in kinds)
