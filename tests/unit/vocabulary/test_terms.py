"""Terms of one claim are checked together."""

from __future__ import annotations

import pytest

from graph.vocabulary import check_terms, load_vocabulary


def problems(  # noqa: PLR0913 as check_terms
    *,
    type: str = "meet",
    modality: str = "occurred",
    act: str | None = None,
    roles: tuple[str, ...] = ("participant", "participant"),
    modes: tuple[str, ...] = (),
    native: bool = False,
) -> dict[str, str]:
    """Check a meeting that is in order but for what is given."""
    return dict(check_terms(type, modality, act, roles, modes, native))


def test_claim_in_order() -> None:
    """A claim whose terms fit has no problems."""
    assert problems(modes=("reports", "cites")) == {}
    assert problems(type="appoint", act="credentials", roles=("appointee", "receiver")) == {}


def test_every_allowed_combination() -> None:
    """Each type takes all of its roles and acts, in every modality."""
    vocabulary = load_vocabulary()
    for each in vocabulary.types.values():
        for modality in vocabulary.modalities:
            for act in (None, *(act.code for act in each.acts)):
                native = each.code == "other"
                assert not check_terms(each.code, modality, act, each.roles, list(vocabulary.modes), native)


@pytest.mark.parametrize(
    ("given", "field", "problem"),
    [
        ({"type": "mete"}, "type", "'mete' is no event type; did you mean 'meet'?"),
        ({"modality": "occured"}, "modality", "'occured' is no modality; did you mean 'occurred'?"),
        ({"act": "signed"}, "act", "'signed' is no act of 'meet'; it has none: leave it out"),
        (
            {"type": "agree", "act": "arrived"},
            "act",
            "'arrived' is no act of 'agree'; use one of reached, signed, ratified",
        ),
        (
            {"roles": ("participant", "visitor")},
            "participants.1.role",
            "'visitor' is no role of 'meet'; use one of participant, host, present",
        ),
        ({"modes": ("reports", "zzz")}, "attribution.1.mode", "'zzz' is no mode; use one of "),
    ],
)
def test_problem_names_field_and_mend(given: dict[str, str], field: str, problem: str) -> None:
    """A term that is unknown or misplaced is named with its field and what to write instead."""
    found = problems(**given)  # pyright: ignore[reportArgumentType]
    assert list(found) == [field]
    assert found[field].startswith(problem)


def test_other_needs_native_code() -> None:
    """Type `other` is for coded data, which brings a code of its own."""
    assert list(problems(type="other")) == ["type"]
    assert problems(type="other", native=True) == {}


def test_all_problems_are_told_at_once() -> None:
    """Whoever mends a file sees everything that is wrong with a claim."""
    assert list(problems(type="mete", modality="x", roles=("y",), modes=("z",))) == [
        "type",
        "modality",
        "participants.0.role",
        "attribution.0.mode",
    ]
