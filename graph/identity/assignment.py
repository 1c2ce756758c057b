"""The resolver, second stage: which actors the names stand for that no authority knows, over all documents.

A pure function of the set of facts: their order does not matter, nor do facts that share no block with one another
(`blocks`), so a store may decide again only the blocks that a new document touches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, count

from graph.identity.folding import fold, slug
from graph.identity.mentions import Resolution
from graph.identity.names import PersonKey, compatible, person_key, similar
from graph.identity.offices import telling
from graph.identity.titles import split_title

ALIKE = 0.9
"""Least Jaro-Winkler likeness of two surnames that bear one post with one given name (Cole and Coale: 0.96)."""

_COMPATIBLE = 0.95
_PERSON = "person:"


@dataclass(frozen=True, slots=True)
class Fact:
    """What one document tells of a name that the authority does not know.

    Attributes:
        key: `Resolution.key`.
        state: State acted for, or None.
        post: Id of the post given or taken in the claim, or None.
        name: The name as written, without title (`Resolution.label`).
    """

    key: str
    state: str | None
    post: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """The actor that a key stands for.

    Attributes:
        actor: Its id.
        method: minted, split_by_state, compatible_name or post_and_spelling.
        score: Likeness of the spellings that were taken for one, 1 where none were.
    """

    actor: str
    method: str
    score: float


type Assigned = dict[tuple[str, str | None], Assignment]


def fact_of(resolution: Resolution) -> Fact | None:
    """The fact that a resolution contributes; None if it is decided, unnamed or bound to its document."""
    if not resolution.key or resolution.actor or resolution.scope:
        return None
    return Fact(resolution.key, resolution.state, resolution.post, resolution.label)


def blocks(fact: Fact) -> tuple[str, ...]:
    """What a fact can have in common with another one that decides on it; facts without a common block never do."""
    if not fact.key.startswith(_PERSON):
        return (fact.key,)
    name = split_title(fact.name)[1] or fact.name
    known = person_key(fact.key.removeprefix(_PERSON)), person_key(name)
    ids = {slug(name), slug(fact.key.removeprefix(_PERSON))}
    found = {f"family:{key.family}" for key in known} | {f"id:{one}" for one in ids} | {fact.key}
    if fact.post and telling(fact.post):
        found.add(f"post:{_post_slug(fact.post)}")
    return tuple(sorted(found))


def assign(facts: Iterable[Fact], taken: Collection[str] = frozenset()) -> Assigned:
    """Decide which actor each (key, state) stands for.

    - A full name is one actor, in all documents; where it acts for two states or more it is as many, and a mention
      for no known state is one more.
    - Names that differ in given names only, and are all compatible with each other, are one actor ("William Burns",
      "William J. Burns"), unless their states differ.
    - Two names are one actor if they bear the same telling post with the same given name, and their surnames begin
      alike and are alike by `ALIKE` ("John Cole", "John Coale", special envoy for Belarus), unless their states differ.

    Args:
        facts: Of all documents, or of all that share blocks.
        taken: Ids that other actors bear: those of the authority.

    Returns:
        An assignment for each (key, state) among the facts.
    """
    found = frozenset(facts)
    people = [fact for fact in found if fact.key.startswith(_PERSON)]
    assigned = _assign_people(people, taken)
    for fact in found:
        if not fact.key.startswith(_PERSON):
            kind, _, name = fact.key.partition(":")
            assigned[fact.key, fact.state] = Assignment(_free(f"{kind}/{slug(name)}", None, taken), "minted", 1.0)
    return assigned


@dataclass(slots=True, eq=False)
class _Node:
    """A name, as borne for one state, or for any where no two states are told."""

    key: str
    name: PersonKey
    spelling: str
    state: str | None
    split: bool
    posts: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class _Join:
    """A reason to take two names for one person's."""

    a: _Node
    b: _Node
    method: str
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """Names taken for one person's, and why."""

    nodes: tuple[_Node, ...]
    joins: tuple[_Join, ...]

    @property
    def sound(self) -> bool:
        """Whether one person can bear all these names: for one state at most, with compatible given names."""
        if len(self.nodes) == 1:
            return True
        states = {node.state for node in self.nodes if node.state}
        given = {PersonKey(node.name.given, "", node.name.suffix) for node in self.nodes}
        return len(states) <= 1 and all(compatible(a, b) for a, b in combinations(given, 2))


def _assign_people(facts: Sequence[Fact], taken: Collection[str]) -> Assigned:
    nodes = list(_nodes(facts))
    joins = [*_families(nodes), *_alike(nodes)]
    groups = [part for group in _groups(nodes, joins) for part in _sound_parts(group)]
    names = _name(groups, taken)
    by_key: defaultdict[str, list[_Node]] = defaultdict(list)
    for node in nodes:
        by_key[node.key].append(node)
    return {(fact.key, fact.state): names[_bearer(by_key[fact.key], fact.state)] for fact in facts}


def _nodes(facts: Iterable[Fact]) -> Iterator[_Node]:
    by_key: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_key[fact.key].append(fact)
    posts = _owned_posts(facts)
    for key, same in sorted(by_key.items()):
        states = sorted({fact.state for fact in same if fact.state})
        name, spelling = _spelling(key, same)
        borne: list[tuple[str | None, list[Fact]]]
        if len(states) > 1:
            borne = [(state, [fact for fact in same if fact.state == state]) for state in (*states, None)]
        else:
            borne = [(states[0] if states else None, same)]
        for state, group in borne:
            held = frozenset(posts[fact.post] for fact in group if fact.post and telling(fact.post))
            if group:
                yield _Node(key, name, spelling, state, split=len(states) > 1, posts=held)


