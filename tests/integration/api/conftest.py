"""The faces on the session's real database: HTTP through uvicorn on a loopback port, the command as a process."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn
from typer.testing import CliRunner

from api.app import create_app
from api.cli.exits import exit_of
from api.cli.root import build
from api.cli.serving import LOOPBACK, listen
from api.protocol import BareUtf8Protocol
from graph.errors import WhometError
from graph.settings import Settings
from graph.store.connection import Store

ROOT = Path(__file__).parents[3]
type Whomet = Callable[..., Finished]


@contextmanager
def serving(settings: Settings) -> Iterator[httpx.Client]:
    """A server of these settings, and its client."""
    listening = listen(LOOPBACK, 0)
    server = uvicorn.Server(
        uvicorn.Config(create_app(settings), http=BareUtf8Protocol, log_level="warning", lifespan="on")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    with httpx.Client(base_url=f"http://{LOOPBACK}:{listening.getsockname()[1]}", timeout=120) as client:
        yield client
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture(scope="session")
def http(settings: Settings, store: Store) -> Iterator[httpx.Client]:
    """A client of a server that reads the session's database."""
    del store  # asked for, so that the database runs first
    with serving(settings) as client:
        yield client


@dataclass(frozen=True, slots=True)
class Finished:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture(scope="session")
def environment(settings: Settings) -> dict[str, str]:
    """The variables that lead a command to the session's database."""
    return {"WHOMET_HOME": str(settings.home), "WHOMET_CACHE": str(settings.jar_cache)}


@pytest.fixture(scope="session")
def whomet(environment: dict[str, str], store: Store) -> Whomet:
    """Runs a command inside this process, on the session's database."""
    del store

    def run(*arguments: str, stdin: str | None = None) -> Finished:
        result = CliRunner().invoke(build(), list(arguments), env=environment, input=stdin)
        if isinstance(result.exception, WhometError):
            return Finished(exit_of(result.exception), result.stdout, f"{result.stderr}{result.exception}")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Finished(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture(scope="session")
def process(environment: dict[str, str], store: Store) -> Whomet:
    """Runs a command as a process of its own, as users do; takes seconds where `whomet` takes a moment."""
    del store

    def run(*arguments: str) -> Finished:
        command = [sys.executable, "-c", "from api.cli import main; main()", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=os.environ | environment, capture_output=True, encoding="utf-8", check=False
        )
        return Finished(done.returncode, done.stdout, done.stderr)

    return run
