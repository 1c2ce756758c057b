"""Fetching jars, and healing a cache that lacks some; the repository is an HTTP server on loopback."""

from __future__ import annotations

import hashlib
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from graph.embedded.jars import distrust, ensure_jars
from graph.embedded.lockfile import NEO4J_VERSION, Jar
from graph.errors import JarDownloadError


@dataclass
class Repository:
    """A repository that serves a folder, and the paths that were asked of it."""

    folder: Path
    url: str
    asked: list[str] = field(default_factory=list)

    def publish(self, jar: Jar, content: bytes) -> None:
        """Serve some content where Maven looks for the jar."""
        path = self.folder / jar.group.replace(".", "/") / jar.artifact / jar.version / jar.filename
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Repository]:
    """An empty repository."""
    folder = tmp_path / "repository"
    folder.mkdir()
    asked: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, directory=str(folder), **kwargs)  # pyright: ignore[reportArgumentType]

        def log_request(self, code: object = "-", size: object = "-") -> None:
            """Remember instead of printing."""
            del code, size
            asked.append(self.path)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in http.server
            """Print nothing: the request was remembered."""
            del format, args

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield Repository(folder, f"http://127.0.0.1:{server.server_port}", asked)
        server.shutdown()
        thread.join()


@pytest.fixture
def contents() -> dict[Jar, bytes]:
    """A few jars and what is in them."""
    texts = {name: f"content of {name}".encode() * 50 for name in ("one", "two", "three", "four")}
    return {
        Jar("org.example.some", name, "1.0", "linux" if name == "two" else "", _sha256(text), len(text)): text
        for name, text in texts.items()
    }


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def closed_url() -> str:
    """The URL of a loopback port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache that does not exist yet."""
    return tmp_path / "cache"


@pytest.fixture
def filled(repository: Repository, contents: dict[Jar, bytes]) -> Repository:
    """A repository that has every jar."""
    for jar, content in contents.items():
        repository.publish(jar, content)
    return repository


def ensure(cache: Path, jars: dict[Jar, bytes], *urls: str) -> tuple[dict[str, bytes], list[str]]:
    """Ensure the jars from repositories at these URLs; return what is in the folder, and the progress told."""
    told: list[str] = []
    repositories = {f"number {number}": url for number, url in enumerate(urls)}
    folder = ensure_jars(cache, told.append, jars=tuple(jars), repositories=repositories)
    return {path.name: path.read_bytes() for path in folder.glob("*.jar*")}, told


def named(contents: dict[Jar, bytes]) -> dict[str, bytes]:
    """The contents by file name."""
    return {jar.filename: content for jar, content in contents.items()}


def folder_of(cache: Path) -> Path:
    """The folder of the jars in a cache."""
    return cache / f"neo4j-{NEO4J_VERSION}"


def test_fetches_once(cache: Path, filled: Repository, contents: dict[Jar, bytes]) -> None:
    """An empty cache is filled, with progress told; a complete one asks nobody and tells nothing."""
    held, told = ensure(cache, contents, filled.url)
    assert held == named(contents)
    assert told[0].startswith(f"Fetching Neo4j {NEO4J_VERSION} (4 jars")
    assert len(filled.asked) == 4
    held, told = ensure(cache, contents, filled.url)
    assert held == named(contents)
    assert told == []
    assert len(filled.asked) == 4


def test_heals_a_half_downloaded_cache(cache: Path, filled: Repository, contents: dict[Jar, bytes]) -> None:
    """What an interrupted download left is completed: whole jars stay, the others are fetched again."""
    whole, cut, changed, absent = contents
    folder = folder_of(cache)
    folder.mkdir(parents=True)
    (folder / whole.filename).write_bytes(contents[whole])
    (folder / cut.filename).write_bytes(contents[cut][:10])
    (folder / changed.filename).write_bytes(bytes(changed.size))
    (folder / f"{absent.filename}.part").write_bytes(b"the beginning of")
    held, _ = ensure(cache, contents, filled.url)
    assert held == named(contents)
    assert {Path(path).name for path in filled.asked} == {cut.filename, changed.filename, absent.filename}


