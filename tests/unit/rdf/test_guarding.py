"""Files that are made to exhaust their reader, cut short or badly written: each is told by its name and line.

They are read in a process whose memory and time are bounded, both as `whomet import` and as `whomet validate` read.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.rdf.guarding import DEEPEST, HarmfulError, guard_xml

MEMORY, SECONDS = 2_000_000_000, 120
CHILD = f"""
import json, resource, sys, tempfile
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
from graph.errors import WhometError
from graph.rdf.importing import Source, read_contents
from graph.rdf.validation import validate_file
told = {{}}
for file in sorted(Path(sys.argv[1]).iterdir()):
    with tempfile.TemporaryDirectory() as folder:
        try:
            read_contents(Source(file), Path(folder), lambda _: None)
        except WhometError as error:
            told["import", file.name] = str(error)
    try:
        report = validate_file(file)
        told["validate", file.name] = "\\n".join(one.text(str(file)) for one in report.problems)
    except WhometError as error:
        told["validate", file.name] = str(error)
print(json.dumps([[*name, text] for name, text in told.items()]))
"""

BASE = "https://w3id.org/whomet/"
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
LINE = f'<{BASE}id/person/a> <{LABEL}> "A" <{BASE}graph/entities> .\n'
TRIPLE = f'<{BASE}id/person/a> <{LABEL}> "A" .\n'
DATE = f'<{BASE}id/person/a> <{BASE}ns#born> "1954-13-77"^^<http://id.loc.gov/datatypes/edtf/EDTF> <{BASE}graph/x> .\n'
MEGABYTE = b"x" * 1_000_000


def xml(text: str, head: str = "") -> str:
    """RDF/XML of one statement, with a document type where one is given."""
    return (
        f"{head}\n<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='http://e.example/'>\n"
        f"<rdf:Description rdf:about='{BASE}id/person/a'><e:p>{text}</e:p></rdf:Description></rdf:RDF>\n"
    )


def doctype(*entities: str) -> str:
    """A document type with entities."""
    return f"<!DOCTYPE rdf:RDF [{''.join(entities)}]>"


LAUGHS = doctype('<!ENTITY a0 "ha">', *(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10)))
MANY = doctype(f'<!ENTITY a "{"ha" * 100}">')
DEEP = 100_000

FILES: dict[str, tuple[str | bytes, str]] = {
    "nested.ttl": (f"{TRIPLE.partition('"')[0]} {'(' * 20_000}{')' * 20_000} .", "blank node|has no class"),
    "nested.jsonld": ("[" * DEEP + "]" * DEEP, "1: is no.*Max stack size"),
    "lists.jsonld": ('{"@id":"http://a/x","http://a/p":' + '{"@list":[' * DEEP, "1: is no.*Max stack size"),
    "nested.rdf": (xml("<e:A><e:p>" * DEEP), f"3: is no.*more than {DEEPEST:,} deep"),
    "laughs.rdf": (xml("&a9;", LAUGHS), "1: is no.*the entity 'a1' holds other entities"),
    "many.rdf": (xml("&a;" * 1_000_000, MANY), "3: is no.*make more than twice the file"),
    "outside.rdf": (xml("&x;", doctype('<!ENTITY x SYSTEM "file:///etc/passwd">')), "1: is no.*'x' is in another file"),
    "remote.jsonld": ('{"@context": "http://127.0.0.1:9/c.jsonld", "name": "a"}', "is no.*nothing is fetched"),
    "imported.jsonld": ('{"@context": {"@import": "http://127.0.0.1:9/c"}, "n": "a"}', "is no.*nothing is fetched"),
    "scoped.jsonld": (
        '{"@context": {"p": {"@id": "http://a/p", "@context": "http://127.0.0.1:9/c"}}, "p": {"q": "a"}}',
        "is no.*nothing is fetched",
    ),
    "long.ttl": (TRIPLE.replace("A", "x" * 20_000_000), "is no.*a value has more than 16,777,216 bytes"),
    "long.jsonld": (json.dumps({LABEL: "x" * 20_000_000}), "is no.*a value has more than 16,777,216 bytes"),
    "tag.nq": (LINE + LINE.replace('"A"', '"A"@no_tag'), "2: is no"),
    "subtag.nq": (LINE + LINE.replace('"A"', '"A"@abcdefghijkl'), "2: is no.*A subtag may be eight characters"),
    "date.nq": (LINE + DATE, "2: person/a: wm:born: '1954-13-77' is no date"),
    "cut.nq": (LINE * 3 + LINE[:60], "4: is no.*Unexpected end of file"),
    "cut.ttl": (TRIPLE + TRIPLE[:60], "2: is no.*Unexpected end of file"),
    "cut.jsonld": ('{"@id": "http://a/x", "http://a/p": "G', "1: is no.*Unexpected end of file"),
    "cut.rdf": (xml("text")[:-20], "3: is no.*unclosed token"),
    "cut.nq.gz": (gzip.compress(LINE.encode() * 1000)[:40], "is no|can't be read"),
    "packed.nq.gz": (LINE, "Not a gzipped file"),
    "broken.nq.gz": (gzip.compress(LINE.encode())[:12] + b"\xff" * 90, "Error -3 while decompressing"),
    "latin.nq": (LINE.encode() + LINE.replace("A", "Grün").encode("latin-1"), "2: is no.*[Ii]nvalid utf-8"),
    "latin.ttl": (TRIPLE.replace("A", "Grün").encode("latin-1"), "1: is no.*[Ii]nvalid utf-8"),
    "latin.jsonld": ('{"http://a/p": "Grün"}'.encode("latin-1"), "1: is no.*[Ii]nvalid utf-8"),
    "latin.rdf": (xml("Grün").encode("latin-1"), "3: is no.*invalid token"),
    "wide.nq": (LINE.encode("utf-16"), "1: is no.*UTF-8"),
    "wide.ttl": (TRIPLE.encode("utf-16"), "1: is no.*UTF-8"),
}
"""Name → content, and what is told of it behind its name."""

LONG = {
    "literal.nq.gz": (LINE.encode() + LINE.partition("A")[0].encode(), 200, "2: is no.*more than 16,777,216 bytes"),
    "literal.rdf.gz": (xml("").partition("</e:p>")[0].encode(), 200, "3: is no.*more than 16,777,216 bytes"),
    "bomb.nq.gz": (LINE.partition("A")[0].encode(), 1_500, "1: is no.*more than 16,777,216 bytes"),
}
"""Name → beginning of its content, megabytes of text that follow, and what is told of it."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """What is said of each file, by each of the two."""
    folder = tmp_path_factory.mktemp("harmful")
    for name, (content, _) in FILES.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    for name, (head, size, _) in LONG.items():
        with gzip.open(folder / name, "wb", compresslevel=1) as file:
            file.write(head)
            for _ in range(size):
                file.write(MEGABYTE)
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    return {(way, name): text.replace(f"{folder}/", "") for way, name, text in json.loads(done.stdout)}


def cases() -> Iterator[tuple[str, str]]:
    """Each file, and what is due."""
    yield from ((name, due) for name, (_, due) in FILES.items())
    yield from ((name, due) for name, (_, _, due) in LONG.items())


@pytest.mark.parametrize("way", ["import", "validate"])
@pytest.mark.parametrize(("name", "due"), list(cases()))
def test_harmful_file_is_told_by_name_and_line(told: dict[tuple[str, str], str], way: str, name: str, due: str) -> None:
    """Within bounds of memory and time, and without fetching anything."""
    text = told[way, name]
    lines = [line.removeprefix(f"{name}:") for line in text.splitlines() if line.startswith(f"{name}:")]
    pattern = re.compile(due)
    assert any(pattern.search(line.replace("is not", "is no")) for line in lines), text


@given(st.integers(0, 50), st.text(alphabet="ab &;", max_size=20))
def test_xml_that_no_harm_is_in_passes(depth: int, text: str) -> None:
    """Elements in one another, texts, and the entities that begin URIs."""
    escaped = text.replace("&", "&amp;")
    head = doctype('<!ENTITY owl "http://www.w3.org/2002/07/owl#">')
    guard_xml(io.BytesIO(xml("<e:A>" * depth + escaped + "&owl;" + "</e:A>" * depth, head).encode()))


@given(st.integers(DEEPEST, DEEPEST + 50))
def test_depth_of_xml_is_bounded(depth: int) -> None:
    """Whatever stands in it."""
    with pytest.raises(HarmfulError, match="deep"):
        guard_xml(io.BytesIO(xml("<e:A>" * depth + "</e:A>" * depth).encode()))
