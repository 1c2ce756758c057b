"""Made-up reports for the laws of loading: few names, days and places, so that much is related and much is not."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from graph.records import Bundle
from tests.integration.loading.conftest import report

UNKNOWN = ["Ada Lindqvist", "Ada M. Lindqvist", "ADA LINDQVIST", "Lindqvist", "Ivo Marek", "Ivo Marec"]
KNOWN = ["Vladimir Putin", "Putin", "Alexander Lukashenko", "Aliaksandr Lukashenka", "Lukashenka"]
BODIES = ["Lindqvist administration", "Border Guild"]
STATES = ["Belarus", "Russia"]
POSTS = ["special envoy for Belarus", "Special Envoy for Belarus", "spokesman"]
DATES = [None, "2025-11-26", "2025-11-25", "2025-11", "2025", "2025-11-24/2025-11-26"]
PLACES = [None, None, "Bishkek", "Minsk", "Ala-Archa residence", "Ala-Archa Residence", "Kyrgyzstan"]
MODALITIES = ["occurred", "occurred", "possible", "denied", "scheduled"]
QUANTITIES = [None, {"count": 14}, {"count": 16}, {"count": 52}, {"count": 10, "bound": "at_least"}]
SOURCES: list[tuple[dict[str, Any], ...]] = [
    (),
    ({"name": "Reuters"},),
    ({"name": "REUTERS"}, {"name": "two sources", "anonymous": True}),
    ({"name": "Ada Lindqvist", "mode": "says"},),
]


@st.composite
def parts(draw: st.DrawFn, role: str, *, least: int, most: int) -> list[dict[str, Any]]:
    """Different people in one role, some of them for a state."""
    names = draw(st.lists(st.sampled_from([*UNKNOWN, *KNOWN]), min_size=least, max_size=most, unique=True))
    sides = draw(st.sampled_from([[None] * 4, ["a", "b", "b", "a"]]))
    return [
        {
            "name": name,
            "role": role,
            "side": side,
            "behalf": draw(st.sampled_from([None, None, *STATES])),
            "title": draw(st.sampled_from([None, None, "Russian President"])),
        }
        for name, side in zip(names, sides, strict=False)
    ]


@st.composite
def claims(draw: st.DrawFn) -> dict[str, Any]:
    """The fields of one claim."""
    kind = draw(st.sampled_from(["meet", "meet", "visit", "release", "release", "appoint", "leave_post", "negotiate"]))
    fields: dict[str, Any] = {
        "type": kind,
        "date": draw(st.sampled_from(DATES)),
        "modality": draw(st.sampled_from(MODALITIES)),
        "place": draw(st.sampled_from(PLACES)),
        "attribution": draw(st.sampled_from(SOURCES)),
        "native": draw(
            st.sampled_from([None, None, None, {"dataset": "coded", "id": draw(st.text("abc", min_size=9))}])
        ),
    }
    match kind:
        case "release":
            state = {"name": draw(st.sampled_from(STATES)), "kind": "state", "role": "releaser"}
            who = draw(st.one_of(parts("releaser", least=1, most=1), st.just([state])))
            who = [*who, {"name": "prisoners", "kind": "group", "role": "released", "named": False}]
            return {**fields, "who": who, "quantity": draw(st.sampled_from(QUANTITIES))}
        case "appoint":
            who = [*draw(parts("appointee", least=1, most=1)), *draw(parts("appointer", least=0, most=1))]
            return {**fields, "who": who, "post": draw(st.sampled_from(POSTS))}
        case "leave_post":
            return {**fields, "who": draw(parts("leaver", least=1, most=1)), "post": draw(st.sampled_from(POSTS))}
        case "visit":
            body = {"name": draw(st.sampled_from(BODIES)), "kind": "organization", "role": "host"}
            return {**fields, "who": [*draw(parts("visitor", least=1, most=2)), body]}
        case _:
            return {**fields, "who": draw(parts("participant", least=2, most=3))}


@st.composite
def reports(draw: st.DrawFn, *, most: int = 5) -> list[Bundle]:
    """A few documents of one to three claims each."""
    return [
        report(
            f"doc-{number}",
            *draw(st.lists(claims(), min_size=1, max_size=3)),
            publisher=draw(st.sampled_from(["Herald", "Monitor", None])),
            published=dt.date(2025, 11, draw(st.integers(20, 30))),
        )
        for number in range(draw(st.integers(2, most)))
    ]
