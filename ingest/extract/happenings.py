"""An event as a document tells it, before it is a claim: frame, reality, time and place put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.identity.folding import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

    from graph.records import Attribution, Quantity
    from ingest.extract.fillers import Filler
    from ingest.extract.modality import Reality

TWO_SIDED = frozenset({"meet", "call", "negotiate", "agree", "establish_relations", "sever_relations"})
"""Types whose participants stand across from each other."""


@dataclass(frozen=True, slots=True)
class Taking:
    """Somebody's part in a happening."""

    filler: Filler
    role: str
    side: str | None = None


@dataclass(slots=True)
class Happening:
    """What one trigger tells.

    Attributes:
        start: Where its words begin in the document's text.
        end: Where they end.
        anchor: Offset of the trigger, by which it is found again.
        exact: Whether the place is more exact than a state.
        rule: The lexicon's rule.
        sentence: Number of its sentence in the document.
        trigger: The word that tells it.
    """

    type: str
    reality: Reality
    takings: list[Taking]
    start: int
    end: int
    anchor: int
    rule: str
    sentence: int
    trigger: Token
    act: str | None = None
    post: str | None = None
    date: str | None = None
    hedge: str | None = None
    place: str | None = None
    exact: bool = True
    about: str | None = None
    quantity: Quantity | None = None
    attribution: tuple[Attribution, ...] = ()

    @property
    def modality(self) -> str:
        """The modality."""
        return self.reality.modality

    def named(self, *roles: str) -> set[str]:
        """Folded last words of the participants' names in some roles, or in all."""
        return {key_of(one.filler) for one in self.takings if not roles or one.role in roles}


def key_of(filler: Filler) -> str:
    """By what participants are compared inside a document: a state's id, or the last word of a name, folded."""
    words = fold(filler.name).split()
    return filler.state if filler.kind == "state" and filler.state else (words[-1] if words else "")
