"""Exports as files: every form says the same, a file is whole or not there, and a description lies beside it."""

from __future__ import annotations

import gzip
import hashlib
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from graph.errors import ExportFileError
from graph.rdf.dumping import Target, write_dump
from graph.rdf.exporting import Extent
from graph.rdf.forms import FORMS
from graph.rdf.importing import FORMATS
from graph.rdf.namespaces import expand
from graph.store.connection import Store
from graph.store.lookup import read_state

pytestmark = pytest.mark.usefixtures("samples")


def read(path: Path, ending: str) -> tuple[set[str], set[str]]:
    """What a file says: with the named graphs, and without."""
    quads = list(parse(path=str(path), format=FORMATS[ending]))
    return {str(quad) for quad in quads}, {str(quad.triple) for quad in quads}


def test_every_form_says_the_same(store: Store, tmp_path: Path) -> None:
    """With the named graphs where the form has them, without where not."""
    write_dump(store, Extent(), Target(tmp_path / "x.nq"))
    quads, triples = read(tmp_path / "x.nq", "nq")
    for form in FORMS.values():
        path = tmp_path / f"whole.{form.ending}"
        done = write_dump(store, Extent(), Target(path, form))
        assert done.quads == len(quads)
        assert read(path, form.ending)[1 if form.flat else 0] == (triples if form.flat else quads), form.name


def test_sorted_files_are_the_same_for_the_same_graph(store: Store, tmp_path: Path) -> None:
    """Byte for byte, compressed too, and each line once."""
    for name in ("a", "b"):
        write_dump(store, Extent(), Target(tmp_path / f"{name}.nq", in_order=True))
        write_dump(store, Extent(), Target(tmp_path / f"{name}.nq.gz", zipped=True, in_order=True))
    lines = (tmp_path / "a.nq").read_bytes().splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert (tmp_path / "a.nq").read_bytes() == (tmp_path / "b.nq").read_bytes()
    assert (tmp_path / "a.nq.gz").read_bytes() == (tmp_path / "b.nq.gz").read_bytes()
    assert gzip.decompress((tmp_path / "a.nq.gz").read_bytes()) == (tmp_path / "a.nq").read_bytes()


def test_the_description_tells_what_the_file_is(store: Store, tmp_path: Path) -> None:
    """How much, of which digest, with which hash and under which licences."""
    path = tmp_path / "whole.nq"
    done = write_dump(store, Extent(), Target(path))
    assert done.description == tmp_path / "whole.nq.void.ttl"
    told: dict[str, set[str]] = {}
    for quad in parse(path=str(done.description), format=RdfFormat.TURTLE):
        assert isinstance(quad.subject, NamedNode)
        told.setdefault(quad.predicate.value, set()).add(quad.object.value)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]
    data = path.read_bytes()
    assert str(data.count(b"\n")) in told[expand("void:triples")]
    assert told[expand("dcat:byteSize")] == {str(len(data))}
    assert told["http://spdx.org/rdf/terms#checksumValue"] == {hashlib.sha256(data).hexdigest()}
    assert told[expand("wm:digest")] == {str(read_state(store).digest)}
    assert told[expand("dc:publisher")] == {"Sample Herald", "Sample Monitor", "Sample Wire"}
    assert told[expand("dc:rights")] == {row[0] for row in store.read(LICENCES).values}


LICENCES = "MATCH (d:Document) RETURN DISTINCT d.licence"


@contextmanager
def most_bytes(number: int) -> Iterator[None]:
    """As on a disk with so much room: no file may be longer."""
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (number, former[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)


@pytest.mark.parametrize("name", ["whole.nq", "whole.trig", "whole.nq.gz"])
def test_a_file_that_finds_no_room_leaves_nothing(store: Store, tmp_path: Path, name: str) -> None:
    """What was there before is there still."""
    path = tmp_path / name
    path.write_text("before", encoding="utf-8")
    target = Target(path, FORMS["trig" if name.endswith("trig") else "nq"], zipped=name.endswith("gz"))
    with most_bytes(100_000), pytest.raises(ExportFileError, match="can't be written"):
        write_dump(store, Extent(), target)
    assert [one.name for one in tmp_path.iterdir()] == [name]
    assert path.read_text(encoding="utf-8") == "before"


def test_a_folder_that_is_not_there_is_told(store: Store, tmp_path: Path) -> None:
    """Nothing is made."""
    with pytest.raises(ExportFileError, match="can't be written"):
        write_dump(store, Extent(), Target(tmp_path / "no" / "whole.nq"))
