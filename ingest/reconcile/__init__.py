"""From claims to events: a pure function of claims, authority data and decisions.

The same claims give the same events in whatever order they were loaded. `docs/reconciliation.md` tells the rules as a
researcher needs them.
"""

from __future__ import annotations

from ingest.reconcile.candidate import Candidate, block_key, block_of
from ingest.reconcile.events import reconcile
from ingest.reconcile.tenures import derive_tenures

__all__ = ["Candidate", "block_key", "block_of", "derive_tenures", "reconcile"]
