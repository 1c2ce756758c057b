"""What a query is before anybody runs it: which kind, from which graphs, and whether it asks for what is refused.

pyoxigraph reads FROM in its own copy alone, but SERVICE makes it ask any host: that must not get through, whatever the
query looks like. Its parser needs no blanks between words. So the word is looked for in all that is neither a comment,
nor a string, nor an IRI, nor a variable, also inside of other words; and both in the text as it stands and with its
escapes resolved, since parsers differ on them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import urljoin

from graph.errors import SparqlError
from graph.rdf.namespaces import PREFIXES

Kind = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

MOST_CHARACTERS: Final = 64_000

TOKEN: Final = re.compile(
    r"""
      (?P<comment> \#[^\n\r]* )
    | (?P<iri> <[^<>"{}|^`\x00-\x20]*> )
    | (?P<string>
          \"\"\"(?: [^"\\] | \\. | "{1,2}(?!") )*\"\"\"
        | '''(?: [^'\\] | \\. | '{1,2}(?!') )*'''
        | "(?: [^"\\\n\r] | \\. )*"
        | '(?: [^'\\\n\r] | \\. )*'
      )
    | (?P<escaped> \\. )
    | (?P<variable> [?$][A-Za-z0-9_]+ )
    """,
    re.VERBOSE | re.DOTALL,
)
ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
SERVICE: Final = re.compile("service", re.IGNORECASE)
VERB: Final = re.compile(
    r"(?<![\w:.-])(SELECT|ASK|CONSTRUCT|DESCRIBE|INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)(?![\w:-])",
    re.IGNORECASE,
)
FROM: Final = re.compile(r"(?<![\w:.-])FROM\s*(?:NAMED\s*)?(?:<(\d+)>|([\w.-]*):([\w.%-]*))", re.IGNORECASE)
BASE: Final = re.compile(r"(?<![\w:.-])BASE\s*<(\d+)>", re.IGNORECASE)
PREFIX: Final = re.compile(r"(?<![\w:.-])PREFIX\s*([\w.-]*):\s*<(\d+)>", re.IGNORECASE)
CHANGING: Final = re.compile(r"(?<![\w:.-])(NOW|RAND|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)
KINDS: Final[dict[str, Kind]] = {"SELECT": "SELECT", "ASK": "ASK", "CONSTRUCT": "CONSTRUCT", "DESCRIBE": "DESCRIBE"}


@dataclass(frozen=True, slots=True)
class Query:
    """A query that may be run.

    Attributes:
        text: As it was sent.
        graphs: What FROM and FROM NAMED name.
        steady: Whether the same query gives the same answer while the graph does not change.
    """

    text: str
    kind: Kind
    graphs: tuple[str, ...]
    steady: bool


def read_query(text: str) -> Query:
    """Look at a query.

    Raises:
        SparqlError: It is too long, changes something, asks other servers, or is no query at all.
    """
    if len(text) > MOST_CHARACTERS:
        raise SparqlError(f"the query is longer than {MOST_CHARACTERS:,} characters")
    plain, iris = _plain(text)
    resolved, _ = _plain(ESCAPE.sub(_resolve, text))
    if SERVICE.search(plain) or SERVICE.search(resolved):
        told = "SERVICE is refused: whomet asks no other server (a prefix or a name can't have that word in it either)"
        raise SparqlError(told)
    verb = VERB.search(plain)
    if verb is None:
        raise SparqlError("there is no SELECT, ASK, CONSTRUCT or DESCRIBE in it")
    kind = KINDS.get(verb[1].upper())
    if kind is None:
        raise SparqlError(f"{verb[1].upper()} is refused: SPARQL only reads here; whomet load and whomet curate write")
    return Query(text, kind, _graphs(plain, iris), CHANGING.search(plain) is None)


def _plain(text: str) -> tuple[str, list[str]]:
    """The text without comments, strings and variables, its IRIs as numbers into the list of them: `<3>`."""
    iris: list[str] = []

    def replace(found: re.Match[str]) -> str:
        if found.lastgroup == "iri":
            iris.append(found[0][1:-1])
            return f"<{len(iris) - 1}>"
        return " " if found.lastgroup == "comment" else '""' if found.lastgroup == "string" else "?"

    return TOKEN.sub(replace, text), iris


def _resolve(found: re.Match[str]) -> str:
    number = int(found[1] or found[2], 16)
    return chr(number) if number < 0x110000 else found[0]  # noqa: PLR2004  -- the end of Unicode


def _graphs(plain: str, iris: list[str]) -> tuple[str, ...]:
    base = BASE.search(plain)
    start = iris[int(base[1])] if base else ""
    prefixes = {**PREFIXES, **{name: iris[int(at)] for name, at in PREFIX.findall(plain)}}
    named = FROM.findall(plain)
    found = [
        urljoin(start, iris[int(at)]) if at else prefixes.get(prefix, f"{prefix}:") + name for at, prefix, name in named
    ]
    return tuple(dict.fromkeys(found))
