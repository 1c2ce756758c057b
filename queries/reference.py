"""The reference of the canned queries in docs/queries.md, rendered from their headers.

`python -m queries.reference` writes it; a test holds it equal.
"""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from graph.model import PRESENT
from queries.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from queries.catalogue import Query
    from queries.header import Parameter

PAGE = Path(__file__).parents[1] / "docs" / "queries.md"

INTRODUCTION = """\
# Queries

<!-- Rendered from the headers of queries/*.cypher by `python -m queries.reference`. Don't edit. -->

Each canned query is one file, `queries/NAME.cypher`: a header that says what it asks, its typed parameters and what it
returns, then Cypher. The same file is a route (`GET /queries/NAME`), a command (`whomet query NAME`), a function in
notebooks (`queries.run("NAME", …)`) and a section of this page.

- **Names** are taken wherever an actor, post or place is asked for: in any usual spelling or script, a surname alone
  where it is plain whom it means, or an id. Who is not known is an error with the nearest names, and an ambiguous name
  one with the candidates.
- **Dates** are [EDTF](https://www.loc.gov/standards/datetime/): `2025-11-26`, `2025-11`, `2025`,
  `2025-11-24/2025-11-26`.
- **Windows**: `since` and `until` keep every event that overlaps them, however vaguely dated. Undated events are left
  out, and the answer says how many.
- **Only what occurred** is answered, unless `modality` asks for more or the query says otherwise.
- **Evidence**: a row has the quotation (`quote`), its publisher (`source`), whom that relies on (`attribution`, nearest
  first), the `document`, and on how many `documents` and independent `origins` it rests. Five papers that quote one
  agency are one origin.
- **Pages**: at most `limit` rows, then `next`, a cursor for `after`. All pages are of the commit that the first was
  of, whatever is loaded meanwhile. The order is total, undated rows come last, and none is lost or repeated.
- **Versions**: `NAME@VERSION` asks for exactly this text of a query, and answers nothing else. With `known_at=SEQ` it
  gives the same rows for ever; the `permalink` of an answer has both.
"""

STANDARD_PARAMETERS = """\
## Parameters of every query

Queries may have another default, which their section then tells.
"""

BROWSER = f"""\
## In Neo4j Browser

A file pastes into Neo4j Browser. Names are looked up outside of it, so give ids, and set all `$parameters` first, those
of every query like this:

```
:params {{rev: {PRESENT}, after: null, limit: 100, undated: false, modality: ['occurred'], dataset: null, as_of: null}}
```

`rev` is the commit as of which to answer; this one is the present. Dates are given as `date('2025-11-26')`.
"""


def render_page() -> str:
    """The whole page in Markdown, ending in one newline."""
    catalogue = load_catalogue()
    standard = [one for one in next(iter(catalogue)).parameters if one.standard]
    standard.sort(key=lambda one: one.name)
    blocks = [
        INTRODUCTION,
        _table(("query", "what it answers"), ((f"[`{q.name}`](#{q.name})", q.title) for q in catalogue)),
        STANDARD_PARAMETERS,
        _parameters(standard),
        BROWSER,
        *(_section(query) for query in catalogue),
    ]
    return "\n".join(blocks)


def example_of(query: Query) -> dict[str, str]:
    """A call of a query that gives rows on the samples: its required parameters, by their examples."""
    return {one.name: str(one.example) for one in query.parameters if one.required}


def _section(query: Query) -> str:
    own = [one for one in query.parameters if not one.standard]
    parts = [
        f"## {query.name}\n",
        f"**{query.title}.** {query.description}\n",
        _parameters(own) if own else "No parameters but those of every query.\n",
        _table(
            ("column", "type"),
            ((f"`{one.name}`", f"list of {one.type}" if one.many else one.type) for one in query.returns),
        ),
        f"Ordered by {', '.join(f'`{name}`' for name in query.order)}. Drawn as a {query.chart}.\n",
        _calls(query),
    ]
    return "\n".join(parts)


def _parameters(parameters: Iterable[Parameter]) -> str:
    return _table(
        ("parameter", "type", "what it is", "default", "example"),
        (
            (
                f"`{one.name}`",
                f"{one.type}, several" if one.many else one.type,
                _cell(one.description),
                "**required**" if one.required else _value(one.default),
                "" if one.example is None else f"`{one.example}`",
            )
            for one in parameters
        ),
    )


def _calls(query: Query) -> str:
    given = example_of(query)
    words = " ".join(f"--{name.replace('_', '-')} {shlex.quote(text)}" for name, text in given.items())
    address = urlencode(given, quote_via=quote)
    arguments = "".join(f", {name}={json.dumps(text, ensure_ascii=False)}" for name, text in given.items())
    lines = [
        f"whomet query {query.name} {words}".strip(),
        f"GET /queries/{query.name}" + (f"?{address}" if address else ""),
        f'queries.run("{query.name}"{arguments})',
    ]
    return "```\n" + "\n".join(lines) + "\n```\n"


def _value(value: object) -> str:
    if value is None:
        return ""
    return ", ".join(f"`{one}`" for one in value) if isinstance(value, list) else f"`{value}`"  # pyright: ignore[reportUnknownVariableType]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(render_page(), encoding="utf-8")
