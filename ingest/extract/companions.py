"""Who came along: "Accompanied President Bush to a meeting with President Kim"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.extract.frames import Part, slots_of_noun_only

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from ingest.extract.fillers import FillerFinder
    from ingest.extract.frames import Frame

OCCASIONS = {
    "meet": frozenset({"meeting", "talk", "discussion", "audience"}),
    "ceremony": frozenset({"funeral", "ceremony", "parade", "dinner", "banquet", "commemoration", "service"}),
}


def occasions(frame: Frame, fillers: FillerFinder) -> Iterator[tuple[str, Token, list[Part]]]:
    """What those who travelled together went to: (type, noun, who took part)."""
    together = [Part("participant", "subj", part.filler) for part in frame.parts]
    for slot in ("to", "at", "in", "on", "for"):
        for noun in frame.slots.get(slot, ()):
            kind = next((kind for kind, lemmas in OCCASIONS.items() if noun.lemma_.lower() in lemmas), None)
            if kind is None:
                continue
            others = [
                Part("participant", "with", filler)
                for name, tokens in slots_of_noun_only(noun).items()
                if name in {"with", "between"} and kind == "meet"
                for token in tokens
                for filler in fillers.find(token)
                if filler.kind != "place"
            ]
            if others or kind == "ceremony":
                yield kind, noun, [*together, *others]
