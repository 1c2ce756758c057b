"""The lock of Neo4j's jars."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from graph.embedded.lockfile import LOCK, NEO4J_VERSION, ROOTS, Jar, load, parse, render

WORD = st.from_regex(r"[a-z0-9][a-z0-9._]{0,12}", fullmatch=True)
JARS = st.builds(
    Jar,
    group=WORD,
    artifact=WORD,
    version=WORD,
    classifier=st.just("") | WORD,
    sha256=st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    size=st.integers(min_value=1, max_value=10**9),
)


@given(st.lists(JARS, unique=True))
def test_reading_what_was_written(jars: list[Jar]) -> None:
    """A lock that is written and read again has the same jars, in the order of their coordinates."""
    assert parse(render(tuple(jars))) == tuple(sorted(jars))


def test_the_file_is_as_relock_writes_it() -> None:
    """The committed lock was written by `relock` and not edited by hand."""
    assert render(load()) == LOCK.read_text(encoding="utf-8")


def test_roots_are_locked() -> None:
    """The lock holds what it was resolved from, in the version that the code names."""
    assert set(ROOTS) <= {jar.coordinate for jar in load()}
    assert {jar.version for jar in load() if jar.artifact == "neo4j-kernel"} == {NEO4J_VERSION}


def test_file_names_are_unique() -> None:
    """No two jars take each other's place in the folder."""
    assert len({jar.filename for jar in load()}) == len(load())


def test_every_jar_is_pinned_by_content() -> None:
    """Each line pins one released jar: a whole SHA-256, a size and no moving version."""
    for jar in load():
        assert re.fullmatch(r"[0-9a-f]{64}", jar.sha256), jar
        assert jar.size > 0, jar
        assert not re.search(r"SNAPSHOT|LATEST|RELEASE|[\[\(,]", jar.version), jar
