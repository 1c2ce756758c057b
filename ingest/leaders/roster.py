"""The people, posts and tenures that a file of office-holders tells of, put together as authority data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from graph.identity.authority import Authority, AuthorityPerson, AuthorityPost, AuthorityTenure
from graph.identity.bodies import BodyIndex
from graph.identity.folding import fold, slug
from graph.identity.labels import label_for
from graph.identity.merging import make_tenure
from graph.identity.names import person_key
from graph.identity.offices import Title, TitleReader, post_of
from graph.identity.packages import load_packages
from graph.identity.packages.post_titles import post_label
from graph.identity.states import StateIndex

type Key = tuple[str, str]
"""Who somebody is inside a file: the file's own id or the folded name, and what tells namesakes apart."""


@dataclass(slots=True)
class Entry:
    """What a file tells of one person, whatever the order of its rows.

    Attributes:
        names: Full forms of the name.
        aliases: Other names, single ones among them.
        singles: Single names that mean this person alone.
        held: (post, since, until) of each tenure.
    """

    names: set[str] = field(default_factory=set[str])
    aliases: set[str] = field(default_factory=set[str])
    singles: set[str] = field(default_factory=set[str])
    states: set[str] = field(default_factory=set[str])
    links: set[str] = field(default_factory=set[str])
    born: str | None = None
    died: str | None = None
    held: set[tuple[str, str | None, str | None]] = field(default_factory=set[tuple[str, str | None, str | None]])


class Roster:
    """Collects entries; knows the packages' states, organisations and posts, to say the same of the same."""

    def __init__(self) -> None:
        """Start with nobody."""
        packages = load_packages()
        self.states = StateIndex(packages.states)
        self.organizations = {one.id: one for one in packages.organizations}
        self.titles = TitleReader(self.states, BodyIndex(packages.organizations, self.states).names)
        self.people: dict[Key, Entry] = {}
        self._known = {one.id: one for one in packages.posts}
        self._posts: dict[str, AuthorityPost] = {}

    def entry(self, identity: str, apart: str | None = None) -> Entry:
        """The entry of somebody, an empty one at first."""
        return self.people.setdefault((identity, apart or ""), Entry())

    def post(self, title: Title, state: str | None, told: str) -> str:
        """Id of the post that a title names; a post that the packages have keeps its label there.

        Args:
            title: The title, read; it names an office.
            state: Whose post it is, where the title does not say.
            told: The title as written.
        """
        id_ = post_of(title, state, self.states)
        if (post := self._known.get(id_)) is None:
            whose = title.state or title.body or state
            named = told if title.state or title.body or whose is None else post_label(told, self.states[whose].label)
            post = self._posts.get(id_) or AuthorityPost(
                id_, named, (named,), title.state or (None if title.body else state), title.target, title.office
            )
            label = min(post.label, named)  # of two spellings of one post, in any order of the rows
            post = replace(post, label=label, names=(label, *sorted({*post.names, named} - {label})))
        self._posts[id_] = post
        return id_

    def service(self, owner: str, slug_: str, title: str, office: str) -> str:
        """Id of what a source tells instead of a post: that somebody led a state, or belonged to its government.

        Args:
            owner: Id of the state or organisation.
            slug_: Its last part.
            title: In words ("Leader").
            office: Class of offices.
        """
        kind, _, name = owner.partition("/")
        state = owner if kind == "state" else None
        label = post_label(title, self.states[owner].label if state else self.organizations[owner].label)
        id_ = f"post/{name}/{slug_}"
        self._posts[id_] = AuthorityPost(id_, label, (label,), state, None, office)
        return id_

    def authority(self, name: str, version: str = "") -> Authority:
        """All of it, equal for equal content."""
        ids = self._ids()
        people = sorted(self.people.items())
        return Authority(
            name=name,
            version=version,
            persons=tuple(_person(ids[key], entry) for key, entry in people),
            posts=tuple(post for _, post in sorted(self._posts.items())),
            tenures=tuple(_tenures(ids, self.people)),
        )

    def _ids(self) -> dict[Key, str]:
        """Ids that tell namesakes apart: by their states, and where that is not enough by number."""
        slugs = {key: slug(label_for(dict.fromkeys(entry.names, 1))[0]) for key, entry in self.people.items()}
        bearers = Counter(slugs.values())
        ids: dict[Key, str] = {}
        taken: Counter[str] = Counter()
        for key, entry in sorted(self.people.items()):
            id_ = f"person/{slugs[key]}"
            if bearers[slugs[key]] > 1 and entry.states:
                id_ += f"-{slug(min(entry.states)[6:])}"
            taken[id_] += 1
            ids[key] = id_ if taken[id_] == 1 else f"{id_}-{taken[id_]}"
        return ids


def _person(id_: str, entry: Entry) -> AuthorityPerson:
    label = label_for(dict.fromkeys(entry.names, 1))[0]
    names = (label, *sorted((entry.names | entry.aliases) - {label}))
    return AuthorityPerson(
        id=id_,
        label=label,
        names=names,
        born=entry.born,
        died=entry.died,
        states=tuple(sorted(entry.states)),
        links=tuple(sorted(entry.links)),
        singles=tuple(sorted(entry.singles)),
    )


def _tenures(ids: Mapping[Key, str], people: Mapping[Key, Entry]) -> Iterator[AuthorityTenure]:
    for key, entry in sorted(people.items()):
        for post, since, until in sorted(entry.held, key=lambda one: (one[0], one[1] or "", one[2] or "")):
            yield make_tenure(ids[key], post, since, until)


def is_single(name: str) -> bool:
    """Whether a name is one word alone, without given names."""
    return person_key(name).single


def is_name(name: str | None) -> bool:
    """Whether there are letters in it."""
    return bool(name and fold(name))
