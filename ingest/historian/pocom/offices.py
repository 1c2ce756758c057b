"""The archive's people, posts and tenures as authority data, to which other sources' names resolve."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from graph.identity.authority import (
    Authority,
    AuthorityOrganization,
    AuthorityPerson,
    AuthorityPost,
    AuthorityTenure,
)
from graph.identity.folding import slug
from graph.identity.merging import make_tenure
from ingest.accounts import Account
from ingest.historian.pocom.archive import read_missions, read_people, read_titles
from ingest.historian.pocom.places import find_body
from ingest.historian.pocom.posts import USA, PostReader
from ingest.historian.pocom.records import Mission, Person, Post
from ingest.historian.pocom.terms import Term, terms_of, unite

NAME = "HistoryAtState/pocom"
_PAGE = "https://history.state.gov/departmenthistory/people/"


def read_offices(root: Path, account: Account) -> Authority:
    """People, posts and tenures.

    Args:
        root: The repository.
        account: Told of people and titles; of postings `read_pocom` tells.
    """
    people, titles = read_people(root, account), read_titles(root, account)
    reader = PostReader()
    missions = list(read_missions(root, Account(), people, reader, titles))
    posts: dict[str, AuthorityPost] = {}
    held: list[tuple[str, str, Term]] = []
    ids = person_ids(people.values())
    for mission in missions:
        terms = terms_of(mission, people)
        for posting in mission.postings:
            if posting.post is None:
                continue
            _add(posts, reader, mission, posting.post)
            if (term := terms.get(posting.key)) is not None:
                held.append((ids[posting.person], posting.post.id, term))
    return Authority(
        NAME,
        "1",
        persons=tuple(_person(one, ids[one.id]) for one in people.values()),
        organizations=_organizations(missions),
        posts=tuple(posts[key] for key in sorted(posts)),
        tenures=tuple(_tenures(unite(held))),
    )


def person_ids(people: Iterable[Person]) -> Mapping[str, str]:
    """Readable ids by the archive's; of two people of one name, the later born has the year with it."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for one in sorted(people, key=lambda one: (one.born or "9", one.id)):
        name = f"person/{slug(one.name)}"
        found[one.id] = name if name not in taken else f"{name}-{one.born or one.id}"
        taken.add(name)
    return found


def _person(one: Person, key: str) -> AuthorityPerson:
    return AuthorityPerson(key, one.name, one.names, one.born, one.died, (USA,), (_PAGE + one.id,))


def _add(posts: dict[str, AuthorityPost], reader: PostReader, mission: Mission, post: Post) -> None:
    made = [reader.authority_post(post)]
    if post.mission is not None:
        made.append(reader.mission_post(post, mission))
    for one in made:
        known = posts.setdefault(one.id, one)
        if new := [name for name in one.names if name not in known.names]:
            posts[one.id] = AuthorityPost(
                known.id,
                known.label,
                (*known.names, *new),
                known.state,
                known.accredited_to,
                known.office,
                known.part_of,
            )


def _organizations(missions: Iterable[Mission]) -> tuple[AuthorityOrganization, ...]:
    return tuple(body for mission in missions if (body := find_body(mission)))


def _tenures(held: Iterable[tuple[str, str, Term]]) -> list[AuthorityTenure]:
    made = [make_tenure(person, post, term.start, term.end) for person, post, term in held]
    return sorted(made, key=lambda one: one.id)
