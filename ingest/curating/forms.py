"""A claim as a reviewer reads and edits it: its readable fields in a fixed order, every value as text.

Only what is told is there, but for the fields that a reader looks for first (`ALWAYS`). What a claim has by its making
(coder, rule, confidence, native id, offsets) is no field of a review.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from graph.records import Claim

type Fields = dict[str, Any]

FIELDS = (
    "type",
    "act",
    "modality",
    "hedge",
    "date",
    "place",
    "post",
    "participants",
    "quantity",
    "about",
    "attribution",
    "links",
    "quote",
)
"""In the order in which they stand."""

ALWAYS = ("type", "modality", "date", "place", "participants", "quote")

PARTICIPANT = ("role", "name", "kind", "side", "title", "behalf", "behalf_basis", "named")
QUANTITY = ("count", "bound", "of")
SOURCE = ("name", "mode", "anonymous", "count")
LINK = ("relation", "claim", "quote")

UNSAID: Mapping[str, object] = {"named": True, "anonymous": False}
"""Values that go without saying."""


def form_of(claim: Claim) -> Fields:
    """A claim's fields as they are written: texts, lists and mappings, None for what is not told."""
    told: Fields = {
        "type": claim.type,
        "act": claim.act,
        "modality": claim.modality,
        "hedge": claim.hedge,
        "date": claim.date,
        "place": claim.place,
        "post": claim.post,
        "participants": [_form(one, PARTICIPANT) for one in claim.participants],
        "quantity": _form(claim.quantity, QUANTITY) if claim.quantity else None,
        "about": claim.about,
        "attribution": [_form(one, SOURCE) for one in claim.attribution],
        "links": [_form(one, LINK) for one in claim.links],
        # On one line: where the text breaks its lines says nothing.
        "quote": " ".join(claim.evidence.quote.split()) if claim.evidence else None,
    }
    return {name: told[name] or None for name in FIELDS if told[name] or name in ALWAYS}


def changed_fields(form: Mapping[str, object], written: Mapping[str, object]) -> list[str]:
    """Names of the fields that somebody wrote otherwise, in their order; an empty one is as good as none."""
    names = [name for name in FIELDS if name in form or name in written]
    names += [name for name in written if name not in FIELDS]
    return [name for name in names if told_of(form.get(name)) != told_of(written.get(name))]


def told_of(value: object) -> object:
    """A value without what is empty in it, a text, list or mapping; None where nothing is left."""
    if isinstance(value, dict):
        fields = {name: told_of(one) for name, one in cast("Fields", value).items()}
        return {name: one for name, one in fields.items() if one is not None} or None
    if isinstance(value, list):
        items = [told_of(one) for one in cast("list[object]", value)]
        return [one for one in items if one is not None] or None
    return None if value == "" else value


def _form(record: BaseModel, names: tuple[str, ...]) -> Fields:
    values = {name: getattr(record, name) for name in names}
    return {name: _text(value) for name, value in values.items() if value is not None and UNSAID.get(name) != value}


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
