"""To which state or organisation the head of a mission was sent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph.dates import bounds
from graph.identity.authority import AuthorityOrganization
from graph.identity.resolver import Resolver
from ingest.historian.corrections import read_corrections
from ingest.historian.pocom.records import Mission, Posting

TABLE = Path(__file__).parent / "corrections.yaml"


def read_table(part: str) -> Mapping[str, Any]:
    """A part of pocom's own `corrections.yaml`."""
    return read_corrections(part, TABLE)


def find_state(mission: Mission, posting: Posting, resolver: Resolver) -> str | None:
    """Id of the state to which a chief of mission was sent; None where no state goes by the territory's name."""
    for rule in read_table("territories").get(mission.id, ()):
        if _holds(rule, posting):
            return f"state/{rule['state']}"
    return resolver.state(name_of_territory(mission))


def _holds(rule: Mapping[str, Any], posting: Posting) -> bool:
    if rule.get("role", posting.role) != posting.role:
        return False
    told = (posting.date(field) for field in ("started", "arrived", "appointed", "ended"))
    day = next((days.lo for date in told if date and (days := bounds(date)).lo), None)
    if "until" not in rule:
        return True
    return day is not None and day < rule["until"]


def find_body(mission: Mission) -> AuthorityOrganization | None:
    """The organisation to which a mission's representatives are sent."""
    entry = read_table("organizations").get(mission.id)
    if entry is None:
        return None
    return AuthorityOrganization(f"organization/{entry['id']}", entry["body"], (entry["body"], *entry.get("names", ())))


def name_of_territory(mission: Mission) -> str:
    """The territory's name as the archive's id writes it ("two sicilies")."""
    return mission.id.replace("-", " ")
