"""One resolver over the packages' authority: building it takes a second, and it keeps nothing but caches."""

from __future__ import annotations

import pytest

from graph.identity.packages import load_packages
from graph.identity.resolver import Resolver


@pytest.fixture(scope="session")
def resolver() -> Resolver:
    """A resolver over all packages and the curated table."""
    return Resolver(load_packages())
