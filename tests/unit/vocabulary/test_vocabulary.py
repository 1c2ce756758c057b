"""The vocabulary holds what the codebook prescribes, and its rules of identity hang together."""

from __future__ import annotations

import pytest

from graph.vocabulary import load_vocabulary

PARTIES = {"participant", "host", "present"}
DEALING = PARTIES | {"mediator"}
TYPES = {
    "meet": PARTIES,
    "call": PARTIES | {"initiator", "target"},
    "visit": {"visitor", "host", "present"},
    "negotiate": DEALING,
    "mediate": DEALING,
    "agree": DEALING,
    "appoint": {"appointee", "appointer", "receiver", "present"},
    "leave_post": {"leaver", "remover"},
    "release": {"releaser", "released", "receiver", "mediator"},
    "pardon": {"pardoner", "pardoned"},
    "sanction": {"sanctioner", "sanctioned"},
    "ease_sanctions": {"sanctioner", "sanctioned"},
    "establish_relations": {"participant", "initiator", "target", "mediator"},
    "sever_relations": {"participant", "initiator", "target"},
    "expel": {"expeller", "expelled"},
    "recall": {"recaller", "recalled"},
    "summon": {"summoner", "summoned"},
    "ceremony": PARTIES,
    "other": DEALING | {"initiator", "target"},
}
BASES = {
    "participant",
    "visitor",
    "host",
    "mediator",
    "appointee",
    "appointer",
    "leaver",
    "remover",
    "releaser",
    "released",
    "pardoner",
    "pardoned",
    "sanctioner",
    "sanctioned",
    "expeller",
    "expelled",
    "recaller",
    "recalled",
    "summoner",
    "summoned",
}
FINER = {"initiator", "target", "receiver", "present"}
ACTS = {
    "establish_relations": ["recognised", "established", "restored", "mission_opened", "mission_raised"],
    "sever_relations": ["severed", "suspended", "mission_closed", "mission_lowered"],
    "appoint": ["named", "confirmed", "commissioned", "credentials", "sworn_in", "elected"],
    "agree": ["reached", "signed", "ratified"],
    "visit": ["arrived", "departed", "stayed"],
}
ONE_SIDED = {
    "appoint": ("appointee",),
    "leave_post": ("leaver",),
    "release": ("releaser", "released"),
    "pardon": ("pardoner", "pardoned"),
    "recall": ("recalled",),
}
FOR_STATE = {
    "release",
    "pardon",
    "sanction",
    "ease_sanctions",
    "establish_relations",
    "sever_relations",
    "expel",
    "recall",
    "summon",
}


def test_types_and_their_roles() -> None:
    """Every type of the codebook is there, and `other` for coded data, each with its roles and no more."""
    assert {code: set(each.roles) for code, each in load_vocabulary().types.items()} == TYPES


def test_roles_and_their_bases() -> None:
    """The codebook's base roles are their own base, and the finer ones count as participants."""
    vocabulary = load_vocabulary()
    assert {code: role.base for code, role in vocabulary.roles.items()} == {
        **{code: code for code in BASES},
        **dict.fromkeys(FINER, "participant"),
    }


def test_host_is_a_base_role_in_a_visit_alone() -> None:
    """Who hosts a visit is visited; who hosts a meeting is one of those who meet."""
    vocabulary = load_vocabulary()
    hosted = {code for code, each in vocabulary.types.items() if "host" in each.roles}
    assert {code: vocabulary.base_role("host", code) for code in hosted} == {
        **dict.fromkeys(hosted, "participant"),
        "visit": "host",
    }


def test_acts() -> None:
    """Acts are closed lists inside the five types that have them."""
    types = load_vocabulary().types
    assert {code: [act.code for act in each.acts] for code, each in types.items() if each.acts} == ACTS


def test_modalities_and_modes() -> None:
    """Only what occurred is real; ties go to occurred, then denied, cancelled, scheduled, possible."""
    vocabulary = load_vocabulary()
    ranked = sorted(vocabulary.modalities.values(), key=lambda each: each.rank)
    assert [each.code for each in ranked] == ["occurred", "denied", "cancelled", "scheduled", "possible"]
    assert [each.code for each in ranked if each.realis] == ["occurred"]
    assert set(vocabulary.modes) == {"says", "reports", "cites", "confirms", "denies"}


def test_sides_and_bearers() -> None:
    """A type is two-sided, or names the roles by which its events are known."""
    types = load_vocabulary().types
    assert {code: each.bearers for code, each in types.items() if not each.two_sided} == ONE_SIDED
    assert all(not each.bearers for each in types.values() if each.two_sided)
    assert types["visit"].facing == (("visitor",), ("host",))


@pytest.mark.parametrize(
    ("type", "role", "side"),
    [
        ("visit", "visitor", "a"),
        ("visit", "host", "b"),
        ("visit", "present", None),
        ("call", "target", "b"),
        ("call", "participant", None),
        ("meet", "host", None),
        ("mediate", "participant", None),
        ("release", "released", None),
    ],
)
def test_side_that_a_role_tells(type: str, role: str, side: str | None) -> None:
    """Visitors stand together across from their host; parties that meet stand each for themselves."""
    assert load_vocabulary().type(type).side_of(role) == side


def test_states_and_families() -> None:
    """Acts of states are marked, and of all types only release and pardon share a family."""
    types = load_vocabulary().types
    assert {code for code, each in types.items() if each.for_state} == FOR_STATE
    assert {code for code, each in types.items() if each.family != code} == {"release", "pardon"}
    assert types["release"].family == types["pardon"].family == "freeing"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("040", "meet"),
        ("041", "call"),
        ("042", "visit"),
        ("043", "visit"),
        ("044", "meet"),
        ("045", "mediate"),
        ("046", "negotiate"),
        ("054", "establish_relations"),
        ("057", "agree"),
        ("0841", "release"),
        ("085", "ease_sanctions"),
        ("161", "sever_relations"),
        ("163", "sanction"),
        ("1631", "sanction"),
        ("036", None),
        ("051", None),
        ("08", None),
        ("111", None),
        ("190", None),
        ("", None),
    ],
)
def test_cameo(code: str, expected: str | None) -> None:
    """A CAMEO code is read as the type that its longest prefix surely means, else as none."""
    found = load_vocabulary().cameo(code)
    assert (found and found.code) == expected


def test_every_term_is_explained() -> None:
    """Each term has a label and a definition that is a sentence."""
    vocabulary = load_vocabulary()
    terms = [
        *vocabulary.types.values(),
        *vocabulary.roles.values(),
        *vocabulary.modalities.values(),
        *vocabulary.modes.values(),
        *(act for each in vocabulary.types.values() for act in each.acts),
    ]
    assert all(each.label and each.definition[0].isupper() and each.definition.endswith(".") for each in terms)
