"""A process that answers queries from one copy, one after another, until its input ends or it is killed.

It is asked by a line of JSON, and answers with a line of JSON and as many bytes as that says.
"""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

import orjson

from graph.errors import SparqlError, SparqlLimitError
from graph.rdf.namespaces import PREFIXES
from graph.rdf.sparql.results import bounded, gathered, write_rows, write_triples, write_truth

if TYPE_CHECKING:
    import pyoxigraph as ox

REFUSED, LIMITED, FAILED = "refused", "limited", "failed"


@dataclass(frozen=True, slots=True)
class Question:
    """What a worker is asked.

    Attributes:
        query: Looked at by `read_query` already.
        form: Of the answer: one of `RESULTS`, or a syntax.
        graphs: What the query's FROM names; without any, and without the two below, all graphs are one.
        default_graphs: Graphs that stand for the default graph, by the protocol.
        named_graphs: Graphs that GRAPH may name, by the protocol.
        most_rows: More make an error, and so do
        most_bytes: more of these.
    """

    query: str
    form: str
    graphs: tuple[str, ...] = ()
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    most_rows: int = 10_000
    most_bytes: int = 32_000_000

    def line(self) -> bytes:
        """As the worker reads it."""
        return orjson.dumps(asdict(self), option=orjson.OPT_APPEND_NEWLINE)


def main(path: str, memory: int) -> None:
    """Open a copy and answer what comes on standard input.

    Args:
        path: The copy's folder.
        memory: Bytes that queries may use, where the system can be told so.
    """
    import pyoxigraph as ox

    store = ox.Store.read_only(path)
    _limit(memory)
    out = sys.stdout.buffer
    _tell(out, {"ready": True}, b"")
    for line in sys.stdin.buffer:
        told: dict[str, Any] = orjson.loads(line)
        question = Question(**told)
        try:
            content = answer(store, question)
        except (SparqlLimitError, MemoryError) as error:
            _tell(out, {"error": LIMITED, "told": str(error) or "the query needs more memory than it may have"}, b"")
        except (SparqlError, SyntaxError, ValueError, RuntimeError) as error:
            _tell(out, {"error": REFUSED, "told": str(error)}, b"")
        except OSError as error:
            _tell(out, {"error": FAILED, "told": str(error)}, b"")
        else:
            _tell(out, {}, content)


def answer(store: ox.Store, question: Question) -> bytes:
    """Answer one query.

    Raises:
        SparqlError: It names a graph that is not there.
        SparqlLimitError: Its answer is too large.
        SyntaxError: It is no SPARQL.
        OSError: The copy can't be read.
    """
    import pyoxigraph as ox

    for uri in (*question.graphs, *question.default_graphs, *question.named_graphs):
        if not _is_there(store, uri):
            raise SparqlError(f"<{uri}> is no graph of this one, and none is fetched from elsewhere")
    chosen: dict[str, Any] = {"use_default_graph_as_union": not question.graphs}
    if question.default_graphs or question.named_graphs:
        chosen = {
            "default_graph": [ox.NamedNode(uri) for uri in question.default_graphs],
            "named_graphs": [ox.NamedNode(uri) for uri in question.named_graphs],
        }
    found = store.query(question.query, prefixes=dict(PREFIXES), **chosen)
    if isinstance(found, ox.QueryBoolean):
        return write_truth(bool(found), question.form)
    if isinstance(found, ox.QueryTriples):
        return gathered([write_triples(bounded(found, question.most_rows), question.form)], question.most_bytes)
    names = [one.value for one in found.variables]
    rows = ([row[at] for at in range(len(names))] for row in bounded(found, question.most_rows))
    return gathered(write_rows(names, rows, question.form), question.most_bytes)


def _is_there(store: ox.Store, uri: str) -> bool:
    import pyoxigraph as ox

    try:
        return store.contains_named_graph(ox.NamedNode(uri))
    except ValueError:
        return False


def _limit(memory: int) -> None:
    """Have the system refuse more than so much beside what the open store takes; the process then ends."""
    try:
        import resource
    except ImportError:  # Windows, which has no such limits.
        return
    import psutil

    most = psutil.Process().memory_info().vms + memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _tell(out: BinaryIO, head: dict[str, Any], content: bytes) -> None:
    out.write(orjson.dumps({**head, "bytes": len(content)}, option=orjson.OPT_APPEND_NEWLINE))
    out.write(content)
    out.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
