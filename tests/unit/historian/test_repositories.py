"""The Historian's repositories: known by what they hold, fetched with git from repositories on this machine."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import FetchError, InputError
from graph.records import Bundle
from ingest.accounts import Account
from ingest.historian.reading import Source
from ingest.historian.repositories import fetch_repositories, find_repositories


def _nothing(root: Path, account: Account) -> Iterator[Bundle]:
    del root, account
    return iter(())


SOURCES = (Source("pocom", ("people", "missions-countries"), _nothing), Source("rdcr", ("articles",), _nothing))


def _git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=A Clerk", "-c", "user.email=clerk@example.org")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)  # noqa: S607


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A folder with a bare repository `rdcr`, and a working copy beside it that can push to it."""
    work = tmp_path / "work"
    (work / "articles").mkdir(parents=True)
    (work / "articles" / "ruritania.xml").write_text("<a/>", encoding="utf-8")
    _git(work, "init", "--quiet", "--initial-branch", "master")
    _git(work, "add", ".")
    _git(work, "commit", "--quiet", "-m", "Begin")
    (tmp_path / "origin").mkdir()
    _git(work, "clone", "--quiet", "--bare", str(work), str(tmp_path / "origin" / "rdcr"))
    _git(work, "remote", "add", "origin", str(tmp_path / "origin" / "rdcr"))
    return tmp_path / "origin"


def test_a_clone_is_known_by_what_it_holds(tmp_path: Path) -> None:
    """Whatever its folder is called, and also one folder above."""
    clone = tmp_path / "data" / "officers-of-2019"
    (clone / "people").mkdir(parents=True)
    (clone / "missions-countries").mkdir()
    assert find_repositories([clone], SOURCES) == {"pocom": clone}
    assert find_repositories([tmp_path / "data"], SOURCES) == {"pocom": clone}
    assert find_repositories([tmp_path / "data", clone], SOURCES) == {"pocom": clone}


def test_a_folder_that_is_none_of_them(tmp_path: Path) -> None:
    """The error tells by what they are known; a folder that is not there is another error."""
    with pytest.raises(
        InputError, match=r"none of the Historian's repositories .* pocom \(people, missions-countries\)"
    ):
        find_repositories([tmp_path], SOURCES)
    with pytest.raises(InputError, match="there is no folder"):
        find_repositories([tmp_path / "away"], SOURCES)


def test_two_clones_of_one_repository(tmp_path: Path) -> None:
    """Which one is meant is not guessed."""
    (tmp_path / "old" / "articles").mkdir(parents=True)
    (tmp_path / "new" / "articles").mkdir(parents=True)
    with pytest.raises(InputError, match="both hold the repository rdcr"):
        find_repositories([tmp_path], SOURCES)
    with pytest.raises(InputError, match="both hold the repository rdcr"):
        find_repositories([tmp_path / "old", tmp_path / "new"], SOURCES)


def test_clone_and_update(origin: Path, tmp_path: Path) -> None:
    """The first time it is cloned without its history, then brought up to date, whatever was changed in the clone."""
    cache, told = tmp_path / "cache", list[str]()
    base = origin.as_uri()
    found = fetch_repositories(cache, ["rdcr"], told.append, base=base)
    clone = found["rdcr"]
    assert (clone / "articles" / "ruritania.xml").read_text(encoding="utf-8") == "<a/>"
    assert any("100 %" in line for line in told)
    (tmp_path / "work" / "articles" / "ruritania.xml").write_text("<b/>", encoding="utf-8")
    _git(tmp_path / "work", "commit", "--quiet", "-am", "Mend")
    _git(tmp_path / "work", "push", "--quiet", "origin", "master")
    (clone / "articles" / "ruritania.xml").write_text("scribbled", encoding="utf-8")
    assert fetch_repositories(cache, ["rdcr"], told.append, base=base) == found
    assert (clone / "articles" / "ruritania.xml").read_text(encoding="utf-8") == "<b/>"
    assert find_repositories([cache / "historian"], SOURCES) == found


def test_what_cannot_be_fetched_leaves_nothing_behind(origin: Path, tmp_path: Path) -> None:
    """The error quotes git; no half of a clone stays, and a clone that was there stays as it was."""
    with pytest.raises(FetchError, match=r"git could not fetch it: fatal: .*visits"):
        fetch_repositories(tmp_path / "cache", ["visits"], lambda _: None, base=origin.as_uri())
    assert list((tmp_path / "cache" / "historian").iterdir()) == []
    clone = fetch_repositories(tmp_path / "cache", ["rdcr"], lambda _: None, base=origin.as_uri())["rdcr"]
    shutil.rmtree(origin)
    with pytest.raises(FetchError, match="name the folders of clones"):
        fetch_repositories(tmp_path / "cache", ["rdcr"], lambda _: None, base=origin.as_uri())
    assert (clone / "articles" / "ruritania.xml").is_file()


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to do instead."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match=r"git, which fetches .*, is not installed; install it, or download"):
        fetch_repositories(tmp_path, ["rdcr"], lambda _: None)
