"""A small page of one actor, for the frame that a client opens beside a candidate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from api.reconciling.facts import read_facts
from api.reconciling.questions import TYPES
from api.things.parts import url_of
from graph.errors import NotFoundError
from graph.store.lookup import read_state_async

if TYPE_CHECKING:
    from api.reconciling.facts import ActorFacts
    from graph.store.connection import AsyncStore

MOST_SHOWN: Final = 8
STYLE: Final = """
:root { color-scheme: light dark; font: 14px/1.45 system-ui, sans-serif; }
body { margin: 12px; } h1 { font-size: 1.15em; margin: 0 0 .2em; } p { margin: 0 0 .5em; }
ul { margin: 0 0 .5em; padding-left: 1.2em; } .dim { opacity: .75; }
"""


async def preview(store: AsyncStore, id: str, base: str) -> bytes:
    """The page of one actor as HTML.

    Raises:
        NotFoundError: There is none of that id.
        StoreError: The database could not answer.
    """
    rev = (await read_state_async(store)).seq
    facts = (await read_facts(store, [id], rev)).get(id)
    if facts is None:
        raise NotFoundError(f"there is no actor {id!r}")
    return b"<!DOCTYPE html>\n" + ET.tostring(_page(facts, base), encoding="utf-8", method="html")


def _page(facts: ActorFacts, base: str) -> ET.Element:
    page = ET.Element("html", lang="en")
    head = ET.SubElement(page, "head")
    ET.SubElement(head, "meta", charset="utf-8")
    ET.SubElement(head, "title").text = facts.label
    ET.SubElement(head, "style").text = STYLE
    body = ET.SubElement(page, "body")
    heading = ET.SubElement(body, "h1")
    link = ET.SubElement(heading, "a", href=url_of(facts.id, base) or "", target="_blank", rel="noopener")
    link.text = facts.label
    lived = [f"born {facts.born}" if facts.born else "", f"died {facts.died}" if facts.died else ""]
    ET.SubElement(body, "p").text = "; ".join(part for part in (TYPES[facts.kind], *lived, facts.id) if part)
    _list(body, [one.line for one in reversed(facts.held)])
    _line(body, "Also: ", facts.names)
    _line(body, "Elsewhere: ", facts.links)
    return page


def _list(body: ET.Element, lines: list[str]) -> None:
    if not lines:
        return
    items = ET.SubElement(body, "ul")
    for line in (*lines[:MOST_SHOWN], *_rest(len(lines))):
        ET.SubElement(items, "li").text = line


def _line(body: ET.Element, words: str, values: tuple[str, ...]) -> None:
    if values:
        line = ET.SubElement(body, "p", {"class": "dim"})
        line.text = words + "; ".join((*values[:MOST_SHOWN], *_rest(len(values))))


def _rest(many: int) -> list[str]:
    return [f"and {many - MOST_SHOWN} more"] if many > MOST_SHOWN else []
