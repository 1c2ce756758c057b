"""What people decided about a document's claims, laid over the claims with which it is loaded.

A claim that somebody closed for good is left out, and one that stands by a decision is put in, as it was decided on:
reading a text again does not undo what a person said about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.store.decisions import upheld, withdrawn

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from graph.records import Claim
    from graph.store.connection import Transaction
    from ingest.resolving import ClaimResolver, Draft


@dataclass(frozen=True, slots=True)
class Standing:
    """A document with the claims that it has after all.

    Attributes:
        draft: The document, its claims resolved.
        retracted: Ids of claims that it was loaded with and that stay closed.
        upheld: Ids of claims that stand though it was loaded without them, or with another version.
        lapsed: Ids of claims that stood, and whose quotation the new text does not have at its place.
    """

    draft: Draft
    retracted: tuple[str, ...] = ()
    upheld: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()


def lay_over(
    tx: Transaction, drafts: Sequence[Draft], known: Collection[str], resolver: ClaimResolver
) -> list[Standing]:
    """Lay decisions over documents.

    Args:
        tx: The transaction.
        drafts: The documents as they are loaded.
        known: Ids of those that the graph has; nobody has decided anything about the others.
        resolver: Resolves a document again whose claims change; names are resolved from all of its claims.
    """
    loaded = [claim.id for one in drafts if one.bundle.document.doc_id in known for claim in one.bundle.claims]
    out, stand = withdrawn(tx, loaded), upheld(tx, known)
    return [_lay_over(one, out, stand.get(one.bundle.document.doc_id, ()), resolver) for one in drafts]


def _lay_over(draft: Draft, out: Collection[str], stand: Iterable[Claim], resolver: ClaimResolver) -> Standing:
    bundle = draft.bundle
    there = {claim.id: claim for claim in bundle.claims}
    kept = {claim.id: claim for claim in stand if _is_shown(claim, bundle.document.text)}
    retracted = tuple(sorted(there.keys() & out))
    differing = tuple(key for key, claim in kept.items() if not _is_same(claim, there))
    lapsed = tuple(claim.id for claim in stand if claim.id not in kept and claim.id not in there)
    if retracted or differing:
        loaded = [kept.get(key, claim) for key, claim in there.items() if key not in out]
        claims = (*loaded, *(claim for key, claim in kept.items() if key not in there))
        draft = resolver.resolve(bundle.model_copy(update={"claims": claims}))
    return Standing(draft, retracted, differing, lapsed)


def _is_shown(claim: Claim, text: str | None) -> bool:
    one = claim.evidence
    return one is None or text is None or text[one.start : one.end] == one.quote


def _is_same(claim: Claim, there: Mapping[str, Claim]) -> bool:
    return claim.id in there and there[claim.id].canonical == claim.canonical
