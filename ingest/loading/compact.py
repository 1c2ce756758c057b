r"""What one cell of a spreadsheet holds of participants, attribution and links, in a form that people can read.

::

    participants   ROLE: NAME (KIND; DETAIL; …) | ROLE: NAME (KIND)
    attribution    NAME MODE (DETAIL; …) > NAME MODE
    links          RELATION: KEY (WORDS THAT TELL IT) | RELATION: KEY

A line break does the same as `|` and `>`. A backslash takes the next sign for itself: `\|`, `\;`, `\(`.

Details of a participant: `side a`, `for STATE` or `for STATE [told]` (also `[office]`, `[inferred]`), `unnamed`, and
the title, bare or as `title: TITLE`. Details of a source: `anonymous`, and a number for how many they are, which is
also read off the front of an anonymous one ("3 officials"). A source without a mode reports where it stands first, and
is cited by the one before it elsewhere.
"""

from __future__ import annotations

import re
from typing import Any

from graph.errors import InputError
from graph.vocabulary import load_vocabulary

type Fields = dict[str, Any]

_TOKEN = re.compile(r"\\.|.", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_LABELLED = re.compile(r"(?P<label>[a-z_]+)\s*:\s*(?P<rest>.*)", re.DOTALL)
_SIDE = re.compile(r"side\s+(?P<side>\S+)")
_BEHALF = re.compile(r"for\s+(?P<behalf>.+?)(?:\s*\[(?P<basis>[a-z]+)\])?", re.DOTALL)
_TITLE = re.compile(r"title\s*:\s*(?P<title>.+)", re.DOTALL)
_COUNT = re.compile(r"(?P<count>[0-9]+)(?:\s.*)?", re.DOTALL)


def split_list(cell: str) -> list[str]:
    """Split a cell of participants or links into its items."""
    return _split(cell, "|\n")


def split_chain(cell: str) -> list[str]:
    """Split a cell of attribution into its sources, nearest to the document first."""
    return _split(cell, ">\n")


def parse_participant(item: str) -> Fields:
    """Read one participant, such as "visitor: Putin (person; for Russia; side a)".

    Raises:
        InputError: It is not written so.
    """
    head, details = _split_details(item)
    role, name = _split_label(head, "ROLE: NAME (KIND), such as participant: Putin (person)")
    fields: Fields = {"role": role, "name": _plain(name)}
    if details is None:
        raise InputError(f"{item!r} does not say what it is; end it with (person), (state), (organization) or (group)")
    kind, *others = _split(details, ";") or [""]
    fields["kind"] = _plain(kind)
    for detail in others:
        _add(fields, _parse_detail(detail), item)
    return fields


def parse_source(item: str, *, first: bool) -> Fields:
    """Read one source of the chain, such as "TASS reports" or "3 officials (anonymous)".

    Args:
        item: The source.
        first: Whether it is the nearest to the document.

    Raises:
        InputError: It is not written so.
    """
    head, details = _split_details(item)
    name, _, last = head.rpartition(" ")
    mode = last if name.strip() and last in load_vocabulary().modes else None
    name = name.strip() if mode else head
    fields: Fields = {"name": _plain(name), "mode": mode or ("reports" if first else "cites")}
    for detail in _split(details or "", ";"):
        if detail == "anonymous":
            _add(fields, {"anonymous": True}, item)
        elif detail.isascii() and detail.isdecimal():
            _add(fields, {"count": int(detail)}, item)
        else:
            raise InputError(f"{detail!r} in {item!r} is neither `anonymous` nor a number")
    counted = _COUNT.fullmatch(name)
    if "anonymous" in fields and "count" not in fields and counted is not None:
        fields["count"] = int(counted["count"])
    return fields


def parse_link(item: str) -> Fields:
    """Read one link, such as "concerns: possible-release (talks on a release)".

    Raises:
        InputError: It is not written so.
    """
    head, details = _split_details(item)
    relation, key = _split_label(head, "RELATION: KEY, such as concerns: release")
    fields: Fields = {"relation": relation, "claim": _plain(key)}
    return fields if details is None else {**fields, "quote": _plain(details.strip())}


def _parse_detail(detail: str) -> Fields:
    if detail == "unnamed":
        return {"named": False}
    if (side := _SIDE.fullmatch(detail)) is not None:
        return {"side": _plain(side["side"])}
    if (behalf := _BEHALF.fullmatch(detail)) is not None:
        fields: Fields = {"behalf": _plain(behalf["behalf"])}
        return fields if behalf["basis"] is None else {**fields, "behalf_basis": behalf["basis"]}
    title = _TITLE.fullmatch(detail)
    return {"title": _plain(title["title"] if title else detail)}


def _add(fields: Fields, more: Fields, item: str) -> None:
    for name, value in more.items():
        if name in fields:
            raise InputError(f"{item!r} gives its {name} twice ({fields[name]!r} and {value!r}); keep one")
        fields[name] = value


def _split_label(head: str, example: str) -> tuple[str, str]:
    labelled = _LABELLED.fullmatch(head)
    if labelled is None or not labelled["rest"]:
        raise InputError(f"{head!r} should be written {example}")
    return labelled["label"], labelled["rest"]


def _split(text: str, marks: str) -> list[str]:
    """Split at any of the marks that has no backslash before it; backslashes stay, empty items go."""
    items = [""]
    for token in _TOKEN.findall(text):
        if token in marks:
            items.append("")
        else:
            items[-1] += token
    return [stripped for item in items if (stripped := item.strip())]


def _split_details(item: str) -> tuple[str, str | None]:
    """Split "HEAD (DETAILS)" at the bracket that the last one closes."""
    tokens: list[str] = _TOKEN.findall(item.strip())
    if not tokens or tokens[-1] != ")":
        return item.strip(), None
    depth = 0
    for at in reversed(range(len(tokens))):
        depth += {")": 1, "(": -1}.get(tokens[at], 0)
        if depth == 0:
            return "".join(tokens[:at]).strip(), "".join(tokens[at + 1 : -1])
    raise InputError(f"{item!r} closes a bracket that it does not open; write \\) for one that is only text")


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
