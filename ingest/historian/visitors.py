"""The visitors of a visit: titles and names out of one line of the record ("President Vladimir Putin")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.identity.titles import split_title
from ingest.historian.corrections import read_corrections

_BREAKS = re.compile(r"\s*(?:,? and |,? & |; |, )\s*")
_SUFFIX = re.compile(r"(?:(?:Jr|Sr)\b\.?|[IVX]+\b|\d(?:st|nd|rd|th)|(?:Duke|Duchess|Earl|Count|Princess?) of )")
_NICKNAME = re.compile(r"\s*\([^)]*\)")
_SPOUSE = re.compile(r"(?:Mrs|Mr|Madame|Mme|First Lady|First Gentleman)\b\.?")
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z][a-z]+ )")
_DASHED = re.compile(r"(?<=\w)- (?=\w)")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who visited.

    Attributes:
        title: As written, or None.
        name: Without title.
        companion: Whether the record has this person as somebody's spouse alone ("President X and Mrs. X").
    """

    title: str | None
    name: str
    companion: bool = False

    @property
    def text(self) -> str:
        """Title and name."""
        return f"{self.title} {self.name}" if self.title else self.name


def read_visitors(line: str) -> list[Visitor]:
    """Split a line of visitors; [] where it names nobody.

    One person with two titles ("Premier and Prince Sihanouk") is one visitor.
    """
    line = _DASHED.sub("-", line)
    for wrong, right in read_corrections("visitors")["spellings"].items():
        line = re.sub(rf"(?<!\w){re.escape(wrong)}(?![a-z])", right, line)
    found: list[Visitor] = []
    pending = ""
    for part, between in _parts(line):
        one = _read(f"{pending}{part}")
        if one is None:  # a title alone: the name comes after the "and"
            pending = f"{pending}{part}{between}"
            continue
        pending = ""
        found.append(one)
    return found


def _parts(line: str) -> list[tuple[str, str]]:
    """The people of a line, each with the words that stand between it and the next; a suffix is nobody."""
    parts: list[tuple[str, str]] = []
    at = 0
    for match in _BREAKS.finditer(line):
        rest = line[match.end() :]
        if match.group().strip() == "," and _SUFFIX.match(rest):
            continue
        if match.start() > at:
            parts.append((line[at : match.start()], match.group()))
        at = match.end()
    if line[at:].strip():
        parts.append((line[at:].strip(), ""))
    return parts


def _read(text: str) -> Visitor | None:
    title, name = _split(text)
    if not name:
        return None
    return Visitor(title or None, _NICKNAME.sub("", name), companion=_SPOUSE.match(text) is not None)


def _split(text: str) -> tuple[str, str]:
    for own in read_corrections("visitors")["names"]:  # "Prime Minister Sheikh Hasina"
        if text.endswith(f" {own}"):
            return text.removesuffix(own).strip(), own
    title, name = split_title(text)
    more = read_corrections("visitors")["titles"]
    while (known := next((one for one in more if name.startswith(f"{one} ")), None)) is not None:
        title, name = f"{title} {known}".strip(), name.removeprefix(known).strip()
        further, rest = split_title(name)
        title, name = f"{title} {further}".strip(), rest
    return title, name
