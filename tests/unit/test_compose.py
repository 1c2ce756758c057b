"""docker-compose.yml, held by its text alone: no Docker engine runs in these tests."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import AliasChoices

from graph.embedded import NEO4J_VERSION
from graph.settings import Settings

ROOT = Path(__file__).parents[2]
COMPOSE = ROOT / "docker-compose.yml"


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    """The services as YAML reads them, variables not filled in."""
    return yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]


def validate(path: Path) -> subprocess.CompletedProcess[str]:
    """Check a file against the compose specification's own JSON schema, which check-jsonschema carries."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def variables_read() -> set[str]:
    """Every environment variable that Settings reads."""
    names: set[str] = set()
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias
        if alias is None:
            names.add(f"{Settings.model_config.get('env_prefix', '')}{name}".upper())
        elif isinstance(alias, AliasChoices):
            names.update(str(choice).upper() for choice in alias.choices)
        else:
            names.add(str(alias).upper())
    return names


def test_file_is_valid() -> None:
    """The file follows the compose specification."""
    run = validate(COMPOSE)
    assert run.returncode == 0, run.stdout + run.stderr


def test_validator_refuses_a_misspelt_key(tmp_path: Path) -> None:
    """The check of the file bites: a misspelt key is refused."""
    broken = tmp_path / "docker-compose.yml"
    broken.write_text(COMPOSE.read_text(encoding="utf-8").replace("depends_on:", "depend_on:"), encoding="utf-8")
    run = validate(broken)
    assert run.returncode == 1
    assert "depend_on" in run.stdout + run.stderr


def test_neo4j_is_the_embedded_version(services: dict[str, Any]) -> None:
    """With and without Docker, people get the same Neo4j."""
    assert services["neo4j"]["image"] == f"neo4j:{NEO4J_VERSION}-community"


def test_settings_read_every_variable_of_the_api(services: dict[str, Any]) -> None:
    """No variable of the API service is a misspelling that settings silently ignore."""
    given = set(services["api"]["environment"])
    assert {"NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD"} <= given <= variables_read()


def test_password_is_required_and_one(services: dict[str, Any]) -> None:
    """Nothing starts without a password, and both services take the same variable."""
    required = re.compile(r"(neo4j/)?\$\{NEO4J_PASSWORD:\?[^}]+\}")
    database, api = services["neo4j"]["environment"], services["api"]["environment"]
    assert required.fullmatch(database["NEO4J_AUTH"])
    assert required.fullmatch(api["NEO4J_PASSWORD"])
    assert database["NEO4J_AUTH"].split("/", 1)[0] == api["NEO4J_USERNAME"]


def test_api_waits_for_a_healthy_database(services: dict[str, Any]) -> None:
    """The API starts once Neo4j's health check passes, not once its container runs."""
    assert services["api"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert services["neo4j"]["healthcheck"]["test"]
    assert "HEALTHCHECK" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_data_outlives_its_container(services: dict[str, Any]) -> None:
    """Every volume that a service mounts is a named one of this file."""
    named = set(yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["volumes"])
    mounted = {volume.split(":")[0] for service in services.values() for volume in service["volumes"]}
    assert mounted == named


def test_ports_are_on_loopback(services: dict[str, Any]) -> None:
    """No port is published to the network unless an operator says so."""
    ports = [port for service in services.values() for port in service["ports"]]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)
