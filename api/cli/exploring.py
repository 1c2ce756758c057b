"""`whomet actors` and `whomet show`: finding people and states, and explaining any id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, cast

import typer

from api.cli.connecting import read_async, read_settings
from api.cli.console import base_for_citing, note, out, write
from api.cli.forms import ListForm, TextForm
from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from api.answers import Format
    from api.citing.works import Citable
    from graph.store.connection import AsyncStore

CITATIONS: Mapping[TextForm, Format] = {TextForm.BIBTEX: "bibtex", TextForm.CSL: "csl"}
SHOWABLE = re.compile(r"(?:event|claim|document|person|state|organization|group)/.")

KnownAt = Annotated[
    str | None,
    typer.Option(help="Answer from what the graph knew then: a commit's number, a day (its end, UTC) or a time."),
]


def add(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (actors, show):
        app.command()(command)


def actors(
    search: Annotated[str, typer.Argument(help="A name, in any spelling or script.")],
    known_at: KnownAt = None,
    format_: Annotated[ListForm, typer.Option("--format", help="Form of the list.")] = ListForm.TABLE,
) -> None:
    """Find people, states, organisations and groups by name."""
    from api.things.actors import ActorSearch, search_actors
    from api.things.moments import read_scope

    async def find(store: AsyncStore) -> ActorSearch:
        return await search_actors(store, search, await read_scope(store, known_at))

    found = read_async(find)
    if format_ is ListForm.JSON:
        _write_json(found)
        return
    from api.cli.pages import hits

    if not found.exact:
        nearest = "the nearest are" if found.actors else "and nothing comes near"
        note(
            f"Nobody is known as {search!r}; {nearest}:"
            if found.actors
            else f"Nobody is known as {search!r}, {nearest}."
        )
    if found.actors:
        out().print(hits(found))
        note(f"whomet show {found.actors[0].id} tells more.")


def show(
    id: Annotated[str, typer.Argument(help="Id of an event, a claim, a document or an actor.")],
    known_at: KnownAt = None,
    format_: Annotated[TextForm, typer.Option("--format", help="Form of the page.")] = TextForm.TEXT,
) -> None:
    """Explain anything by its id: what it says, in whose words, and by which rule."""
    if not SHOWABLE.match(id):
        raise InputError(f"{id!r} can't be shown; give an id such as event/..., claim/..., document/... or person/...")
    if format_ in CITATIONS:
        _cite(id, known_at, CITATIONS[format_])
        return
    found = read_async(lambda store: read_thing(store, id, known_at))
    if format_ is TextForm.JSON:
        _write_json(found)
        return
    from api.cli.pages import page_of

    for part in page_of(found):
        out().print(part)


def _cite(id: str, known_at: str | None, format_: Format) -> None:
    """Print a citation to standard output.

    Raises:
        InputError: It is an actor, whom no report and no answer is.
    """
    from api.citing.forms import cite_thing
    from api.things.parts import ACTOR_KINDS

    if id.partition("/")[0] in ACTOR_KINDS:
        raise InputError(f"{id!r} can't be cited; cite an event, a claim, a document or the answer of a query")
    base = base_for_citing(read_settings())

    async def work(store: AsyncStore) -> bytes:
        return await cite_thing(store, cast("Citable", await read_thing(store, id, known_at, base)), format_)

    write(read_async(work))


async def read_thing(store: AsyncStore, id: str, known_at: str | None, base: str = "") -> BaseModel:
    """Read whatever has an id; the id of any claim of an event is the event's.

    Args:
        store: The database.
        id: Of anything that can be shown.
        known_at: As of when; None for the present.
        base: What addresses begin with.

    Raises:
        NotFoundError: There is nothing of that id.
    """
    from api.things.actors import read_actor
    from api.things.claims import read_claim
    from api.things.documents import read_document
    from api.things.events import read_event
    from api.things.moments import read_scope
    from api.things.parts import ACTOR_KINDS

    scope = await read_scope(store, known_at, base=base)
    kind = id.partition("/")[0]
    if kind in ACTOR_KINDS:
        return await read_actor(store, id, scope)
    if kind == "claim":
        return await read_claim(store, id, scope)
    if kind == "document":
        return await read_document(store, id, scope)
    found = await read_event(store, id, scope)
    while isinstance(found, str):
        found = await read_event(store, found, scope)
    return found


def _write_json(view: BaseModel) -> None:
    write(view.model_dump_json().encode() + b"\n")
