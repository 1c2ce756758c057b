"""Ids are deterministic and tell what they are made of."""

from __future__ import annotations

import base64
import hashlib

from hypothesis import given
from hypothesis import strategies as st

from graph import ids
from graph.records import Claim, Document, Evidence, Participant


def claim(**changes: object) -> Claim:
    """A claim with some fields changed."""
    fields: dict[str, object] = {
        "doc_id": "d",
        "type": "meet",
        "participants": [
            Participant(name="A", kind="person", role="participant"),
            Participant(name="B", kind="person", role="participant"),
        ],
        "date": "2025-11-26",
        "evidence": Evidence(quote="A met B", start=0, end=7),
        "coder": "human:test",
    }
    return Claim.model_validate(fields | changes)


def test_the_same_claim_has_the_same_id_in_any_order_of_participants() -> None:
    """Participants are a set as far as identity goes."""
    one = claim()
    assert claim(participants=tuple(reversed(one.participants))).id == one.id
    assert one.id.startswith("claim/")


def test_what_makes_another_claim() -> None:
    """Another date, coder, type, document or quotation is another claim; another hedge or place is a new version."""
    one = claim()
    changes: list[dict[str, object]] = [
        {"date": "2025-11-27"},
        {"coder": "human:other"},
        {"type": "call"},
        {"doc_id": "e"},
        {"evidence": Evidence(quote="A met b", start=0, end=7)},
    ]
    made = [claim(**change).id for change in changes]
    assert len({one.id, *made}) == len(made) + 1
    assert claim(hedge="reportedly").id == claim(place="Minsk").id == one.id


def test_document_id_follows_the_address_or_the_content() -> None:
    """One URL is one document whatever its text; without one the content counts."""
    url = "https://example.org/a"
    assert ids.document_id(url, "t", "x") == ids.document_id(url, "u", "y")
    assert ids.document_id(None, "t", "x") != ids.document_id(None, "t", "y")
    published = {"published": "2025-11-26", "title": "t", "text": "x"}
    assert Document.model_validate(published).doc_id == ids.document_id(None, "t", "x")


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_digests_are_short_and_safe_in_urls(parts: list[str]) -> None:
    """Twenty characters of a-z and 2-7."""
    made = ids.digest(*parts)
    assert len(made) == 20
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz234567")
    assert made == ids.digest(*parts)


@given(st.lists(st.text("abc234", min_size=1), min_size=1, unique=True))
def test_event_id_is_that_of_its_least_claim(tails: list[str]) -> None:
    """Whatever the order, the least claim names the event."""
    claims = [f"claim/{tail}" for tail in tails]
    assert ids.event_id(claims) == ids.event_id(claims[::-1]) == f"event/{min(tails)}"


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1))
def test_a_digest_is_base_32_of_the_hash(parts: list[str]) -> None:
    """RFC 4648, in small letters and without padding."""
    raw = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=12).digest()
    assert ids.digest(*parts) == base64.b32encode(raw).decode().rstrip("=").lower()
