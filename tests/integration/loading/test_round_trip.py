"""Out to linked data and in again: the same graph, and the same statements."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.errors import ForeignGraphError, ImportFileError, InterruptedImportError, MappingError
from graph.rdf.dumping import Target, write_dump
from graph.rdf.exporting import Extent, export_quads
from graph.rdf.forms import FORMS, Form
from graph.rdf.importing import Contents, Source, read_contents
from graph.store.connection import Store
from graph.store.restoring import restore
from graph.store.schema import MARK, apply_schema
from graph.store.whole import cut_off
from tests.integration.loading.conftest import clock, dump, empty, load, report, rows, sample_bundles, told
from tests.integration.loading.test_corrections import add_reports, correct_document, correct_spelling, retract_some

NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS props"
EDGES = """
MATCH (a)-[r]->(b)
RETURN type(r), a.id, coalesce(a.rev_from, a.seq), b.id, coalesce(b.rev_from, b.seq), properties(r) AS props
"""


def everything(store: Store) -> list[str]:
    """All nodes and relationships with all of their properties, recorded times and bookkeeping too."""
    nodes = [str((sorted(labels), sorted(props.items()))) for labels, props in rows(store, NODES)]
    edges = [str((*ends, sorted(props.items()))) for *ends, props in rows(store, EDGES)]
    return sorted((*nodes, *edges))


def quads(store: Store, extent: Extent) -> str:
    """An export."""
    return "".join(export_quads(store, cut_off(store), extent))


def bring_back(store: Store, text: str, folder: Path, name: str = "whole.nq", **options: Any) -> Contents:  # noqa: ANN401
    """Write a file and import it."""
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="\n")
    with_files = folder / "read"
    with_files.mkdir(exist_ok=True)
    contents = read_contents(Source(path, **options), with_files, lambda _: None)
    restore(store, contents, lambda _: None)
    return contents


def make_history(store: Store) -> None:
    """Load reports, and then have them corrected, taken back and added to."""
    load(store, sample_bundles())
    for change in (retract_some, correct_spelling, add_reports, correct_document):
        change(store)


def test_a_graph_with_its_history_comes_back_whole(small: Store, tmp_path: Path) -> None:
    """Every node, relationship and property, closed versions and times of recording too, and byte for byte the file."""
    make_history(small)
    before, text = everything(small), quads(small, Extent(history=True))
    assert any("closed_why" in line for line in before)
    empty(small)
    bring_back(small, text, tmp_path)
    after = everything(small)
    assert set(before) ^ set(after) == set()
    assert after == before
    assert sorted(quads(small, Extent(history=True)).splitlines()) == sorted(text.splitlines())


def test_the_present_alone_comes_back_as_the_same_graph(small: Store, tmp_path: Path) -> None:
    """Without history, the canonical dump, the clock and the digest are the same, and loading goes on from there."""
    make_history(small)
    before, then, text = dump(small), clock(small), quads(small, Extent())
    empty(small)
    bring_back(small, text, tmp_path)
    assert (dump(small), clock(small)) == (before, then)
    assert load(small, sample_bundles()[1]).seq is not None
    assert clock(small).seq == then.seq + 1


@pytest.mark.parametrize("form", [one for one in FORMS.values() if one.name != "nq"], ids=lambda one: one.name)
def test_every_form_brings_the_graph_back(small: Store, tmp_path: Path, form: Form) -> None:
    """Those without named graphs too: which graph a statement stands in follows from what it is about."""
    make_history(small)
    before, extent = everything(small), Extent(history=True)
    path = tmp_path / f"whole.{form.ending}.gz"
    write_dump(small, extent, Target(path, form, zipped=True))
    empty(small)
    contents = read_contents(Source(path), tmp_path, lambda _: None)
    restore(small, contents, lambda _: None)
    assert everything(small) == before


def test_a_full_graph_is_left_as_it_is(small: Store, tmp_path: Path) -> None:
    """An import would mix two graphs."""
    load(small, sample_bundles()[0])
    before, text = everything(small), quads(small, Extent())
    with pytest.raises(ForeignGraphError, match="not empty"):
        bring_back(small, text, tmp_path)
    assert everything(small) == before


def spoil(old: str, new: str) -> Callable[[str], str]:
    """Put other words in place of the first of some."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def again(text: str, predicate: str) -> str:
    """A statement with the predicate once more, with another text."""
    line = next(one for one in text.splitlines() if predicate in one and '"@en' not in one)
    return line.replace('"', '"Not ', 1) + "\n"


