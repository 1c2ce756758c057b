"""Which of the candidates a name means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.errors import AmbiguousNameError, NotFoundError, UnknownNameError
from graph.identity.folding import slug
from graph.store.lookup import Ask

if TYPE_CHECKING:
    from graph.store.lookup import Candidate, Found, NameKind

ID = re.compile(r"(?:person|state|organization|group|post|place)/\S+")
SURNAME = 1
MOST_CANDIDATES = 10


def is_id(text: str) -> bool:
    """Whether a text is an id already, so that nothing needs to be looked up."""
    return ID.fullmatch(text) is not None


def ask_for(kind: NameKind, text: str) -> Ask:
    """The look-up of a name: its keys, and its form in ids."""
    if kind == "event":
        return Ask(kind, text)
    from graph.identity.labels import match_query

    return Ask(kind, text, match_query(text), slug(text))


def choose(ask: Ask, found: Found) -> tuple[str, str | None]:
    """The id that a name means, and a note where it had to be chosen among several.

    The full name or an alias beats a surname alone, and a surname answers only to a surname. Among equals, the only
    one that takes part in any event is meant: the graph has nothing to tell of the others.

    Raises:
        UnknownNameError: Nobody has that name; carries the nearest.
        AmbiguousNameError: Several have it; carries the candidates.
        NotFoundError: There is no such event.
    """
    fitting = [one for one in found.candidates if _may_mean(ask, one)]
    if not fitting:
        if ask.kind == "event":
            raise NotFoundError(f"there is no {ask.text}, and no claim of that id about an event")
        raise UnknownNameError(ask.text, found.nearest or [(one.id, one.label) for one in found.candidates])
    best = [one for one in fitting if one.weight == fitting[0].weight]
    if len(best) == 1:
        return best[0].id, None
    active = [one for one in best if one.active]
    if len(active) == 1:
        return active[0].id, _note(ask, active[0], len(best))
    raise AmbiguousNameError(ask.text, [(one.id, one.label) for one in (active or best)[:MOST_CANDIDATES]])


def _may_mean(ask: Ask, candidate: Candidate) -> bool:
    by_surname = ask.kind in {"actor", "person"} and candidate.weight == SURNAME
    return not (by_surname and len(ask.text.split()) > 1)


def _note(ask: Ask, chosen: Candidate, many: int) -> str:
    return f"{ask.text!r} is taken as {chosen.label} ({chosen.id}), the only one of {many} that any event has"
