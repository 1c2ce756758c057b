"""Whether the terms of one claim fit together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import cache

from graph.vocabulary.files import load_vocabulary

Problem = tuple[str, str]


@cache
def _allowed() -> dict[str, tuple[frozenset[str], frozenset[str | None]]]:
    """For each type its roles and its acts; no act is always allowed."""
    return {
        code: (frozenset(each.roles), frozenset({None, *(act.code for act in each.acts)}))
        for code, each in load_vocabulary().types.items()
    }


def check_terms(  # noqa: PLR0913, PLR0917 the claim's coded fields, which only make sense together
    type: str,
    modality: str,
    act: str | None,
    roles: Sequence[str],
    modes: Sequence[str],
    native: bool,  # noqa: FBT001
) -> list[Problem]:
    """What is wrong with a claim's coded terms.

    Args:
        type: Event type.
        modality: Modality.
        act: Act inside the type, or None.
        roles: The participants' roles, in order.
        modes: The modes of the attribution chain, in order.
        native: Whether the claim comes from coded data with a code of its own.

    Returns:
        Pairs of the field in dotted form ("participants.1.role") and what is wrong with it; empty for a
        claim in order.
    """
    vocabulary = load_vocabulary()
    allowed = _allowed().get(type)
    if (
        allowed is not None
        and modality in vocabulary.modalities
        and act in allowed[1]
        and allowed[0].issuperset(roles)
        and vocabulary.modes.keys() >= set(modes)
        and (native or type != "other")
    ):
        return []
    return [
        *_check_type(type, native=native),
        *_check_known("modality", "modality", modality, vocabulary.modalities),
        *_check_act(type, act),
        *(problem for at, role in enumerate(roles) for problem in _check_role(type, at, role)),
        *(
            problem
            for at, mode in enumerate(modes)
            for problem in _check_known(f"attribution.{at}.mode", "mode", mode, vocabulary.modes)
        ),
    ]


def _check_type(type: str, *, native: bool) -> Iterator[Problem]:
    if type == "other" and not native:
        yield "type", "'other' is for coded data (native) alone; use the type that the words show"
    yield from _check_known("type", "event type", type, load_vocabulary().types)


def _check_act(type: str, act: str | None) -> Iterator[Problem]:
    known = load_vocabulary().types.get(type)
    if act is None or known is None or act in _allowed()[type][1]:
        return
    acts = ", ".join(each.code for each in known.acts)
    yield (
        "act",
        f"{act!r} is no act of {type!r}; " + (f"use one of {acts}" if acts else "it has none: leave it out"),
    )


def _check_role(type: str, at: int, role: str) -> Iterator[Problem]:
    vocabulary = load_vocabulary()
    field = f"participants.{at}.role"
    known = vocabulary.types.get(type)
    if known is None:
        yield from _check_known(field, "role", role, vocabulary.roles)
    elif role not in known.roles:
        yield field, f"{role!r} is no role of {type!r}; use one of {', '.join(known.roles)}"


def _check_known(field: str, what: str, code: str, known: Iterable[str]) -> Iterator[Problem]:
    if code in (codes := list(known)):
        return
    nearest = get_close_matches(code, codes, n=1)
    hint = f"did you mean {nearest[0]!r}?" if nearest else f"use one of {', '.join(codes)}"
    yield field, f"{code!r} is no {what}; {hint}"
