"""The password of an embedded server: generated once, known before the server first listens.

Neo4j makes its first user from `data/dbms/auth.ini`. Writing that file, as `neo4j-admin dbms
set-initial-password` does, leaves no moment in which the server takes the well-known default password, and
saves the start of a second JVM.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from graph.embedded.home import Home
from graph.errors import EmbeddedServerError

USERNAME = "neo4j"

_ITERATIONS = 1024  # Neo4j's own; it reads the number from the file.


def prepare_password(home: Home) -> str:
    """Return the password of a home, generating it before the first start.

    Raises:
        EmbeddedServerError: The databases are there and the password is not.
    """
    if not home.password.exists():
        if home.has_store():
            raise EmbeddedServerError(
                f"{home.password} is missing, and the database in {home.data} was made with its password. "
                f"Put the file back; or move {home.neo4j} away to begin with an empty graph."
            )
        _write_private(home.password, secrets.token_urlsafe(24))
    password = home.password.read_text(encoding="ascii").strip()
    if not home.has_store():
        folder = home.data / "dbms"
        folder.mkdir(mode=0o700, exist_ok=True)
        _write_private(folder / "auth.ini", auth_line(password, secrets.token_bytes(32)))
    return password


def auth_line(password: str, salt: bytes) -> str:
    """The line of auth.ini for a password and a salt, as `neo4j-admin dbms set-initial-password` writes it.

    `USER:SHA-256,HASH,SALT,ITERATIONS:` with hash and salt in hex, where the hash is SHA-256 of salt and
    password, hashed again until there are as many iterations.
    """
    hashed = salt + password.encode()
    for _ in range(_ITERATIONS):
        hashed = hashlib.sha256(hashed).digest()
    return f"{USERNAME}:SHA-256,{hashed.hex()},{salt.hex()},{_ITERATIONS}:"


def _write_private(path: Path, text: str) -> None:
    """Write a file that its owner alone can read; it appears whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(f"{text}\n")
    part.replace(path)