def someone(text: str) -> str:
    """The URI of a person in an export."""
    return next(line for line in text.splitlines() if "/id/person/" in line and "prefLabel" in line)[1:].split(">")[0]


INTEGER = "^^<http://www.w3.org/2001/XMLSchema#integer>"

SPOILT: dict[str, tuple[Callable[[str], str], str]] = {
    "cut short": (lambda text: "".join(text.splitlines(keepends=True)[:-1500]), "whole|nothing|join|missing"),
    "cut in a line": (lambda text: text[:-20], "is no nq"),
    "another word": (spoil('"2025-11-26"^^<http://id.loc.gov', '"2025-11-27"^^<http://id.loc.gov'), "was changed"),
    "a date that is none": (spoil('"2025-11-26"^^<http://id.loc.gov', '"next week"^^<http://id.loc.gov'), "next week"),
    "another language": (spoil('"@en', '"@fr'), "is in fr, not in en"),
    "no language": (spoil('"@en', '"'), "no language|datatype"),
    "an unknown property": (spoil("ns#coder>", "ns#codr>"), "codr.*no property that whomet knows"),
    "an unknown class": (spoil("ns#Claim>", "ns#Clam>"), "no class that whomet knows"),
    "a blank node": (lambda text: text + '_:b <https://w3id.org/whomet/ns#kind> "x" .\n', "blank node"),
    "somebody else's": (lambda text: text + '<http://x.org/a> <https://w3id.org/whomet/ns#kind> "x" .\n', "nothing of"),
    "two labels": (lambda text: text + again(text, "prefLabel>"), "more than once"),
    "a number too large": (spoil('"1"' + INTEGER, f'"{2**64}"' + INTEGER), "64 bits"),
    "no word where": (lambda text: text.replace("#exact>", "#prefix>"), "no property that whomet knows"),
}  # fmt: skip


@pytest.mark.parametrize("fault", SPOILT)
def test_a_spoilt_file_is_refused_and_nothing_is_written(spare: Store, tmp_path: Path, fault: str) -> None:
    """The message says what is wrong; the database stays empty."""
    load(spare, sample_bundles())
    text = quads(spare, Extent())
    empty(spare)
    change, match = SPOILT[fault]
    with pytest.raises(ImportFileError, match=match):
        bring_back(spare, change(text), tmp_path)
    assert rows(spare, "MATCH (n) WHERE NOT n:Meta AND NOT n:Concept RETURN count(n)") == [[0]]


def test_the_first_problems_are_told_with_their_lines(spare: Store, tmp_path: Path) -> None:
    """Ten of them, and how many more there are."""
    load(spare, sample_bundles())
    text = "# a comment\n\n" + quads(spare, Extent())
    empty(spare)
    lines = text.splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines, start=1) if "ns#revFrom" in line)
    with pytest.raises(ImportFileError) as caught:
        bring_back(spare, text.replace("ns#revFrom", "ns#revfrom"), tmp_path)
    told_lines = str(caught.value).splitlines()
    assert told_lines[0].startswith(f"{tmp_path / 'whole.nq'}:{at}: <https://w3id.org/whomet/ns#revfrom>")
    assert len(told_lines) == 11
    assert "more" in told_lines[-1]


def test_lenient_leaves_out_what_is_not_known_and_tells_it(spare: Store, tmp_path: Path) -> None:
    """The rest is loaded."""
    load(spare, sample_bundles())
    before, text = dump(spare), quads(spare, Extent())
    empty(spare)
    foreign = f'<{someone(text)}> <http://x.org/flag> "x" .\n<http://x.org/a> <http://x.org/b> "c" .\n'
    contents = bring_back(spare, text + foreign, tmp_path, lenient=True)
    assert dump(spare) == before
    assert contents.left_out == {"<http://x.org/flag>": 1, "things that have no URI under the base": 1}


