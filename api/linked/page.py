"""A plain page of what is said of a thing: every statement, for people who follow a URI."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from api.linked.forms import FORMS, HTML
from graph.rdf.tables import Told, Value, shorten

STYLE: Final = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 1.5rem auto; max-width: 60rem; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4em; margin: 0; } h2 { font-size: 1em; margin: 1.5em 0 .3em; }
table { border-collapse: collapse; width: 100%; } td, th { padding: .2em .6em .2em 0; vertical-align: top; }
th { text-align: left; font-weight: 600; width: 14rem; } tr { border-top: 1px solid #8884; }
ul { list-style: none; margin: 0; padding: 0; } .dim { opacity: .7; }
"""
HEADERS: Final = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}

type Local = Callable[[str], str | None]


def write_page(uri: str, told: Sequence[Told], data: str, page: str | None, local: Local) -> bytes:
    """The page of a thing.

    Args:
        uri: Its URI.
        told: What is said, of it and its pieces.
        data: Address at which its other forms are to be had.
        page: Address of what the API tells of it, if it does.
        local: From a URI to the address at which this server answers for it, if it does.
    """
    mine = next((one for one in told if one.subject == uri), None)
    title = (mine.label if mine is not None else None) or uri
    root = ET.Element("html", lang="en")
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "meta", charset="utf-8")
    ET.SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    ET.SubElement(head, "title").text = title
    ET.SubElement(head, "style").text = STYLE
    body = ET.SubElement(root, "body")
    ET.SubElement(body, "h1").text = title
    ET.SubElement(body, "p", {"class": "dim"}).text = uri
    _forms(body, data, page)
    for one in told:
        if one is not mine:
            ET.SubElement(body, "h2").text = one.subject.removeprefix(uri)
        _table(body, one, local)
    return b"<!DOCTYPE html>\n" + ET.tostring(root, encoding="utf-8", method="html")


def _forms(body: ET.Element, data: str, page: str | None) -> None:
    line = ET.SubElement(body, "p")
    line.text = "As "
    addresses = {form.label: f"{data}?format={form.name}" for form in FORMS.values() if form is not HTML}
    if page is not None:
        addresses["JSON"] = page
    for at, (label, address) in enumerate(addresses.items()):
        link = ET.SubElement(line, "a", href=address)
        link.text, link.tail = label, "" if at == len(addresses) - 1 else ", "


def _table(body: ET.Element, told: Told, local: Local) -> None:
    table = ET.SubElement(body, "table")
    for predicate, values in told.values.items():
        row = ET.SubElement(table, "tr")
        _link(ET.SubElement(row, "th"), shorten(predicate), local(predicate) or predicate)
        items = ET.SubElement(ET.SubElement(row, "td"), "ul")
        for value in values:
            _value(ET.SubElement(items, "li"), value, local)


def _value(item: ET.Element, value: Value, local: Local) -> None:
    if value.uri:
        _link(item, shorten(value.text), local(value.text) or value.text)
        return
    item.text = value.text
    if value.kind:
        ET.SubElement(item, "span", {"class": "dim"}).text = f" {value.kind}"


def _link(element: ET.Element, words: str, address: str) -> None:
    # What a source wrote may be any URI; only what leads to a page becomes a link.
    if address.startswith(("https://", "http://")):
        ET.SubElement(element, "a", href=address).text = words
    else:
        element.text = words