@pytest.mark.parametrize("damage", ["removed", "cut"])
def test_heals_a_complete_cache_that_lost_a_jar(
    cache: Path, filled: Repository, contents: dict[Jar, bytes], damage: str
) -> None:
    """A jar that is missing or cut short is noticed although the folder was complete."""
    ensure(cache, contents, filled.url)
    victim = folder_of(cache) / next(iter(contents)).filename
    if damage == "removed":
        victim.unlink()
    else:
        victim.write_bytes(b"short")
    assert ensure(cache, contents, filled.url)[0] == named(contents)
    assert len(filled.asked) == 5


def test_distrusted_jars_are_hashed(cache: Path, filled: Repository, contents: dict[Jar, bytes]) -> None:
    """Damage that keeps a jar's size is mended after `distrust`, which a failed start calls."""
    ensure(cache, contents, filled.url)
    jar = next(iter(contents))
    (folder_of(cache) / jar.filename).write_bytes(bytes(jar.size))
    distrust(cache)
    assert ensure(cache, contents, filled.url)[0] == named(contents)


def test_removes_foreign_jars(cache: Path, filled: Repository, contents: dict[Jar, bytes]) -> None:
    """A jar of another lock does not stay on the class path."""
    folder_of(cache).mkdir(parents=True)
    (folder_of(cache) / "other-2.0.jar").write_bytes(b"other")
    assert ensure(cache, contents, filled.url)[0] == named(contents)


def test_no_network(cache: Path, filled: Repository, contents: dict[Jar, bytes], closed_url: str) -> None:
    """Without a network the error says what is missing and what to do; connected, the same call succeeds."""
    with pytest.raises(JarDownloadError) as caught:
        ensure(cache, contents, closed_url)
    message = str(caught.value)
    for part in ("4 of 4 jars", "org.example.some:four:1.0", closed_url, "Nothing is broken", "NEO4J_URI"):
        assert part in message
    assert list(folder_of(cache).iterdir()) == []
    assert ensure(cache, contents, filled.url)[0] == named(contents)


def test_what_was_fetched_is_kept(cache: Path, repository: Repository, contents: dict[Jar, bytes]) -> None:
    """When one jar can't be had the others stay, and only that one is asked for again."""
    *others, last = contents
    for jar in others:
        repository.publish(jar, contents[jar])
    with pytest.raises(JarDownloadError, match=r"org\.example\.some:four:1\.0.*404"):
        ensure(cache, contents, repository.url)
    repository.publish(last, contents[last])
    repository.asked.clear()
    assert ensure(cache, contents, repository.url)[0] == named(contents)
    assert Path(repository.asked[-1]).name == last.filename


def test_refuses_other_content(cache: Path, filled: Repository, contents: dict[Jar, bytes]) -> None:
    """A sign-in page in place of a jar is refused, and its content is not kept."""
    victim = next(iter(contents))
    filled.publish(victim, b"<html>Please sign in</html>")
    with pytest.raises(JarDownloadError, match="sign-in page"):
        ensure(cache, contents, filled.url)
    assert not (folder_of(cache) / victim.filename).exists()


def test_falls_back_to_the_next_repository(
    cache: Path, filled: Repository, contents: dict[Jar, bytes], closed_url: str
) -> None:
    """A mirror that is away, or lacks a jar, does not stand in the way of the next one."""
    assert ensure(cache, contents, closed_url, filled.url)[0] == named(contents)


def test_two_at_once(cache: Path, filled: Repository, contents: dict[Jar, bytes]) -> None:
    """Two calls at once fetch each jar once and both return the complete folder."""
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda _: ensure(cache, contents, filled.url)[0], range(2)))
    assert results == [named(contents)] * 2
    assert len(filled.asked) == 4


def test_a_cache_that_cannot_be_made(tmp_path: Path, contents: dict[Jar, bytes]) -> None:
    """A file where the cache should be is an error that names the setting to change."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(JarDownloadError, match="WHOMET_CACHE"):
        ensure(tmp_path / "file" / "cache", contents)
