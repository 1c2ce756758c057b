"""What goes into the resolver and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """A participant of a claim, as far as it matters who that is.

    Attributes:
        name: As the document writes it; a title in front of it is understood.
        title: Title as written, or None.
        kind: person, state, organization or group; "any" where that is not known, as of a source that is quoted.
        role: The role in the claim; appointers and removers tell whose the post is.
        named: False for generic participants ("political prisoners").
        behalf: State or body acted for, as written or as an id.
        post: Of the claim, as written, where this participant gets or leaves it; else None.
        claim: Anything that is equal for the participants of one claim and no other.
    """

    name: str
    title: str | None = None
    kind: str = "person"
    role: str = "participant"
    named: bool = True
    behalf: str | None = None
    post: str | None = None
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a mention is, as far as its own document and the authority tell.

    Attributes:
        key: Key of the name among those that no authority knows ("person:john cole"); "" for unnamed participants.
        actor: Id in the authority; None for whoever `assignment.assign` names, and for whoever stays in the document.
        state: Id of the state acted for, by what is told or by office; a state acts for itself.
        method: How it was found (docs/identity.md lists them).
        score: How sure the method is, 0 to 1; of the method, not of the case, but for spellings compared.
        label: Name as written, without title.
        scope: Id part of a participant who exists in this document alone ("kim"), else None.
        post: Id of the post of the mention's claim, else None.
        basis: Whether `state` was told or follows from the office; None where there is none.
    """

    key: str
    actor: str | None
    state: str | None
    method: str
    score: float
    label: str
    scope: str | None = None
    post: str | None = None
    basis: str | None = None


SCORES = {
    "state_name": 1.0,
    "capital_for_state": 0.9,
    "organization_name": 1.0,
    "authority_name": 1.0,
    "authority_variant": 0.95,
    "document": 0.95,
    "office": 0.9,
    "former_office": 0.8,
    "surname_in_office": 0.85,
    "surname_near_office": 0.75,
    "minted": 1.0,
    "scoped": 1.0,
    "unnamed": 1.0,
}
"""Score of each method of the first stage."""
