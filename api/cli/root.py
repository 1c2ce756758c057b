"""The command `whomet`, put together from its groups."""

from __future__ import annotations

import logging
import sys
from typing import Annotated

import typer

from api.cli import (
    asking,
    bulk,
    curating,
    database,
    demo,
    exploring,
    exporting,
    extracting,
    importing,
    loading,
    matching,
    publishing,
    querying,
    serving,
    validating,
)
from api.cli.console import fail
from api.cli.exits import Exit, exit_of
from graph.errors import EmbeddedServerError, RecordError, WhometError

HELP = "Who met, called, visited, appointed or released whom, when and where, according to which source."
GROUPS = (
    demo,
    asking,
    exploring,
    matching,
    extracting,
    loading,
    bulk,
    curating,
    exporting,
    importing,
    validating,
    publishing,
    querying,
    serving,
    database,
)
"""In the order in which the help lists them."""


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        sys.stdout.write(f"whomet {version('whomet')}\n")
        raise typer.Exit


def build() -> typer.Typer:
    """Put the command together."""
    app = typer.Typer(
        name="whomet",
        help=HELP,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(root)
    for group in GROUPS:
        group.add(app)
    return app


def root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Say which version this is."),
    ] = False,
) -> None:
    """Who met, called, visited, appointed or released whom, when and where, according to which source."""


def run() -> int:
    """Run the command that the process was given; give its exit code."""
    # The driver warns of each try that fails, and so does Dask; a command tells the outcome, once.
    for name in ("neo4j", "distributed"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        build()(prog_name="whomet")
    except WhometError as error:
        fail(_told(error))
        return exit_of(error)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001  -- a fault of ours: told whole, under a code of its own
        sys.excepthook(type(error), error, error.__traceback__)
        fail("this is a fault of whomet; please report it with what stands above")
        return Exit.FAULT
    return Exit.DONE


def _told(error: WhometError) -> str:
    """One line, but for what quotes a log."""
    text = str(error)
    return text if isinstance(error, (EmbeddedServerError, RecordError)) else " ".join(text.split())
