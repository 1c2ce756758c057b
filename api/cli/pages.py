"""Pages for reading: an event, a claim, a document or an actor, with the words that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from api.things.actors import ActorView
from api.things.claims import ClaimContent, ClaimView, DecisionView
from api.things.documents import DocumentView
from api.things.events import EventView
from graph.store.decisions import CORRECTED

if TYPE_CHECKING:
    from pydantic import BaseModel

    from api.things.actors import ActorSearch
    from api.things.parts import Ref
    from graph.records import Attribution


@singledispatch
def page_of(view: BaseModel) -> Iterable[RenderableType]:
    """A view as a page to be printed part by part."""
    raise TypeError(type(view).__name__)


@page_of.register
def _event(view: EventView) -> Iterator[RenderableType]:
    yield Text(view.label, style="bold")
    yield Text(view.id, style="dim")
    yield _facts(
        ("modality", view.modality),
        ("date", view.date or "not told"),
        ("place", _label(view.place)),
        ("about", view.about),
        ("hedge", view.hedge),
        ("post", _label(view.post)),
        ("unnamed", "; ".join(view.unnamed)),
        ("rests on", ", ".join(view.rests_on)),
        ("origins", ", ".join(view.origins)),
    )
    if view.sides:
        yield _head("Who")
    for side in view.sides:
        for one in side.participants:
            behalf = f", for {_label(one.behalf)}" if one.behalf else ""
            yield _item(f"side {side.side}: {_label(one.actor)} ({one.role}{behalf})", one.actor.id)
    yield _head("How each value was chosen")
    for value in view.values:
        against = f"; against it: {', '.join(value.conflicts)}" if value.conflicts else ""
        yield Padding(
            Text(f"{value.field}: {value.value} ({value.chosen_by}){against}", style="yellow" if against else ""),
            (0, 0, 0, 2),
        )
    yield from _relations(view)
    yield _head(f"What is claimed ({len(view.claims)})")
    for claim in view.claims:
        yield from _claim_lines(claim)


def _relations(view: EventView) -> Iterator[RenderableType]:
    if view.links or view.possibly_same or view.tenures:
        yield _head("Related")
    for link in view.links:
        subject, object_ = ("this", "") if link.subject == view.id else ("", "this")
        sentence = " ".join(part for part in (subject, link.relation.replace("_", " "), object_) if part)
        yield _item(f"{sentence}: {_label(link.event)} ({link.modality})", link.event.id, link.quote)
    for same in view.possibly_same:
        yield _item(f"possibly the same as: {_label(same)}", same.id)
    for tenure in view.tenures:
        span = f"{tenure.since or '?'} to {tenure.until or '?'}"
        yield _item(f"{tenure.relation}: {_label(tenure.person)} as {_label(tenure.post)}, {span}", tenure.id)


@page_of.register
def _claim(view: ClaimView) -> Iterator[RenderableType]:
    yield Text(f"{view.type}, {view.modality}", style="bold")
    yield Text(view.id, style="dim")
    if view.closed is not None:
        yield Text(f"closed by commit {view.closed}: {view.closed_why}", style="yellow")
    for decision in view.decisions:
        yield _decision(view, decision)
    yield from _claim_lines(view)
    yield _facts(
        ("date", view.date or "not told"),
        ("place", view.place),
        ("about", view.about),
        ("hedge", view.hedge),
        ("act", view.act),
        ("post", view.post),
        ("coder", f"{view.coder}, confidence {view.confidence:g}"),
        ("event", view.event.id if view.event else None),
        ("replaces", ", ".join(one.id for one in view.supersedes)),
        ("replaced by", ", ".join(one.id for one in view.superseded_by)),
        ("recorded", f"commit {view.since}"),
    )
    yield _head("Whom its names were taken for")
    for one in view.participants:
        taken = f"{_label(one.actor)} (by {one.method}, {one.score:.2f})" if one.actor else "nobody in particular"
        yield _item(f"{one.role}: {one.name} = {taken}", one.actor.id if one.actor else None)


def _decision(view: ClaimView, one: DecisionView) -> RenderableType:
    from_other = f" {one.claim.id} into this" if one.kind == CORRECTED and one.claim.id != view.id else ""
    when = f"commit {one.seq}" + (f", {one.at[:16].replace('T', ' ')} UTC" if one.at else "")
    reason = f": {one.reason}" if one.reason else ""
    return Text(f"{one.kind}{from_other} by {one.by} ({when}){reason}", style="yellow")


@page_of.register
def _document(view: DocumentView) -> Iterator[RenderableType]:
    yield Text(view.title or view.id, style="bold")
    yield Text(f"document/{view.id.removeprefix('document/')}", style="dim")
    yield _facts(
        ("publisher", _label(view.publisher)),
        ("author", view.author),
        ("published", view.published),
        ("retrieved", view.retrieved),
        ("url", view.source_url),
        ("language", view.lang),
        ("licence", view.licence),
    )
    if view.text:
        yield _head("Text")
        yield Padding(Text(view.text), (0, 0, 0, 2))
    yield _head(f"Claims ({len(view.claims)})")
    for claim in view.claims:
        yield from _claim_lines(claim, document=False)


@page_of.register
def _actor(view: ActorView) -> Iterator[RenderableType]:
    yield Text(view.label, style="bold")
    yield Text(view.id, style="dim")
    yield _facts(
        ("kind", view.kind),
        ("also", "; ".join(name for name in view.names if name != view.label)),
        ("born", view.born),
        ("died", view.died),
        ("same as", ", ".join(view.links)),
        ("known from", view.origin),
    )
    if view.tenures:
        yield _head("Posts held")
    for one in view.tenures:
        since = f"{one.since or '?'}{' (uncertain)' if one.since_uncertain else ''}"
        until = f" to {one.until}{' (uncertain)' if one.until_uncertain else ''}" if one.until else ""
        yield _item(f"{_label(one.post)}: from {since}{until}")
    if view.events:
        counted = ", ".join(f"{one.events} {one.type} ({one.modality})" for one in view.events)
        yield _head("Events")
        yield Padding(Text(counted), (0, 0, 0, 2))
    for one in view.recent:
        yield _item(one.label, one.id, one.quote)


def hits(found: ActorSearch) -> Table:
    """What a search for actors found."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(style="dim")
    for one in found.actors:
        table.add_row(one.id, one.label, f"{one.events} events" if one.events != 1 else "1 event", "; ".join(one.posts))
    return table


