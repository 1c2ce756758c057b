"""The participations as RDF, and the question in SPARQL: with pyoxigraph on disk, and with rdflib in memory."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.bench.alternatives.rows import Answer, Question, Row

BASE = "https://example.org/"
_DAY = "http://www.w3.org/2001/XMLSchema#date"

# From the person to the events, then the window: the order in which both engines do best. "?other :person true" would
# send rdflib, which begins where most is known, through all people first.
ASK = """
PREFIX : <https://example.org/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?name ?other_name ?label ?date ?place ?quote ?source WHERE {
  ?mine :actor <PERSON> ; :of ?event ; :side ?side ; :role ?role .
  ?event :first ?first ; :last ?last ; :type ?type ; :name ?name ; :date ?date .
  FILTER(?first <= "UNTIL"^^xsd:date && ?last >= "SINCE"^^xsd:date && ?type IN ("meet", "call") && ?role != "present")
  ?theirs :of ?event ; :actor ?other ; :side ?other_side ; :role ?other_role .
  FILTER(?other_side != ?side && ?other_role != "present")
  ?other :person ?is ; :name ?other_name ; :label ?label .
  FILTER(?is && ?other != <PERSON>)
  OPTIONAL { ?event :place ?place }
  OPTIONAL { ?event :quote ?quote }
  OPTIONAL { ?event :source ?source }
}
"""


def write_triples(path: Path, rows: Sequence[Row]) -> int:
    """Write N-Triples; give their number."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for line in _lines(rows):
            file.write(line)
            count += 1
    return count


def _lines(rows: Sequence[Row]) -> Iterator[str]:
    events: set[str] = set()
    actors: set[str] = set()
    for number, row in enumerate(rows):
        event, actor, part = _iri(row.event), _iri(row.actor), f"<{BASE}participation/{number}>"
        if row.event not in events:
            events.add(row.event)
            texts = {"name": row.event, "type": row.type, "date": row.date}
            texts |= {"place": row.place or "", "source": row.source or "", "quote": row.quote or ""}
            yield from (f"{event} <{BASE}{name}> {_text(text)} .\n" for name, text in texts.items() if text)
            yield f'{event} <{BASE}first> "{row.first.isoformat()}"^^<{_DAY}> .\n'
            yield f'{event} <{BASE}last> "{row.last.isoformat()}"^^<{_DAY}> .\n'
        if row.actor not in actors:
            actors.add(row.actor)
            yield f"{actor} <{BASE}name> {_text(row.actor)} .\n"
            yield f"{actor} <{BASE}label> {_text(row.label)} .\n"
            told = "true" if row.person else "false"
            yield f'{actor} <{BASE}person> "{told}"^^<http://www.w3.org/2001/XMLSchema#boolean> .\n'
        yield f"{part} <{BASE}of> {event} .\n"
        yield f"{part} <{BASE}actor> {actor} .\n"
        yield f"{part} <{BASE}role> {_text(row.role)} .\n"
        if row.side is not None:
            yield f"{part} <{BASE}side> {_text(row.side)} .\n"


def _iri(name: str) -> str:
    return f"<{BASE}{quote(name)}>"


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def _filled(question: Question) -> str:
    text = ASK.replace("<PERSON>", _iri(question.person))
    return text.replace("SINCE", question.since.isoformat()).replace("UNTIL", question.until.isoformat())


class Oxigraph:
    """pyoxigraph on disk, in the process that asks."""

    def __init__(self, folder: Path, triples: Path) -> None:
        """Load a file of N-Triples in bulk."""
        module: Any = importlib.import_module("pyoxigraph")
        self._store: Any = module.Store(str(folder))
        self._store.bulk_load(path=str(triples), format=module.RdfFormat.N_TRIPLES)
        self._store.optimize()

    def ask(self, question: Question) -> Answer:
        """Ask once, and read all columns."""
        found = self._store.query(_filled(question))
        return frozenset((row["name"].value, row["other_name"].value) for row in found)


class Rdflib:
    """rdflib in memory."""

    def __init__(self, triples: Path) -> None:
        """Parse a file of N-Triples."""
        self._graph: Any = importlib.import_module("rdflib").Graph()
        self._graph.parse(str(triples), format="nt")

    def ask(self, question: Question) -> Answer:
        """Ask once, and read all columns."""
        return frozenset((str(row["name"]), str(row["other_name"])) for row in self._graph.query(_filled(question)))
