"""People in lists: beside a participant, or after "Others Attending:"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.extract.fillers import Filler, people_in
from ingest.extract.frames import Part
from ingest.extract.happenings import Happening, Taking
from ingest.extract.slots import members

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Span, Token

    from ingest.extract.circumstances import Told
    from ingest.extract.frames import Frame
    from ingest.extract.names import Name
    from ingest.extract.pace import Pace


STAY = 4
"""Most words before the date in a note on a stay."""


def add_listed(frame: Frame, names: Mapping[int, Name]) -> None:
    """Add people who stand beside a participant as if they were the same: "received by X, his wife, Y, and Z"."""
    for part in [one for one in frame.parts if one.filler.kind == "person" and one.filler.named and not frame.apart]:
        there = {one.filler.name for one in frame.parts}
        for token in _beside(part.filler.token):
            name = names.get(token.i)
            if name is None or name.kind != "person" or token.i != name.end - 1 or name.text in there:
                continue
            there.add(name.text)
            frame.parts.append(Part(part.role, part.slot, Filler.of(name, token)))
    for part in [one for one in frame.parts if not one.filler.named]:
        _add_included(frame, part, names)


def _add_included(frame: Frame, part: Part, names: Mapping[int, Name]) -> None:
    """Add whom a group includes: "seven diplomats, including the ambassador, X"."""
    preps = [one for one in part.filler.token.children if one.lower_ == "including"]
    heads = [head for prep in preps for child in prep.children if child.dep_ == "pobj" for head in members(child)]
    for token in [one for head in heads for one in (head, *(c for c in head.children if c.dep_ == "appos"))]:
        name = names.get(token.i)
        if name is not None and name.kind in {"person", "organization"}:
            frame.parts.append(Part(part.role, part.slot, Filler.of(name, token)))


def add_attending(meeting: Happening | None, sentence: Span, names: Mapping[int, Name]) -> None:
    """Add those who came along to the meeting told last: "Others Attending: A, B"."""
    mark = next((one.i for one in sentence if one.lower_ == "attending" and _followed(one, ":")), None)
    if mark is None or meeting is None:
        return
    there = {taking.filler.name for taking in meeting.takings}
    for name in people_in(names):
        if mark < name.start < sentence.end and name.text not in there:
            meeting.takings.append(Taking(Filler.of(name, sentence.doc[name.end - 1]), "present"))


def add_stay(
    visit: Happening | None, sentence: Span, times: Sequence[Told], names: Mapping[int, Name], pace: Pace
) -> None:
    """Date the visit told last by a note on the stay: "In U.S. October 3-11"."""
    when = next((one for one in times if sentence.start <= one.first < sentence.end), None)
    if visit is None or visit.date or when is None or sentence[0].lower_ != "in" or when.first - sentence.start > STAY:
        return
    hosts = {taking.filler.state for taking in visit.takings if taking.role == "host"}
    where = [names[token.i] for token in sentence[: when.first - sentence.start] if token.i in names]
    if not any(name.state and name.state in hosts for name in where):
        return
    if not any(token.dep_ in {"nsubj", "nsubjpass"} for token in sentence[: when.first - sentence.start]):
        visit.date = when.time.resolve(published=pace.published)


def _followed(token: Token, text: str) -> bool:
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].text == text


def _beside(top: Token) -> list[Token]:
    """Words that hang on another by commas and "and" alone, outside brackets; in order."""
    found = [top]
    for one in found:
        found += [child for child in one.children if child.dep_ in {"appos", "conj"} or _before_and(child)]
    last = max(one.i for one in found)
    bracket = next((one.i for one in top.doc[top.i : last] if one.text == "("), last)
    return sorted((one for one in found[1:] if one.i <= max(top.i, bracket)), key=lambda one: one.i)


def _before_and(token: Token) -> bool:
    """Whether the parser hangs the first of two on the second: "Chancellor X and Foreign Minister Y"."""
    return token.dep_ == "nmod" and token.i < token.head.i and token.nbor().lower_ == "and"