def _claim_lines(claim: ClaimContent, *, document: bool = True) -> Iterator[RenderableType]:
    if claim.evidence:
        yield Padding(Text(f"“{claim.evidence.quote}”", style="italic"), (0, 0, 0, 2))
    elif claim.native:
        native = f"{claim.native.dataset} {claim.native.id} ({claim.native.code or claim.type})"
        yield Padding(Text(native), (0, 0, 0, 2))
    source = f"{claim.document.publisher or 'no publisher told'}, {claim.document.published}" if document else ""
    who = "; ".join(_link(one) for one in claim.attribution)
    told = f"{claim.type}, {claim.modality}, {claim.date or 'no date'}"
    line = " · ".join(part for part in (source, who, told, claim.coder) if part)
    yield Padding(Text.assemble(f"— {line}  ", (claim.id, "dim")), (0, 0, 1, 2))


def _link(one: Attribution) -> str:
    count = f" ({one.count})" if one.count else ""
    return f"{one.mode}: {one.name}{count}"


def _facts(*facts: tuple[str, str | None]) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for name, value in facts:
        if value:
            table.add_row(name, Text(value))
    return table


def _head(text: str) -> RenderableType:
    return Padding(Text(text, style="bold cyan"), (1, 0, 0, 0))


def _item(text: str, id: str | None = None, quote: str | None = None) -> RenderableType:
    line = Text(text)
    if id:
        line.append(f"  {id}", style="dim")
    if quote:
        line.append(f"\n“{quote}”", style="italic")
    return Padding(line, (0, 0, 0, 2))


def _label(one: Ref | None) -> str | None:
    return None if one is None else one.label or one.id
