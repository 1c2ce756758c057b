"""Authority data into the graph, and every claim that it touches resolved anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.identity.merging import merge
from graph.identity.packages import load_packages, load_places
from graph.identity.resolver import Resolver
from graph.store.actors import ActorRow, write_actors, write_names
from graph.store.authorities import (
    digest_of,
    digests,
    read_authorities,
    resolved_with,
    set_resolved_with,
    write_authority,
    write_authority_posts,
)
from graph.store.commits import advance, lock
from graph.store.documents import document_ids, read_bundles
from graph.store.tenures import from_authority, post_changes, replace_tenures, stored_tenures
from ingest.committing.commit import commit_drafts
from ingest.committing.writing import rows_of
from ingest.reconcile import derive_tenures
from ingest.resolving import ClaimResolver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from graph.identity.authority import Authority
    from graph.store.actors import NameRow
    from graph.store.connection import Store, Transaction

DOCUMENTS_A_COMMIT = 200
NOTHING = "none"


def read_resolver(store: Store) -> ClaimResolver:
    """The resolver of the authority data that the graph has."""
    return ClaimResolver(Resolver(_merged(store)), load_places())


def _merged(store: Store) -> Authority:
    return merge(*read_authorities(store))


def ensure_authority(store: Store, on_progress: Callable[[str], None] | None = None) -> None:
    """Load the packages' authority data into a graph that has none, and finish a load that was interrupted."""
    if not digests(store):
        load_authority(store, load_packages(), on_progress)
    elif resolved_with(store) != _fingerprint(store):
        _resolve_all(store, on_progress)


def load_authority(store: Store, authority: Authority, on_progress: Callable[[str], None] | None = None) -> bool:
    """Load authority data, in place of an earlier version of the same name, and resolve all claims anew.

    Args:
        store: The graph, with its schema.
        authority: The data; it is merged with what else the graph has by the rules of identity.
        on_progress: Told in words what is being done.

    Returns:
        Whether anything changed; the same data loaded twice changes nothing.
    """
    if digests(store).get(authority.name) == authority.digest:
        ensure_authority(store, on_progress)
        return False
    _say(on_progress, f"loading authority data: {len(authority.persons)} people, {len(authority.states)} states")
    others = [one for one in read_authorities(store) if one.name != authority.name]
    whole = merge(authority, *others)
    if not store.write(lambda tx: _write(tx, authority, whole)):
        ensure_authority(store, on_progress)
        return False
    _resolve_all(store, on_progress)
    return True


def _write(tx: Transaction, authority: Authority, whole: Authority) -> bool:
    """Write authority data; False if somebody else has just done so."""
    clock = lock(tx)
    former = digest_of(tx, authority.name)
    if former == authority.digest:
        return False
    seq = clock.seq + 1
    actors = list(_actors(whole))
    write_authority(tx, seq, authority)
    write_actors(tx, seq, actors)
    write_names(tx, seq, [one.id for one in actors], _names(whole))
    write_authority_posts(tx, seq, _posts(whole))
    _write_tenures(tx, seq, whole)
    keys = [f"authority {authority.name} {digest}" for digest in (authority.digest, former) if digest is not None]
    advance(tx, clock, f"authority {authority.name}", (0, 0, 0), keys)
    return True


def _write_tenures(tx: Transaction, seq: int, whole: Authority) -> None:
    known = {
        one.id: from_authority(one.id, one.person, one.post, (one.start, one.end), whole.name) for one in whole.tenures
    }
    persons = sorted({one.person for one in known.values()})
    there = {now.id: now for now, _ in stored_tenures(tx, persons)}
    wanted = {one.id: one for one in derive_tenures(post_changes(tx, persons), list(known.values()))}
    gone = [key for key, now in there.items() if wanted.get(key) != now]
    new = [(one, known.get(key)) for key, one in wanted.items() if there.get(key) != one]
    replace_tenures(tx, seq, gone, new)


def _resolve_all(store: Store, on_progress: Callable[[str], None] | None) -> None:
    """Resolve every document anew and write what differs; done again from the start if it is interrupted."""
    resolver = read_resolver(store)
    done = 0
    for ids in document_ids(store, page=DOCUMENTS_A_COMMIT):
        store.write(lambda tx, ids=ids: _resolve_some(tx, ids, resolver))
        done += len(ids)
        _say(on_progress, f"{done} documents resolved anew")
    fingerprint = _fingerprint(store)
    store.write(lambda tx: set_resolved_with(tx, fingerprint))


def _resolve_some(tx: Transaction, ids: list[str], resolver: ClaimResolver) -> None:
    drafts = [resolver.resolve(bundle) for bundle in read_bundles(tx, ids)]
    commit_drafts(tx, drafts, resolver, what="resolve anew", anew=True)


def _fingerprint(store: Store) -> str:
    return " ".join(f"{name}={digest}" for name, digest in sorted(digests(store).items())) or NOTHING


def _say(on_progress: Callable[[str], None] | None, words: str) -> None:
    if on_progress is not None:
        on_progress(words)


def _actors(whole: Authority) -> Iterator[ActorRow]:
    for state in whole.states:
        yield ActorRow(state.id, "state", state.label, "authority", {"alpha2": state.alpha2})
    for body in whole.organizations:
        yield ActorRow(body.id, "organization", body.label, "authority", {"links": list(body.links)})
    for one in whole.persons:
        values: dict[str, Any] = {"born": one.born, "died": one.died, "links": list(one.links)}
        yield ActorRow(one.id, "person", one.label, "authority", values)


def _names(whole: Authority) -> Iterator[NameRow]:
    for state in whole.states:
        for text in (*state.names, *state.demonyms, *state.metonyms):
            yield from rows_of(state.id, "state", text)
    for body in whole.organizations:
        for text in body.names:
            yield from rows_of(body.id, "organization", text)
    for one in whole.persons:
        for text in (*one.names, *one.singles):
            yield from rows_of(one.id, "person", text)


def _posts(whole: Authority) -> Iterable[dict[str, Any]]:
    for post in whole.posts:
        yield {
            "id": post.id,
            "label": post.label,
            "office": post.office,
            "state": post.state,
            "accredited_to": post.accredited_to,
        }
