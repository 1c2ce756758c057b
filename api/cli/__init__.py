"""The command line: `whomet`, one module a group of commands.

Every command imports what it needs when it runs, so that none waits for what another one needs.
"""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command that the process was given and end the process with its exit code (see `api.cli.exits`)."""
    from api.cli.root import run

    sys.exit(run())