def _spelling(key: str, facts: Iterable[Fact]) -> tuple[PersonKey, str]:
    """A key as a name, and its least spelling; mentions by a part of the name ("Cole") don't count."""
    text = key.removeprefix(_PERSON)
    names = {split_title(fact.name)[1] or fact.name for fact in facts}
    spelled = sorted((fold(name), name) for name in names if person_key(name).text == text)
    return (person_key(spelled[0][1]), spelled[0][0]) if spelled else (person_key(text), text)


def _owned_posts(facts: Iterable[Fact]) -> dict[str, str]:
    """Posts as they are compared: one told without its owner is the one of that name, if only one is known."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    posts = sorted({fact.post for fact in facts if fact.post})
    for post in posts:
        if "/" in post.removeprefix("post/"):
            owners[_post_slug(post)].add(post)
    return {post: _only(owners[_post_slug(post)], post) if post.count("/") == 1 else post for post in posts}


def _only(posts: Collection[str], otherwise: str) -> str:
    return next(iter(posts)) if len(posts) == 1 else otherwise


def _post_slug(post: str) -> str:
    return post.rpartition("/")[2]


def _families(nodes: Iterable[_Node]) -> Iterator[_Join]:
    """Joins of names that differ in middle names, where all names of the family are compatible with each other."""
    families: defaultdict[str, list[_Node]] = defaultdict(list)
    for node in nodes:
        families[node.name.family].append(node)
    for family in families.values():
        keys = {node.key: node.name for node in family}
        if len(keys) > 1 and all(compatible(a, b) for a, b in combinations(keys.values(), 2)):
            pairs = (pair for pair in combinations(family, 2) if pair[0].key != pair[1].key)
            yield from (_Join(a, b, "compatible_name", _COMPATIBLE) for a, b in pairs)


def _alike(nodes: Iterable[_Node]) -> Iterator[_Join]:
    """Joins of names that bear one post and are spelt alike."""
    holders: defaultdict[tuple[str, str, str], list[_Node]] = defaultdict(list)
    for node in nodes:
        for post in node.posts:
            if node.name.given and node.name.surname:
                holders[post, node.name.given[0], node.name.suffix].append(node)
    for same in holders.values():
        for a, b in combinations(same, 2):
            score = similar(a.name.surname, b.name.surname)
            if a.name.surname[0] == b.name.surname[0] and a.key != b.key and score >= ALIKE:
                yield _Join(a, b, "post_and_spelling", score)


def _groups(nodes: Sequence[_Node], joins: Iterable[_Join]) -> list[_Group]:
    """Nodes that joins connect, directly or through others."""
    members = {node: [node] for node in nodes}
    why: dict[_Node, list[_Join]] = {node: [] for node in nodes}
    root = {node: node for node in nodes}
    for join in joins:
        if join.a not in root or join.b not in root:
            continue
        one, other = root[join.a], root[join.b]
        if one is not other:
            members[one] += members[other]
            why[one] += why.pop(other)
            root |= dict.fromkeys(members.pop(other), one)
        why[one].append(join)
    return [_Group(tuple(group), tuple(why[first])) for first, group in members.items()]


def _sound_parts(group: _Group) -> list[_Group]:
    """The group, if one person can be all of it; else what is joined within one state; else each name by itself."""
    if group.sound:
        return [group]
    told = [join for join in group.joins if join.a.state == join.b.state and join.a.state is not None]
    parts = _groups(group.nodes, told)
    return [sound for part in parts for sound in ([part] if part.sound else _groups(part.nodes, ()))]


def _name(groups: Iterable[_Group], taken: Collection[str]) -> Mapping[_Node, Assignment]:
    """Ids: the least spelling with fewest given names; with the state, then a number, where that is not enough."""
    names: dict[_Node, Assignment] = {}
    used = set(taken)
    for group in sorted(groups, key=lambda group: min((node.key, node.state or "") for node in group.nodes)):
        first = min(group.nodes, key=lambda node: (len(node.name.given), node.spelling))
        split = any(node.split for node in group.nodes)
        state = next((node.state for node in group.nodes if node.state), None)
        base = f"person/{slug(first.spelling) or 'unnamed'}"
        actor = _free(f"{base}-{_code(state)}" if split and state else base, state, used)
        used.add(actor)
        method = max((join.method for join in group.joins), default="split_by_state" if split else "minted")
        score = min((join.score for join in group.joins), default=1.0)
        names |= dict.fromkeys(group.nodes, Assignment(actor, method, score))
    return names


def _free(actor: str, state: str | None, used: Collection[str]) -> str:
    """The id itself, or with state or number if somebody else bears it."""
    if actor not in used:
        return actor
    if state and (named := f"{actor}-{_code(state)}") not in used:
        return named
    return next(one for number in count(2) if (one := f"{actor}-{number}") not in used)


def _code(state: str | None) -> str:
    return (state or "").removeprefix("state/").lower()


def _bearer(nodes: Sequence[_Node], state: str | None) -> _Node:
    return next((node for node in nodes if node.state == state), nodes[0])
