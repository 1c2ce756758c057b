"""Files of coded events, and what is read of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ingest.accounts import Account
from ingest.coded.files import find_files
from ingest.coded.reading import Told, read_coded
from ingest.coded.rows import CodedRow

type Read = Callable[..., tuple[list[CodedRow], Account]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes files and reads them: rows, and the account."""

    def read_files(files: dict[str, Sequence[str] | bytes], told: Told | None = None) -> tuple[list[CodedRow], Account]:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else "".join(f"{one}\n" for one in content).encode())
        account = Account()
        return list(read_coded(find_files([tmp_path / name for name in files]), told or Told(), account)), account

    return read_files
