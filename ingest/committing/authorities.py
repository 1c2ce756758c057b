"""Authority data into the graph, and every claim that it touches resolved anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.identity.folding import slug
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
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from graph.identity.authority import Authority, AuthorityPost
    from graph.store.actors import NameRow
    from graph.store.connection import Store, Transaction

DOCUMENTS_A_COMMIT = 200
NOTHING = "none"
LISTS = ("wikidata", "phoenix", "archigos")
"""Published lists of office-holders, the ones with fuller names first."""


def read_resolver(store: Store) -> ClaimResolver:
    """The resolver of the authority data that the graph has."""
    return ClaimResolver(Resolver(merged_authority(store)), load_places())


def merged_authority(store: Store) -> Authority:
    """All authority data that the graph has, as one."""
    return merge(*in_order(read_authorities(store)))


def in_order(authorities: Iterable[Authority]) -> list[Authority]:
    """Authorities in the order in which they decide, whatever the order of loading.

    The packages first, so that their ids stay; lists of office-holders last, since many of them know surnames alone.
    """
    packages = load_packages().name

    def rank(one: Authority) -> tuple[int, str]:
        kind = one.name.partition("/")[0]
        if one.name == packages:
            return 0, ""
        return (2 + LISTS.index(kind) if kind in LISTS else 1), one.name

    return sorted(authorities, key=rank)


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
    return bool(load_authorities(store, [authority], on_progress))


def load_authorities(
    store: Store, authorities: Sequence[Authority], on_progress: Callable[[str], None] | None = None
) -> list[str]:
    """Load several, as `load_authority` does one; the claims are resolved anew only once.

    Returns:
        Names of those that changed anything.
    """
    known = digests(store)
    changed = [one for one in authorities if known.get(one.name) != one.digest]
    loaded = _load(store, changed, on_progress) if changed else []
    if loaded:
        _resolve_all(store, on_progress)
    else:
        ensure_authority(store, on_progress)
    return loaded


def adopt_authority(store: Store, authority: Authority) -> None:
    """Load authority data with which all claims of the graph are resolved already, as after a bulk import."""
    _load(store, [authority], None)
    fingerprint = _fingerprint(store)
    store.write(lambda tx: set_resolved_with(tx, fingerprint))


def _load(store: Store, authorities: Sequence[Authority], on_progress: Callable[[str], None] | None) -> list[str]:
    for one in authorities:
        _say(on_progress, f"loading {one.name}: {len(one.persons)} people, {len(one.states)} states")
    names = {one.name for one in authorities}
    others = [one for one in read_authorities(store) if one.name not in names]
    whole = merge(*in_order([*authorities, *others]))
    return store.write(lambda tx: _write(tx, authorities, whole))


def _write(tx: Transaction, authorities: Sequence[Authority], whole: Authority) -> list[str]:
    """Write authority data; give the names of those that nobody else has written just so meanwhile."""
    clock = lock(tx)
    former = {one.name: digest_of(tx, one.name) for one in authorities}
    changed = [one for one in authorities if former[one.name] != one.digest]
    if not changed:
        return []
    seq = clock.seq + 1
    actors = list(_actors(whole))
    for one in changed:
        write_authority(tx, seq, one)
    write_actors(tx, seq, actors)
    write_names(tx, seq, [one.id for one in actors], _names(whole))
    write_authority_posts(tx, seq, _posts(whole))
    _write_tenures(tx, seq, whole)
    names = [one.name for one in changed]
    versions = [(one.name, digest) for one in changed for digest in (one.digest, former[one.name]) if digest]
    keys = [f"authority {name} {digest}" for name, digest in versions]
    advance(tx, clock, f"authority {', '.join(names)}", (0, 0, 0), keys)
    return names


def _write_tenures(tx: Transaction, seq: int, whole: Authority) -> None:
    known = {
        one.id: from_authority(one.id, one.person, one.post, (one.start, one.end), whole.origins[one.id])
        for one in whole.tenures
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
    called = {
        one.id: {slug(name) for name in (one.label, one.alpha2 or "", *one.demonyms) if name} for one in whole.states
    }
    for post in whole.posts:
        yield {
            "id": post.id,
            "label": post.label,
            "titles": sorted(_titles(post, called.get(post.state or "", ()))),
            "office": post.office,
            "state": post.state,
            "accredited_to": post.accredited_to,
            "part_of": post.part_of,
        }


def _titles(post: AuthorityPost, owner: Iterable[str]) -> Iterator[str]:
    """What a post is called as ids write it, an envoy's also with his own state ("us-ambassador-to-france")."""
    for name in map(slug, post.names):
        yield name
        if post.accredited_to is not None:
            yield from (f"{state}-{name}" for state in owner)
