"""The folders of a home, its password, and the room it needs."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from graph.embedded import log_path, status, stop
from graph.embedded.credentials import auth_line, prepare_password
from graph.embedded.home import Home, require_space
from graph.errors import DiskSpaceError, EmbeddedServerError


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with its folders and nothing in them."""
    home = Home.at(tmp_path / "home")
    home.create()
    return home


def permissions(path: Path) -> int:
    """The permission bits of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


def test_looking_changes_nothing(tmp_path: Path) -> None:
    """Status, log path and stop of a home that was never used don't make it."""
    seen = status(tmp_path / "home")
    assert (seen.state, seen.pid, seen.uri, seen.data_bytes) == ("stopped", None, None, 0)
    assert seen.log == log_path(tmp_path / "home") == tmp_path / "home" / "neo4j" / "logs" / "neo4j.log"
    assert not stop(tmp_path / "home")
    assert list(tmp_path.iterdir()) == []


def test_too_little_disk(tmp_path: Path) -> None:
    """The error gives both figures and the setting to change, for a folder that need not exist."""
    total = shutil.disk_usage(tmp_path).total
    with pytest.raises(DiskSpaceError) as caught:
        require_space(tmp_path / "not" / "there", total + 1, "Data")
    for part in (f"{(total + 1) / 1e6:.0f} MB", "are free", "WHOMET_HOME"):
        assert part in str(caught.value)
    require_space(tmp_path / "not" / "there", 1, "Data")


def test_a_home_that_cannot_be_made(tmp_path: Path) -> None:
    """A file where the home should be is an error that names the setting to change."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(EmbeddedServerError, match="WHOMET_HOME"):
        Home.at(tmp_path / "file").create()


def test_password_is_the_owners(home: Home) -> None:
    """The password is long, made once, and with everything derived from it closed to other users."""
    password = prepare_password(home)
    assert len(password) >= 24
    assert prepare_password(home) == password
    assert permissions(home.password) == permissions(home.data / "dbms" / "auth.ini") == 0o600
    assert permissions(home.neo4j) == permissions(home.data) == 0o700
    assert password not in (home.data / "dbms" / "auth.ini").read_text(encoding="ascii")


def test_passwords_differ(tmp_path: Path) -> None:
    """Each home has a password of its own."""
    homes = [Home.at(tmp_path / name) for name in ("one", "two")]
    for home in homes:
        home.create()
    assert prepare_password(homes[0]) != prepare_password(homes[1])


def test_a_lost_password_is_an_error(home: Home) -> None:
    """A database without its password is not given another one: the error says what to put back."""
    prepare_password(home)
    (home.data / "databases" / "system").mkdir(parents=True)
    home.password.unlink()
    with pytest.raises(EmbeddedServerError, match=r"neo4j-password is missing.*Put the file back"):
        prepare_password(home)
    assert not home.password.exists()


def test_auth_line_is_salted() -> None:
    """One password has another hash under another salt, and the same one under the same."""
    lines = [auth_line("secret", salt) for salt in (b"one", b"two", b"one")]
    assert lines[0] == lines[2] != lines[1]
