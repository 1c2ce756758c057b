"""From claims to events: a pure function of claims, authority data and decisions.

The same claims give the same events in whatever order they were loaded. `docs/reconciliation.md` tells the rules as a
researcher needs them.
"""

from ingest.reconcile.events import reconcile
from ingest.reconcile.candidate import Candidate, block_key
from ingest.reconcile.tenures import PostChange, derive_tenures

__all__ = ["Candidate", "PostChange", "block_key", "derive_tenures", "reconcile"]
