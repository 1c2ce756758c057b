"""What a document's new version changes: claims that come, claims that go, and which takes the place of which."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.store.claims import claim_key, content_key, document_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.model import ResolvedClaim
    from graph.records import Bundle, Claim, Document
    from graph.store.claims import StoredDocument
    from ingest.resolving import Draft


@dataclass(frozen=True, slots=True)
class Change:
    """The difference between a document as the graph has it and as it is loaded.

    Attributes:
        bundle: The document as it is loaded.
        resolved: Its claims.
        new_version: Whether the document itself is new or differs.
        replaces: Whether the graph has an earlier version of the document.
        added: Claims that are not open in the graph.
        closed: Id → content key of open claims that the document no longer makes, or makes otherwise.
        kept: How many claims are equal.
    """

    bundle: Bundle
    resolved: tuple[ResolvedClaim, ...]
    new_version: bool
    replaces: bool
    added: tuple[Claim, ...]
    closed: Mapping[str, str]
    kept: int
    former_key: str | None = None
    keys: tuple[str, ...] = field(default=())

    @property
    def empty(self) -> bool:
        """Whether loading it changes nothing."""
        return not (self.new_version or self.added or self.closed)

    @property
    def flips(self) -> list[str]:
        """Content keys that come or go, for the digest."""
        keys = [*self.keys, *self.closed.values()]
        if self.new_version:
            keys.append(document_key(self.bundle.document))
        if self.new_version and self.former_key is not None:
            keys.append(self.former_key)
        return keys


def document_key(document: Document) -> str:
    """Hash of a document's content without its claims."""
    return content_key(document_record(document))


def compare(draft: Draft, stored: StoredDocument | None) -> Change:
    """What a document as it shall be changes in the document as the graph has it, if it has it."""
    bundle = draft.bundle
    there = stored.claims if stored else {}
    wanted = {one.id: one for one in draft.claims}
    keys = {key: claim_key(one) for key, one in wanted.items()}
    added = {key: one.claim for key, one in wanted.items() if there.get(key) != keys[key]}
    closed = {key: content for key, content in there.items() if keys.get(key) != content}
    record = document_record(bundle.document)
    return Change(
        bundle=bundle,
        resolved=tuple(wanted.values()),
        new_version=stored is None or stored.record != record or stored.text != bundle.document.text,
        replaces=stored is not None,
        added=tuple(added.values()),
        closed=closed,
        kept=len(wanted) - len(added),
        former_key=content_key(stored.record) if stored else None,
        keys=tuple(keys[key] for key in added),
    )


def successors(added: Iterable[Claim], closed: Iterable[Claim]) -> list[tuple[str, str]]:
    """Which added claim takes the place of which closed one of the same document, as (newer, older).

    The likest of the same type: most participants in common, then most of the quotation in common.
    """
    left = {claim.id: claim for claim in added}
    pairs: list[tuple[str, str]] = []
    for old in sorted(closed, key=lambda claim: claim.id):
        ranked = sorted((-_likeness(new, old), new.id) for new in left.values() if new.type == old.type)
        if ranked and ranked[0][0] < 0:
            pairs.append((ranked[0][1], old.id))
            del left[ranked[0][1]]
    return pairs


def _likeness(new: Claim, old: Claim) -> int:
    names = {one.name for one in new.participants} & {one.name for one in old.participants}
    return 1000 * len(names) + _overlap(new, old)


def _overlap(new: Claim, old: Claim) -> int:
    if new.evidence is None or old.evidence is None:
        return 0
    return max(0, min(new.evidence.end, old.evidence.end) - max(new.evidence.start, old.evidence.start))
