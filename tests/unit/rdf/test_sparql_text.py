"""What a query is before it is run; above all, that none reaches another server."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import SparqlError
from graph.rdf.sparql.text import MOST_CHARACTERS, read_query

ELSEWHERE = "<http://127.0.0.1:9/>"
"""pyoxigraph refuses the port as soon as it would ask it, so that nothing is ever sent."""

SNEAKY = [
    f"SELECT * {{ SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ service silent {ELSEWHERE} {{ ?s ?p ?o }} }}",
    f"SELECT*{{SERVICE{ELSEWHERE}{{?s ?p ?o}}}}",
    "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE: { ?s ?p ?o } }",
    "PREFIX e: <http://127.0.0.1:9/> SELECT * { SERVICEe: { ?s ?p ?o } }",
    "SELECT * { VALUES ?to { <http://127.0.0.1:9/> } SERVICE ?to { ?s ?p ?o } }",
    f"SELECT * {{ ?s ?p true.SERVICE{ELSEWHERE}{{?a ?b ?c}} }}",
    f"SELECT * {{ ?s ?p 1.SERVICE{ELSEWHERE}{{?a ?b ?c}} }}",
    f"SELECT * {{ FILTER(1<2) SERVICE{ELSEWHERE}{{?a ?b ?c}} FILTER(2>1) }}",
    f"SELECT * {{ FILTER('#' != \"'\") SERVICE{ELSEWHERE}{{?a ?b ?c}} }} # '",
    f'SELECT * {{ ?s ?p """a""b\\"""", "#" . SERVICE{ELSEWHERE}{{?a ?b ?c}} }}',
    f"PREFIX e: <http://e.example/#> SELECT * {{ ?s ?p e:a\\' . SERVICE{ELSEWHERE}{{?a ?b ?c}} ?s ?p e:b\\' }}",
    f"PREFIX e: <http://e.example/\\u0041#> SELECT * {{ SERVICE{ELSEWHERE}{{?a ?b ?c}} }}",
    f"ASK {{ {{ SELECT * {{ SERVICE{ELSEWHERE}{{?a ?b ?c}} }} }} }}",
    f"CONSTRUCT {{ ?a ?b ?c }} {{ OPTIONAL {{ SERVICE{ELSEWHERE}{{?a ?b ?c}} }} }}",
]


def asks_elsewhere(query: str) -> bool:
    """Whether pyoxigraph would ask another server."""
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("a:a"), ox.NamedNode("a:b"), ox.Literal("c")))
    try:
        found = store.query(query, use_default_graph_as_union=True)
        if isinstance(found, (ox.QuerySolutions, ox.QueryTriples)):
            list(found)
    except SyntaxError:
        return False
    except (OSError, RuntimeError):
        return True
    return "SILENT" in query.upper()


@pytest.mark.parametrize("query", SNEAKY)
def test_no_query_asks_another_server(query: str) -> None:
    """Whatever it looks like: without blanks, behind strings, comments and escapes."""
    with pytest.raises(SparqlError, match="SERVICE is refused"):
        read_query(query)


def test_the_sneaky_ones_are_dangerous() -> None:
    """Most of them would indeed ask: the test above is about something."""
    assert sum(asks_elsewhere(query) for query in SNEAKY) >= 10


JUNK = st.lists(
    st.sampled_from(
        [
            *(
                "'",
                '"',
                "'''",
                '"""',
                "#",
                "\n",
                " ",
                "<",
                ">",
                "<#>",
                "\\",
                "\\'",
                "\\u0022",
                "\\u0027",
                "\\U00000023",
            ),
            *(
                "?a",
                "?a<",
                "{",
                "}",
                ".",
                "a:b",
                "a:b#",
                "a:'",
                "a:b\\#",
                "@en",
                "^^",
                "1",
                "true",
                "FILTER(1<2)",
                "?s ?p ?o .",
            ),
            *(
                '?s ?p "x"',
                "?s ?p 'x'",
                '?s ?p """x""" .',
                "BIND(1 AS ?x)",
                "_:a",
                "{}",
                "OPTIONAL{}",
                "-",
                "||",
                "a:b%23",
            ),
        ]
    ),
    max_size=6,
).map("".join)


@given(JUNK, JUNK, st.sampled_from(["SERVICE", "SERVICE ", "service", "SeRvIcE\n"]))
def test_no_junk_hides_the_word(before: str, after: str, word: str) -> None:
    """What is let through does not ask, whatever stands around the word."""
    query = f"PREFIX a: <http://a.example/> SELECT * {{ {before}{word}{ELSEWHERE}{{?s ?p ?o}} {after} }}"
    try:
        read_query(query)
    except SparqlError:
        return
    assert not asks_elsewhere(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE <http://x/> {}" }',
        "SELECT * { ?s ?p ?service } # SERVICE",
        "SELECT * { ?s <http://service.example/SERVICE> '''it's\nSERVICE''' }",
        "SELECT $service { ?s ?p $service }",
    ],
)
def test_the_word_may_be_written(query: str) -> None:
    """In strings, comments, IRIs and names of variables."""
    assert read_query(query).kind == "SELECT"


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("# insert\nPREFIX delete: <http://x/> BASE <http://load/> ask{?s delete:a 'DROP'}", "ASK"),
        ("PREFIX ask:<http://x/>construct{?s ask:a ?o}{?s ?p ?o}", "CONSTRUCT"),
        ("DESCRIBE <http://x/>", "DESCRIBE"),
    ],
)
def test_kind_is_told(query: str, kind: str) -> None:
    """By its verb, wherever it stands."""
    assert read_query(query).kind == kind


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:b> <a:b> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX x: <http://x/> LOAD <http://x/>",
        "load<http://x/>",
        "CLEAR ALL",
        "DROP GRAPH <http://x/>",
        "WITH <http://x/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_changes_are_refused(query: str) -> None:
    """With the word that is refused, and what to do instead."""
    with pytest.raises(SparqlError, match="only reads"):
        read_query(query)


@pytest.mark.parametrize("query", ["", "   ", "# nothing", "PREFIX a: <b:>", "MATCH (n) RETURN n"])
def test_what_is_no_query_is_told(query: str) -> None:
    """Without a verb there is nothing to run."""
    with pytest.raises(SparqlError, match="there is no SELECT"):
        read_query(query)


def test_graphs_are_found() -> None:
    """By IRI, by prefix, and relative to a base."""
    query = (
        "BASE <http://base.example/a/> PREFIX g: <http://g.example/> "
        "SELECT * FROM <http://one.example/> FROM NAMED g:two from<three> FROM g:two "
        "WHERE { ?s ?p 'FROM <http://no.example/>' }"
    )
    assert read_query(query).graphs == (
        "http://one.example/",
        "http://g.example/two",
        "http://base.example/a/three",
    )


def test_what_changes_by_itself_is_told() -> None:
    """An answer with the time in it is no answer to be kept."""
    assert read_query("SELECT * { ?s ?p ?o }").steady
    assert not read_query("SELECT (NOW() AS ?now) {}").steady
    assert not read_query("SELECT (rand ( ) AS ?x) {}").steady
    assert read_query("SELECT ?now { ?s ?p 'NOW()' }").steady


def test_long_queries_are_refused_and_odd_ones_read_in_time() -> None:
    """Reading takes time that grows with the length alone."""
    with pytest.raises(SparqlError, match="longer"):
        read_query("#" * (MOST_CHARACTERS + 1))
    for sign in ('"', "'", "\\", "<", "#", '"""', "?", '"\\'):
        with pytest.raises(SparqlError):
            read_query(sign * (MOST_CHARACTERS // len(sign)))
