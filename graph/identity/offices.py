"""Titles: what office they name, whose, and what post that is.

"Belarusian President", "President of Belarus" and "the president of the Republic of Belarus" are `post/BLR/president`;
"US ambassador to Belarus", and a "minister to Belarus", is `post/USA/ambassador-to-BLR`; "special envoy for Belarus",
appointed by the United States, is `post/USA/special-envoy-for-belarus`. `offices.yaml` lists what is known; any other
title makes a post of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from graph.identity.folding import fold
from graph.identity.states import StateIndex, plain
from graph.identity.tables import read_table, words

When = Literal["now", "before", "after"]

_PREPOSITIONS = frozenset({"of", "to", "for", "in", "with", "at"})
_SENT = frozenset(
    {
        "ambassador",
        "apostolic-nuncio",
        "charge-d-affaires",
        "consul",
        "consul-general",
        "permanent-representative",
    }
)
_AT_BODIES = frozenset({"ambassador", "representative"})
_NEAR = re.compile(r" (?:accredited to|near)(?: the)?(?: government of)? ")


@dataclass(frozen=True, slots=True)
class Title:
    """A title, read.

    Attributes:
        slug: What the office is called in ids ("prime-minister"); "" for a form of address alone ("Mr", "General").
        office: Its class (`offices.yaml`): head_of_state, minister, ambassador, …; "other" for those not listed.
        state: Id of the state whose office it is, if told.
        body: Id of the organisation whose office it is, if told.
        target: Id of the state to which, or about which, its holder is sent, or of the organisation to which.
        about: Where that is no state: folded words ("middle east").
        when: "before" for former holders, "after" for those still to come.
    """

    slug: str
    office: str = "other"
    state: str | None = None
    body: str | None = None
    target: str | None = None
    about: str = ""
    when: When = "now"

    def fits(self, slug: str, office: str) -> bool:
        """Whether a post of that slug and class can be meant: "Secretary" may be the secretary of state.

        Whoever leads a state may be called its leader, its president or its king.
        """
        leading = {"head_of_state", "head_of_government", "leader"}
        if "leader" in {self.office, office}:
            return {self.office, office} <= leading
        if not self.slug or slug == self.slug:
            return bool(self.slug)
        return slug.startswith(f"{self.slug}-") or slug.endswith(f"-{self.slug}")


@cache
def known_offices() -> Mapping[str, tuple[str, str]]:
    """Folded title → (slug, class)."""
    offices = read_table("offices")["offices"]
    return {fold(name): (slug, entry["class"]) for slug, entry in offices.items() for name in entry["names"]}


class TitleReader:
    """Reads titles; knows states and organisations by name."""

    def __init__(self, states: StateIndex, bodies: Mapping[str, str]) -> None:
        """Take the states, and organisations' ids by folded name."""
        self._states = states
        self._bodies = bodies
        self._cache: dict[str, Title] = {}

    def read(self, text: str) -> Title:
        """Read a title; one without any known word comes back with a slug of its own."""
        if (known := self._cache.get(text)) is None:
            known = self._cache[text] = self._read(_NEAR.sub(" to ", plain(text)).split())
        return known

    def owner(self, title: Sequence[str]) -> int:
        """How many folded words at the start name a state or an organisation."""
        if state := self._states.prefix(title):
            return state[1]
        body = self._body(title)
        return body[1] if body else 0

    def _read(self, title: list[str]) -> Title:
        owner: dict[str, str] = {}
        when: When = "now"
        while title:
            if (state := self._states.prefix(title)) and state[1] < len(title):
                owner.setdefault("state", state[0])
                title = title[state[1] :]
            elif (body := self._body(title)) and body[1] < len(title):
                owner.setdefault("body", body[0])
                title = title[body[1] :]
            elif (told := _time(title[0])) and len(title) > 1:
                when = told if when == "now" else when
                title = title[1:]
            else:
                break
        if len(title) > 1 and _time(title[-1]) == "after":
            when, title = "after", title[:-1]
        title, told = self._tails(title)
        owner = told | owner
        slug, office, about = _office(title)
        if office == "other" and "and" in title and (first := _office(title[: title.index("and")]))[1] != "other":
            slug, office, about = first  # "Minister of Foreign Affairs and Trade", "president and party leader"
        return Title(slug, office, owner.get("state"), owner.get("body"), owner.get("target"), about, when)

    def _body(self, title: Sequence[str]) -> tuple[str, int] | None:
        for count in range(min(4, len(title)), 0, -1):
            if body := self._bodies.get(" ".join(title[:count])):
                return body, count
        return None

    def _tails(self, title: list[str]) -> tuple[list[str], dict[str, str]]:
        """Cut off "of Belarus", "to the United States", "of the European Commission"; tell what they say."""
        told: dict[str, str] = {}
        cut = True
        while cut:
            cut = False
            for pos, word in enumerate(title):
                if pos == 0 or word not in _PREPOSITIONS:
                    continue
                rest = title[pos + 2 :] if title[pos + 1 : pos + 2] == ["the"] else title[pos + 1 :]
                if state := self._states.whole(rest):
                    told.setdefault("state" if word == "of" else "target", state)
                elif body := self._bodies.get(" ".join(rest)):
                    told.setdefault("target" if word == "to" else "body", body)
                else:
                    continue
                title, cut = title[:pos], True
                break
        return title, told


