"""The order of loading does not matter: neither of documents, nor of authority data."""

from __future__ import annotations

from itertools import permutations

import pytest

from graph.identity.authority import Authority
from graph.store.connection import Store
from ingest.committing.authorities import load_authority
from tests.integration.loading.conftest import clock, differences, dump, empty, load, sample_bundles

ORDERS = list(permutations(range(3)))


@pytest.fixture(scope="module")
def expected(spare_server: Store, small_authority: Authority) -> tuple[list[str], str]:
    """Dump and digest of the samples loaded at once, after the small authority."""
    empty(spare_server)
    load_authority(spare_server, small_authority)
    load(spare_server, sample_bundles())
    return dump(spare_server), clock(spare_server).digest


@pytest.mark.parametrize("order", ORDERS)
def test_documents_after_authority(small: Store, expected: tuple[list[str], str], order: tuple[int, ...]) -> None:
    """Each order of the documents, one a commit, gives the same graph."""
    samples = sample_bundles()
    load(small, *(samples[number] for number in order))
    assert differences(dump(small), expected[0]) == []
    assert clock(small).digest == expected[1]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("before", [1, 3])
def test_authority_after_documents(
    spare: Store, small_authority: Authority, expected: tuple[list[str], str], order: tuple[int, ...], before: int
) -> None:
    """Authority data that come after one document, or after all, give the same graph as before."""
    samples = [sample_bundles()[number] for number in order]
    load(spare, *samples[:before])
    load_authority(spare, small_authority)
    load(spare, *samples[before:])
    assert differences(dump(spare), expected[0]) == []
    assert clock(spare).digest == expected[1]


def test_packages_before_and_after(graph: Store, spare: Store) -> None:
    """So it is with the packages' authority data, whole."""
    samples = sample_bundles()
    load(spare, *samples)
    load(spare, authority=True)
    load(graph, *reversed(samples))
    assert differences(dump(spare), dump(graph)) == []
