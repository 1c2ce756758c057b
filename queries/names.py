"""Which of the candidates a name means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.errors import AmbiguousNameError, NotFoundError, UnknownNameError
from graph.identity.folding import slug
from graph.identity.labels import match_query, rank_candidates
from graph.store.lookup import Ask

if TYPE_CHECKING:
    from graph.store.lookup import Candidate, Found, NameKind

ID = re.compile(r"(?:person|state|organization|group|post|place)/\S+")
MOST_CANDIDATES = 10
MOST_NEAR = 5


def is_id(text: str) -> bool:
    """Whether a text is an id already, so that nothing needs to be looked up."""
    return ID.fullmatch(text) is not None


def ask_for(kind: NameKind, text: str) -> Ask:
    """The look-up of a name: its keys, and its form in ids."""
    if kind == "event":
        return Ask(kind, text)
    return Ask(kind, text, match_query(text), slug(text))


def choose(ask: Ask, found: Found) -> tuple[str, str | None]:
    """The id that a name means, and a note where it had to be chosen among several.

    A full name or alias beats a surname alone. Among equals, the only one that takes part in any event is meant: the
    graph has nothing to tell of the others.

    Raises:
        UnknownNameError: Nobody has that name; carries the nearest.
        AmbiguousNameError: Several have it; carries the candidates.
        NotFoundError: There is no such event.
    """
    if not found.candidates:
        if ask.kind == "event":
            raise NotFoundError(f"there is no {ask.text}, and no claim of that id about an event")
        raise UnknownNameError(ask.text, rank_candidates(ask.text, found.nearest) or found.nearest[:MOST_NEAR])
    best = [one for one in found.candidates if one.weight == found.candidates[0].weight]
    if len(best) == 1:
        return best[0].id, None
    active = [one for one in best if one.active]
    if len(active) == 1:
        return active[0].id, _note(ask, active[0], len(best))
    raise AmbiguousNameError(ask.text, [(one.id, one.label) for one in (active or best)[:MOST_CANDIDATES]])


def _note(ask: Ask, chosen: Candidate, many: int) -> str:
    return f"{ask.text!r} is taken as {chosen.label} ({chosen.id}), the only one of {many} that any event has"