def post_of(title: Title, owner: str | None, states: StateIndex) -> str:
    """Id of the post that a title names.

    Args:
        title: The title, which names an office.
        owner: Id of the state or organisation whose post it is where the title does not say.
        states: For the labels of states in ids of envoys' posts.
    """
    slug = _sent(title.slug, title.target) if title.target else title.slug
    if title.target and slug in _SENT:
        slug = f"{slug}-to-{title.target.partition('/')[2]}"
    elif title.target and title.target in states:
        slug = f"{slug}-for-{fold(states[title.target].label).replace(' ', '-')}"
    elif title.about:
        slug = f"{slug}-for-{title.about.replace(' ', '-')}"
    whose = title.state or title.body or owner
    return f"post/{whose.partition('/')[2]}/{slug}" if whose else f"post/{slug}"


def _sent(slug: str, target: str) -> str:
    """Who is sent: a minister to a state is no member of its government, an ambassador to a body represents there."""
    if target.startswith("organization/"):
        return "permanent-representative" if slug in _AT_BODIES else slug
    return "ambassador" if slug == "minister" else slug


def telling(post: str) -> bool:
    """Whether sharing a post tells that two spellings are one person: one holder at a time, and nobody else's post.

    "Senator" or "spokesman" does not, nor does "foreign minister" of nobody knows which state.
    """
    *owner, slug = post.removeprefix("post/").split("/")
    named = slug.replace("-", " ")
    return (bool(owner) or "-for-" in slug or "-to-" in slug) and named not in words("offices", "shared")


def _time(word: str) -> When | None:
    times: tuple[When, ...] = ("now", "before", "after")
    return next((each for each in times if word in words("offices", each)), None)


def _office(title: Sequence[str]) -> tuple[str, str, str]:
    """Slug, class and subject ("for the Middle East") of a title without its owner."""
    known, rest = known_offices(), " ".join(title)
    if rest in known:
        return *known[rest], ""
    while title and title[-1] in words("offices", "address"):
        title = title[:-1]
    for pos, word in enumerate(title):
        if pos and word in {"for", "to", "on"} and (found := known.get(" ".join(title[:pos]))):
            return *found, " ".join(title[pos + 1 :]).removeprefix("the ")
    rest = " ".join(title)
    if rest in known:
        return *known[rest], ""
    if title and title[-1] == "envoy":
        return *known["envoy"], ""
    return "-".join(title), "other", ""
