"""The reference page of the vocabulary, written from the same files that the code reads.

`python -m graph.vocabulary.page` writes docs/vocabulary.md; a test holds the page equal to the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.vocabulary.files import load_vocabulary
from graph.vocabulary.model import EventType, Match, Vocabulary

PAGE = Path(__file__).parents[2] / "docs" / "vocabulary.md"

_INTRODUCTION = """\
# Vocabulary

<!-- Written by `python -m graph.vocabulary.page` from graph/vocabulary/*.yaml: change those. -->

The terms that claims are coded in. Each claim has one event type, one modality and at most one act; each
participant has a role, and each link of the attribution chain a mode. A claim with any other term is refused.
"""

_IDENTITY = """\
Whether two claims of different documents tell of the same event depends on the type. In a **two-sided** type
they must share an actor on each of two sides; in a **one-sided** type they must share the actor that bears
one of the roles named. Where a role is filled **for a state**, the state counts, whoever acts for it.
"""

_MATCHES = """\
Matches with other schemes are SKOS relations: *exact* and *close* codes mean the same or nearly so, *narrow*
ones are part of our type, *broad* ones hold more than our type, and *related* ones only lie near. Coded data
is read by its exact, close and narrow CAMEO codes, the longest one that the code begins with; whatever has
none of them stays `other`, with its own code.
"""

_MODALITIES = """\
Queries answer with what occurred unless they are asked otherwise. Where claims of an event disagree and
nothing else decides between them, the modality that stands higher in this table wins.
"""


def render_page() -> str:
    """The whole page in Markdown, ending in one newline."""
    vocabulary = load_vocabulary()
    blocks = [
        _INTRODUCTION,
        "## Event types\n",
        _table(
            ("type", "label", "what it is"),
            ((f"[`{e.code}`](#{e.code})", e.label, e.definition) for e in vocabulary.types.values()),
        ),
        _IDENTITY,
        _MATCHES,
        *(_section(each, vocabulary) for each in vocabulary.types.values()),
        "## Roles\n",
        "A finer role counts as its base role wherever a query asks for the base.\n",
        _table(("role", "label", "what it is", "counts as"), _role_rows(vocabulary)),
        "## Modalities\n",
        _MODALITIES,
        _table(
            ("modality", "label", "what it is", "came about"),
            (
                (f"`{e.code}`", e.label, e.definition, "yes" if e.realis else "no")
                for e in sorted(vocabulary.modalities.values(), key=lambda each: each.rank)
            ),
        ),
        "## Attribution modes\n",
        "The chain of sources runs from the one nearest to the document to the farthest.\n",
        _table(
            ("mode", "label", "what it is"),
            ((f"`{e.code}`", e.label, e.definition) for e in vocabulary.modes.values()),
        ),
    ]
    return "\n".join(blocks)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def _section(each: EventType, vocabulary: Vocabulary) -> str:
    return "\n".join(
        (
            f"### {each.code}\n",
            f"{each.label}. {each.definition}\n",
            "".join(f"- {line}\n" for line in _facts(each, vocabulary)),
        )
    )


def _facts(each: EventType, vocabulary: Vocabulary) -> Iterator[str]:
    yield "roles: " + ", ".join(_role(role, each.code, vocabulary) for role in each.roles)
    yield "identity: " + _identity(each)
    if each.state_roles:
        yield "for a state: " + _codes(each.state_roles)
    kin = [other.code for other in vocabulary.types.values() if other.family == each.family and other != each]
    if kin:
        yield "may tell of the same event as: " + _codes(kin)
    for act in each.acts:
        yield f"act `{act.code}`: {act.definition}"
    for scheme in ("CAMEO", "PLOVER"):
        if codes := [_match(match) for match in each.matches if match.scheme == scheme]:
            yield f"{scheme}: " + ", ".join(codes)


def _identity(each: EventType) -> str:
    if not each.two_sided:
        return f"one-sided, by {_codes(each.bearers, ' or ')}"
    sides = " faces ".join(_codes(side) for side in each.facing)
    return f"two-sided; {sides}" if sides else "two-sided; the claim tells the sides"


def _role(role: str, type: str, vocabulary: Vocabulary) -> str:
    base = vocabulary.base_role(role, type)
    return f"`{role}`" if base == role else f"`{role}` (counts as `{base}`)"


def _role_rows(vocabulary: Vocabulary) -> Iterator[tuple[str, ...]]:
    for role in vocabulary.roles.values():
        others = sorted(set(role.base_in.values()))
        base = f"`{role.base}`" + "".join(
            f"; `{other}` in {_codes(code for code, to in role.base_in.items() if to == other)}" for other in others
        )
        yield f"`{role.code}`", role.label, role.definition, base


def _match(match: Match) -> str:
    return f"{match.relation} {match.code}"


def _codes(codes: Iterable[str], between: str = ", ") -> str:
    return between.join(f"`{code}`" for code in codes)


if __name__ == "__main__":
    PAGE.write_text(render_page(), encoding="utf-8")
