"""From reports to claims, and from claims to events: readers, extraction, identity, reconciliation."""
