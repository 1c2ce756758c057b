"""The jars that the tests of the embedded server share."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
import pytest


@pytest.fixture(scope="session")
def jar_cache() -> Path:
    """The user's own cache, so that jars are fetched once however often the tests run."""
    return Path(os.environ.get("WHOMET_CACHE") or platformdirs.user_cache_dir("whomet"))
