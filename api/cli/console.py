"""Writing to the terminal: data to standard output, everything else to standard error."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from rich.console import Console

    from graph.settings import Settings


def out() -> Console:
    """Standard output; no colours where it is no terminal, and `model:parrot:` stays words and becomes no picture."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False, emoji=False)


def err() -> Console:
    """Standard error."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, emoji=False)


def note(text: str = "") -> None:
    """Say something that is no data, as one line however long it is."""
    err().print(text, style="dim", markup=False, soft_wrap=True)


def fail(text: str) -> None:
    """Say what went wrong."""
    from rich.text import Text

    err().print(Text.assemble(("error: ", "bold red"), text), soft_wrap=True)


def write(data: bytes) -> None:
    """Write data to standard output as it is, on every system in UTF-8."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def base_for_citing(settings: Settings) -> str:
    """What the addresses of a citation begin with; says so where nobody has set it, as they lead nowhere then."""
    if settings.base_url is None:
        note("Addresses begin with / alone: set WHOMET_BASE_URL to the server's address before you cite.")
    return (settings.base_url or "").rstrip("/")


@contextmanager
def waiting() -> Generator[Callable[[str], None]]:
    """Tell of what takes time: one changing line on a terminal, else one line each."""
    console = err()
    if not console.is_terminal:
        yield note
        return
    status = console.status("")

    def tell(text: str) -> None:
        status.update(text)
        status.start()

    try:
        yield tell
    finally:
        status.stop()