def test_without_words_nothing_is_quoted_and_nothing_comes_back(spare: Store, tmp_path: Path) -> None:
    """Hashes and places stay; such a file is no graph."""
    talks = sample_bundles()[0]
    load(spare, talks)
    whole, bare = quads(spare, Extent()), quads(spare, Extent(words=False))
    words = [one.evidence.quote for one in talks.claims if one.evidence is not None]
    assert all(one in whole for one in words)
    # What a claim is about may be the same words; it is no quotation.
    said = "".join(line for line in bare.splitlines() if "ns#topic>" not in line)
    assert [one for one in words if one in said] == []
    assert bare.count("oa#start") == len(words)
    assert talks.document.sha256 is None or talks.document.sha256 in bare
    empty(spare)
    with pytest.raises(ImportFileError, match="without quotations"):
        bring_back(spare, bare, tmp_path)


def test_another_base_comes_back_under_it_alone(spare: Store, tmp_path: Path) -> None:
    """The base is part of no id."""
    load(spare, sample_bundles()[0])
    before, base = dump(spare), "https://example.org/graph/"
    text = quads(spare, Extent(base=base))
    empty(spare)
    with pytest.raises(ImportFileError, match="--base"):
        bring_back(spare, text, tmp_path)
    bring_back(spare, text, tmp_path, base=base)
    assert dump(spare) == before


def test_what_an_interrupted_import_left_is_no_graph(spare: Store, tmp_path: Path) -> None:
    """Other commands refuse it, and the next import removes it."""
    load(spare, sample_bundles()[0])
    before, text = dump(spare), quads(spare, Extent())
    empty(spare)
    spare.write(lambda tx: tx.run("MATCH (m:Meta) DELETE m").consume())
    left = "CREATE (:Meta {id: $mark}) CREATE (:Claim {id: 'claim/half', seq: 1})"
    spare.write(lambda tx: tx.run(left, mark=MARK).consume())
    with pytest.raises(InterruptedImportError):
        apply_schema(spare)
    bring_back(spare, text, tmp_path)
    assert dump(spare) == before
    assert rows(spare, "MATCH (m:Meta) RETURN collect(m.id)") == [[["whomet"]]]


def test_what_the_mapping_does_not_know_ends_the_export(spare: Store) -> None:
    """Rather than leave something out."""
    load(spare, sample_bundles()[0])
    spare.write(lambda tx: tx.run("MATCH (e:Event) WITH e LIMIT 1 SET e.mood = 'good'").consume())
    with pytest.raises(MappingError, match="mood"):
        quads(spare, Extent())


def test_odd_words_come_back(spare: Store, tmp_path: Path) -> None:
    """Control characters, quotation marks, backslashes and every script."""
    words = 'a "b" \\ \n\t\r \x00\x07\x1b\x7f \u200b é 😀 \\u0041'
    meeting = {"type": "meet", "about": words, "who": ["Ada Lindqvist", "Ivo Márěk (“the \\Fox”)"], "date": "2025-21"}
    load(spare, report(f"one {words}", meeting))
    before, text = everything(spare), quads(spare, Extent(history=True))
    empty(spare)
    bring_back(spare, text, tmp_path)
    assert everything(spare) == before


def test_what_did_not_occur_is_no_event_of_other_vocabularies(spare: Store) -> None:
    """A possible release is no sem:Event, and a call is never a meeting."""
    talks, *others = sample_bundles()
    load(spare, [talks, *others])
    lines = quads(spare, Extent()).splitlines()
    happened = {row[0] for row in rows(spare, "MATCH (e:Event {modality: 'occurred'}) RETURN e.id")}
    others_ = {row[0] for row in rows(spare, "MATCH (e:Event) WHERE e.modality <> 'occurred' RETURN e.id")}
    typed = {line.split()[0] for line in lines if "/sem/Event>" in line or "schema.org/Event>" in line}
    assert typed == {f"<https://w3id.org/whomet/id/{one}>" for one in happened}
    assert others_
    for one in others_:
        about = [line for line in lines if line.startswith(f"<https://w3id.org/whomet/id/{one}")]
        assert about
        assert not any("semanticweb.cs.vu.nl" in line for line in about)
    called = rows(spare, "MATCH (a)-[r:MET {mode: 'call'}]->(b) RETURN a.id, b.id")
    met = rows(spare, "MATCH (a)-[r:MET {mode: 'meet'}]->(b) RETURN a.id, b.id")
    only = [pair for pair in called if pair not in met]
    assert only
    for a, b in only:
        said = [line for line in lines if line.startswith(f"<https://w3id.org/whomet/id/{a}>") and f"/{b}>" in line]
        assert any("ns#spokeWith>" in line for line in said)
        assert not any("ns#met>" in line for line in said)
    assert told(talks, "In a telephone call")
